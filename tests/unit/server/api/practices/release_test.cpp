// Versions of a practice beside each other: applications keep theirs, the next cycle stands beside the running one.
#include <algorithm>

#include "server/api/practices/release_pack.h"
#include "server/ops/text_file.h"
#include "server/store/practices.h"
#include "tests/unit/server/api/world.h"

namespace pochin::server::test {
namespace {

constexpr std::int64_t kDay = std::int64_t{24} * 3600 * 1000;

Json shipped() { return *read_json_file(std::string(POCHIN_ROOT) + "/web/packs/ppmi.json"); }

Json corrected() {
  Json pack = shipped();
  pack["version"] = "2027.2.1";
  pack["texts"]["who"] = "Жители и организации";
  return pack;
}

Json next_year() {
  Json pack = shipped();
  pack["version"] = "2028.1.0";
  pack["cycle"]["id"] = "ppmi-2028";
  pack["cycle"]["year"] = 2028;
  pack["criteria"]["items"][0]["weight"] = "0.25";
  pack["criteria"]["items"][1]["weight"] = "0.25";
  practice::shift_stages(pack, 365);
  return pack;
}

// As another program would: the server sees it when it looks for news.
std::string publish(World& world, const Json& pack) {
  const auto released = release_pack(world.api().context(), pack, "Белова М. И.");
  REQUIRE(take_new_packs(world.api().context()));
  return released ? "" : released.error();
}

std::string version_in(const Answer& answer) { return answer.body["pack"]["version"].get<std::string>(); }

}  // namespace

TEST_CASE("a corrected version is taken in while the server runs; an application keeps its own") {
  World world;
  Person person = world.resident();
  const Answer before = person.create();
  REQUIRE(before.status() == 201);
  REQUIRE(publish(world, corrected()).empty());
  CHECK(version_in(world.visitor().get("/api/v1/practices/ppmi")) == "2027.2.1");
  const std::string id = before.body["id"];
  CHECK(person.get("/api/v1/applications/" + id).body["pack_version"] == "2027.2.0");
  CHECK(version_in(world.visitor().get("/api/v1/practices/ppmi?version=2027.2.0")) == "2027.2.0");
  CHECK(person.create().body["pack_version"] == "2027.2.1");
}

TEST_CASE("nothing new is no news") {
  World world;
  CHECK(!take_new_packs(world.api().context()).value());
  REQUIRE(publish(world, shipped()).empty());
  CHECK(!take_new_packs(world.api().context()).value());
}

TEST_CASE("a published version that cannot be read is told to the operator") {
  World world;
  REQUIRE(change(world.api().context(), [](Db& db) -> Checked<bool> {
    publish_pack(db, {"broken", "2027.2.0", "{}"}, 9, {});
    return true;
  }));
  const auto taken = take_new_packs(world.api().context());
  REQUIRE(!taken);
  CHECK(!taken.error().empty());
}

TEST_CASE("criteria are frozen when intake has opened, and the refusal says which") {
  World world;
  Json pack = shipped();
  pack["version"] = "2027.3.0";
  pack["criteria"]["items"][0]["weight"] = "0.25";
  pack["criteria"]["items"][1]["weight"] = "0.25";
  const std::string refusal = publish(world, pack);
  CHECK(refusal.find("Критерий «Доля местного бюджета сверх минимума»: вес 0,20 → 0,25") != std::string::npos);
  CHECK(version_in(world.visitor().get("/api/v1/practices/ppmi")) == "2027.2.0");
}

TEST_CASE("a broken pack is not published, and the refusal says where it breaks") {
  World world;
  Json pack = corrected();
  pack["titel"] = "x";
  CHECK(publish(world, pack).find("/titel") != std::string::npos);
}

TEST_CASE("the next cycle stands beside the running one until it begins") {
  World world;
  REQUIRE(publish(world, next_year()).empty());
  const Answer running = world.visitor().get("/api/v1/practices/ppmi");
  CHECK(version_in(running) == "2027.2.0");
  REQUIRE(running.body["cycles"].size() == 2);
  CHECK(running.body["cycles"][1]["id"] == "ppmi-2028");
  CHECK(version_in(world.visitor().get("/api/v1/practices/ppmi?cycle=ppmi-2028")) == "2028.1.0");
  CHECK(world.visitor().get("/api/v1/practices/ppmi?cycle=ppmi-2040").status() == 404);

  world.now.ms += 365 * kDay;  // intake of the next cycle
  world.cache.changed();
  const Answer next = world.visitor().get("/api/v1/practices/ppmi");
  CHECK(version_in(next) == "2028.1.0");
  CHECK(next.body["counts"]["submitted"] == 0);
  CHECK(world.resident().create().body["pack_version"] == "2028.1.0");
}

TEST_CASE("the rating of a cycle has nobody of another") {
  World world;
  REQUIRE(publish(world, next_year()).empty());
  Person centre = world.centre();
  CHECK(!centre.get("/api/v1/practices/ppmi/rating").body["rows"].empty());
  CHECK(centre.get("/api/v1/practices/ppmi/rating?cycle=ppmi-2028").body["rows"].empty());
}

TEST_CASE("a deadline that was put off holds for applications begun before") {
  World world;
  Person person = world.resident();
  const Answer made = person.create();
  Json pack = corrected();
  pack["stages"][1]["to"] = "2026-12-31T18:00";
  pack["stages"][2]["from"] = "2026-12-31T18:00";
  pack["version"] = "2027.3.0";
  REQUIRE(publish(world, pack).empty());
  world.now.ms += 35 * kDay;  // 28 December
  const std::string id = made.body["id"];
  const Answer sent = world.resident().act(id, made.etag(), "submit");
  CHECK(sent.status() == 422);  // the form is empty, but intake is not closed
}

}  // namespace pochin::server::test
