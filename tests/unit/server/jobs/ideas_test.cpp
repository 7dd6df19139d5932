#include "server/jobs/ideas.h"

#include "shared/practice/idea_support.h"
#include "tests/unit/server/api/world.h"

namespace pochin::server::test {
namespace {

constexpr std::int64_t kDay = std::int64_t{24} * 60 * 60 * 1000;

// ППМИ, which takes ideas, with ten calendar days for their support.
void ten_days(nlohmann::json& pack) {
  pack["terms"].push_back({{"id", practice::kIdeaSupportTerm},
                           {"title", "Жители поддерживают идею"},
                           {"count", 10},
                           {"unit", "calendar_days"},
                           {"day_off", "stay"},
                           {"law", "order"},
                           {"source", "illustrative"}});
}

std::string state_of(World& world, const std::string& id) {
  return world.resident().get("/api/v1/ideas/" + id).body["state"];
}

std::string published(World& world) {
  world.grant("1000000054", "moderator", "*");
  Person author = world.resident();
  Person moderator = world.login("1000000054", "Безкодов Пётр Ильич", "Безкодов П. И.");
  const Answer made = author.send(
      "POST", "/api/v1/ideas",
      nlohmann::json{
          {"municipality", "86500411"}, {"title", "Свет на Речной"}, {"problem", "Темно"}, {"place", "улица Речная"}});
  REQUIRE(made.status() == 201);
  const std::string id = made.body["id"];
  const auto move = [&](Person& who, const std::string& action) {
    REQUIRE(who.send("POST", "/api/v1/ideas/" + id + "/actions/" + action, nlohmann::json::object()).status() == 200);
  };
  move(author, "submit");
  move(moderator, "take");
  move(moderator, "publish");
  return id;
}

}  // namespace

TEST_CASE("the clock ends the support of an idea after ten days, and only once") {
  World world(ten_days);
  Context& context = world.api().context();
  const std::string id = published(world);  // on Monday evening
  world.now.ms += 10 * kDay;
  CHECK(expire_ideas(context).done == 0);
  world.now.ms += kDay / 4;  // past the region's midnight
  CHECK(expire_ideas(context).done == 1);
  CHECK(expire_ideas(context).done == 0);
  CHECK(state_of(world, id) == "expired");
  CHECK(world.resident().get("/api/v1/ideas/" + id).body["history"].back()["title"] == "Сбор поддержки закончился");
}

TEST_CASE("ideas that were published later wait for their own end; a run whose time is over ends one") {
  World world(ten_days);
  Context& context = world.api().context();
  const std::string first = published(world), second = published(world);
  world.now.ms += 5 * kDay;
  const std::string later = published(world);
  world.now.ms += 6 * kDay;
  CHECK(expire_ideas(context, {.end = std::chrono::steady_clock::now() - std::chrono::seconds(1)}).done == 1);
  CHECK(expire_ideas(context).done == 1);
  CHECK(state_of(world, first) == "expired");
  CHECK(state_of(world, second) == "expired");
  CHECK(state_of(world, later) == "published");
}

TEST_CASE("where no practice says how long an idea is supported the clock ends nothing") {
  World world;
  const std::string id = published(world);
  world.now.ms += 500 * kDay;
  CHECK(expire_ideas(world.api().context()).done == 0);
  CHECK(state_of(world, id) == "published");
}

TEST_CASE("an idea whose history is damaged is named to the operator and holds up nobody else") {
  World world(ten_days);
  Context& context = world.api().context();
  const std::string broken = published(world), whole = published(world);
  REQUIRE(change(context, [&](Db& db) -> Checked<bool> {
    db.run(
        "INSERT INTO idea_events (idea, seq, at, body) SELECT idea, 99, at, body FROM idea_events WHERE idea = ?1 "
        "AND seq = 2",
        broken);
    return true;
  }));
  world.now.ms += 20 * kDay;
  const JobDone made = expire_ideas(context);
  CHECK(made.done == 1);
  REQUIRE(made.trouble.size() == 1);
  CHECK(made.trouble[0].find(broken) != std::string::npos);
}

}  // namespace pochin::server::test
