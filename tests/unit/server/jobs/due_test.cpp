#include "server/jobs/due.h"

#include <thread>

#include "tests/unit/server/api/world.h"

namespace pochin::server::test {
namespace {

constexpr std::int64_t kDay = std::int64_t{24} * 60 * 60 * 1000;

// ППМИ whose drafts are withdrawn by the clock after ten working days.
void install_timed(World& world) {
  Json pack = world.api().context().practice("ppmi")->open;
  pack["id"] = "timed";
  pack["workflow"]["transitions"].push_back({{"action", "expire"},
                                             {"title", "Закрыть черновик"},
                                             {"from", {"draft"}},
                                             {"to", "withdrawn"},
                                             {"roles", {"service_account"}},
                                             {"done", "Черновик закрыт: срок вышел"},
                                             {"law", "order"},
                                             {"deadline", {{"term", "check"}, {"automatic", true}}}});
  pack["limits"].erase("plus");
  pack["limits"].erase("minus");
  const auto installed = install_pack(world.api().context(), pack, "timed");
  INFO((installed ? std::string() : installed.error()));
  REQUIRE(installed);
  REQUIRE(load_rules(world.api().context()));
}

Answer create(Person& person) {
  return person.send("POST", "/api/v1/applications",
                     nlohmann::json{{"practice", "timed"}, {"municipality", "86500411"}});
}

// So many drafts that the clock has to withdraw.
Context& with_overdue(World& world, int count) {
  install_timed(world);
  Person author = world.resident();
  for (int i = 0; i < count; ++i) REQUIRE(create(author).status() == 201);
  world.now.ms += 20 * kDay;
  return world.api().context();
}

}  // namespace

TEST_CASE("the clock moves a draft when its ten working days are over, and only once") {
  World world;
  install_timed(world);
  Person author = world.resident();
  const Answer made = create(author);
  REQUIRE(made.status() == 201);
  const std::string id = made.body["id"];
  Context& context = world.api().context();
  world.now.ms += 13 * kDay;  // Monday evening of the region + ten working days
  CHECK(make_due_moves(context).done == 0);
  world.now.ms += 2 * kDay;
  CHECK(make_due_moves(context).done == 1);
  CHECK(make_due_moves(context).done == 0);
  const Answer after = world.resident().get("/api/v1/applications/" + id);
  CHECK(after.body["state"] == "withdrawn");
  CHECK(after.body["history"].back()["actor"] == "Портал");
}

TEST_CASE("a run whose time is over makes one step; the next one goes on") {
  World world;
  Context& context = with_overdue(world, 3);
  const JobTime over{.end = std::chrono::steady_clock::now() - std::chrono::seconds(1)};
  const JobDone first = make_due_moves(context, over);
  CHECK(first.done == 1);
  CHECK(first.more);
  const JobDone rest = make_due_moves(context);
  CHECK(rest.done == 2);
  CHECK_FALSE(rest.more);
}

TEST_CASE("a run of a server that stops moves nothing, also when it hears of it after it looked") {
  World world;
  Context& context = with_overdue(world, 2);
  int asked = 0;
  for (const int first_heard : {0, 2}) {
    asked = 0;
    const JobDone made = make_due_moves(context, {.stop = [&] { return asked++ >= first_heard; }});
    CHECK(made.done == 0);
    CHECK(made.more);
  }
}

TEST_CASE("steps that fail use up the time of a run too") {
  World world;
  Context& context = with_overdue(world, 3);
  // They can be read and not moved: the store takes no event.
  REQUIRE(change(context, [&](Db& db) -> Checked<bool> {
    db.script("CREATE TRIGGER no_moves BEFORE INSERT ON application_events BEGIN SELECT RAISE(ABORT, 'full'); END");
    return true;
  }));
  const JobDone made = make_due_moves(context, {.end = std::chrono::steady_clock::now() - std::chrono::seconds(1)});
  CHECK(made.done == 0);
  CHECK(made.trouble.size() == 1);
  CHECK(made.more);
}

TEST_CASE("an application whose history is damaged is named to the operator and holds up nobody else") {
  World world;
  install_timed(world);
  Person author = world.resident();
  const std::string broken = create(author).body["id"];
  REQUIRE(create(author).status() == 201);
  Context& context = world.api().context();
  REQUIRE(change(context, [&](Db& db) -> Checked<bool> {
    db.run("UPDATE applications SET answers = '[]' WHERE id = ?", broken);
    return true;
  }));
  world.now.ms += 20 * kDay;
  const JobDone made = make_due_moves(context);
  CHECK(made.done == 1);
  REQUIRE(made.trouble.size() == 1);
  CHECK(made.trouble[0].find(broken) != std::string::npos);
}

TEST_CASE("the clock and people may act at the same time: each move is made once") {
  World world;
  install_timed(world);
  Person author = world.resident();
  for (int i = 0; i < 8; ++i) REQUIRE(create(author).status() == 201);
  world.now.ms += 20 * kDay;
  Context& context = world.api().context();
  std::int64_t first = 0, second = 0;
  std::thread other([&] { first = make_due_moves(context).done; });
  second = make_due_moves(context).done;
  other.join();
  CHECK(first + second == 8);
}

TEST_CASE("an application says which deadlines run, in words and as data") {
  World world;
  install_timed(world);
  Person author = world.resident();
  const Answer made = create(author);
  REQUIRE(made.body["deadlines"].is_array());
  bool found = false;
  for (const auto& each : made.body["deadlines"]) {
    if (each["action"] != "expire") continue;
    found = true;
    CHECK(each["automatic"] == true);
    CHECK(each["late"] == false);
    CHECK(each["text"].get<std::string>().starts_with("до "));
    CHECK(!each["law"].get<std::string>().empty());
  }
  CHECK(found);
}

}  // namespace pochin::server::test
