// The administrator's work and one's own account: what is wrong with the portal, who serves in it, what was done in it,
// where one is logged in and what one's data are.
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "tests/journeys/application.h"

namespace pochin::journeys {
namespace {

Someone admin(World& world, const std::string& path) {
  world.grant("1000000002", "system_admin", "");
  return {world, world.login("1000000002", "Ёлкин Пётр", "Ёлкин П."), path};
}

Someone auditor(World& world, const std::string& path) {
  world.grant("1000000011", "auditor", "");
  return {world, world.login("1000000011", "Рыбаков Дмитрий Сергеевич", "Рыбаков Д. С."), path};
}

}  // namespace

TEST_CASE("the state of the portal: from the desk, what is wrong, what to do, looked at again") {
  World world;
  Someone who = admin(world, "/work");
  CHECK(who.title() == "Рабочий стол");
  who.follow("Состояние портала");
  CHECK(who.title() == "Состояние портала");
  CHECK(who.offers("heading", "Стоит исправить"));
  CHECK(who.sees("Журнал действий цел: ни одной строки не меняли"));
  CHECK(who.name_of("heading", "Портал открыт по").find("http") != std::string::npos);
  CHECK(who.offers("heading", "В порядке"));
  who.press("Скопировать: \"public_url\"");
  CHECK(who.offers("button", "Скопировано: \"public_url\""));
  const auto checked = [&] {
    const std::string text = who.text();
    return text.substr(text.find("Проверено: "), 80);
  };
  const std::string before = checked();
  world.now.ms += 2000;
  who.press("Проверить снова");
  CHECK(who.offers("heading", "В порядке"));
  CHECK(checked() != before);
}

TEST_CASE("an invitation: what is wrong is said at its field, a link is made, sent again and taken back") {
  World world;
  Someone who = admin(world, "/work/staff");
  who.press("Создать приглашение");
  CHECK(who.sees("Выберите роль"));
  who.choose("Роль", "Специалист администрации");
  who.fill("ОГРН организации", "123");
  who.press("Создать приглашение");
  CHECK(who.sees("Выберите муниципалитет"));
  CHECK(who.invalid("ОГРН организации"));
  who.choose("Муниципалитет", "Зареченское");
  who.fill("ОГРН организации", "");
  who.fill("Для кого", "Беловой");
  who.press("Создать приглашение");
  CHECK(who.sees("Приглашение готово: передайте ссылку"));
  const auto links = [&] {
    std::set<std::string> found;
    const std::string text = who.text();
    for (size_t at = text.find("invitation="); at != std::string::npos; at = text.find("invitation=", at + 1))
      found.insert(text.substr(at, 43));
    return found;
  };
  const auto first = links();
  CHECK(first.size() == 1);
  who.press("Сделать новую ссылку: ");
  CHECK(links() != first);
  who.press("Отозвать: Специалист администрации");
  who.press("Отозвать приглашение");
  CHECK(who.sees("Приглашение отозвано"));
}

TEST_CASE("a role that is taken away shuts the door at the next request") {
  World world;
  Someone who = admin(world, "/work");
  world.grant("1000000020", "municipal_operator", "86500411");
  Someone other(world, world.login("1000000020", "Белова Марина Игоревна", "Белова М. И."), "/work/queue");
  CHECK(other.title() == "Заявки на рассмотрении");
  who.open("/work/staff");
  const std::string role = who.name_of("button", "Снять роль: Белова Марина Игоревна");
  who.press(role);
  CHECK(who.sees("Доступ закроется со следующего запроса"));
  who.press("Оставить");
  who.press(role);
  who.press("Снять роль");
  CHECK(who.sees("Роль снята: доступ закрыт со следующего запроса"));
  CHECK(other.ask("GET", "/api/v1/applications?view=queue").status() == 403);
}

TEST_CASE("the log of actions: whole, filtered, with a wrong day told at its field") {
  World world;
  Someone who = auditor(world, "/work/audit");
  CHECK(who.title() == "Журнал действий");
  CHECK(who.sees("Журнал цел: "));
  who.fill("По какой день", "31.02.2026");
  who.press("Показать");
  CHECK(who.invalid("По какой день"));
  who.fill("По какой день", "");
  who.press("Показать");
  CHECK(who.offers("link", "Выгрузить весь журнал"));
}

TEST_CASE("one's own account: sessions elsewhere are ended, one's data are forgotten after a question") {
  World world;
  Someone elsewhere(world, world.resident(), "/my"), who(world, world.resident(), "/account");
  CHECK(who.title() == "Учётная запись");
  CHECK(who.sees("Это устройство"));
  who.press("Выйти на устройстве: ");
  CHECK(who.sees("Выход выполнен"));
  CHECK(elsewhere.ask("GET", "/api/v1/sessions").status() == 401);
  who.press("Удалить мои данные");
  CHECK(who.sees("Удалить ваши данные?"));
  who.press("Не удалять");
  CHECK(who.title() == "Учётная запись");
  who.press("Удалить мои данные");
  who.press("Удалить навсегда");
  CHECK(who.title() == "Ваши данные удалены");
  CHECK(who.sees("Осталось: журнал действий"));
  who.follow("На главную");
  CHECK(who.offers("button", "Войти"));
}

TEST_CASE("a resident finds no door of the staff, and is told so") {
  World world;
  for (const char* path : {"/work/portal", "/work/staff"}) {
    Someone who = resident(world, path);
    CHECK(who.title() == "Эта страница вам недоступна");
  }
}

}  // namespace pochin::journeys
