// Text: styles by role, characters, lines.
#include <algorithm>

#include "client/ui/cluster.h"
#include "client/ui/layout.h"

namespace pochin::ui {

uint32_t next_codepoint(std::string_view text, size_t& at) {
  const auto byte = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const uint32_t first = byte(at);
  const auto tail = [&](size_t i) { return byte(at + i) & 63u; };
  if (first < 0x80) {
    at += 1;
    return first;
  }
  if (first < 0xe0) {
    const uint32_t out = (first & 31u) << 6 | tail(1);
    at = std::min(text.size(), at + 2);
    return out;
  }
  if (first < 0xf0) {
    const uint32_t out = (first & 15u) << 12 | tail(1) << 6 | tail(2);
    at = std::min(text.size(), at + 3);
    return out;
  }
  const uint32_t out = (first & 7u) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3);
  at = std::min(text.size(), at + 4);
  return out;
}

namespace {

TextStyle of_size(const Node& node, bool narrow) {
  switch (node.size) {
    case TextSize::Small:
      return {14, 20};
    case TextSize::Lead:
      return narrow ? TextStyle{16, 24} : TextStyle{18, 28};
    case TextSize::Figure:
      return {28, 36, true};
    case TextSize::Display:
      return narrow ? TextStyle{28, 36, true} : TextStyle{36, 44, true};
    case TextSize::Body:
      break;
  }
  return {16, 24};
}

TextStyle of_heading(const Node& node, bool narrow) {
  if (node.size == TextSize::Display && !narrow) return {36, 44, true};
  switch (node.level) {
    case 1:
      return {28, 36, true};
    case 2:
      return {22, 30, true};
    case 3:
      return {18, 26, true};
    default:
      return {16, 24, true};
  }
}

TextStyle base_style(const Tree& tree, const Node& node, bool narrow) {
  TextStyle style;
  switch (node.role) {
    case Role::Heading: {
      style = of_heading(node, narrow);
      // In a card a second-level heading looks like a third.
      const Role around = tree[static_cast<size_t>(std::max(0, node.parent))].role;
      if (node.level == 2 && around == Role::Card) style = {18, 26, true};
      return style;
    }
    case Role::Brand:
      return {22, 30, true};
    case Role::Caption:
      return node.has(kStrong) ? TextStyle{16, 24} : TextStyle{14, 20};
    case Role::Region:
    case Role::Hint:
    case Role::Warning:
    case Role::Badge:
    case Role::CellLabel:
      return {14, 20};
    case Role::Figure:
      if (node.has(kStrong)) return {40, 48, true};
      return narrow ? TextStyle{22, 30, true} : TextStyle{28, 36, true};
    case Role::Label:
    case Role::Legend:
    case Role::NoticeTitle:
    case Role::FieldError:
    case Role::FilePick:
      return {16, 24, true};
    case Role::Button:
      return node.has(kCompact) ? TextStyle{14, 20, node.kind != ButtonKind::Plain}
                                : TextStyle{16, 24, node.kind != ButtonKind::Plain};
    case Role::SummaryButton:
      return node.has(kCompact) ? TextStyle{14, 20} : TextStyle{16, 24, true};
    case Role::HeaderCell:
      return {14, 20};
    case Role::Divider:
      return {14, 20, true};
    case Role::Link:
      style = of_size(node, narrow);
      style.bold = node.has(kBold | kButtonLike);
      if (tree[static_cast<size_t>(std::max(0, node.parent))].role == Role::Nav) style.bold = node.has(kCurrent);
      return style;
    default:
      style = of_size(node, narrow);
      style.bold |= node.has(kBold);
      return style;
  }
}

}  // namespace

TextStyle text_style(const Tree& tree, const Node& node, float page_width, const Typography& typography) {
  TextStyle style = base_style(tree, node, page_width < 760 * typography.scale);
  float grown = typography.scale;
  // A title grows until its longest words would break: 13 % of the page is the size at which eleven letters fit.
  if (node.role == Role::Heading && node.level == 1) grown = std::min(grown, 0.13f * page_width / style.size);
  style.size *= grown;
  style.line *= grown * (typography.wide_lines ? kWideLine : 1);
  style.letter = typography.wide_letters ? style.size * kWideLetter : 0;
  return style;
}

bool icon_only(const Tree& tree, const Node& node, float page_width, const Typography& typography) {
  const bool pressed = node.role == Role::Button || (node.role == Role::Link && node.has(kButtonLike));
  const bool in_tools = tree[static_cast<size_t>(std::max(0, node.parent))].role == Role::Tools;
  return pressed && in_tools && node.icon != Icon::None && page_width < 760 * typography.scale;
}

bool is_quiet(const Tree& tree, const Node& node) {
  if (node.role != Role::Button || node.kind != ButtonKind::Plain) return false;
  const Node& parent = tree[static_cast<size_t>(std::max(0, node.parent))];
  return parent.role == Role::Footer || tree[static_cast<size_t>(std::max(0, parent.parent))].role == Role::Footer;
}

float rough_baseline(const TextStyle& style) {
  constexpr float kAscent = 1.069f, kDescent = 0.293f;  // Noto Sans, em
  return (style.line - (kAscent + kDescent) * style.size) / 2 + kAscent * style.size;
}

// Breaks after spaces, which hang at the end of the line, and after hyphens between letters; a word wider than the
// box is broken inside. A no-break space is a letter. A line break in the text is one on the page.
std::vector<Line> wrap(std::string_view text, const TextStyle& style, float width, MeasureFn measure) {
  constexpr float kSlack = 0.02f;  // the browser counts in 1/64 px
  std::vector<Line> out;
  size_t begin = 0, at = 0, good = 0, next_line = 0;
  float run = 0, good_run = 0;
  const auto push = [&](size_t end, float line_width) {
    out.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end), line_width});
  };
  bool after_space = false;
  while (at < text.size()) {
    size_t next = at;
    const uint32_t c = next_codepoint(text, next);
    if (c == '\n') {
      push(after_space && next_line == at ? good : at, after_space && next_line == at ? good_run : run);
      begin = at = good = next_line = next;
      run = good_run = 0;
      after_space = false;
      continue;
    }
    next = next_cluster(text, at);
    const float advance = measure(text.substr(at, next - at), style.size, style.bold) + style.letter;
    if (c == ' ') {
      if (!after_space) {
        good = at;
        good_run = run;
      }
      after_space = true;
      run += advance;
      at = next_line = next;
      continue;
    }
    if (run + advance > width + kSlack && at > begin) {
      if (next_line > begin) {
        push(good, good_run);
        begin = next_line;
      } else {
        push(at, run);
        begin = at;
      }
      at = good = next_line = begin;
      run = 0;
      after_space = false;
      continue;
    }
    after_space = false;
    run += advance;
    at = next;
    const auto after = at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
    if (c == '-' && at > begin + 1 && (after > '9' || after == 0)) {
      good = next_line = at;
      good_run = run;
    }
  }
  if (begin < text.size()) push(after_space ? good : text.size(), after_space ? good_run : run);
  return out;
}

}  // namespace pochin::ui
