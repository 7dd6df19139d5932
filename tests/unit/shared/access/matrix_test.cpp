// The matrix of domain.md §9 once more, written down role by role instead of object by object, in words instead of
// letters, and by hand. The walk compares it with the table in every cell, for every action, part of the object,
// relation of the person to it and condition: what is not said here must be refused.
#include "shared/access/matrix.h"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "shared/access/access.h"

using namespace pochin::access;

namespace {

// Lines: "object: action[+action…] reach[/part][ if condition], …". "see" is reading; whoever changes, decides or
// assigns may see as well, and that is written out.
const std::map<Role, const char*> kExpected{
    {Role::guest, R"(
public_data: see all
idea: see all
comment: see all
meeting: see all
criteria: see all if published
auto_score: see all if published
protocol: see all if published
voting_campaign: see all
payments: see all/summary
procurement: see all
progress: see all
acceptance_act: see all
report: see all if published
analytics: export all/summary
dictionaries: see all
)"},
    {Role::citizen, R"(
public_data: see all
idea: create all, see+update own
comment: create all
meeting: see+sign_up all
municipal_decision: see all
criteria: see all
auto_score: see all if published
protocol: see all
voting_campaign: see all
vote: create all if once
payments: see own
procurement: see all
progress: see+complain all
acceptance_act: see all
report: see all
analytics: export all/summary
users: see+update own
dictionaries: see all
audit_log: see own
)"},
    {Role::initiator, R"(
public_data: see all
idea: create all, see+update+remove own
comment: create all
meeting: see assigned, create own
registration_list: see own
application_draft: see+create+update own
submission: hand_over own
municipal_decision: see all
formal_check: see own
expert_opinion: see own if published
criteria: see all
auto_score: see own
protocol: see all
voting_campaign: see all
vote: create all if once
payments: see own
procurement: see all
progress: create assigned/photo
acceptance_act: co_sign own
report: see all
analytics: export own
users: see+update own
dictionaries: see all
audit_log: see own
)"},
    {Role::municipal_operator, R"(
public_data: see all
idea: see all
comment: see+decide territory
meeting: see+create+update territory
registration_list: see+create+update territory
application_draft: see+create+update territory
submission: prepare territory
municipal_decision: see+update territory
formal_check: see territory
expert_opinion: see territory
criteria: see all
auto_score: see territory
protocol: see all
voting_campaign: see all
agreement: see+update territory
payments: see+create+update territory
procurement: see+create+update territory
progress: see+create+update territory
acceptance_act: see+create+update territory
report: see+create+update territory
analytics: export territory
users: invite territory
dictionaries: see all
audit_log: see territory
)"},
    {Role::municipal_head, R"(
public_data: see all
idea: see all
comment: see all
meeting: see+decide territory
registration_list: see territory
application_draft: see territory
submission: see+decide territory
municipal_decision: see+decide territory
formal_check: see territory
expert_opinion: see territory
criteria: see all
auto_score: see territory
protocol: see all
voting_campaign: see all
agreement: see+decide territory
payments: see territory
procurement: see all
progress: see all
acceptance_act: see+decide territory
report: see+decide territory
analytics: export territory
users: invite territory
dictionaries: see all
audit_log: see territory
)"},
    {Role::district_curator, R"(
public_data: see all
idea: see all
comment: see all
meeting: see+update territory
registration_list: see territory
application_draft: see territory
municipal_decision: see all
formal_check: see territory
expert_opinion: see territory
criteria: see all
auto_score: see territory
protocol: see all
voting_campaign: see all
agreement: see territory
payments: see territory
procurement: see all
progress: see all
acceptance_act: see all
report: see all
analytics: export territory
dictionaries: see all
)"},
    {Role::project_centre_operator, R"(
public_data: see all
idea: see all
comment: see all
meeting: see practice
registration_list: see practice
application_draft: see practice if opened
municipal_decision: see all
formal_check: see+decide practice
expert_opinion: see practice
criteria: see all
auto_score: see practice
manual_adjustment: propose practice
protocol: see all
voting_campaign: see+update practice
vote_annulment: propose practice
agreement: see+update practice
payments: see practice
procurement: see all
progress: see all
acceptance_act: see all
report: see+decide practice
analytics: export practice
users: invite practice
dictionaries: see+update all
audit_log: see practice
)"},
    {Role::project_centre_manager, R"(
public_data: see all
idea: see all, decide practice
comment: see all
meeting: see practice
registration_list: see practice
application_draft: see practice if opened
municipal_decision: see all
formal_check: see+decide practice
expert_opinion: see+assign practice
criteria: see+create+update+freeze practice
auto_score: see practice
manual_adjustment: see practice, decide practice if second_person
protocol: see all
voting_campaign: see+decide practice
agreement: see+decide practice
payments: see practice
procurement: see all
progress: see all
acceptance_act: see all
report: see+decide practice
analytics: export all
users: see+create+update practice
dictionaries: see+create+update+decide all
audit_log: see practice
)"},
    {Role::finance_officer, R"(
public_data: see all
formal_check: see all
expert_opinion: see all
criteria: see all
auto_score: see all
protocol: see all
agreement: see+decide all
payments: see+create+update+decide all
procurement: see all
progress: see all
acceptance_act: see all
report: see+decide all
analytics: export all
dictionaries: see all, update all/finance
)"},
    {Role::sector_expert, R"(
public_data: see all
expert_opinion: see+decide assigned
criteria: see all
analytics: export assigned
dictionaries: see all
)"},
    {Role::commission_member, R"(
public_data: see all
idea: see all
meeting: see all
expert_opinion: see practice
criteria: see all
auto_score: see practice
member_scores: see+create+update own
protocol: see all, vote practice
vote_annulment: see+decide assigned
progress: see all
report: see all
analytics: export practice
dictionaries: see all
)"},
    {Role::commission_secretary, R"(
public_data: see all
idea: see all
meeting: see all
registration_list: see practice
formal_check: see practice
expert_opinion: see practice
criteria: see all
auto_score: see practice
manual_adjustment: see practice
member_scores: see practice
protocol: see+create+update practice
voting_campaign: see all
vote_annulment: record practice
analytics: export practice
dictionaries: see all
)"},
    {Role::polling_operator, R"(
public_data: see all
vote: enter_batch practice
)"},
    {Role::observer, R"(
public_data: see all
idea: see all
comment: see all
meeting: see all
municipal_decision: see all
criteria: see all
auto_score: see practice
protocol: see all
voting_campaign: see all
vote_annulment: see practice
progress: see all
analytics: export all/summary
audit_log: see practice/votes
)"},
    {Role::content_editor, R"(
public_data: see+create+update all
idea: see+decide all
comment: see+decide all
meeting: see all
progress: moderate all
)"},
    {Role::support_agent, R"(
public_data: see all
idea: see all
comment: see all
meeting: see all
application_draft: see assigned
users: reset all
dictionaries: see all
)"},
    {Role::auditor, R"(
public_data: see all
idea: see all
comment: see all
meeting: see all
registration_list: see all
municipal_decision: see all
formal_check: see all
expert_opinion: see all
criteria: see all
auto_score: see all
manual_adjustment: see all
member_scores: see all
protocol: see all
voting_campaign: see all
vote_annulment: see all
agreement: see all
payments: see all
procurement: see all
progress: see all
acceptance_act: see all
report: see all
analytics: export all
users: see all
dictionaries: see all
audit_log: see all
)"},
    {Role::system_admin, R"(
public_data: see all
analytics: export all/technical
users: see+create+update all
dictionaries: see+update all
audit_log: see all/technical
)"},
};

// The words of the expectation, kept apart from the codes of the program.
const std::vector<std::string> kObjectWords{"public_data",
                                            "idea",
                                            "comment",
                                            "meeting",
                                            "registration_list",
                                            "application_draft",
                                            "submission",
                                            "municipal_decision",
                                            "formal_check",
                                            "expert_opinion",
                                            "criteria",
                                            "auto_score",
                                            "manual_adjustment",
                                            "member_scores",
                                            "protocol",
                                            "voting_campaign",
                                            "vote",
                                            "vote_annulment",
                                            "agreement",
                                            "payments",
                                            "procurement",
                                            "progress",
                                            "acceptance_act",
                                            "report",
                                            "analytics",
                                            "users",
                                            "dictionaries",
                                            "audit_log"};
const std::vector<std::string> kActionWords{
    "see",    "create",  "update", "remove",      "decide", "export",   "sign_up",  "hand_over", "prepare", "assign",
    "freeze", "propose", "vote",   "enter_batch", "record", "complain", "moderate", "co_sign",   "invite",  "reset"};
const std::vector<std::string> kReachWords{"all", "practice", "territory", "own", "assigned"};
const std::vector<std::string> kPartWords{"whole", "summary", "technical", "votes", "finance", "photo"};
const std::vector<std::string> kConditionWords{"always", "published", "opened", "once", "second_person"};

std::size_t number_of(const std::vector<std::string>& words, const std::string& word) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == word) return i;
  FAIL("no such word in the expectation: " << word);
  return 0;
}

struct Said {
  std::size_t reach, part, condition;
};
using Expectation = std::map<std::pair<std::size_t, std::size_t>, std::vector<Said>>;  // object, action

Expectation read(const std::string& text) {
  Expectation out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    const std::size_t colon = line.find(':');
    const std::size_t object = number_of(kObjectWords, line.substr(0, colon));
    std::istringstream clauses(line.substr(colon + 1));
    for (std::string clause; std::getline(clauses, clause, ',');) {
      std::istringstream words(clause);
      std::string actions, reach, if_word, condition = "always", part = "whole";
      words >> actions >> reach;
      if (words >> if_word) words >> condition;
      if (const std::size_t slash = reach.find('/'); slash != std::string::npos) {
        part = reach.substr(slash + 1);
        reach.resize(slash);
      }
      const Said said{number_of(kReachWords, reach), number_of(kPartWords, part),
                      number_of(kConditionWords, condition)};
      std::istringstream each(actions);
      for (std::string action; std::getline(each, action, '+');)
        out[{object, number_of(kActionWords, action)}].push_back(said);
    }
  }
  return out;
}

constexpr unsigned kRelations = 5;   // none, practice, territory, own, assigned
constexpr unsigned kConditions = 5;  // none, published, opened, may vote still, a second person with a reason

Target target_of(std::size_t object, std::size_t part, unsigned relation, unsigned condition) {
  Target t;
  t.object = static_cast<Object>(object);
  t.part = static_cast<Part>(part);
  if (relation == 1) t.practice = "ppmi";
  if (relation == 2) t.territories = {"86604411", "86604000"};
  if (relation == 3) t.owners = {"other", "me"};
  if (relation == 4) t.assigned = {"me"};
  t.published = condition == 1;
  t.opened = condition == 2;
  t.done = condition != 3;
  t.reason = condition == 4;
  if (condition == 4) t.proposed_by = "colleague";
  return t;
}

Grant grant_of(Role role) {
  const ScopeKind kind = scope_kind_of(role);
  return {role, kind == ScopeKind::practice ? "ppmi" : kind == ScopeKind::territory ? "86604000" : ""};
}

std::size_t walk(Role role, const Expectation& expected) {
  std::size_t steps = 0;
  for (std::size_t object = 0; object < kObjects; ++object)
    for (std::size_t action = 0; action < kActions; ++action) {
      const auto found = expected.find({object, action});
      for (std::size_t part = 0; part < kPartWords.size(); ++part)
        for (unsigned relation = 0; relation < kRelations; ++relation)
          for (unsigned condition = 0; condition < kConditions; ++condition) {
            bool should = false;
            if (found != expected.end())
              for (const Said& s : found->second)
                should = should || ((s.reach == 0 || s.reach == relation) && (s.part == 0 || s.part == part) &&
                                    (s.condition == 0 || s.condition == condition));
            const bool is = grant_allows(grant_of(role), "me", static_cast<Action>(action),
                                         target_of(object, part, relation, condition));
            ++steps;
            if (is == should) continue;
            UNSCOPED_INFO(code_of(role) << ", " << kObjectWords[object] << ": " << kActionWords[action] << ", "
                                        << kPartWords[part] << ", relation " << relation << ", condition "
                                        << kConditionWords[condition]);
            CHECK(is == should);
          }
    }
  return steps;
}

}  // namespace

TEST_CASE("every cell of the table is what the expectation says, role by role") {
  REQUIRE(kExpected.size() == 18);
  for (const auto& [role, text] : kExpected) CHECK(walk(role, read(text)) == kObjects * kActions * 6 * 5 * 5);
}

TEST_CASE("the chair has the column of a member, the moderator that of the editor") {
  walk(Role::commission_chair, read(kExpected.at(Role::commission_member)));
  walk(Role::moderator, read(kExpected.at(Role::content_editor)));
}

TEST_CASE("roles without a column have no rights of their own") {
  CHECK(walk(Role::school_curator, {}) > 0);
  CHECK(walk(Role::service_account, {}) > 0);
}

TEST_CASE("the codes of objects and actions are what the expectation calls them") {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < kObjects; ++i) {
    CHECK(code_of(static_cast<Object>(i)) == kObjectWords[i]);
    CHECK(seen.insert(code_of(static_cast<Object>(i))).second);
  }
  for (std::size_t i = 1; i < kActions; ++i) CHECK(code_of(static_cast<Action>(i)) == kActionWords[i]);
  CHECK(code_of(Action::read) == "read");
}
