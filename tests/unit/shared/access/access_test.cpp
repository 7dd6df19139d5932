#include "shared/access/access.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace pochin;
using namespace pochin::access;

namespace {

Actor clerk(std::string oktmo) { return {"clerk", {{Role::citizen}, {Role::municipal_operator, std::move(oktmo)}}}; }

Target draft_of(std::vector<std::string> territories) {
  return {.object = Object::application_draft, .territories = std::move(territories)};
}

std::string refusal(const Actor& actor, Action action, const Target& target) {
  const auto answer = permit(actor, action, target);
  if (answer) return "allowed";
  CHECK_FALSE(answer.error().message.empty());
  return answer.error().code;
}

}  // namespace

TEST_CASE("a clerk works on the drafts of the own territory and of what lies in it, not of the neighbour") {
  CHECK(allowed(clerk("86604411"), Action::update, draft_of({"86604411", "86604000"})));
  CHECK(allowed(clerk("86604000"), Action::update, draft_of({"86604411", "86604000"})));
  CHECK(refusal(clerk("86604411"), Action::update, draft_of({"86604422", "86604000"})) == "access_scope");
  CHECK(refusal(clerk("86604411"), Action::update, draft_of({"86604000"})) == "access_scope");
}

TEST_CASE("a forgotten scope reaches nothing, a star everything") {
  CHECK(refusal(clerk(""), Action::read, draft_of({"86604411"})) == "access_scope");
  CHECK(refusal(clerk(""), Action::read, draft_of({""})) == "access_scope");
  CHECK(allowed(clerk("*"), Action::read, draft_of({"86604411"})));
  const Actor centre{"c", {{Role::project_centre_operator, ""}}};
  CHECK(refusal(centre, Action::decide, {.object = Object::formal_check}) == "access_scope");
}

TEST_CASE("an unknown author owns nothing: an empty person is nobody's owner") {
  const Target orphan{.object = Object::idea, .owners = {""}};
  CHECK_FALSE(allowed({"", {{Role::citizen}}}, Action::update, orphan));
  CHECK_FALSE(allowed({"me", {{Role::citizen}}}, Action::update, orphan));
}

TEST_CASE("everybody has what a guest has, also where the cell of their role is empty") {
  const Actor finance{"f", {{Role::finance_officer}}};
  CHECK_FALSE(grant_allows(finance.grants[0], "f", Action::read, {.object = Object::idea}));
  CHECK(allowed(finance, Action::read, {.object = Object::idea}));
  CHECK(allowed({}, Action::read, {.object = Object::procurement}));
}

TEST_CASE("a guest is told to log in, a citizen that the right is missing") {
  const auto guest = permit({}, Action::create, {.object = Object::vote});
  REQUIRE_FALSE(guest);
  CHECK(guest.error().code == "access_role");
  CHECK(guest.error().message.find("Войдите") != std::string::npos);
  const auto citizen = permit({"p", {{Role::citizen}}}, Action::decide, {.object = Object::report});
  REQUIRE_FALSE(citizen);
  CHECK(citizen.error().message.find("Войдите") == std::string::npos);
}

TEST_CASE("a citizen votes once; a clerk votes as the citizen they are; the administrator never") {
  Target vote{.object = Object::vote};
  CHECK(allowed({"p", {{Role::citizen}}}, Action::create, vote));
  CHECK(allowed(clerk("86604411"), Action::create, vote));
  CHECK_FALSE(allowed({"clerk", {{Role::municipal_operator, "86604411"}}}, Action::create, vote));
  CHECK(refusal({"a", {{Role::citizen}, {Role::system_admin}}}, Action::create, vote) == "access_never");
  CHECK(refusal({"a", {{Role::system_admin}, {Role::citizen}}}, Action::create, vote) == "access_never");
  vote.done = true;
  CHECK(refusal({"p", {{Role::citizen}}}, Action::create, vote) == "access_scope");
  CHECK(refusal({"p", {{Role::citizen}, {Role::initiator}}}, Action::create, vote) == "access_scope");
}

TEST_CASE("nobody reads a cast vote through the matrix") {
  for (const Role role : all_roles())
    CHECK_FALSE(allowed({"p", {{role, "*"}}}, Action::read,
                        {.object = Object::vote, .owners = {"p"}, .assigned = {"p"}, .published = true}));
}

TEST_CASE("points are adjusted with a reason and by a second person") {
  const Actor manager{"m", {{Role::project_centre_manager, "ppmi"}}};
  Target t{.object = Object::manual_adjustment, .practice = "ppmi", .reason = true, .proposed_by = "o"};
  CHECK(allowed(manager, Action::decide, t));
  t.proposed_by = "m";
  CHECK_FALSE(allowed(manager, Action::decide, t));
  t.proposed_by = "";
  CHECK_FALSE(allowed(manager, Action::decide, t));
  CHECK(allowed(manager, Action::read, t));
  t.proposed_by = "o";
  t.reason = false;
  CHECK_FALSE(allowed(manager, Action::decide, t));
  t.reason = true;
  t.practice = "tos";
  CHECK_FALSE(allowed(manager, Action::decide, t));
}

TEST_CASE("who adjusted points does not sign the protocol, who signed does not adjust") {
  const Actor both{"b", {{Role::project_centre_manager, "ppmi"}, {Role::commission_secretary, "ppmi"}}};
  Target protocol{.object = Object::protocol, .practice = "ppmi", .adjusters = {"b"}};
  CHECK(refusal(both, Action::update, protocol) == "access_separation");
  CHECK(allowed(both, Action::read, protocol));
  protocol.adjusters = {"x"};
  CHECK(allowed(both, Action::update, protocol));

  Target points{.object = Object::manual_adjustment,
                .practice = "ppmi",
                .reason = true,
                .proposed_by = "o",
                .signers = {"x", "b"}};
  CHECK(refusal(both, Action::decide, points) == "access_separation");
  CHECK(allowed(both, Action::read, points));
  points.signers = {"x"};
  CHECK(allowed(both, Action::decide, points));
}

TEST_CASE("a declared conflict of interest blocks a member on that application, not as a citizen") {
  const Actor member{"m", {{Role::citizen}, {Role::commission_member, "ppmi"}}};
  Target scores{.object = Object::member_scores, .practice = "ppmi", .owners = {"m"}, .conflicted = {"m"}};
  CHECK(refusal(member, Action::create, scores) == "access_conflict");
  scores.conflicted = {"another"};
  CHECK(allowed(member, Action::create, scores));
  CHECK(allowed(member, Action::read, {.object = Object::idea, .conflicted = {"m"}}));
  const Actor expert{"e", {{Role::sector_expert}}};
  Target opinion{.object = Object::expert_opinion, .assigned = {"e"}, .conflicted = {"e"}};
  CHECK(refusal(expert, Action::decide, opinion) == "access_conflict");
  opinion.conflicted.clear();
  CHECK(allowed(expert, Action::decide, opinion));
}

TEST_CASE("the centre reads a draft only after the municipality opened it, and never changes one") {
  const Actor centre{"c", {{Role::project_centre_operator, "ppmi"}}};
  Target draft{.object = Object::application_draft, .practice = "ppmi"};
  CHECK(refusal(centre, Action::read, draft) == "access_scope");
  draft.opened = true;
  CHECK(allowed(centre, Action::read, draft));
  CHECK(refusal(centre, Action::update, draft) == "access_role");
}

TEST_CASE("the administrator has no business rights") {
  const Actor admin{"a", {{Role::system_admin}}};
  for (std::size_t object = 0; object < kObjects; ++object)
    for (const Action action : {Action::decide, Action::propose, Action::vote, Action::freeze, Action::hand_over})
      CHECK_FALSE(allowed(admin, action, {.object = static_cast<Object>(object), .practice = "ppmi"}));
  CHECK_FALSE(allowed(admin, Action::read, {.object = Object::audit_log}));
  CHECK(allowed(admin, Action::read, {.object = Object::audit_log, .part = Part::technical}));
}

TEST_CASE("views of personal data and every change leave a line in the log; a cast vote leaves none") {
  CHECK(is_logged(Object::registration_list, Action::read));
  CHECK(is_logged(Object::users, Action::read));
  CHECK(is_logged(Object::analytics, Action::export_data));
  CHECK(is_logged(Object::formal_check, Action::decide));
  CHECK(is_logged(Object::vote, Action::enter_batch));
  CHECK_FALSE(is_logged(Object::vote, Action::create));
  CHECK_FALSE(is_logged(Object::idea, Action::read));
}

TEST_CASE("roles have distinct codes and Russian titles; a code finds its role") {
  std::set<std::string_view> codes, titles;
  for (const Role role : all_roles()) {
    CHECK(codes.insert(code_of(role)).second);
    CHECK(titles.insert(title_of(role)).second);
    CHECK(role_from(code_of(role)) == role);
  }
  CHECK(codes.size() == 22);
  CHECK(title_of(Role::municipal_operator) == "Специалист администрации");
  CHECK_FALSE(role_from("su"));
  CHECK_FALSE(role_from(""));
}

TEST_CASE("a scope takes in what it names, what lies in it, everything by a star and nothing when it is forgotten") {
  const Target there{.practice = "ppmi", .territories = {"86500411", "86500000"}};
  for (const char* scope : {"86500411", "86500000", "*"}) CHECK(reaches(ScopeKind::territory, scope, there));
  for (const char* scope : {"86500415", "ppmi", ""}) CHECK_FALSE(reaches(ScopeKind::territory, scope, there));
  for (const char* scope : {"ppmi", "*"}) CHECK(reaches(ScopeKind::practice, scope, there));
  for (const char* scope : {"tver", "86500411", ""}) CHECK_FALSE(reaches(ScopeKind::practice, scope, there));
  CHECK(reaches(ScopeKind::none, "", there));
  CHECK(reaches(Grant{Role::district_curator, "86500000"}, there));
  CHECK_FALSE(reaches(Grant{Role::project_centre_operator, "86500000"}, there));
}
