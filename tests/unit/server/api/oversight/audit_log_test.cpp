// The log of actions as its readers see it: filters, pages, the state of its chain, a copy to keep; and that every view
// of personal data by staff stands in it.
#include "server/store/audit.h"
#include "server/store/people.h"
#include "tests/unit/server/api/world.h"

using namespace pochin;
using namespace pochin::server;
using namespace pochin::server::test;

namespace {

void give(World& world, const std::string& oid, const std::string& role, const std::string& scope = "") {
  REQUIRE(change(world.api().context(), [&](Db& db) -> Checked<bool> {
    give_grant(db, {oid, role, scope, role, ""}, "test", world.now);
    return true;
  }));
}

Person auditor(World& world) {
  give(world, "4100000009", "auditor");
  return world.login("4100000009", "Аудитов Ян", "Аудитов Я.");
}

Person administrator(World& world) {
  give(world, "4100000001", "system_admin");
  return world.login("4100000001", "Админов Пётр", "Админов П.");
}

void note(World& world, const std::string& kind, const std::string& actor, const std::string& object) {
  REQUIRE(change(world.api().context(), [&](Db& db) -> Checked<bool> {
    audit(db, {.kind = kind, .actor = actor, .object = object, .at = world.now});
    return true;
  }));
}

std::vector<std::string> kinds(const nlohmann::json& body) {
  std::vector<std::string> out;
  for (const auto& line : body["items"]) out.push_back(line["kind"]);
  return out;
}

std::size_t count(const nlohmann::json& body, const std::string& kind) {
  std::size_t found = 0;
  for (const auto& line : body["items"]) found += line["kind"] == kind ? 1 : 0;
  return found;
}

}  // namespace

TEST_CASE("lists and the rating seen by staff are views of personal data: each is in the log, with whose") {
  World world;
  Person reader = auditor(world), clerk = world.clerk(), centre = world.centre(), author = world.resident();
  const std::string id = submit_full(author).id;
  const auto views = [&](const char* kind) { return count(reader.get("/api/v1/audit").body, kind); };
  CHECK(author.get("/api/v1/applications?view=mine").status() == 200);
  CHECK(views("applications.listed") == 0);
  CHECK(clerk.get("/api/v1/applications?view=queue").status() == 200);
  CHECK(views("applications.listed") == 1);
  const auto listed = reader.get("/api/v1/audit?kind=applications.").body["items"][0];
  const auto& whose = listed["details"]["applications"];
  CHECK(std::ranges::find(whose, nlohmann::json(id)) != whose.end());
  CHECK(centre.get("/api/v1/practices/ppmi/rating").status() == 200);
  CHECK(views("rating.viewed") == 1);
  CHECK(clerk.get("/api/v1/applications/" + id + "/finance").status() == 200);
  CHECK(views("money.viewed") == 1);
  CHECK(author.get("/api/v1/applications/" + id + "/finance").status() == 403);
  CHECK(views("money.viewed") == 1);
  CHECK(clerk.get("/api/v1/practices/ppmi/rating").status() == 403);
  CHECK(views("rating.viewed") == 1);
  Person admin = administrator(world);
  CHECK(admin.get("/api/v1/grants").status() == 200);
  CHECK(views("staff.viewed") == 1);
}

TEST_CASE("the log is read by person, action, object and day") {
  World world;
  note(world, "grant.given", "p907", "p9");
  note(world, "campaign.open", "p908", "ppmi.main");
  world.now.ms += std::int64_t{3} * 24 * 3'600'000;
  Person reader = auditor(world);
  note(world, "grant.revoked", "p907", "p9");
  using Kinds = std::vector<std::string>;
  CHECK(kinds(reader.get("/api/v1/audit?actor=p907").body) == Kinds{"grant.revoked", "grant.given"});
  CHECK(kinds(reader.get("/api/v1/audit?object=ppmi.main").body) == Kinds{"campaign.open"});
  CHECK(kinds(reader.get("/api/v1/audit?kind=campaign.,grant.revoked").body) ==
        Kinds{"grant.revoked", "campaign.open"});
  CHECK(kinds(reader.get("/api/v1/audit?kind=grant.&to=2026-11-24").body) == Kinds{"grant.given"});
  CHECK(kinds(reader.get("/api/v1/audit?kind=grant.&from=25.11.2026").body) == Kinds{"grant.revoked"});
  CHECK(reader.get("/api/v1/audit?from=31.02.2026").names("from"));
  CHECK(reader.get("/api/v1/audit?from=2026-11-24&to=2026-11-23").names("to"));
  CHECK(reader.get("/api/v1/audit?kind=%27").names("kind"));
}

TEST_CASE("the log comes in pages: each line once, the newest first") {
  World world;
  Person reader = auditor(world);
  for (int i = 0; i < 120; ++i) note(world, "pack.published", "clock", "n" + std::to_string(i));
  std::vector<std::int64_t> seen;
  std::string cursor;
  do {
    const auto page = reader.get("/api/v1/audit?kind=pack." + (cursor.empty() ? "" : "&cursor=" + cursor)).body;
    for (const auto& line : page["items"]) seen.push_back(line["seq"]);
    cursor = page["next"].is_null() ? "" : page["next"].get<std::string>();
  } while (!cursor.empty());
  CHECK(seen.size() >= 120);
  CHECK(std::ranges::is_sorted(seen, std::greater{}));
  CHECK(std::ranges::adjacent_find(seen) == seen.end());
}

TEST_CASE("names are told of those who serve, residents stay numbers") {
  World world;
  Person reader = auditor(world), resident = world.resident();
  const auto people = reader.get("/api/v1/audit").body["people"];
  CHECK(people.dump().find("Аудитов") == std::string::npos);  // the name is kept at a login
  REQUIRE(change(world.api().context(), [&](Db& db) -> Checked<bool> {
    keep_name(db, remember_person(db, "4100000009", world.now), "Аудитов Ян", "Аудитов Я.");
    keep_name(db, remember_person(db, "1000000001", world.now), "Ильина Мария", "Ильина М.");
    return true;
  }));
  const std::string named = reader.get("/api/v1/audit").body["people"].dump();
  CHECK(named.find("Аудитов Я.") != std::string::npos);
  CHECK(named.find("Ильина") == std::string::npos);
}

TEST_CASE("the administrator of the machine sees that something happened, and cannot ask about whom") {
  World world;
  Person admin = administrator(world);
  note(world, "grant.given", "p907", "p9");
  note(world, "login.done", "p907", "esia");
  const auto log = admin.get("/api/v1/audit");
  CHECK(log.body["sight"] == "technical");
  CHECK(count(log.body, "login.done") > 0);
  CHECK(count(log.body, "grant.given") == 0);
  CHECK(log.text.find("p907") == std::string::npos);
  CHECK(admin.get("/api/v1/audit?actor=p907").status() == 403);
  CHECK(admin.get("/api/v1/audit?object=p9").status() == 403);
  CHECK(admin.get("/api/v1/audit/chain").status() == 200);
  CHECK(admin.get("/api/v1/audit/export").status() == 403);
}

TEST_CASE("a resident sees their own actions alone") {
  World world;
  Person resident = world.resident();
  note(world, "login.done", "p999", "esia");
  const auto log = resident.get("/api/v1/audit?actor=p999");
  REQUIRE(log.status() == 200);
  for (const auto& line : log.body["items"]) CHECK(line["actor"] != "p999");
  CHECK(resident.get("/api/v1/audit/chain").status() == 403);
  CHECK(resident.get("/api/v1/audit/export").status() == 403);
}

TEST_CASE("the chain tells at which line the log was changed") {
  World world;
  Person reader = auditor(world);
  for (int i = 0; i < 5; ++i) note(world, "pack.published", "clock", "n" + std::to_string(i));
  const auto whole = reader.get("/api/v1/audit/chain").body;
  CHECK(whole["whole"] == true);
  CHECK(whole["lines"].get<std::int64_t>() >= 5);
  REQUIRE(change(world.api().context(), [](Db& db) -> Checked<bool> {
    db.script("DROP TRIGGER audit_log_never_changes");
    db.run("UPDATE audit_log SET body = replace(body, 'n2', 'n9') WHERE object = 'n2'");
    return true;
  }));
  const auto broken = reader.get("/api/v1/audit/chain").body;
  CHECK(broken["whole"] == false);
  CHECK(broken["fault"]["code"] == "audit_hash");
  const auto line = reader.get("/api/v1/audit?object=n2").body["items"];
  REQUIRE(line.size() == 1);
  CHECK(broken["fault"]["seq"] == line[0]["seq"]);
}
