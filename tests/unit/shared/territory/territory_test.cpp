#include "shared/territory/territory.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

#include "shared/base/json.h"

using namespace pochin;
using namespace pochin::territory;

namespace {

Date d(int year, unsigned month, unsigned day) { return *make_date(year, month, day); }

Json village() {
  return *parse_json(R"({"id":"86500411","name":"Зареченское сельское поселение","kind":"sp",
    "parent_name":"Лесной район","ogrn":"1027600000014",
    "populations":[{"date":"2026-01-01","people":800},{"date":"2024-01-01","people":850}],
    "settlements":["с. Заречье","д. Бор"]})");
}

Municipality read(const Json& json) {
  const auto municipality = municipality_from_json(json, "/m");
  if (!municipality) FAIL(municipality.error().message);
  return *municipality;
}

std::string refusal(const Json& json) {
  const auto municipality = municipality_from_json(json, "/m");
  if (municipality) return "ok";
  CHECK_FALSE(municipality.error().message.empty());
  return municipality.error().code + " " + municipality.error().place;
}

}  // namespace

TEST_CASE("a municipality is read and written back") {
  const Municipality m = read(village());
  CHECK(m.id == "86500411");
  CHECK(m.kind == Kind::rural_settlement);
  CHECK(m.parent_name == "Лесной район");
  CHECK(m.settlements == std::vector<std::string>{"с. Заречье", "д. Бор"});
  CHECK(to_json(read(to_json(m))) == to_json(m));
}

TEST_CASE("the population is that of the last count on the day or before it") {
  const Municipality m = read(village());
  CHECK_FALSE(m.population_at(d(2023, 12, 31)));
  CHECK(m.population_at(d(2024, 1, 1))->people == 850);
  CHECK(m.population_at(d(2025, 12, 31))->people == 850);
  CHECK(m.population_at(d(2026, 1, 1))->people == 800);
  CHECK(m.population_at(d(2099, 1, 1)) == Population{d(2026, 1, 1), 800});
  CHECK(m.latest_population()->people == 800);
}

TEST_CASE("an unknown population is no zero, and zero is a known one") {
  Json unknown = village();
  unknown.erase("populations");
  CHECK_FALSE(read(unknown).population_at(d(2026, 6, 1)));
  CHECK_FALSE(read(unknown).latest_population());
  Json empty = village();
  empty["populations"] = *parse_json(R"([{"date":"2026-01-01","people":0}])");
  CHECK(read(empty).population_at(d(2026, 6, 1))->people == 0);
}

TEST_CASE("all five kinds have a code and a Russian title") {
  for (const char* code : {"mo", "mr", "go", "gp", "sp"}) {
    const auto kind = kind_from(code);
    REQUIRE(kind);
    CHECK(code_of(*kind) == code);
    CHECK_FALSE(title_of(*kind).empty());
  }
  CHECK(title_of(Kind::urban_okrug) == "городской округ");
  CHECK(title_of(Kind::municipal_okrug) == "муниципальный округ");
  for (const char* code : {"", "SP", "xx", "moo"}) CHECK_FALSE(kind_from(code));
}

TEST_CASE("what is wrong in the file is named by its place") {
  const auto without = [](const char* member) {
    Json json = village();
    json.erase(member);
    return refusal(json);
  };
  const auto with = [](const char* member, Json value) {
    Json json = village();
    json[member] = std::move(value);
    return refusal(json);
  };
  CHECK(without("id") == "territory_format /m/id");
  CHECK(without("name") == "territory_format /m/name");
  CHECK(without("kind") == "territory_kind /m/kind");
  CHECK(without("ogrn") == "ok");
  CHECK(with("kind", "village") == "territory_kind /m/kind");
  CHECK(with("id", 86500411) == "territory_format /m/id");
  CHECK(with("id", "865004") == "territory_format /m/id");
  CHECK(with("id", "8650041x") == "territory_format /m/id");
  CHECK(with("settlements", Json::array({1})) == "territory_format /m/settlements");
  CHECK(with("populations", *parse_json(R"([{"date":"2026-02-30","people":1}])")) ==
        "territory_format /m/populations/0/date");
  CHECK(with("populations", *parse_json(R"([{"date":"2026-01-01","people":-1}])")) ==
        "territory_format /m/populations/0/people");
  CHECK(with("populations", *parse_json(R"([{"date":"2026-01-01","people":1.5}])")) ==
        "territory_format /m/populations/0/people");
  CHECK(refusal(Json()) == "territory_format /m/id");
  CHECK(refusal(Json::array()) == "territory_format /m/id");
}

TEST_CASE("a region is found by ОКТМО and refuses one twice") {
  Json other = village();
  other["id"] = "86500422";
  const auto region = region_from_json({{"municipalities", Json::array({village(), other})}});
  REQUIRE(region);
  CHECK(region->municipalities.size() == 2);
  CHECK(region->find("86500422")->id == "86500422");
  CHECK(region->find("86500433") == nullptr);
  CHECK(region->find("") == nullptr);
  const auto twice = region_from_json({{"municipalities", Json::array({village(), village()})}});
  REQUIRE_FALSE(twice);
  CHECK(twice.error().code == "territory_twice");
  CHECK(twice.error().place == "/municipalities/1/id");
  CHECK_FALSE(region_from_json(Json::object()));
  CHECK_FALSE(region_from_json({{"municipalities", Json::array()}}));
}

TEST_CASE("the region that ships can be read and has all five kinds, one of unknown population") {
  std::ifstream file(std::string(POCHIN_ROOT) + "/web/packs/region.json");
  REQUIRE(file.is_open());
  const auto json = parse_json(std::string(std::istreambuf_iterator<char>(file), {}));
  REQUIRE(json);
  const auto region = region_from_json(*json);
  if (!region) FAIL(region.error().place + " " + region.error().message);
  std::size_t kinds[5] = {}, unknown = 0;
  for (const Municipality& m : region->municipalities) {
    ++kinds[static_cast<int>(m.kind)];
    unknown += m.latest_population() ? 0 : 1;
  }
  for (const std::size_t count : kinds) CHECK(count > 0);
  CHECK(unknown > 0);
}

TEST_CASE("an ОКТМО lies in its municipality and that in its district") {
  using Chain = std::vector<std::string>;
  CHECK(territory::chain_of("86500411101") == Chain{"86500411101", "86500411", "86500000"});
  CHECK(territory::chain_of("86500411") == Chain{"86500411", "86500000"});
  CHECK(territory::chain_of("86500000") == Chain{"86500000"});
  for (const char* none : {"", "*", "8650041", "865004111", "8650041х"}) CHECK(territory::chain_of(none).empty());
}

TEST_CASE("a district of which only settlements are listed is there for grants, by the code and the name of theirs") {
  territory::Region region;
  const auto place = [](const char* id, const char* name, const char* parent = "") {
    territory::Municipality one;
    one.id = id, one.name = name, one.parent_name = parent;
    return one;
  };
  region.municipalities = {place("28612411", "Медновское", "Калининский район"),
                           place("28612412", "Заволжское", "Калининский район"),
                           place("33610411", "Климковское", "Белохолуницкий район"),
                           place("33610000", "Белохолуницкий муниципальный район"), place("28701000", "город Тверь")};
  CHECK(region.districts() == std::vector<territory::District>{{"28612000", "Калининский район"}});
  CHECK(region.name_of("28612000") == "Калининский район");
  CHECK(region.name_of("33610000") == "Белохолуницкий муниципальный район");
  CHECK(region.name_of("99999000").empty());
}
