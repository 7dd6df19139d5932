// One real application, from the resident to the rating of the project centre and to everybody.
#include "tests/journeys/application.h"

#include <catch2/catch_test_macros.hpp>

namespace pochin::journeys {
namespace {

// Wrong sums and a wrong ИНН are answered at once, with the way to repair.
void mistakes(Someone& who) {
  who.fill("Субсидия из областного бюджета", "1 500 000");
  CHECK(
      who.sees("Источники дают 1 900 000 ₽, а мероприятия стоят 2 000 000 ₽. Не "
               "хватает "
               "100 "
               "000 "
               "₽"));
  who.press("Поставить 1 600 000 ₽");
  CHECK(who.value("Субсидия из областного бюджета") == "1 600 000");
  CHECK_FALSE(who.sees("Не хватает 100 000 ₽"));
  who.fill("ИНН", "7707083894");
  CHECK(who.invalid("ИНН"));
  who.fill("ИНН", "7707083893");
  CHECK_FALSE(who.invalid("ИНН"));
}

// One corrects, one accepts, one registers and admits; each is told what the others did.
void decided(World& world, Someone& mine, const std::string& number) {
  Someone office = clerk(world);
  CHECK(office.title() == "Заявки на рассмотрении");
  office.follow(kName);
  CHECK(office.title() == kName);
  office.press("Замечание: Название проекта");
  office.fill("Замечание к полю «Название проекта»", "Назовите адрес дома культуры");
  office.press("Вернуть на доработку: 1 замечание");
  CHECK(office.sees("вернула заявку на доработку"));

  mine.open("/my");
  mine.follow(kName);
  CHECK(mine.sees("Заявку вернули. Исправьте 1 замечание"));
  mine.follow("Название проекта");
  CHECK(mine.sees("Назовите адрес дома культуры"));
  const std::string better = kName + ", Школьная, 5";
  mine.fill("Название проекта", better);
  mine.press("Сохранить и");
  mine.wait();
  mine.follow("К списку разделов");
  CHECK(submit(mine, "Отправить исправленную заявку") == number);

  office.open("/work/queue");
  office.follow(better);
  office.press("Передать на конкурс");
  CHECK(office.sees("передала заявку на конкурс"));
  mine.open("/my");
  mine.follow(better);
  CHECK(mine.sees("Администрация поддержала проект и передала заявку"));

  Someone region = centre(world);
  region.follow(better);
  CHECK(region.title() == better);
  region.press("Зарегистрировать");
  region.press("Допустить к конкурсу");
  CHECK(region.sees("опущена к конкурсу"));
  region.open("/work/rating/ppmi");
  CHECK(region.title().starts_with("Рейтинг"));
  CHECK(region.sees(better));
  CHECK(region.sees("73,5"));

  Someone anybody(world, world.visitor(), "/projects/" + number);
  CHECK(anybody.title() == better);
  CHECK(anybody.sees("2 000 000 ₽"));
}

TEST_CASE("the whole way of an application: filled, corrected, returned, accepted, rated, seen by everybody") {
  World world;
  Someone visitor(world, world.visitor(), "/");
  visitor.follow("Этапы, деньги и критерии");
  CHECK(visitor.sees("Этап 2 из"));
  visitor.follow("Подать заявку");
  CHECK(visitor.offers("button", "Войти через Госуслуги"));

  Someone mine = resident(world, "/apply/ppmi");
  start(mine);
  std::string before, after;
  fill_in(mine, [&](const std::string& section) {
    if (section == "Источники денег") {
      mistakes(mine);
      before = mine.name_of("weights", "Заработано по критериям");
    }
    if (section == "Участие жителей в работах") after = mine.name_of("weights", "Заработано по критериям");
  });
  CHECK(before != after);
  CHECK(mine.name_of("weights", "Заработано по критериям").find("73,5 из 100") != std::string::npos);
  const std::string number = submit(mine);
  CHECK(number.size() > 10);
  CHECK(mine.sees("Принята "));
  decided(world, mine, number);
}

TEST_CASE("what was typed lies on the device until the server has it, and comes back after a reload") {
  World world;
  Someone mine = resident(world, "/apply/ppmi");
  start(mine);
  const std::string home = mine.path();
  mine.follow("О проекте");
  mine.offline = true;
  mine.fill("Название проекта", kName);
  mine.wait();
  CHECK(mine.sees("Отправим, когда появится связь"));
  mine.offline = false;
  mine.open(home + "/project");
  CHECK(mine.value("Название проекта") == kName);
  mine.wait();
  Someone elsewhere(world, world.resident(), home);
  CHECK(elsewhere.title() == kName);
}

}  // namespace
}  // namespace pochin::journeys
