#include "server/api/handling/two_person.h"

#include "server/store/audit.h"
#include "server/store/people.h"
#include "tests/unit/server/api/world.h"

using namespace pochin;
using namespace pochin::server;
using namespace pochin::server::test;

namespace {

// A portal with two administrators of a practice, one of another, and a person without roles.
struct Practice {
  World world;
  Viewer first = manager("2000000001"), second = manager("2000000002"), stranger = manager("2000000003", "other");
  Viewer resident = viewer("2000000004");

  Context& context() { return world.api().context(); }

  Viewer viewer(const std::string& oid) {
    Viewer who;
    const auto known =
        change(context(), [&](Db& db) -> Checked<std::int64_t> { return remember_person(db, oid, world.now); });
    who.person = known.value();
    who.id = person_id(who.person);
    who.short_name = "Сотрудник " + oid;
    who.connector = "esia";
    who.proved = world.now;
    return who;
  }
  Viewer manager(const std::string& oid, const std::string& practice = "ppmi") {
    Viewer who = viewer(oid);
    who.grants = {{oid, "project_centre_manager", practice, "Администратор практики", ""}};
    return who;
  }
  [[nodiscard]] TwoPersonAct opening() const {
    return {.kind = "campaign.open",
            .object = "ppmi.2027",
            .details = {{"opens", "2027-02-01"}},
            .reason = "По графику",
            .target = {.object = access::Object::voting_campaign, .practice = "ppmi"}};
  }
  Checked<Json> ask(const Viewer& who, const TwoPersonAct& act) {
    return change(context(), [&](Db& db) { return ask_second_person(db, context(), who, act); });
  }
  Checked<Json> approve(const Viewer& who, const std::string& id, const std::string& kind = "campaign.open",
                        const std::string& object = "ppmi.2027") {
    return change(context(), [&](Db& db) {
      return approve_as_second(db, context(), who, id, kind, object, access::Action::decide, opening().target);
    });
  }
  std::string asked() { return ask(first, opening()).value()["id"]; }
};

std::string code(const Checked<Json>& answer) { return answer ? "" : answer.error().code; }

}  // namespace

TEST_CASE("what one asked for another approves, and gets exactly what was asked") {
  Practice p;
  const auto request = p.ask(p.first, p.opening());
  REQUIRE(request);
  CHECK((*request)["state"] == "waiting");
  const auto approved = p.approve(p.second, (*request)["id"]);
  REQUIRE(approved);
  CHECK((*approved)["state"] == "approved");
  CHECK((*approved)["details"]["opens"] == "2027-02-01");
  CHECK((*approved)["decided_by"] == "Сотрудник 2000000002");
}

TEST_CASE("nobody approves what they asked for, nor under a second account of their own") {
  Practice p;
  const std::string id = p.asked();
  CHECK(code(p.approve(p.first, id)) == "two_person_same");
  const auto twins = change(p.context(), [&](Db& db) -> Checked<bool> {
    remember_snils(db, p.first.person, "00000060006");
    remember_snils(db, p.second.person, "00000060006");
    return true;
  });
  REQUIRE(twins);
  CHECK(code(p.approve(p.second, id)) == "two_person_same");
}

TEST_CASE("both need the right on this very practice") {
  Practice p;
  CHECK(code(p.ask(p.resident, p.opening())) == "access_role");
  CHECK(code(p.ask(p.stranger, p.opening())) == "access_scope");
  const std::string id = p.asked();
  CHECK(code(p.approve(p.resident, id)) == "access_role");
  CHECK(code(p.approve(p.stranger, id)) == "access_scope");
  CHECK(p.approve(p.second, id));
}

TEST_CASE("both need a fresh proof of who they are") {
  Practice p;
  Viewer tired = p.first;
  tired.proved = {p.world.now.ms - 16 * 60'000};
  const auto refused = p.ask(tired, p.opening());
  CHECK(code(refused) == "fresh_login_needed");
  CHECK(refused.error().members.find("/auth/esia/login?fresh=1") != std::string::npos);
  const std::string id = p.asked();
  Viewer tired_second = p.second;
  tired_second.proved = tired.proved;
  CHECK(code(p.approve(tired_second, id)) == "fresh_login_needed");
}

TEST_CASE("an approval of one thing is no approval of another") {
  Practice p;
  const std::string id = p.asked();
  CHECK(code(p.approve(p.second, id, "campaign.publish")) == "not_found");
  CHECK(code(p.approve(p.second, id, "campaign.open", "ppmi.2028")) == "not_found");
}

TEST_CASE("a request is decided once and not after its time") {
  Practice p;
  const std::string id = p.asked();
  CHECK(code(p.ask(p.second, p.opening())) == "two_person_waits");
  CHECK(p.approve(p.second, id));
  CHECK(code(p.approve(p.second, id)) == "two_person_done");
  const std::string later = p.asked();
  p.world.now.ms += std::int64_t{73} * 3'600'000;
  Viewer fresh = p.second;
  fresh.proved = p.world.now;
  CHECK(code(p.approve(fresh, later)) == "two_person_expired");
}

TEST_CASE("when the act itself fails, the request waits on") {
  Practice p;
  const std::string id = p.asked();
  const auto failed = change(p.context(), [&](Db& db) -> Checked<Json> {
    auto approved = approve_as_second(db, p.context(), p.second, id, "campaign.open", "ppmi.2027",
                                      access::Action::decide, p.opening().target);
    REQUIRE(approved);
    return std::unexpected(conflict("not_ready", "Бюллетень пуст."));
  });
  CHECK_FALSE(failed);
  CHECK(p.approve(p.second, id));
}

TEST_CASE("a reason is asked for") {
  Practice p;
  TwoPersonAct act = p.opening();
  act.reason.clear();
  CHECK(p.ask(p.first, act).error().status == 422);
}

TEST_CASE("the asker takes a request back, the second person says no, others see nothing of it") {
  Practice p;
  const auto refuse = [&](const Viewer& who, const std::string& id) {
    return change(p.context(), [&](Db& db) { return refuse_as_second(db, p.context(), who, id, "Рано"); });
  };
  const auto shown = [&](const Viewer& who) {
    return look(p.context(), [&](Db& db) -> Checked<Json> { return waiting_acts(db, p.context(), who); }).value();
  };
  const std::string id = p.asked();
  CHECK(shown(p.first)[0]["mine"] == true);
  CHECK(shown(p.second)[0]["can_decide"] == true);
  CHECK(shown(p.stranger).empty());
  CHECK(shown(p.resident).empty());
  CHECK_FALSE(refuse(p.stranger, id));
  CHECK(refuse(p.first, id).value()["state"] == "withdrawn");
  CHECK(refuse(p.second, p.asked()).value()["state"] == "rejected");
  CHECK(shown(p.first).empty());
}

TEST_CASE("who asked and who approved is in the audit log") {
  Practice p;
  REQUIRE(p.approve(p.second, p.asked()));
  const auto lines =
      look(p.context(), [](Db& db) -> Checked<std::vector<AuditEntry>> { return audit_newest(db, {}, 2); });
  const Json approved = Json::parse(lines->at(0).body), asked = Json::parse(lines->at(1).body);
  CHECK(approved["kind"] == "two_person.approved");
  CHECK(approved["actor"] == p.second.id);
  CHECK(approved["details"]["asked_by"] == p.first.id);
  CHECK(asked["kind"] == "two_person.asked");
}
