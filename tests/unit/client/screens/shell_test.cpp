// What the frame of every screen lets one do: leave, leave the provider too, stay.
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/client/screens/person.h"

namespace pochin::fake {
namespace {

using Device = std::map<std::string, std::string>;

TEST_CASE("the way out of the provider stands beside the way out of here") {
  Server server;
  Device device;
  Person person(server, device, "/my");
  person.press("button", "Ильина М. С.");
  CHECK(person.find("button", "Выйти") != nullptr);
  person.press("button", "Выйти и из Госуслуг");
  REQUIRE(person.tab.last<app::Leave>() != nullptr);
  CHECK(person.tab.last<app::Leave>()->href == "https://esia.example/idp/ext/Logout?client_id=P");
}

TEST_CASE("before a session ends one is asked, and one press stays") {
  Server server;
  server.idle_seconds = 29 * 60;
  Device device;
  Person person(server, device, "/my");
  person.tab.state.now = Instant{person.tab.state.now.ms + 28 * 60'000};
  person.tab.pass();
  person.look();
  CHECK(person.sees("Сеанс закончится через две минуты"));
  person.press("button", "Остаться");
  CHECK_FALSE(person.sees("Сеанс закончится"));
  CHECK(person.tab.state.session.logged_in());
}

TEST_CASE("an end that nothing puts off leads to the login and back to this page") {
  Server server;
  server.idle_seconds = 29 * 60;
  server.left_seconds = 600;
  Device device;
  Person person(server, device, "/my");
  person.tab.state.now = Instant{person.tab.state.now.ms + 490'000};
  person.tab.pass();
  person.look();
  CHECK(person.sees("набранное останется на этом устройстве"));
  person.press("button", "Войти ещё раз");
  REQUIRE(person.tab.last<app::Leave>() != nullptr);
  CHECK(person.tab.last<app::Leave>()->href == "/auth/esia/login?return_to=%2Fmy");
}

}  // namespace
}  // namespace pochin::fake
