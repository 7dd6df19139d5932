#include "server/auth/demo_door.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/unit/server/auth/keys.h"

using namespace pochin::auth;
using namespace pochin::auth::testing;

namespace {

DemoDoor door() {
  const auto people = read_demo_people(read_file(std::string(POCHIN_ROOT) + "/web/demo/people.json"));
  REQUIRE(people);
  return DemoDoor({.people_page = "http://portal.test/auth/demo/people",
                   .redirect_uri = "http://portal.test/cb",
                   .people = *people});
}

}  // namespace

TEST_CASE("whoever is picked comes in a realm of their own") {
  const DemoDoor demo = door();
  const auto start = demo.begin(Flow::citizen, "/my", today());
  REQUIRE(start);
  const CallbackQuery picked{{"state", start->attempt.state}, {"code", "resident"}};
  const auto person = demo.complete(start->attempt, picked, start->cookie, today());
  REQUIRE(person);
  CHECK(person->realm == "demo");
  CHECK(person->trusted);
  CHECK(person->addresses.at(0).settlement == "с. Заречье");
}

TEST_CASE("the demonstration's login too belongs to the browser that began it") {
  const DemoDoor demo = door();
  const auto start = demo.begin(Flow::citizen, "/my", today());
  const CallbackQuery picked{{"state", start->attempt.state}, {"code", "resident"}};
  CHECK(demo.complete(start->attempt, picked, "of another browser", today()).error().code == "login.cookie");
  const CallbackQuery nobody{{"state", start->attempt.state}, {"code", "нет такого"}};
  CHECK(demo.complete(start->attempt, nobody, start->cookie, today()).error().code == "login.query");
}

TEST_CASE("a file of people says what is wrong with it") {
  CHECK_FALSE(read_demo_people("no JSON"));
  CHECK_FALSE(read_demo_people(R"({"people": []})"));
  CHECK_FALSE(read_demo_people(R"({"people": [{"id": "a"}]})"));
  CHECK_FALSE(read_demo_people(R"({"people": [{"id": "a", "given_name": "А"}, {"id": "a", "given_name": "Б"}]})"));
}
