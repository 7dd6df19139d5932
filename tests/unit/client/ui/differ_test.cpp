// The operations that keep the document in step (client/ui/html.h).
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "client/ui/html.h"
#include "client/ui/layout.h"
#include "tests/unit/client/ui/sample.h"

namespace pochin::ui {
namespace {

using nlohmann::json;

struct Page {
  std::vector<std::string> items;
  std::string typed, error;
};

Tree draw(const Page& page) {
  Ui ui;
  ui.begin({});
  {
    const auto main = ui.main("m");
    ui.text_field("name", "Имя", page.typed, {.error = page.error});
    const auto list = ui.list("l", "Список");
    for (const std::string& item : page.items) {
      const auto one = ui.item(item);
      ui.paragraph("p", item);
    }
  }
  return ui.end();
}

json changes(Differ& differ, const Tree& tree) { return json::parse(differ.changes(tree)); }

std::set<std::string> touched(const json& operations) {
  std::set<std::string> out;
  for (const auto& one : operations)
    for (const char* name : {"k", "d", "o"})
      if (one.contains(name)) out.insert(one[name].get<std::string>());
  return out;
}

}  // namespace

TEST_CASE("the first operations describe the whole tree, each element once, parents with their children") {
  const Tree tree = tree_of(sample_form);
  Differ differ;
  const json operations = changes(differ, tree);
  std::set<std::string> made, placed;
  for (const auto& one : operations) {
    if (one.contains("k")) CHECK(made.insert(one["k"].get<std::string>()).second);
    if (one.contains("o"))
      for (const auto& child : one["c"]) CHECK(placed.insert(child.get<std::string>()).second);
  }
  CHECK(made.size() == tree.size());
  CHECK(placed.size() == tree.size() - 1);  // all but the root
}

TEST_CASE("nothing changed, nothing said; after forget() all is told again") {
  Differ differ;
  const Tree tree = tree_of(sample_page);
  const json first = changes(differ, tree);
  CHECK(changes(differ, tree).empty());
  differ.forget();
  CHECK(changes(differ, tree).size() == first.size());
}

TEST_CASE("a key press touches the field alone") {
  Differ differ;
  changes(differ, draw({{"a"}, "И", ""}));
  const json operations = changes(differ, draw({{"a"}, "Ил", ""}));
  REQUIRE(operations.size() == 1);
  CHECK(operations[0]["k"] == "m/name");
  CHECK(operations[0]["v"] == "Ил");
}

TEST_CASE("an error that appears before the field never removes or makes the field again") {
  Differ differ;
  changes(differ, draw({{"a"}, "И", ""}));
  const json operations = changes(differ, draw({{"a"}, "И", "Введите имя целиком"}));
  for (const auto& one : operations) CHECK_FALSE(one.contains("d"));
  CHECK(touched(operations) == std::set<std::string>{"m/name", "m/name:e", "m/name:f"});
  for (const auto& one : operations)
    if (one.contains("o")) CHECK(one["c"] == json({"m/name:l", "m/name:e", "m/name"}));
}

TEST_CASE("what goes is removed with all that was in it, what moves is only put in order") {
  Differ differ;
  changes(differ, draw({{"a", "b", "c"}, "", ""}));
  const json moved = changes(differ, draw({{"c", "a", "b"}, "", ""}));
  REQUIRE(touched(moved) == std::set<std::string>{"m/l"});
  CHECK(moved.at(0).at("c") == json({"m/l/c", "m/l/a", "m/l/b"}));
  const json gone = changes(differ, draw({{"c", "b"}, "", ""}));
  CHECK(touched(gone) == std::set<std::string>{"m/l", "m/l/a", "m/l/a/p"});
}

TEST_CASE("rectangles are relative to the parent's: what moves as a whole changes once") {
  const auto tree = [](bool notice) {
    Ui ui;
    ui.begin({});
    {
      const auto main = ui.main("m");
      if (notice) ui.paragraph("said", "Готово");
      const auto card = ui.card("card");
      ui.paragraph("a", "Один");
      ui.paragraph("b", "Два");
    }
    Tree out = ui.end();
    layout(out, 390, Typography{}, test_measure);
    return out;
  };
  Differ differ;
  changes(differ, tree(false));
  CHECK(touched(changes(differ, tree(true))) == std::set<std::string>{"m", "m/said", "m/card"});
}

TEST_CASE("what the style sheet arranges has no rectangle") {
  Tree tree = tree_of(sample_form);
  layout(tree, 1280, Typography{}, test_measure);
  Differ differ;
  for (const auto& one : changes(differ, tree)) {
    if (!one.contains("k")) continue;
    const std::string key = one["k"];
    INFO(key);
    if (key.starts_with("ask") || key.starts_with("bar") || key == "skip") CHECK_FALSE(one.contains("r"));
    if (key == "main/body/form/name") CHECK(one.contains("r"));
  }
}

TEST_CASE("texts of people cannot break out of the operations") {
  Differ differ;
  Ui ui;
  ui.begin({});
  {
    const auto main = ui.main("m");
    ui.paragraph("p", "\"},{\"d\":\"app\"}\\\n\t\x01");
  }
  const json operations = changes(differ, ui.end());
  CHECK(operations.back().at("o").is_string());
  for (const auto& one : operations)
    if (one.value("k", "") == "m/p") CHECK(one["x"] == "\"},{\"d\":\"app\"}\\\n\t\x01");
}

}  // namespace pochin::ui
