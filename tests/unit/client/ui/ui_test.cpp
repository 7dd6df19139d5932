// Widgets answer from the queue of events.
#include "client/ui/ui.h"

#include <catch2/catch_test_macros.hpp>

namespace pochin::ui {
namespace {

// Runs `draw` with the events inside <main id="m">; returns whether any was answered.
template <class Draw>
bool run(Ui& ui, const std::vector<Event>& events, Draw draw) {
  ui.begin(events);
  {
    const auto main = ui.main("m");
    draw(ui);
  }
  const bool consumed = ui.consumed();
  ui.end();
  return consumed;
}

const Node* find(const Tree& tree, std::string_view key) {
  for (const Node& node : tree)
    if (node.key == key) return &node;
  return nullptr;
}

}  // namespace

TEST_CASE("a press is answered by the button with that key only") {
  Ui ui;
  bool a = false, b = false;
  CHECK(run(ui, {{EventKind::Click, "m/b", ""}}, [&](Ui& u) {
    a = u.button("a", "А");
    b = u.button("b", "Б");
  }));
  CHECK_FALSE(a);
  CHECK(b);
}

TEST_CASE("an event that nobody answers does not run the screen again") {
  Ui ui;
  CHECK_FALSE(run(ui, {{EventKind::Click, "m/gone", ""}}, [](Ui& u) { u.button("a", "А"); }));
}

TEST_CASE("a disabled button is not pressed") {
  Ui ui;
  bool pressed = true;
  run(ui, {{EventKind::Click, "m/a", ""}}, [&](Ui& u) { pressed = u.button("a", "А", {.disabled = true}); });
  CHECK_FALSE(pressed);
}

TEST_CASE("a field tells the last typed value and that it was left") {
  Ui ui;
  FieldEvent event;
  const std::vector<Event> events = {
      {EventKind::Input, "m/f", "а"}, {EventKind::Input, "m/f", "аб"}, {EventKind::Blur, "m/f", ""}};
  run(ui, events, [&](Ui& u) { event = u.text_field("f", "Поле", "старое"); });
  CHECK(event.changed);
  CHECK(event.left);
  CHECK(event.value == "аб");
}

TEST_CASE("what cannot be seen does not come in with what is typed") {
  Ui ui;
  FieldEvent event;
  run(ui, {{EventKind::Input, "m/f", "\u202Eмо\u00ADст\u200B"}}, [&](Ui& u) { event = u.text_field("f", "Поле", ""); });
  CHECK(event.value == "мост");
}

TEST_CASE("the tree of the same run already shows what was typed") {
  Ui ui;
  const std::vector<Event> events = {{EventKind::Input, "m/f", "новое"}};
  ui.begin(events);
  {
    const auto main = ui.main("m");
    ui.text_field("f", "Поле", "старое");
  }
  const Tree tree = ui.end();
  CHECK(find(tree, "m/f")->value == "новое");
}

TEST_CASE("radio buttons, a check box, chips and pages give the chosen value") {
  Ui ui;
  const std::vector<ui::Choice> choices = {{"x", "Икс"}, {"y", "Игрек"}};
  FieldEvent radio, check;
  std::optional<std::string> chip;
  std::optional<int> page;
  const std::vector<Event> events = {{EventKind::Input, "m/r/y", "y"},
                                     {EventKind::Input, "m/c", "1"},
                                     {EventKind::Click, "m/k/x", ""},
                                     {EventKind::Click, "m/p/next", ""}};
  run(ui, events, [&](Ui& u) {
    radio = u.radio_group("r", "Что", "x", choices);
    check = u.checkbox("c", "Да", false);
    chip = u.chips("k", "Показать", choices, "y");
    page = u.pages("p", "Страницы", 2, 5);
  });
  CHECK(radio.changed);
  CHECK(radio.value == "y");
  CHECK(check.value == "1");
  CHECK(chip == "x");
  CHECK(page == 3);
}

TEST_CASE("files: picked ones with name and size, removed and retried ones by id") {
  Ui ui;
  FileEvent event;
  const std::vector<FileItem> files = {{"f1", "a.pdf", "", "нет связи", 40, ""}};
  const std::vector<Event> events = {
      {EventKind::Files, "m/d",
       R"([{"handle":"h1","name":"b.pdf","type":"application/pdf","size":12},{"name":"без ручки"},7])"},
      {EventKind::Click, "m/d/f1/remove", ""},
      {EventKind::Click, "m/d/f1/retry", ""}};
  run(ui, events, [&](Ui& u) { event = u.file_field("d", "Документ", files); });
  REQUIRE(event.picked.size() == 1);
  CHECK(event.picked[0].name == "b.pdf");
  CHECK(event.picked[0].size == 12);
  CHECK(event.removed == "f1");
  CHECK(event.retried == "f1");
  run(ui, {{EventKind::Files, "m/d", "not json"}}, [&](Ui& u) { event = u.file_field("d", "Документ", files); });
  CHECK(event.picked.empty());
}

TEST_CASE("a file that can never pass is not sent again") {
  Ui ui;
  FileEvent event;
  const std::vector<FileItem> files = {{"f1", "a.exe", "", "Такой файл не подойдёт", {}, ""}};
  ui.begin({});
  {
    const auto main = ui.main("m");
    event = ui.file_field("d", "Документ", files);
  }
  const Tree tree = ui.end();
  CHECK(find(tree, "m/d/f1/retry") == nullptr);
  CHECK(find(tree, "m/d/f1/remove") != nullptr);
}

TEST_CASE("«Как заполнить» opens by a press and stays open in the next descriptions") {
  Ui ui;
  const auto open = [&](const std::vector<Event>& events) {
    ui.begin(events);
    {
      const auto main = ui.main("m");
      ui.text_field("f", "Поле", "", {.help = "Напишите"});
    }
    const Tree tree = ui.end();
    return find(tree, "m/f:n")->has(kOpen);
  };
  CHECK_FALSE(open({}));
  CHECK(open({{EventKind::Click, "m/f:ns", ""}}));
  CHECK(open({}));
  CHECK_FALSE(open({{EventKind::Click, "m/f:ns", ""}}));
}

TEST_CASE("keys are paths; helper elements do not show in them") {
  Ui ui;
  std::string in_split, in_row, in_details;
  run(ui, {}, [&](Ui& u) {
    {
      const auto split = u.split("s");
      in_split = u.path("x");
    }
    const std::vector<Column> columns = {{.text = "А"}};
    {
      const auto table = u.table("t", "Т", columns);
      const auto row = u.table_row("r1");
      in_row = u.path("sum");
    }
    const auto more = u.disclosure("d", "Ещё", true);
    in_details = u.path("x");
  });
  CHECK(in_split == "m/s/x");
  CHECK(in_row == "m/t/r1/sum");
  CHECK(in_details == "m/d/x");
}

TEST_CASE("two half fields share a line, a third begins another") {
  Ui ui;
  ui.begin({});
  {
    const auto main = ui.main("m");
    for (const char* key : {"a", "b", "c"}) ui.text_field(key, key, "", {.half = true});
  }
  const Tree tree = ui.end();
  CHECK(find(tree, "m/a:p")->children.size() == 2);
  CHECK(find(tree, "m/c:p")->children.size() == 1);
}

TEST_CASE("an empty paragraph is not there") {
  Ui ui;
  ui.begin({});
  {
    const auto main = ui.main("m");
    ui.paragraph("p", "");
  }
  CHECK(find(ui.end(), "m/p") == nullptr);
}

TEST_CASE("a dialog tells that its cross was pressed") {
  Ui ui;
  bool closed = false;
  run(ui, {{EventKind::Click, "m/d/close", ""}}, [&](Ui& u) { const auto dialog = u.dialog("d", "Вопрос", &closed); });
  CHECK(closed);
}

}  // namespace pochin::ui
