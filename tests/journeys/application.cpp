#include "tests/journeys/application.h"

#include <catch2/catch_test_macros.hpp>

namespace pochin::journeys {
namespace {

enum class Do : uint8_t { fill, choose, press, attach, check };
struct Step {
  Do act;
  std::string label, value = {};
  int which = Someone::kBest;
};
struct Section {
  std::string title;
  std::vector<Step> steps;
};

const std::vector<Section> kSections = {
    {"О проекте",
     {{Do::fill, "Название проекта", kName},
      {Do::choose, "Населённый пункт", "", 1},
      {Do::choose, "Направление проекта", "", 3}}},
    {"Проблема и результат",
     {{Do::fill, "Какую проблему решает проект", "Старая площадка разрушена, дети играют на проезжей части."},
      {Do::fill, "Что будет сделано и что изменится",
       "Появятся покрытие, ворота и освещение: можно играть весь год."}}},
    {"Мероприятия и стоимость",
     {{Do::fill, "Ремонтные и строительные работы", "1 500 000"},
      {Do::fill, "Что входит в работы", "Основание, покрытие, ограждение"},
      {Do::fill, "Оборудование", "500 000"},
      {Do::fill, "Какое это оборудование", "Ворота и тренажёры"}}},
    {"Источники денег",
     {{Do::fill, "Бюджет муниципалитета", "300 000"},
      {Do::fill, "Деньги жителей", "60 000"},
      {Do::fill, "Деньги организаций и предпринимателей", "40 000"},
      {Do::fill, "Субсидия из областного бюджета", "1 600 000"},
      {Do::press, "Добавить", "", 0},
      {Do::fill, "Название или ФИО предпринимателя", "ООО «Заречный лес»"},
      {Do::fill, "ИНН", "7707083893"},
      {Do::fill, "Сумма", "40 000", -1},
      {Do::attach, "Гарантийные письма", "гарантийное письмо.pdf"}}},
    {"Документы",
     {{Do::attach, "Выписка из реестра муниципального имущества", "выписка.pdf"},
      {Do::attach, "Локальная смета, утверждённая главой", "смета.pdf"},
      {Do::attach, "Документ о квалификации сметчика", "сметчик.pdf"}}},
    {"Кто будет пользоваться",
     {{Do::fill, "Кто будет пользоваться результатом", "Школьники и взрослые"},
      {Do::fill, "Сколько человек будет пользоваться постоянно", "500"}}},
    {"Собрание жителей",
     {{Do::fill, "Когда прошло собрание", "15.10.2026"},
      {Do::fill, "Сколько человек участвовало", "60"},
      {Do::attach, "Протокол собрания", "протокол.pdf"}}},
    {"Участие жителей в работах",
     {{Do::press, "Добавить", "", 0},
      {Do::fill, "Что сделают", "Разберут старую площадку"},
      {Do::fill, "Сколько человек", "25"}}},
    {"Предварительное обсуждение и СМИ",
     {{Do::attach, "Анкеты, опросные листы, итоги обхода", "анкеты.pdf"},
      {Do::check, "О проекте рассказывали в СМИ или соцсетях"},
      {Do::press, "Добавить", "", 0},
      {Do::fill, "Ссылка", "https://zarechye.example.ru/news/15"},
      {Do::fill, "Что это", "Новость на сайте поселения"}}},
    {"Содержание объекта",
     {{Do::press, "Добавить", "", 0},
      {Do::fill, "Мероприятие", "Покраска и уборка"},
      {Do::fill, "Из бюджета", "20 000"},
      {Do::press, "Добавить", "", 1},
      {Do::fill, "Что будут делать", "Субботники весной и осенью"},
      {Do::fill, "Сколько человек", "30"}}},
    {"Сроки и ответственные",
     {{Do::fill, "Начало работ", "01.05.2027"},
      {Do::fill, "Окончание работ", "30.08.2027"},
      {Do::press, "Добавить", "", 0},
      {Do::fill, "Этап", "Закупка и работы"},
      {Do::fill, "Срок", "30.08.2027"},
      {Do::fill, "Ответственный", "Громов П. И."},
      {Do::fill, "Глава муниципального образования", "Громов Пётр Ильич"},
      {Do::fill, "Телефон администрации", "8 (900) 123-45-67"},
      {Do::fill, "Кто заполнил заявку", "Ильина Мария Сергеевна"},
      {Do::fill, "Телефон для связи", "+7 900 765-43-21"}}},
};

void make(Someone& who, const Step& step) {
  switch (step.act) {
    case Do::fill:
      return who.fill(step.label, step.value, step.which);
    case Do::choose:
      return who.choose_at(step.label, step.which);
    case Do::press:
      return who.press(step.label, step.which);
    case Do::attach:
      return who.attach(step.label, step.value);
    case Do::check:
      return who.check(step.label);
  }
}

}  // namespace

Someone resident(World& world, const std::string& path) { return {world, world.resident(), path}; }

Someone clerk(World& world, const std::string& path) { return {world, world.clerk(), path}; }

Someone centre(World& world, const std::string& path) { return {world, world.centre(), path}; }

Someone manager(World& world, const std::string& path) {
  world.grant("1000000054", "project_centre_manager", "ppmi");
  return {world, world.login("1000000054", "Безкодов Пётр Ильич", "Безкодов П. И."), path};
}

void start(Someone& who) {
  CHECK(who.title() == "Новая заявка");
  who.choose("Где будет проект", "Зареченское");
  who.press("Начать");
  CHECK(who.title() == "Заявка без названия");
}

void fill_in(Someone& who, const std::function<void(const std::string& section)>& seen) {
  who.follow(kSections.front().title);
  for (const Section& section : kSections) {
    REQUIRE(who.title() == section.title);
    for (const Step& step : section.steps) make(who, step);
    seen(section.title);
    who.press("Сохранить и");
    who.wait();
  }
  CHECK(who.sees("11 из 11 разделов"));
}

std::string submit(Someone& who, const std::string& button) {
  who.press("Проверить и отправить");
  CHECK(who.title() == "Проверьте заявку перед отправкой");
  who.check("Подтверждаю");
  who.press(button);
  CHECK(who.title() == "Заявка отправлена");
  const std::string text = who.text();
  const size_t at = text.find("ППМИ-2027-");
  return at == std::string::npos ? std::string() : text.substr(at, std::string("ППМИ-2027-").size() + 4);
}

}  // namespace pochin::journeys
