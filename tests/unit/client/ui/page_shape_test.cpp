// The shape of a page: what stands beside what, and how long a line is.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <fstream>
#include <iterator>

#include "client/ui/layout.h"
#include "tests/unit/client/ui/sample.h"

namespace pochin::ui {
namespace {

Tree laid(void (*draw)(Ui&), float width, float scale = 1, bool wide_letters = false) {
  Tree tree = tree_of(draw);
  layout(tree, width, {.scale = scale, .wide_letters = wide_letters}, test_measure);
  return tree;
}

const Node& of(const Tree& tree, std::string_view key) {
  const auto it = std::find_if(tree.begin(), tree.end(), [&](const Node& node) { return node.key == key; });
  REQUIRE(it != tree.end());
  return *it;
}

float bottom(const Node& node) { return node.rect.y + node.rect.h; }

void home(Ui& ui) {
  {
    const auto head = ui.header("head", "Инициативное бюджетирование", "Приозёрской области", "/");
    {
      const auto nav = ui.nav("ways", "Разделы");
      ui.link("projects", "Проекты", "/projects");
      ui.link("votes", "Голосования", "/votes");
      ui.link("help", "Помощь", "/help");
    }
    const auto tools = ui.tools("tools");
    (void)ui.icon_button("eye", Icon::Eye, "Версия для слабовидящих");
    (void)ui.button("login", "Войти", {.icon = Icon::Person});
  }
  const auto main = ui.main("main");
  ui.title("Предложите, что улучшить рядом\u00a0с\u00a0домом", TextSize::Display);
  ui.picture("yard", "yard", "");
  ui.paragraph("text",
               std::string("Жители предлагают проекты, собирают на них деньги и следят за работами, а область и "
                           "муниципалитет добавляют остальное, пока хватает денег, и рассказывают, что получилось."));
}

void long_name(Ui& ui) {
  const auto head = ui.header("head", "", "", "/");
  {
    const auto nav = ui.nav("ways", "Разделы");
    for (const char* key : {"a", "b", "c", "d", "e"}) ui.link(key, "Голосования", "/");
  }
  const auto tools = ui.tools("tools");
  (void)ui.button("person", "Константинопольская-Преображенская", {.icon = Icon::Person});
}

void form(Ui& ui) {
  const auto main = ui.main("main");
  (void)ui.text_field("inn", "ИНН", "", {.hint = "Десять цифр", .half = true});
  (void)ui.text_field("ogrn", "ОГРН", "",
                      {.hint = "Тринадцать цифр у организации, пятнадцать у предпринимателя: они стоят в выписке из "
                               "реестра",
                       .half = true});
  (void)ui.text_field("name", "Название", "", {.number = "7.1"});
}

void cards(Ui& ui) {
  const auto main = ui.main("main");
  const auto grid = ui.grid("grid", 320);
  {
    const auto card = ui.card("tall");
    for (const char* key : {"a", "b", "c", "d"}) ui.paragraph(key, "Строка");
  }
  {
    const auto card = ui.card("words");
    ui.heading(3, "title", "Журнал действий");
    ui.paragraph("text", "Кто и что делал");
  }
  const auto card = ui.card("act");
  ui.heading(3, "title", "Проект");
  ui.link("go", "Открыть", "/", {.button = true});
}

void card_table(Ui& ui) {
  const auto main = ui.main("main");
  const std::vector<Column> columns = {{.text = "Источник"}, {.text = "Сумма", .number = true}};
  const auto table = ui.table("table", "Деньги", columns);
  const auto row = ui.table_row("row");
  ui.cell_text("source", "Бюджет");
  ui.cell_text("sum", "100");
}

void covered(Ui& ui) {
  {
    const auto main = ui.main("main");
    ui.title("Бюллетень");
  }
  {
    const auto footer = ui.footer("foot");
    ui.paragraph("centre", "Проектный центр");
  }
  const auto bar = ui.sticky("bar", "Выбор");
  ui.paragraph("chosen", "Выбран 1 проект");
}

}  // namespace

TEST_CASE("the lines of a title are about as long as each other") {
  const Tree tree = laid(home, 390);
  const Node& title = of(tree, "main/title");
  REQUIRE(title.lines.size() == 3);
  float shortest = 1e9f, longest = 0;
  for (const Line& line : title.lines) {
    shortest = std::min(shortest, line.width);
    longest = std::max(longest, line.width);
  }
  CHECK(shortest > longest * 0.7f);  // «улучшить» alone on its line was 0.55 of the longest
}

TEST_CASE("twice the text on a phone breaks no word of a title") {
  for (const float width : {320.f, 390.f}) {
    Ui ui;
    ui.begin({});
    {
      const auto main = ui.main("main");
      ui.title("Голосования");
    }
    Tree tree = ui.end();
    layout(tree, width, 2, test_measure);
    CHECK(of(tree, "main/title").lines.size() == 1);
  }
}

TEST_CASE("the signs of the header grow with the text, up to a half more") {
  CHECK(of(laid(home, 1280), "head/tools/eye").rect.w == 48);
  CHECK(of(laid(home, 1280, 1.25f), "head/tools/eye").rect.w == 54);
  CHECK(of(laid(home, 2560, 2), "head/tools/eye").rect.w == 60);
}

TEST_CASE("a few ways stand in the header of a tablet, many go to the menu") {
  CHECK(of(laid(home, 820), "head/ways").rect.w > 0);
  CHECK(of(laid(home, 820), "head/ways:m").rect.w < 0);
  CHECK(of(laid(home, 759), "head/ways").rect.w < 0);
  CHECK(of(laid(home, 759), "head/ways:m").rect.w > 0);
  CHECK(of(laid(home, 820, 1, true), "head/ways").rect.w < 0);  // wide letters need the room
  CHECK(of(laid(long_name, 1000), "head/ways").rect.w < 0);
  const Tree tree = laid(home, 760);
  CHECK(of(tree, "head/ways").rect.x >= of(tree, "head/brand").rect.x + of(tree, "head/brand").rect.w);
}

TEST_CASE("a drawing is never cut: as wide as its height of 320 allows") {
  const Rect wide = of(laid(home, 820), "main/yard").rect;
  CHECK(wide.h <= 320);
  CHECK(wide.w <= wide.h * 5 / 3 + 2);
}

TEST_CASE("a line of text has at most 75 letters") {
  for (const float width : {1280.f, 1920.f}) {
    const Tree tree = laid(home, width);
    const Node& text = of(tree, "main/text");
    REQUIRE(text.lines.size() > 1);
    for (const Line& line : text.lines) {
      const auto letters = std::count_if(text.text.begin() + line.begin, text.text.begin() + line.end,
                                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
      CHECK(letters <= 80);  // narrow letters fit a few more into the same width
    }
    CHECK(text.rect.w <= 16 * 42.5f);
  }
}

TEST_CASE("fields of one line stand on one line, however long their hints are") {
  const Tree tree = laid(form, 1280);
  REQUIRE(of(tree, "main/inn").rect.x < of(tree, "main/ogrn").rect.x);
  CHECK(bottom(of(tree, "main/inn")) == bottom(of(tree, "main/ogrn")));
  CHECK(of(tree, "main/inn:l").rect.y == of(tree, "main/ogrn:l").rect.y);
}

TEST_CASE("the number of a question stands before its label, small") {
  const Tree tree = laid(form, 1280);
  const Rect &number = of(tree, "main/name:no").rect, &label = of(tree, "main/name:l").rect;
  CHECK(of(tree, "main/name:no").text == "7.1");
  CHECK(number.x + number.w <= label.x);
  CHECK(std::abs(number.y - label.y) <= 6);
}

TEST_CASE("words of a card stay at its top, what one does with it stands at its bottom") {
  const Tree tree = laid(cards, 1280);
  const Node &words = of(tree, "main/grid/words/text"), &title = of(tree, "main/grid/words/title");
  CHECK(words.rect.y - bottom(title) < 16);
  const Node &card = of(tree, "main/grid/act"), &go = of(tree, "main/grid/act/go");
  CHECK(bottom(card) - bottom(go) <= 21);
}

TEST_CASE("in a card of a table the title of a value stands on the value's own line of letters") {
  const Tree tree = laid(card_table, 390);
  const auto last = [&](Role role) {
    return std::find_if(tree.rbegin(), tree.rend(), [&](const Node& node) { return node.role == role; });
  };
  const auto label = last(Role::CellLabel), value = last(Role::CellText);
  REQUIRE(label != tree.rend());
  const auto baseline = [&](const Node& node) { return node.rect.y + rough_baseline(text_style(tree, node, 390, {})); };
  CHECK(std::abs(baseline(*label) - baseline(*value)) <= 0.5f);
}

TEST_CASE("under what stays at the bottom of the window the footer goes on to the end of the page") {
  for (const float width : {390.f, 1280.f}) {
    Tree tree = tree_of(covered);
    const float height = layout(tree, width, Typography{}, test_measure, 600);
    CHECK(std::ceil(bottom(of(tree, "foot"))) == height);
  }
}

TEST_CASE("what has happened has no word of its state beside it") {
  Ui ui;
  ui.begin({});
  {
    const auto main = ui.main("main");
    Stage before, last;
    before.title = "Заявка подана";
    before.state = StageState::Past;
    last.title = "Заявка допущена";
    last.state = StageState::Now;
    before.event = last.event = true;
    const std::vector<Stage> stages = {before, last};
    ui.timeline("path", "Что уже было", stages);
  }
  for (const Node& node : ui.end()) {
    CHECK(node.text != "Завершён");
    CHECK(node.text != "Идёт сейчас");
  }
}

TEST_CASE("the style sheet has the same figures") {
  std::ifstream in(std::string(POCHIN_ROOT) + "/web/style.css");
  const std::string css{std::istreambuf_iterator<char>(in), {}};
  for (const char* figure :
       {"max-width: min(42.5em, 100%)", "max-width: 533px", "min(1.75rem, 13cqw)", "text-wrap: balance",
        "--si: min(1.5rem, 36px)", "--sy: min(2.25rem, 54px)", "(width < 47.5rem) { .nav.n3",
        "(width < 54rem) { .nav.n4", ".pair > .field > :last-child:not(:first-child) { margin-top: auto }",
        ".grid > .card > :last-child:not(:first-child, .p) { margin-top: auto }",
        "[data-theme=dark] .pic { filter: brightness(.8) }", "#person_menu"}) {
    INFO(figure);
    CHECK(css.find(figure) != std::string::npos);
  }
}

}  // namespace pochin::ui
