// What only the staff fill, and points by hand, which count when a second person has confirmed them.
#include <catch2/catch_test_macros.hpp>

#include "tests/journeys/application.h"

namespace pochin::journeys {
namespace {

// An application that the project centre checks.
std::string checked(World& world) {
  auto author = world.resident();
  const auto made = server::test::submit_full(author);
  const auto accepted = world.clerk().act(made.id, made.etag, "accept");
  const auto registered = world.centre().act(made.id, accepted.etag(), "register");
  REQUIRE(registered.status() == 200);
  return made.id;
}

Json proposals(Someone& who, const std::string& id) {
  return who.ask("GET", "/api/v1/applications/" + id + "/adjustments").body.at("items");
}

Json answers(Someone& who, const std::string& id) {
  return who.ask("GET", "/api/v1/applications/" + id).body.at("answers");
}

}  // namespace

TEST_CASE("points: wrong ones stay on the page, right ones survive a reload and are one proposal") {
  World world;
  const std::string id = checked(world), path = "/work/applications/" + id;
  Someone on = centre(world, path);
  CHECK(on.offers("heading", "Заполняют сотрудники"));
  CHECK(on.offers("heading", "Служебная часть"));
  CHECK(on.sees("Баллы вручную подтверждает второй человек"));
  on.fill("Увеличение баллов", "500");
  on.press("Сохранить");
  CHECK(on.sees("Исправьте 1 ошибку"));
  on.fill("Увеличение баллов", "5");
  on.press("Сохранить");
  CHECK(on.sees("Напишите, почему изменены баллы"));
  CHECK(proposals(on, id).empty());

  on.fill("Почему изменены баллы", "Участвует впервые, пункт 31");
  CHECK(on.sees("Не сохранено: 2 поля"));
  on.wait();
  CHECK(proposals(on, id).empty());
  CHECK_FALSE(answers(on, id).contains("points_plus"));

  on.open(path);
  CHECK(on.sees("Не сохранено: 2 поля"));
  CHECK(on.value("Увеличение баллов") == "5");
  CHECK(on.value("Почему изменены баллы") == "Участвует впервые, пункт 31");
  on.press("Сохранить");
  CHECK(on.sees("Сохранено в "));
  CHECK(on.offers("heading", "+5"));
  CHECK(on.sees("Ждёт второго человека: пока не считается"));
  CHECK(proposals(on, id).size() == 1);
}

TEST_CASE("two officials: both values are shown, and what is chosen is saved") {
  World world;
  const std::string id = checked(world);
  world.grant("1000000054", "project_centre_operator", "ppmi");
  Someone on = centre(world, "/work/applications/" + id), other = manager(world);
  on.fill("Увеличение баллов", "5");
  on.fill("Почему изменены баллы", "Пункт 31");
  const auto seen = other.ask("GET", "/api/v1/applications/" + id);
  const auto saved = other.ask("PATCH", "/api/v1/applications/" + id + "/answers",
                               {{"set", {{"points_plus", "7"}, {"points_comment", "Пункт 30"}}}}, seen.etag());
  REQUIRE(saved.status() == 200);
  on.press("Сохранить");
  CHECK(on.title().starts_with("Заявку изменили"));
  CHECK(on.sees("Безкодов"));
  CHECK(answers(on, id).at("points_plus") == "7");
  on.pick("Моё: 5");
  on.pick("Моё: Пункт 31");
  on.press("Сохранить и продолжить");
  CHECK(on.sees("Сохранено в "));
  CHECK(answers(on, id).at("points_plus") == "5");
  CHECK(answers(on, id).at("points_comment") == "Пункт 31");
  CHECK(proposals(on, id).size() == 2);
}

TEST_CASE("an answer that is lost on the way makes no second proposal") {
  World world;
  const std::string id = checked(world);
  Someone on = centre(world, "/work/applications/" + id);
  on.fill("Снижение баллов", "2,5");
  on.fill("Почему изменены баллы", "Пункт 31");
  on.loses_answers = true;
  on.press("Сохранить");
  CHECK(on.sees("Не сохранено: нет связи"));
  on.loses_answers = false;
  on.press("Сохранить");
  CHECK(on.offers("heading", "−2,5"));
  CHECK_FALSE(on.sees("Не сохранено"));
  CHECK(proposals(on, id).size() == 1);
}

TEST_CASE("points wait for a second person, who is told on the desk and confirms or declines them") {
  World world;
  const std::string id = checked(world), path = "/work/applications/" + id;
  Someone one = centre(world, path);
  const auto propose = [&](const std::string& points, const std::string& why) {
    one.fill("Увеличение баллов", points);
    one.fill("Почему изменены баллы", why);
    one.press("Сохранить");
    CHECK(one.offers("heading", "+" + points));
    CHECK(one.sees("Ждёт второго человека: пока не считается"));
    CHECK_FALSE(one.offers("button", "Подтвердить баллы"));
  };
  propose("5", "Участвует впервые, пункт 31");
  Someone another = manager(world, "/work");
  CHECK(another.sees("Ждут вашего подтверждения: 1"));
  another.follow("Баллы вручную: +5");
  CHECK(another.path() == path);
  another.press("Подтвердить баллы");
  CHECK(another.sees("Решение записано"));
  CHECK(another.sees("Подтверждено: Безкодов"));

  one.open(path);
  propose("9", "Ещё раз");
  another.open(path);
  another.fill("Почему отклоняете", "Пункта нет");
  another.press("Отклонить баллы");
  CHECK(another.sees("Отклонено: Безкодов"));
  one.open(path);
  CHECK(one.sees("Пункта нет"));
}

}  // namespace pochin::journeys
