#include "shared/practice/release.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "shared/practice/arrange.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

const Instant kBefore = parse_instant("2026-10-01T00:00:00Z").value();  // intake opens on 1 November
const Instant kOpen = parse_instant("2026-12-01T00:00:00Z").value();

Json version(const char* name) {
  Json json = Json::parse(pack_text());
  json["version"] = name;
  return json;
}

Json with_weights(const char* name) {
  Json json = version(name);
  json["criteria"]["items"][0]["weight"] = "0.25";
  json["criteria"]["items"][1]["weight"] = "0.25";
  return json;
}

Json with_typo_fixed(const char* name) {
  Json json = version(name);
  json["form"]["groups"][0]["sections"][0]["fields"][0]["hint"] = "Как в протоколе";
  return json;
}

Json next_cycle(const char* name) {
  Json json = with_weights(name);
  json["cycle"]["id"] = "ppmi-2028";
  json["cycle"]["year"] = 2028;
  return json;
}

const std::vector<Json> kPublished = {version("2027.1.0")};

std::string code(const Result<Release>& release) { return release ? "" : release.error().code; }

}  // namespace

TEST_CASE("a version that is published is never replaced") {
  const auto again = decide_release(version("2027.1.0"), kPublished, kOpen);
  REQUIRE(again);
  CHECK(again->unchanged);
  CHECK(code(decide_release(with_typo_fixed("2027.1.0"), kPublished, kOpen)) == "version_exists");
}

TEST_CASE("words may be corrected while applications are taken") {
  const auto release = decide_release(with_typo_fixed("2027.1.1"), kPublished, kOpen);
  REQUIRE(release);
  CHECK(release->weight == Weight::patch);
  CHECK(release->compared == "2027.1.0");
  CHECK(!release->new_cycle);
}

TEST_CASE("rules may be changed before intake, not after it has opened") {
  CHECK(decide_release(with_weights("2027.2.0"), kPublished, kBefore));
  const auto refused = decide_release(with_weights("2027.2.0"), kPublished, kOpen);
  REQUIRE(code(refused) == "frozen");
  CHECK(refused.error().place == "/criteria/items/0/weight");
  CHECK(refused.error().message.find("Критерий «Доля местного бюджета сверх минимума»: вес 0,20 → 0,25") !=
        std::string::npos);
}

TEST_CASE("the number must tell what was changed") {
  CHECK(code(decide_release(with_weights("2027.1.1"), kPublished, kBefore)) == "version_too_low");
  CHECK(code(decide_release(with_typo_fixed("2027.0.9"), kPublished, kOpen)) == "version_too_low");
  CHECK(decide_release(with_weights("2027.1.1"), kPublished, kBefore).error().message.find("2027.2.0") !=
        std::string::npos);
}

TEST_CASE("a change is compared with the newest version of its cycle, whatever was published last") {
  const std::vector<Json> published = {version("2027.1.0"), with_typo_fixed("2027.1.1"), next_cycle("2028.1.0")};
  Json candidate = with_typo_fixed("2027.1.2");
  candidate["title"] = "ППМИ Приозёрья";
  const auto release = decide_release(candidate, published, kOpen);
  REQUIRE(release);
  CHECK(release->compared == "2027.1.1");
}

TEST_CASE("a new cycle may have other rules while the old one runs") {
  const auto release = decide_release(next_cycle("2028.1.0"), kPublished, kOpen);
  REQUIRE(release);
  CHECK(release->new_cycle);
  CHECK(code(decide_release(next_cycle("2026.1.0"), kPublished, kOpen)) == "version_too_low");
}

TEST_CASE("the first version of a practice") { CHECK(decide_release(version("2027.1.0"), {}, kOpen)->new_cycle); }

TEST_CASE("an exported pack is the same pack, in the order of the format") {
  const Json json = Json::parse(pack_text());
  const std::string text = arranged(json);
  CHECK(Json::parse(text) == json);
  CHECK(text.starts_with("{\n  \"format\": 1,\n  \"id\": \"ppmi\",\n  \"version\": "));
  CHECK(arranged(Json::parse(text)) == text);
  CHECK(text.find("\"roles\": [\"author\", \"municipal_operator\"]") != std::string::npos);
}

}  // namespace pochin::practice
