// What a resident finds on the public pages: every vote in its group, every result on its project, every way to its own
// contest, every act with its text.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "client/screens/kit/words.h"
#include "tests/unit/client/screens/golden.h"

namespace pochin::fake {
namespace {

Json& portal(Server& server) { return server.resources["/api/v1/portal"]; }

// A second contest that takes applications now.
void two_contests(Server& server) {
  Json second = portal(server)["practices"][0];
  second.update({{"id", "yugra"}, {"title", "Югра"}, {"lead", "Для городов"}});
  second["action"] = {{"text", "Подать заявку"}, {"href", "/apply/yugra"}};
  portal(server)["practices"].push_back(second);
  Json pack = server.resources["/api/v1/practices/ppmi"];
  pack["pack"]["id"] = "yugra";
  pack["pack"]["title"] = "Югра";
  server.resources["/api/v1/practices/yugra"] = pack;
}

void voted_on(Server& server, const Json& vote) {
  portal(server)["recent"][0]["vote"] = vote;
  server.resources["/api/v1/projects"]["items"][0]["vote"] = vote;
  server.resources["/api/v1/projects/ППМИ-2027-0003"]["vote"] = vote;
}
Json result(bool won) {
  return {{"campaign", "ppmi.2027-main"}, {"title", "Какие проекты построить"},
          {"state", "published"},         {"won", won},
          {"votes", won ? 576 : 336},     {"points", false}};
}

size_t links_to(const Person& person, std::string_view href) {
  return static_cast<size_t>(
      std::ranges::count_if(person.tree, [&](const ui::Node& node) { return node.href == href; }));
}

struct Visit {
  Server server;
  Device device;
};

}  // namespace

TEST_CASE("the reminder of an unsent ballot names its vote, and says no empty name before the name has come") {
  Visit visit;
  visit.server.voting.any = true;
  visit.server.voting.me["draft"] = {{"choices", Json::array({{{"project", "2"}, {"points", 1}}})}};
  Person person(visit.server, visit.device, "/");
  CHECK(person.sees("«Голосование за проекты ППМИ», голосуют до конца 26 ноября. Ваш выбор сохранён, но не учтён."));
  person.tab.state.ballots.begin()->second.title.clear();
  person.look();
  CHECK(person.sees("Голосуют до конца 26 ноября. Ваш выбор сохранён, но не учтён."));
  CHECK_FALSE(person.sees("«»"));
}

TEST_CASE("a draft of a ballot that was kept without a name gets it with the list of votes") {
  Visit visit;
  visit.server.voting.any = true;
  visit.device["ballot/p1/ppmi.2027-main"] =
      Json{{"choices", Json::array({{{"project", "2"}, {"points", 1}}})}, {"touched", true}}.dump();
  visit.device["kept/p1"] = R"(["ballot/p1/ppmi.2027-main"])";
  Person person(visit.server, visit.device, "/");
  CHECK_FALSE(person.sees("«»"));
  CHECK(person.sees("«Голосование за проекты ППМИ»"));
  CHECK(Json::parse(visit.device["ballot/p1/ppmi.2027-main"]).value("title", "") == "Голосование за проекты ППМИ");
}

TEST_CASE("votes stand by what goes on, what comes and what is over; one to come promises no list of nothing") {
  const auto said = [](const char* state, const char* opens, const char* closes, int projects) {
    Visit visit;
    visit.server.voting.any = true;
    visit.server.voting.campaign.update(
        {{"state", state}, {"opens", opens}, {"closes", closes}, {"projects", projects}});
    Person person(visit.server, visit.device, "/votes");
    return plain(written(person.tree));
  };
  const auto has = [](const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; };
  const std::string now = said("open", "2026-11-16T00:00:00+04:00", "2026-11-27T00:00:00+04:00", 4);
  CHECK(has(now, "heading2 \"Идут сейчас\""));
  CHECK(has(now, "В бюллетене 4 проекта."));
  const std::string soon = said("announced", "2026-12-16T00:00:00+04:00", "2026-12-27T00:00:00+04:00", 0);
  CHECK(has(soon, "heading2 \"Скоро\""));
  CHECK(has(soon, "Список проектов утвердят до начала"));
  CHECK_FALSE(has(soon, "0 проектов"));
  CHECK_FALSE(has(soon, "Завершены"));
  const std::string over = said("published", "2026-10-16T00:00:00+04:00", "2026-10-27T00:00:00+04:00", 4);
  CHECK(has(over, "heading2 \"Завершены\""));
  CHECK_FALSE(has(over, "Идут сейчас"));
}

TEST_CASE("published results stay on the first page") {
  Visit visit;
  visit.server.voting.any = true;
  visit.server.voting.campaign.update({{"state", "published"}, {"closes", "2026-10-27T00:00:00+04:00"}});
  Person person(visit.server, visit.device, "/");
  CHECK(person.sees("heading2 \"Итоги голосований\""));
  CHECK(links_to(person, "/votes/ppmi.2027-main/results") == 1);
}

TEST_CASE("a project says what the vote decided, in lists and on its page") {
  for (const bool won : {true, false}) {
    Visit visit;
    voted_on(visit.server, result(won));
    const std::string said = won ? "Победил в голосовании: 576 голосов" : "Не прошёл по голосам: 336 голосов";
    for (const char* path : {"/", "/projects", "/projects/ППМИ-2027-0003"}) {
      INFO(path);
      Person person(visit.server, visit.device, path);
      CHECK(person.find("badge", said) != nullptr);
    }
    Person person(visit.server, visit.device, "/projects/ППМИ-2027-0003");
    CHECK(person.get("link", "Итоги голосования").href == "/votes/ppmi.2027-main/results");
  }
}

TEST_CASE("a project in an open vote calls to vote") {
  Visit visit;
  Json open = result(false);
  open.update({{"state", "open"}, {"won", nullptr}, {"votes", nullptr}});
  voted_on(visit.server, open);
  Person person(visit.server, visit.device, "/projects/ППМИ-2027-0003");
  const ui::Node& act = person.get("link", "Голосовать");
  CHECK(act.has(ui::kPrimary));
  CHECK(act.href == "/votes/ppmi.2027-main/ballot");
}

TEST_CASE("how much and where stand before the story of a project, and are said once") {
  Visit visit;
  Person person(visit.server, visit.device, "/projects/ППМИ-2027-0003");
  const std::string text = plain(written(person.tree));
  CHECK(text.find("2 000 000 ₽") < text.find("Что не так сейчас"));
  CHECK(text.find("с. Заречье, Зареченское сельское поселение") < text.find("Что не так сейчас"));
  CHECK_FALSE(person.sees("Идёт сейчас"));
  CHECK_FALSE(person.sees("Завершён"));
}

TEST_CASE("with several contests every way to an application and to help leads to the choice, or to its own") {
  Visit visit;
  two_contests(visit.server);
  Person home(visit.server, visit.device, "/");
  CHECK(home.get("link", "Выбрать конкурс").href == "/practices");
  CHECK(links_to(home, "/apply/ppmi") == 1);
  CHECK(links_to(home, "/apply/yugra") == 1);
  Person mine(visit.server, visit.device, "/my");
  CHECK(mine.get("link", "Подать новую заявку").href == "/practices");
  CHECK(mine.sees("Сейчас принимают заявки: ППМИ, Югра."));
  Person all(visit.server, visit.device, "/practices");
  CHECK(links_to(all, "/apply/yugra") == 1);
  CHECK(links_to(all, "/practices/yugra") == 1);
  Person practice(visit.server, visit.device, "/practices/yugra");
  CHECK(practice.get("link", "Как заполнить заявку").href == "/help/application/yugra");
  Person section(visit.server, visit.device, "/applications/a1/project");
  CHECK(section.get("link", "Как заполнить заявку").href == "/help/application/ppmi");
  Person help(visit.server, visit.device, "/help/application");
  CHECK(help.get("link", "Югра").href == "/help/application/yugra");
  Person own(visit.server, visit.device, "/help/application/yugra");
  CHECK(own.get("link", "Перейти к конкурсу").href == "/practices/yugra");
}

TEST_CASE("with one contest nobody has to choose") {
  Visit visit;
  Person home(visit.server, visit.device, "/");
  CHECK(links_to(home, "/apply/ppmi") == 2);
  CHECK(links_to(home, "/practices") == 0);
  Person help(visit.server, visit.device, "/help/application");
  CHECK(help.get("link", "Перейти к конкурсу").href == "/practices/ppmi");
}

TEST_CASE("only a practice with a project centre says that it decides on the points") {
  Visit visit;
  Person with(visit.server, visit.device, "/applications/a1");
  CHECK(with.sees("Итоговый балл определит проектный центр."));
  for (Json& each : visit.server.resources["/api/v1/practices/ppmi"]["pack"]["workflow"]["transitions"])
    std::erase_if(each["roles"].get_ref<Json::array_t&>(),
                  [](const Json& role) { return role.get<std::string>().starts_with("project_centre_"); });
  Person without(visit.server, visit.device, "/applications/a1");
  CHECK_FALSE(without.sees("проектный центр."));
}

TEST_CASE("acts are links to their text; each is named once among the documents, also one that will come into force") {
  Visit visit;
  Person person(visit.server, visit.device, "/practices/ppmi");
  size_t acts = 0, to_come = 0, order = 0;
  for (const ui::Node& node : person.tree) {
    const std::string text = plain(node.text);
    if (node.key.find("/law/acts/") != std::string::npos && text.starts_with("131-ФЗ")) {
      ++acts;
      CHECK(node.role == ui::Role::Link);
      CHECK(node.href == "http://pravo.gov.ru/proxy/ips/?docbody=&nd=102083574");
      CHECK(text == "131-ФЗ, ст. 26.1, ст. 56.1");
    }
    if (node.key.find("/law/acts/") != std::string::npos && text == "Действует с 1 января 2027 года") ++to_come;
    if (text.find("Приозёрской области от 15.08.2026") != std::string::npos) ++order;
  }
  CHECK(acts == 1);
  CHECK(to_come == 1);  // 33-ФЗ, which the stages of 2027 cite
  CHECK(order == 2);    // above the stages, where it stood eight times, and among the documents
  CHECK(person.get("link", "131-ФЗ, ст. 26.1 ч. 4").href.starts_with("http://pravo.gov.ru/"));
}

TEST_CASE("the hour of the portal's zone is named where the device keeps another") {
  app::State state;
  state.session.zone_name = "МСК+1";
  state.session.zone_minutes = 240;
  state.now = parse_instant("2026-12-24T12:00:00Z").value();
  const Instant deadline = parse_instant("2026-12-25T14:00:00Z").value();
  for (const std::optional<int> same : {std::optional<int>{}, std::optional<int>{240}}) {
    state.device_minutes = same;
    CHECK(screens::clock(state, deadline) == "18:00");
  }
  state.device_minutes = 180;
  CHECK(plain(screens::clock(state, deadline)) == "18:00 (МСК+1)");
  CHECK(plain(screens::day_and_time(state, deadline)) == "25 декабря, 18:00 (МСК+1)");
  CHECK(plain(screens::time_left(state, deadline).text) == "Завтра до 18:00 (МСК+1)");
}

TEST_CASE("what was filled in beforehand says where it is from until it is changed") {
  Visit visit;
  visit.server.answers["executor"] = "Ильина Мария Сергеевна";
  visit.server.prefilled = {{"executor", {{"value", "Ильина Мария Сергеевна"}, {"source", "с Госуслуг"}}}};
  Person person(visit.server, visit.device, "/applications/a1/schedule");
  CHECK(person.sees("Подставлено с Госуслуг. Проверьте и исправьте, если нужно."));
  person.type("Кто заполнил заявку", "Ёлкин Пётр");
  CHECK_FALSE(person.sees("Подставлено"));
}

TEST_CASE("the place of the project is that of the address, and may be changed") {
  Visit visit;
  visit.server.resources["/api/v1/territories"]["items"].push_back(
      Json{{"id", "2"}, {"name", "Лесное"}, {"population", nullptr}});
  visit.server.municipality = "2";
  Person person(visit.server, visit.device, "/apply/ppmi");
  CHECK(person.get("combobox", "Где будет проект").value == "2");
  CHECK(person.sees("Подставлено по адресу на Госуслугах."));
  person.type("Где будет проект", "86500411");
  CHECK(person.get("combobox", "Где будет проект").value == "86500411");
  CHECK_FALSE(person.sees("Подставлено"));
}

}  // namespace pochin::fake
