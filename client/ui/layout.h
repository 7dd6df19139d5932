// Gives every painted node a rectangle in document coordinates. Needs only the widths of characters.
#pragma once
#include <string_view>

#include "client/ui/tree.h"

namespace pochin::ui {

// What a person chose about text. scale: root font size / 16. Text grows with it, spaces and borders do not.
struct Typography {
  float scale = 1;
  bool wide_letters = false, wide_lines = false;
};
inline constexpr float kWideLetter = 0.12f;  // em, WCAG 1.4.12
inline constexpr float kWideLine = 1.25f;    // of the usual line: 1.5 em becomes 1.875 em

struct TextStyle {
  float size = 16, line = 24;
  bool bold = false;
  float letter = 0;  // added after each character, px
};
TextStyle text_style(const Tree&, const Node&, float page_width, const Typography&);
// In the header of a phone a button with an icon has no room for its words: they are read, not drawn.
bool icon_only(const Tree&, const Node&, float page_width, const Typography&);

// Width of a run in CSS pixels, without kerning and letter spacing.
using MeasureFn = float (*)(std::string_view text, float size, bool bold);

// A plain button at the end of the page looks like the links beside it.
bool is_quiet(const Tree&, const Node&);
// Distance from the top of a line to where the letters stand, px: close enough to put two sizes on one line.
float rough_baseline(const TextStyle&);

// Fills Node::rect and Node::lines, returns the height of the document. O(characters).
// Subtrees that CSS arranges (dialog, sticky, wide tables, the hidden) get no rectangles.
// The footer stands at the bottom of the window when the page is shorter than that: least_height.
float layout(Tree&, float width, const Typography&, MeasureFn, float least_height = 0);
inline float layout(Tree& tree, float width, float scale, MeasureFn measure) {
  return layout(tree, width, Typography{.scale = scale}, measure);
}

// Lines of a text in a box, broken as browsers do under `white-space: pre-wrap; overflow-wrap: anywhere`.
std::vector<Line> wrap(std::string_view text, const TextStyle&, float width, MeasureFn);

uint32_t next_codepoint(std::string_view text, size_t& at);

}  // namespace pochin::ui
