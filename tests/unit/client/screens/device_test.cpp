// What the screens say and offer on devices as people have them: a clock that is weeks wrong, nothing kept, a network
// that is gone or answers in the portal's place, a session that has ended.
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/client/screens/person.h"

namespace pochin::fake {
namespace {

using Device = std::map<std::string, std::string>;
constexpr int64_t kDays = int64_t{24} * 3600 * 1000;

struct Voters {
  Server server;
  Device device;
  std::string vote = std::string("/votes/") + Voting::kId;
  Voters() { server.voting.any = true; }
};

TEST_CASE("a clock that is weeks wrong hides no way to vote") {
  for (const int64_t days : {int64_t{-400}, int64_t{40}, int64_t{4000}}) {
    CAPTURE(days);
    Voters world;
    Person person(world.server, world.device, world.vote);
    person.tab.state.now.ms += days * kDays;
    person.look();
    CHECK(person.find("link", "Голосовать") != nullptr);
    person.open("/votes");
    CHECK(person.find("link", "Голосовать") != nullptr);
    person.open(world.vote + "/ballot");
    person.tab.wish(app::ChoiceMade{Voting::kId, "1", 1});
    person.open("/my");
    CHECK(person.find("link", "Проверить и проголосовать") != nullptr);
    person.open(world.vote + "/check");
    CHECK(person.find("button", "Проголосовать") != nullptr);
  }
}

TEST_CASE("a vote that the server has closed takes nothing, whatever the clock here says") {
  Voters world;
  world.server.voting.campaign["state"] = "closed";
  Person person(world.server, world.device, world.vote);
  person.tab.state.now.ms -= 4000 * kDays;
  person.look();
  CHECK(person.find("link", "Голосовать") == nullptr);
}

TEST_CASE("a reminder of a ballot stays until the server says that the vote is over") {
  Voters world;
  {
    Person person(world.server, world.device, world.vote + "/ballot");
    person.tab.wish(app::ChoiceMade{Voting::kId, "1", 1});
  }
  world.server.voting.campaign["state"] = "closed";
  Person person(world.server, world.device, "/help");
  CHECK(person.find("link", "Проверить и проголосовать") != nullptr);
  person.open(world.vote);
  person.open("/help");
  CHECK(person.find("link", "Проверить и проголосовать") == nullptr);
}

TEST_CASE("an intake that the server calls open is open under any clock") {
  Server server;
  Device device;
  Json stage = {{"number", 2}, {"total", 6}, {"state", "open"}};
  const Json stages = pack()["stages"];
  for (size_t i = 0; i < stages.size(); ++i)
    if (stages[i].value("intake", false)) stage["number"] = i + 1;
  server.resources["/api/v1/practices/ppmi"]["stage"] = stage;
  for (const int64_t days : {int64_t{-4000}, int64_t{4000}}) {
    CAPTURE(days);
    Person person(server, device, "/apply/ppmi");
    person.tab.state.now.ms += days * kDays;
    person.look();
    CHECK(person.find("button", "Начать") != nullptr);
    person.open("/practices/ppmi");
    CHECK(person.sees("-> /apply/ppmi"));
  }
}

TEST_CASE("nothing is said to lie on a device that keeps nothing") {
  Server server;
  Device device;
  Person person(server, device, "/applications/a1/project");
  person.tab.wish(app::Stored{"!storage", "unavailable"});
  person.tab.go_offline();
  person.tab.wish(app::Edited{"name", "Колодец", {}, {}});
  person.look();
  CHECK(person.sees("Черновик не сохраняется на этом устройстве"));
  CHECK(person.sees("Изменения только на этой странице"));
  CHECK_FALSE(person.sees("лежат на этом устройстве"));
  CHECK_FALSE(person.sees("Изменения на этом устройстве"));
}

TEST_CASE("without a network one strip says so, and a page with nothing to type promises nothing") {
  Server server;
  Device device;
  Person person(server, device, "/help");
  person.tab.go_offline();
  person.open("/projects/ППМИ-2027-0003");
  CHECK(person.sees("Нет связи"));
  CHECK_FALSE(person.sees("Нет связи с сервером"));
  CHECK_FALSE(person.sees("Можно продолжать"));
  CHECK(person.sees("Этой страницы нет на устройстве"));
}

TEST_CASE("a network that answers in the portal's place is called that") {
  Server server;
  Device device;
  Person person(server, device, "/applications/a1/project");
  person.tab.wish(app::Edited{"name", "Колодец", {}, {}});
  person.tab.hold = true;
  person.tab.pass();
  const std::string id = person.tab.held.front().id;
  person.tab.held.clear();
  person.tab.hold = false;
  person.tab.wish(app::Response{id, 200, {}, {}, "<!doctype html>"});
  person.look();
  CHECK(person.sees("Связь есть, но отвечает не портал"));
  CHECK(person.sees("Отправим, когда портал ответит"));
  CHECK_FALSE(person.sees("Принято сервером"));
  person.wait();
  CHECK_FALSE(person.sees("отвечает не портал"));
}

TEST_CASE("a session that ends leaves the form under a strip with the way back") {
  Server server;
  Device device;
  Person person(server, device, "/applications/a1/project");
  server.role.clear();
  server.next_status = 401;
  person.tab.wish(app::Edited{"name", "Колодец", {}, {}});
  person.wait();
  CHECK(person.sees("Сеанс закончился: войдите снова"));
  CHECK(person.get("textbox", "Название проекта").value == "Колодец");
  person.press("button", "Войти через Госуслуги");
  REQUIRE(person.tab.last<app::Leave>() != nullptr);
  CHECK(person.tab.last<app::Leave>()->href.find("return_to=%2Fapplications%2Fa1%2Fproject") != std::string::npos);
}

}  // namespace
}  // namespace pochin::fake
