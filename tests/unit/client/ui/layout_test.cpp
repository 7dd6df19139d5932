// What holds for every page at every width and text size.
#include "client/ui/layout.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "tests/unit/client/ui/sample.h"

namespace pochin::ui {
namespace {

struct Window {
  float width, scale;
  bool wide_letters, wide_lines;
};
constexpr Window kWindows[] = {{1280, 1, false, false}, {800, 1, false, false},  {390, 1, false, false},
                               {320, 1, false, false},  {1280, 2, false, false}, {390, 1.5f, false, false},
                               {320, 2, false, false},  {390, 1, true, true}};

Tree laid_out(void (*draw)(Ui&), const Window& window) {
  Tree tree = tree_of(draw);
  layout(tree, window.width, {window.scale, window.wide_letters, window.wide_lines}, test_measure);
  return tree;
}

// Where one lies on the other on purpose: a label is the target of its box, a unit and a file input lie in their
// control.
bool overlay(Role role) {
  return role == Role::ChoiceLabel || role == Role::Checkbox || role == Role::Radio || role == Role::Unit ||
         role == Role::Input || role == Role::FileInput || role == Role::Picture || role == Role::Hint;
}

const Node& find(const Tree& tree, std::string_view key) {
  const auto it = std::find_if(tree.begin(), tree.end(), [&](const Node& node) { return node.key == key; });
  REQUIRE(it != tree.end());
  return *it;
}

}  // namespace

TEST_CASE("nothing is wider than the page, from 320 px to a desktop, with text up to 200 %") {
  for (const auto draw : {sample_page, sample_form}) {
    for (const Window& window : kWindows) {
      for (const Node& node : laid_out(draw, window)) {
        if (node.rect.w < 0) continue;
        INFO(node.key << " at " << window.width << " px, text ×" << window.scale);
        CHECK(node.rect.x >= 0);
        CHECK(node.rect.x + node.rect.w <= window.width + 0.5f);
      }
    }
  }
}

TEST_CASE("no line of text is wider than its element") {
  for (const auto draw : {sample_page, sample_form}) {
    for (const Window& window : kWindows) {
      for (const Node& node : laid_out(draw, window)) {
        if (node.rect.w < 0) continue;
        for (const Line& line : node.lines) {
          INFO(node.key << " at " << window.width << " px, text ×" << window.scale);
          CHECK(line.width <= node.rect.w + 0.5f);
        }
      }
    }
  }
}

TEST_CASE("a child lies inside its parent") {
  for (const auto draw : {sample_page, sample_form}) {
    for (const Window& window : kWindows) {
      const Tree tree = laid_out(draw, window);
      for (const Node& node : tree) {
        if (node.rect.w < 0 || node.parent <= 0) continue;
        const Rect& out = tree[static_cast<size_t>(node.parent)].rect;
        INFO(node.key << " at " << window.width << " px, text ×" << window.scale);
        REQUIRE(out.w >= 0);
        CHECK(node.rect.x >= out.x - 1);
        CHECK(node.rect.x + node.rect.w <= out.x + out.w + 1);
        CHECK(node.rect.y >= out.y - 5);  // an action beside a fact rises by its own padding, 4 px
        CHECK(node.rect.y + node.rect.h <= out.y + out.h + 5);
      }
    }
  }
}

TEST_CASE("neighbours do not cover each other") {
  for (const auto draw : {sample_page, sample_form}) {
    for (const Window& window : kWindows) {
      const Tree tree = laid_out(draw, window);
      for (const Node& node : tree) {
        for (size_t i = 0; i < node.children.size(); ++i) {
          for (size_t j = i + 1; j < node.children.size(); ++j) {
            const Node& a = tree[static_cast<size_t>(node.children[i])];
            const Node& b = tree[static_cast<size_t>(node.children[j])];
            if (a.rect.w < 0 || b.rect.w < 0 || overlay(a.role) || overlay(b.role)) continue;
            const float across = std::min(a.rect.x + a.rect.w, b.rect.x + b.rect.w) - std::max(a.rect.x, b.rect.x);
            const float down = std::min(a.rect.y + a.rect.h, b.rect.y + b.rect.h) - std::max(a.rect.y, b.rect.y);
            INFO(a.key << " and " << b.key << " at " << window.width << " px, text ×" << window.scale);
            CHECK_FALSE((across > 1 && down > 4));
          }
        }
      }
    }
  }
}

TEST_CASE("what a finger presses is at least 48 px high, 40 in filters and dense rows") {
  for (const Window& window : kWindows) {
    for (const Node& node : laid_out(sample_form, window)) {
      if (node.rect.w < 0) continue;
      INFO(node.key);
      const bool small = node.has(kCompact) || node.role == Role::Chip;
      if (node.role == Role::Button || node.role == Role::Chip) CHECK(node.rect.h >= (small ? 40 : 48));
      if (node.role == Role::Input || node.role == Role::Select || node.role == Role::ChoiceLabel)
        CHECK(node.rect.h >= 48);
      if (node.role == Role::IconButton) CHECK(node.rect.w >= 48);
    }
  }
}

TEST_CASE("the side panel stands beside the column on a desktop and under it on a phone") {
  const Tree wide = laid_out(sample_form, {1280, 1, false, false});
  CHECK(find(wide, "main/body/side").rect.x >
        find(wide, "main/body:main").rect.x + find(wide, "main/body:main").rect.w);
  const Tree narrow = laid_out(sample_form, {390, 1, false, false});
  CHECK(find(narrow, "main/body/side").rect.y >=
        find(narrow, "main/body:main").rect.y + find(narrow, "main/body:main").rect.h);
}

TEST_CASE("a row of a table is a card on a phone, with the titles of its columns") {
  const Tree wide = laid_out(sample_page, {1280, 1, false, false});
  CHECK(find(wide, "main/body/story/money/sources/r0/b:t").rect.w < 0);
  const Tree narrow = laid_out(sample_page, {390, 1, false, false});
  CHECK(find(narrow, "main/body/story/money/sources/r0/b:t").rect.w > 0);
  CHECK(find(narrow, "main/body/story/money/sources:head").rect.w < 0);
}

TEST_CASE("dialogs, sticky bars and the inside of wide tables are left to the style sheet") {
  const Tree form = laid_out(sample_form, {1280, 1, false, false});
  for (const Node& node : form)
    if (node.key.starts_with("ask") || node.key.starts_with("bar")) CHECK(node.rect.w < 0);
  const Tree page = laid_out(sample_page, {1280, 1, false, false});
  CHECK(find(page, "main/body/story/wide/rating:scroll").rect.w > 0);
  CHECK(find(page, "main/body/story/wide/rating/r0").rect.w < 0);
}

TEST_CASE("a closed disclosure takes the room of its summary") {
  const auto draw = [](bool open) {
    Ui ui;
    ui.begin({});
    {
      const auto main = ui.main("main");
      const auto more = ui.disclosure("more", "Что сюда писать", open);
      ui.paragraph("text", "Деньги жителей.");
    }
    Tree tree = ui.end();
    layout(tree, 390, Typography{}, test_measure);
    return find(tree, "main/more").rect.h;
  };
  CHECK(draw(false) == 48);
  CHECK(draw(true) == 48 + 4 + 24);
}

TEST_CASE("twice the text is twice the line, and the same space") {
  const auto heights = [](float scale) {
    Tree tree = tree_of(+[](Ui& ui) {
      const auto main = ui.main("main");
      ui.paragraph("a", "Текст");
      ui.paragraph("b", "Текст");
    });
    layout(tree, 390, Typography{.scale = scale}, test_measure);
    const Node &a = find(tree, "main/a"), &b = find(tree, "main/b");
    return std::pair{a.rect.h, b.rect.y - a.rect.y - a.rect.h};
  };
  CHECK(heights(1) == std::pair{24.f, 16.f});
  CHECK(heights(2) == std::pair{48.f, 16.f});
}

TEST_CASE("the footer of a short page stands at the bottom of the window, that of a long one at the end of the page") {
  const auto foot_end = [](float window) {
    Tree tree = tree_of([](Ui& ui) {
      {
        const auto main = ui.main("main");
        ui.title("Такой страницы нет");
      }
      const auto footer = ui.footer("foot");
      ui.paragraph("centre", "Проектный центр");
    });
    const float height = layout(tree, 1280, Typography{}, test_measure, window);
    const Rect& foot = find(tree, "foot").rect;
    return std::pair{foot.y + foot.h, height};
  };
  CHECK(foot_end(800) == std::pair{800.f, 800.f});
  const auto [end, height] = foot_end(0);
  CHECK(end == height);
  CHECK(end < 400);
  CHECK(foot_end(100).first == end);
}

}  // namespace pochin::ui
