// The journeys of issue 2 by role and name, without a browser: the screens, the store and a server in memory.
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/client/screens/person.h"

namespace pochin::fake {
namespace {

using Device = std::map<std::string, std::string>;

TEST_CASE("a resident starts an application from the portal") {
  Server server;
  Device device;
  Person person(server, device, "/");
  person.press("link", "Подать заявку");
  CHECK(person.get("heading", "Новая заявка").level == 1);
  person.type("Где будет проект", "86500411");
  person.press("button", "Начать");
  CHECK(person.tab.state.path == "/applications/a1");
  CHECK(person.sees("Заявка без названия"));
  CHECK(person.sees("Отправить пока нельзя"));
}

TEST_CASE("no error while a field is first typed in, one after it was left, none after it is right") {
  Server server;
  Device device;
  Person person(server, device, "/applications/a1/problem");
  const std::string key = person.get("textarea", "Какую проблему решает проект").key;
  person.look({{ui::EventKind::Input, key, "Мало"}});
  CHECK_FALSE(person.get("textarea", "Какую проблему решает проект").has(ui::kInvalid));
  person.look({{ui::EventKind::Blur, key, {}}});
  CHECK(person.get("textarea", "Какую проблему решает проект").has(ui::kInvalid));
  person.look(
      {{ui::EventKind::Input, key, "Дети играют на проезжей части: в селе нет ни одной площадки, ближайшая далеко."}});
  CHECK_FALSE(person.get("textarea", "Какую проблему решает проект").has(ui::kInvalid));
}

TEST_CASE("an empty required field says so only after the section is finished, in the summary and beside it") {
  Server server;
  Device device;
  Person person(server, device, "/applications/a1/problem");
  person.type("Какую проблему решает проект", "");
  CHECK_FALSE(person.get("textarea", "Какую проблему решает проект").has(ui::kInvalid));
  person.press("button", "Сохранить и продолжить");
  CHECK(person.get("textarea", "Какую проблему решает проект").has(ui::kInvalid));
  CHECK(person.sees("Исправьте 2 ошибки"));
  // The summary and the field say the same words, and the summary leads to the element.
  const std::string field = person.get("textarea", "Какую проблему решает проект").key;
  bool leads = false;
  for (const ui::Node& node : person.tree) leads = leads || (node.role == ui::Role::Link && node.target == field);
  CHECK(leads);
}

TEST_CASE("too much money is repaired with one press") {
  Server server;
  server.answers = full_answers();
  Device device;
  Person person(server, device, "/applications/a1/sources");
  person.type("Субсидия из областного бюджета", "1 650 000");
  CHECK(person.sees("Лишних 50 000"));
  CHECK(person.sees("102,5 %"));
  person.press("button", "Поставить 1 600 000 ₽");
  CHECK_FALSE(person.sees("Лишних"));
  CHECK(form::text_of(person.tab.draft().local, "source_region").find("600") != std::string::npos);
}

TEST_CASE("money is put in groups when its field is left, and a paste with kopecks keeps them") {
  Server server;
  Device device;
  Person person(server, device, "/applications/a1/works");
  person.type("Материалы", "1234567,89");
  CHECK(plain(person.get("textbox", "Материалы").value) == "1 234 567,89");
}

TEST_CASE("the score lives while one types and says what would raise it") {
  Server server;
  server.answers = full_answers();
  Device device;
  Person person(server, device, "/applications/a1/labour");
  const std::string before = scoring::points_text(person.tab.draft().evaluation.score.total);
  CHECK(person.sees("Как раздел влияет на балл"));
  person.press("button", "Убрать строку 1");
  CHECK(scoring::points_text(person.tab.draft().evaluation.score.total) != before);
  CHECK(person.sees("Что поднимет балл"));
  person.press("button", "Вернуть строку");
  CHECK(scoring::points_text(person.tab.draft().evaluation.score.total) == before);
}

TEST_CASE("a full application is checked, confirmed, sent and gets its number") {
  Server server;
  server.answers = full_answers();
  Device device;
  Person person(server, device, "/applications/a1");
  person.press("button", "Проверить и отправить");
  CHECK(person.get("heading", "Проверьте заявку перед отправкой").level == 1);
  person.press("button", "Подать заявку");
  CHECK(server.submissions == 0);
  CHECK(person.sees("Отметьте, что сведения верны"));
  person.tick(
      "Подтверждаю, что сведения совпадают с протоколом собрания и сметой, а в файлах нет лишних персональных данных");
  person.press("button", "Подать заявку");
  CHECK(server.submissions == 1);
  CHECK(person.get("heading", "Заявка отправлена").level == 1);
  CHECK(person.sees("ППМИ-2027-0013"));
  CHECK(person.sees("14:00:07 (МСК+1)"));
}

TEST_CASE("a clerk returns an application with a remark on a field, the resident corrects it, the clerk accepts it") {
  Server server;
  server.answers = full_answers();
  server.state = "submitted_to_municipality";
  server.number = "ППМИ-2027-0013";
  server.role = "clerk";
  {
    Device device;
    Person clerk(server, device, "/work/queue");
    clerk.press("link", "Спортивная площадка у Дома культуры");
    CHECK(clerk.get("button", "Вернуть на доработку").has(ui::kDisabled));
    clerk.press("button", "Замечание: Название проекта");
    clerk.type("Замечание к полю «Название проекта»", "Напишите, как в протоколе");
    clerk.press("button", "Вернуть на доработку: 1 замечание");
    CHECK(server.state == "returned_for_revision");
    CHECK(clerk.sees("Администрация вернула заявку на доработку."));
  }
  server.role = "citizen";
  {
    Device device;
    Person resident(server, device, "/applications/a1");
    CHECK(resident.sees("Заявку вернули. Исправьте 1 замечание"));
    CHECK(resident.sees("Напишите, как в протоколе"));
    resident.press("link", "Название проекта");
    CHECK(resident.sees("Замечание: Напишите, как в протоколе"));
    resident.type("Название проекта", "Площадка у Дома культуры");
    CHECK(resident.sees("Исправлено: Напишите, как в протоколе"));
    resident.wait();
    resident.open("/applications/a1");
    CHECK(resident.sees("Замечания исправлены: отправьте заявку ещё раз"));
    resident.open("/applications/a1/check");
    resident.tick(
        "Подтверждаю, что сведения совпадают с протоколом собрания и сметой, а в файлах нет лишних персональных "
        "данных");
    resident.press("button", "Отправить исправленную заявку");
    CHECK(server.state == "submitted_to_municipality");
    CHECK(server.answers["name"] == "Площадка у Дома культуры");
  }
  server.role = "clerk";
  {
    Device device;
    Person clerk(server, device, "/work/applications/a1");
    clerk.press("button", "Передать на конкурс");
    CHECK(server.state == "submitted_to_region");
  }
  server.role = "centre";
  Device device;
  Person centre(server, device, "/work/applications/a1");
  centre.press("button", "Зарегистрировать");
  CHECK(server.state == "formal_check");
}

TEST_CASE("the second of two sees what the other changed and chooses") {
  Server server;
  server.answers = full_answers();
  Device device;
  Person person(server, device, "/applications/a1/project");
  person.type("Название проекта", "Моё название");
  server.changed_by_other("name", "Чужое название");
  person.wait();
  CHECK(person.get("heading", "Заявку изменили, пока вы её заполняли").level == 1);
  CHECK(person.get("button", "Сохранить и продолжить").has(ui::kDisabled));
  person.choose("Моё: Моё название");
  person.press("button", "Сохранить и продолжить");
  CHECK(server.answers["name"] == "Моё название");
}

TEST_CASE("who reads with difficulty changes the letters at once") {
  Server server;
  Device device;
  Person person(server, device, "/help");
  person.press("button", "Версия для слабовидящих");
  person.press("chip", "200 %");
  person.press("chip", "Жёлтым по чёрному");
  REQUIRE(person.tab.last<app::ApplySettings>() != nullptr);
  CHECK(person.tab.last<app::ApplySettings>()->text_percent == 200);
  CHECK(person.tab.last<app::ApplySettings>()->theme == "contrast");
  person.press("button", "Готово");
  CHECK(person.find("dialog", "Версия для слабовидящих") == nullptr);
}

TEST_CASE("an answer of several parts is one answer: each part and each mark reaches the server") {
  Server server;
  Json section = {{"id", "kinds"}, {"title", "Место и сроки"}};
  section["fields"] = Json::parse(file_text(std::string(POCHIN_ROOT) + "/tests/unit/shared/practice/new_kinds.json"));
  server.resources["/api/v1/practices/ppmi"]["pack"]["form"]["groups"][0]["sections"].push_back(std::move(section));
  Device device;
  Person person(server, device, "/applications/a1/kinds");
  person.type("Имя", "Пётр");
  person.type("Фамилия", "Ёлкин");
  person.type("Окончание", "30.08.2027");
  person.tick("Туризм");
  person.tick("Дорога");
  person.wait();
  CHECK(server.answers["chair"] == "Ёлкин\nПётр");
  CHECK(server.answers["works_term"] == "\n30.08.2027");
  CHECK(server.answers["directions"] == "road\ntourism");
  // What is not yet finished is no mistake while the section is being filled in.
  CHECK_FALSE(person.sees("Заполните"));
  person.type("Фамилия", "");
  person.type("Имя", "");
  person.wait();
  CHECK(server.answers.value("chair", "") == "");
}

}  // namespace
}  // namespace pochin::fake
