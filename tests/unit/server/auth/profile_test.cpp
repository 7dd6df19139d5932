#include "server/auth/profile.h"

#include <catch2/catch_test_macros.hpp>
#include <utility>

using namespace pochin::auth;
using namespace std::chrono;

TEST_CASE("a person's record gives names, birth date and whether the account is trusted") {
  const auto person = parse_person(
      R"({"firstName":"Мария","lastName":"Ильина","middleName":"Сергеевна","birthDate":"14.03.1985","trusted":true,"status":"REGISTERED"})");
  REQUIRE(person);
  CHECK(person->family_name == "Ильина");
  CHECK(person->given_name == "Мария");
  CHECK(person->middle_name == "Сергеевна");
  CHECK(person->birth_date == 1985y / March / 14);
  CHECK(person->trusted);
  CHECK_FALSE(person->deleted);
}

TEST_CASE("what was not granted is absent and what is of a wrong kind is refused") {
  const auto person = parse_person(R"({"lastName":"Ёлкин","middleName":null})");
  REQUIRE(person);
  CHECK(person->given_name.empty());
  CHECK_FALSE(person->birth_date);
  CHECK_FALSE(person->trusted);
  CHECK(parse_person(R"({"status":"DELETED"})")->deleted);
  for (const char* wrong :
       {"", "[]", "{", R"({"trusted":"true"})", R"({"trusted":1})", R"({"lastName":["a"]})", "{\"lastName\":\"\xff\"}"})
    CHECK_FALSE(parse_person(wrong));
}

TEST_CASE("names come without control characters and of a bounded length") {
  std::string hundreds;
  for (int i = 0; i < 400; ++i) hundreds += "ё";
  const auto person = parse_person("{\"lastName\":\"  Ил\\u0000\\nьина \",\"firstName\":\"" + hundreds + "\"}");
  REQUIRE(person);
  CHECK(person->family_name == "Ильина");
  CHECK(person->given_name == hundreds.substr(0, 300));
}

TEST_CASE("only days that exist are birth dates") {
  CHECK(parse_birth_date("29.02.2004") == 2004y / February / 29);
  for (const char* wrong : {"29.02.2003", "2004-02-29", "1.2.2004", "00.01.2000", "01.13.2000", "01.01.0000",
                            "aa.01.2000", "01.01.20000", ""})
    CHECK_FALSE(parse_birth_date(wrong));
}

TEST_CASE("addresses of other types are left out and links instead of elements are not followed") {
  const auto addresses = parse_addresses(
      R"({"elements":[{"type":"PRG","countryId":"RUS","fiasCode":"g","region":"Р","settlement":"С"},{"type":"PLV"},{"type":"OLG"}]})");
  REQUIRE(addresses);
  REQUIRE(addresses->size() == 2);
  CHECK(addresses->at(0).kind == AddressKind::registered);
  CHECK(addresses->at(0).fias == "g");
  CHECK(addresses->at(0).settlement == "С");
  CHECK(addresses->at(1).kind == AddressKind::actual);
  CHECK_FALSE(parse_addresses(R"({"elements":["http://elsewhere.invalid/1"]})"));
  CHECK_FALSE(parse_addresses(R"({"elements":{}})"));
  CHECK_FALSE(parse_addresses("[]"));
}

TEST_CASE("a post holds only while it is active in an organisation that stands") {
  const auto roles = parse_roles(R"({"size":4,"elements":[
    {"oid":1100000014,"ogrn":"1027600000014","type":"AGENCY","active":true,"isLiquidated":false,"chief":false},
    {"oid":1,"ogrn":"2","type":"AGENCY","active":false,"isLiquidated":false},
    {"oid":1,"ogrn":"3","type":"AGENCY","active":true,"isLiquidated":true},
    {"oid":1,"ogrn":"4","type":"AGENCY","active":"true","isLiquidated":"false"}]})");
  REQUIRE(roles);
  REQUIRE(roles->size() == 4);
  CHECK(roles->at(0).holds());
  CHECK(roles->at(0).oid == "1100000014");
  CHECK(roles->at(0).ogrn == "1027600000014");
  for (std::size_t i = 1; i < 4; ++i) CHECK_FALSE(roles->at(i).holds());
}

TEST_CASE("names are written in full and with initials") {
  Identity identity;
  identity.family_name = "Ёлкин";
  identity.given_name = "Пётр";
  CHECK(identity.full_name() == "Ёлкин Пётр");
  CHECK(identity.short_name() == "Ёлкин П.");
  identity.middle_name = "Ильич";
  CHECK(identity.short_name() == "Ёлкин П. И.");
  Identity one;
  one.given_name = "Сукарно";
  CHECK(one.full_name() == "Сукарно");
  CHECK(one.short_name() == "Сукарно");
}

TEST_CASE("people of one name are called by it, whichever field it stands in") {
  const auto named = [](std::string family, std::string given, std::string middle) {
    Identity identity;
    identity.family_name = std::move(family);
    identity.given_name = std::move(given);
    identity.middle_name = std::move(middle);
    return std::pair(identity.full_name(), identity.short_name());
  };
  using Names = std::pair<std::string, std::string>;
  CHECK(named("", "Сукарно", "") == Names("Сукарно", "Сукарно"));
  CHECK(named("Айгуль", "", "") == Names("Айгуль", "Айгуль"));
  CHECK(named("", "", "Йылмаз") == Names("Йылмаз", "Йылмаз"));
  CHECK(named("Ёлкин", "Пётр", "") == Names("Ёлкин Пётр", "Ёлкин П."));
  CHECK(named("", "Мария", "Сергеевна") == Names("Мария Сергеевна", "Мария"));
}
