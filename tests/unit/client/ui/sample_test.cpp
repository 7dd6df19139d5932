// The pages of sample.h. They are drawn by the tests beside it; here they are checked for keys.
#include "tests/unit/client/ui/sample.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

namespace pochin::ui {
namespace {

void sample_header(Ui& ui) {
  const auto head = ui.header("head", "Инициативное бюджетирование", "Приозёрской области", "/");
  {
    const auto nav = ui.nav("ways", "Разделы");
    ui.link("projects", "Проекты", "/projects", {.current = true});
    ui.link("practices", "Практики", "/practices/ppmi");
    ui.link("help", "Помощь", "/help");
  }
  const auto tools = ui.tools("tools");
  ui.icon_button("eye", Icon::Eye, "Версия для слабовидящих");
  ui.button("login", "Войти", {.icon = Icon::Person});
}

void sample_footer(Ui& ui) {
  const auto foot = ui.footer("foot");
  {
    const auto about = ui.column("about", 4);
    ui.paragraph("centre", "Проектный центр инициативного бюджетирования Приозёрской области",
                 {.size = TextSize::Small, .secondary = true});
    ui.paragraph("hours", "По рабочим дням с 9:00 до 18:00 (МСК+1)", {.size = TextSize::Small, .secondary = true});
  }
  const auto links = ui.row("links", 24);
  ui.link("phone", "8 800 000-00-00", "tel:+78000000000");
  ui.link("mail", "Написать нам", "mailto:a@b.example");
}

void sample_stage_card(Ui& ui, std::string_view key, std::string_view title, int stage) {
  const auto card = ui.card(key);
  {
    const auto head = ui.column("head", 4);
    ui.heading(3, "title", title);
    ui.paragraph("lead", "Для сёл, посёлков и городов области", {.size = TextSize::Small, .secondary = true});
  }
  ui.steps("steps", stage, 8, "приём заявок до 28 января, 18:00", "Осталось 9 дней");
  ui.paragraph("detail", "Собрать соседей, выбрать проект на собрании и подать заявку через администрацию.");
  const auto row = ui.row("do", 12, Justify::Between);
  ui.link("act", "Подать заявку", "/apply/ppmi", {.button = true});
  ui.badge("left", "Осталось 9 дней", Tone::Warn, Icon::Clock);
}

void sample_project(Ui& ui, std::string_view key, std::string_view kind, std::string_view title) {
  const auto card = ui.card(key);
  ui.picture("picture", kind, "");
  {
    const auto body = ui.column("body", 4);
    ui.link("title", title, "/projects/1", {.strong = true});
    ui.paragraph("place", "с. Заречье, Каменский район", {.size = TextSize::Small, .secondary = true});
    ui.paragraph("cost", "1 240 000 ₽", {.bold = true});
  }
  ui.badge("state", "Готово, сентябрь 2025", Tone::Ok, Icon::Check);
}

void sample_side(Ui& ui) {
  const auto aside = ui.aside("side", "Баллы");
  {
    const auto card = ui.card("score");
    ui.heading(2, "title", "Предварительный балл");
    ui.stat("total", "52,5", "из 100");
    const std::vector<Segment> segments = {{20, 40}, {30, 60}, {5, 100}, {10, 75}, {35, 0}};
    ui.weights("bar", "Заработано 52,5 из 100", segments);
    ui.paragraph("legend", "Закрашено то, что уже заработано. Ширина деления — вес критерия.",
                 {.size = TextSize::Small, .secondary = true});
    const auto list = ui.list("advice", "Что поднимет балл");
    for (int i = 0; i < 3; ++i) {
      const auto item = ui.item("a" + std::to_string(i));
      const auto row = ui.row("row", 12);
      ui.paragraph("gain", "+10", {.tone = Tone::Ok, .bold = true});
      ui.link("what", "Заполнить расходы на содержание", "/x");
    }
  }
  const auto card = ui.card("limits");
  ui.heading(2, "title", "Сколько можно получить");
  const auto facts = ui.facts("list");
  ui.fact("a", "Поселение до 1 000 жителей", "до 3,0 млн ₽, не более 88 %", {.bold = true});
  ui.fact("b", "Городской округ", "до 5,0 млн ₽, не более 75 %", {.bold = true});
}

void sample_story(Ui& ui) {
  ui.paragraph("lead", "Область помогает муниципалитетам выполнить проекты, которые выбрали сами жители.",
               {.size = TextSize::Lead, .secondary = true});
  {
    const auto card = ui.card("now", Tone::Accent);
    ui.steps("steps", 3, 8, "Сейчас идёт приём заявок", "до 28 января 2026 года, 18:00");
    ui.paragraph("left", "Осталось 9 дней", {.tone = Tone::Warn, .bold = true, .icon = Icon::Clock});
    const auto row = ui.row("do");
    ui.button("apply", "Подать заявку", {.kind = ButtonKind::Primary});
    ui.link("see", "Посмотреть 38 заявок", "/projects", {.button = true});
  }
  ui.progress("progress", "6 из 11 разделов", 6, 11);
  {
    const auto card = ui.card("tasks");
    const auto list = ui.list("list", "Разделы");
    const char* names[] = {"1. О проекте", "2. Проблема и ожидаемый результат", "3. Мероприятия и стоимость"};
    for (const char* name : names) {
      const auto item = ui.item(name);
      const auto row = ui.row("row", 12, Justify::Between);
      {
        const auto words = ui.column("words", 0);
        ui.link("a", name, "/applications/1/a", {.strong = true});
        ui.paragraph("what", "Спортивная площадка у Дома культуры", {.size = TextSize::Small, .secondary = true});
      }
      ui.badge("state", "Заполнено", Tone::Ok, Icon::Check);
    }
  }
  const std::vector<ui::Stage> stages = {
      {"Объявление и обучение", "1 сентября – 31 октября 2025", "Проектный центр объявил конкурс.",
       "Приказ Минфина области от 28.08.2025 № 214-н", "https://example.org/1", StageState::Past},
      {"Приём заявок", "15 декабря 2025 – 28 января 2026, 18:00",
       "Администрация подписывает заявку и отправляет её здесь.", "Порядок, п. 3.1", "", StageState::Now},
      {"Голосование жителей", "2–16 марта 2026", "Голосовать могут жители муниципалитета с 16 лет.", "", "",
       StageState::Future}};
  ui.timeline("timeline", "Этапы и сроки", stages);
  {
    const auto section = ui.section("money", "Откуда деньги");
    const std::vector<Column> columns = {
        {.text = "Источник", .weight = 3}, {.text = "Сумма", .number = true}, {.text = "Доля", .number = true}};
    const auto table = ui.table("sources", "Источники денег", columns);
    const char* rows[][3] = {{"Бюджет поселения", "300 000 ₽", "15,0 %"},
                             {"Жители", "60 000 ₽", "3,0 %"},
                             {"Субсидия области", "1 640 000 ₽", "82,0 %"}};
    int index = 0;
    for (const auto& one : rows) {
      const auto row = ui.table_row("r" + std::to_string(index++));
      ui.cell_text("a", one[0]);
      ui.cell_text("b", one[1]);
      ui.cell_text("c", one[2]);
    }
    ui.table_divider("cut", "Граница финансирования: 27 165 700 ₽ из 30 000 000 ₽",
                     Tone::Ok);
  }
  {
    const auto section = ui.section("wide", "Рейтинг");
    const std::vector<Column> columns = {{.text = "№", .number = true},
                                         {.text = "Проект", .frozen = true},
                                         {.text = "Итог", .number = true},
                                         {.text = "Муниципалитет"},
                                         {.text = "Типология"},
                                         {.text = "Приём"},
                                         {.text = "Жителей", .number = true}};
    const auto table = ui.table("rating", "Рейтинг заявок", columns, true);
    for (int i = 0; i < 3; ++i) {
      const auto row = ui.table_row("r" + std::to_string(i));
      ui.cell_text("n", std::to_string(i + 1));
      {
        const auto cell = ui.cell("p");
        ui.link("a", "Родник «Студёный»: спуск и перила", "/projects/1");
      }
      for (const char* key : {"t", "m", "k", "d", "p2"}) ui.cell_text(key, "Родники, колодцы");
    }
  }
  {
    const auto facts = ui.facts("answers");
    ui.fact_link("name", "Название проекта", "Спортивная площадка у Дома культуры", "Изменить", "/applications/1/a");
    ui.fact_link("sum", "Стоимость", "не указана", "Изменить", "/applications/1/b", "Укажите стоимость проекта");
  }
  ui.empty("empty", Icon::Document, "Заявок пока нет", "Начните первую: это займёт полчаса.");
  ui.skeleton("skeleton", 3);
  if (const auto chosen = ui.pages("pages", "Страницы", 2, 5)) ui.paragraph("chosen", "…");
}

}  // namespace

void sample_page(Ui& ui) {
  sample_header(ui);
  {
    const auto main = ui.main("main");
    {
      const auto split = ui.split("hero");
      {
        const auto words = ui.column("words", 16);
        ui.title("Предложите, что улучшить рядом с домом", TextSize::Display);
        ui.paragraph(
            "lead",
            "Жители предлагают проекты и голосуют за них. Область и муниципалитет выделяют деньги, все расходы видны.",
            {.size = TextSize::Lead, .secondary = true});
        const auto row = ui.row("do");
        ui.button("offer", "Предложить проект", {.kind = ButtonKind::Primary});
        ui.link("find", "Найти проекты рядом", "/projects", {.button = true});
      }
      const auto aside = ui.aside("picture", "Рисунок");
      ui.picture("yard", "yard", "");
    }
    {
      const auto grid = ui.grid("counters", 160);
      ui.stat("n0", "412", "заявок подано в 2025 году");
      ui.stat("n1", "148", "проектов реализовано");
      ui.stat("n2", "86 340", "жителей голосовали");
      ui.stat("n3", "214,6 млн ₽", "вложено в проекты");
    }
    {
      const auto section = ui.section("now", "Что можно сделать сейчас");
      const auto grid = ui.grid("cards", 320);
      sample_stage_card(ui, "a", "Народная инициатива", 3);
      sample_stage_card(ui, "b", "Инициативы ТОС", 5);
      sample_stage_card(ui, "c", "Школьный почин", 8);
    }
    {
      const auto section = ui.section("recent", "Победители последних конкурсов");
      const auto grid = ui.grid("cards", 250);
      sample_project(ui, "a", "spring", "Родник «Студёный» и тропа к нему");
      sample_project(ui, "b", "light", "Освещение улицы Садовой");
      sample_project(ui, "c", "play", "Детская площадка «Лесная сказка»");
      sample_project(ui, "d", "bridge", "Пешеходный мост через реку Талицу");
      sample_project(ui, "e", "road", "Тротуар от остановки до школы");
    }
    const auto split = ui.split("body");
    {
      const auto column = ui.column("story", 24);
      sample_story(ui);
    }
    sample_side(ui);
  }
  sample_footer(ui);
}

void sample_form(Ui& ui) {
  sample_header(ui);
  {
    const auto main = ui.main("main");
    const std::vector<ui::Link> crumbs = {{"Мои заявки", "/my"}, {"Черновик", "/applications/1"}};
    ui.breadcrumbs("crumbs", crumbs, "Источники денег");
    ui.back_link("back", "К списку разделов", "/applications/1");
    const auto split = ui.split("body");
    const std::vector<std::pair<std::string, std::string>> errors = {
        {"main/body/form/name", "Введите название проекта"}, {"main/body/form/kind", "Выберите тип объекта"}};
    ui.error_summary("errors", "Исправьте 2 ошибки", errors);
    ui.title("Откуда деньги на проект");
    ui.paragraph("lead", "Стоимость проекта — 2 000 000 ₽ из раздела 3.");
    {
      const auto form = ui.form("form", "Источники денег");
      ui.text_field("name", "Название проекта", "",
                    {.hint = "Коротко и понятно жителям",
                     .help = "Назовите объект и место.",
                     .error = "Введите название проекта",
                     .number = "2",
                     .required = true});
      ui.text_field("last", "Фамилия", "Щёголева", {.autocomplete = "family-name", .half = true});
      ui.text_field("first", "Имя", "Агриппина", {.autocomplete = "given-name", .half = true});
      ui.text_area("problem", "Какую проблему решает проект", "Площадка разрушена.\nДетям негде играть.",
                   {.max_length = 3000});
      ui.money_field("cost", "Стоимость", "1 234 567,50", {.unit = "₽", .required = true});
      ui.date_field("start", "Начало работ", "05.03.2026", {.hint = "Например, 05.03.2026"});
      ui.number_field("people", "Сколько жителей воспользуется", "310", {.warning = "Это больше половины жителей"});
      const std::vector<ui::Choice> kinds = {
          {"", "Выберите из списка"}, {"yard", "Благоустройство двора"}, {"road", "Дорога"}};
      ui.select("kind", "Тип объекта", "", kinds, {.error = "Выберите тип объекта"});
      const std::vector<ui::Choice> owners = {{"mun", "Муниципальная собственность", "Есть выписка из ЕГРН"},
                                              {"none", "Не оформлен"}};
      ui.radio_group("owner", "Чей объект", "mun", owners,
                     {.hint = "От этого зависит пакет документов", .required = true});
      ui.checkbox("agree", "Согласен на обработку персональных данных по Федеральному закону № 152-ФЗ", true,
                  {.hint = "Можно отозвать"});
      {
        const auto group = ui.group("people2", "Кто отвечает", "Хотя бы один человек");
        ui.phone_field("phone", "Телефон", "", {.placeholder = "+7"});
        ui.email_field("mail", "Электронная почта", "");
      }
      {
        const std::vector<Column> columns = {
            {.text = "Источник", .weight = 2}, {.text = "Сумма", .number = true}, {.text = ""}};
        const auto table = ui.table("payers", "Источники", columns);
        for (const char* key : {"r1", "r2"}) {
          const auto row = ui.table_row(key);
          {
            const auto cell = ui.cell("name");
            ui.text_cell_field("name", "Источник", "Бюджет поселения");
          }
          {
            const auto cell = ui.cell("sum");
            ui.money_cell("sum", "Сумма", "300 000", {.error = key[1] == '2' ? "Больше стоимости" : "", .unit = "₽"});
          }
          const auto cell = ui.cell("act");
          ui.button("remove", "Убрать", {.icon = Icon::Trash, .compact = true});
        }
      }
      const std::vector<FileItem> files = {{"f1", "протокол.pdf", "PDF, 1,2 МБ", "", {}, "/api/v1/f1"},
                                           {"f2", "фото площадки.jpg", "JPEG, 3 МБ", "", 40, ""},
                                           {"f3", "смета.xlsx", "XLSX, 30 МБ", "Файл больше 20 МБ", {}, ""}};
      ui.file_field(
          "docs", "Протокол собрания", files,
          {.hint = "PDF или фото, до 20 МБ", .accept = "application/pdf,image/*", .required = true, .camera = true});
      {
        const auto notice =
            ui.notice("sum", Tone::Error,
                      "Сумма источников больше стоимости проекта на 50 000 ₽");
        ui.paragraph("text",
                     "Уменьшите субсидию до 1 600 000 ₽ (80,0 %) или увеличьте "
                     "стоимость.");
        ui.button("fix", "Поставить 1 600 000 ₽");
      }
      bool toggled = false;
      {
        const auto more = ui.disclosure("more", "Что сюда писать", true, &toggled);
        ui.paragraph("text", "Деньги жителей — только то, что решили собрать на собрании.");
      }
      const std::vector<ui::Choice> filters = {{"", "Все"}, {"new", "Новые"}, {"back", "На доработке"}};
      ui.chips("filter", "Показать", filters, "new");
      const auto row = ui.row("do");
      ui.button("save", "Сохранить и продолжить",
                {.kind = ButtonKind::Primary, .disabled = true, .reason = "Исправьте ошибки"});
      ui.button("danger", "Отозвать", {.kind = ButtonKind::Danger});
      ui.paragraph("saved", "Принято сервером в 14:07",
                   {.size = TextSize::Small, .tone = Tone::Ok, .icon = Icon::Cloud});
      ui.live("said", "Принято сервером в 14:07");
    }
    sample_side(ui);
  }
  sample_footer(ui);
  {
    bool closed = false;
    const auto dialog = ui.dialog("ask", "Версия для слабовидящих", &closed);
    ui.paragraph("text", "Вид меняется сразу и сохраняется на этом устройстве.");
    ui.button("done", "Готово", {.kind = ButtonKind::Primary});
  }
  const auto sticky = ui.sticky("bar", "Действия");
  ui.button("send", "Отправить", {.kind = ButtonKind::Primary});
}

TEST_CASE("keys of all nodes differ: they are the ids of elements") {
  for (const auto draw : {sample_page, sample_form}) {
    std::set<std::string> keys;
    for (const Node& node : tree_of(draw)) CHECK(keys.insert(node.key).second);
  }
}

}  // namespace pochin::ui
