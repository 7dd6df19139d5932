// What each role takes: insets, gaps, least heights, natural widths. The figures of web/style.css.
#include <algorithm>
#include <cmath>

#include "client/ui/layout.h"
#include "client/ui/layout_engine.h"

namespace pochin::ui {
namespace {

constexpr float kTarget = 48, kCompact40 = 40, kIconGap = 8;

bool has_text_icon(const Node& node) {
  if (node.icon == Icon::None) return false;
  switch (node.role) {
    case Role::Paragraph:
    case Role::CellText:
    case Role::Value:
    case Role::Link:
    case Role::FieldError:
    case Role::Warning:
    case Role::Heading:
    case Role::Badge:
    case Role::Button:
    case Role::Chip:
    case Role::FilePick:
    case Role::Crumb:
    case Role::SummaryButton:
      return true;
    default:
      return false;
  }
}

bool is_button(const Node& node) {
  return node.role == Role::Button || node.role == Role::FilePick || (node.role == Role::Link && node.has(kButtonLike));
}

}  // namespace

// What CSS arranges or hides.
bool Layout::skipped(const Node& node) const {
  switch (node.role) {
    case Role::Skip:
    case Role::Dialog:
    case Role::Sticky:
    case Role::Live:
    case Role::Option:
      return true;
    default:
      return false;
  }
}

bool Layout::is_last(const Node& node) const {
  return node.parent >= 0 && &at(at(node.parent).children.back()) == &node;
}

bool Layout::is_gain(const Node& row) const {
  if (row.role != Role::Row || row.justify != Justify::Start || row.children.size() != 2) return false;
  const Node& first = at(row.children.front());
  return first.role == Role::Paragraph && first.tone == Tone::Ok && first.has(kBold) && first.icon == Icon::None;
}

Insets Layout::insets(const Node& node) const {
  const float icon = has_text_icon(node) ? style(node).size * 1.25f + (node.role == Role::Badge ? 6 : kIconGap) : 0;
  if (is_quiet(tree_, node)) return {icon, 4, 0, 4};
  if (is_button(node)) {
    const bool tight = (node.kind == ButtonKind::Plain && node.role == Role::Button) ||
                       (narrow_ && at(std::max(0, node.parent)).role == Role::Tools);
    const float side = node.has(kCompact) ? 14.f : tight ? 12.f : 20.f;
    return {side + icon, node.has(kCompact) ? 10.f : 12.f, side, node.has(kCompact) ? 10.f : 12.f};
  }
  const float card = narrow_ ? 16 : 20;
  switch (node.role) {
    case Role::Card:
      if (node.has(kHasPicture)) return narrow_ ? Insets{130, 12, 12, 12} : Insets{16, 16, 16, 16};
      return {card, card, card, card};
    case Role::Notice:
      return {narrow_ ? 52.f : 56.f, 16, card, 16};
    case Role::ErrorSummary:
      return {card + 4, card, card, card};
    case Role::Empty:
      return {20, 80, 20, 32};
    case Role::Item:
      return node.has(kLined) ? Insets{0, node.has(kFirst) ? 0.f : 13.f, 0, is_last(node) ? 0.f : 12.f} : Insets{};
    case Role::Files:
      return {};
    case Role::File:
      return {0, 13, 0, 12};
    case Role::Stage:
      return {40, 0, 0, node.has(kCurrent) ? 0.f : 24.f};
    case Role::Link:
      if (at(std::max(0, node.parent)).role == Role::Nav) return {12, 12, 12, 12};
      return {icon, 4, 0, 4};
    case Role::Badge:
      return {10 + icon, 4, 10, 4};
    case Role::Chip:
      return {14 + icon, 8, 14, 8};
    case Role::SummaryButton:
      return {icon, node.has(kCompact) ? 6.f : 12.f, 0, node.has(kCompact) ? 6.f : 12.f};
    case Role::Choice:
      return {};
    default:
      return {icon, 0, 0, 0};
  }
}

float Layout::gap(const Node& node) const {
  switch (node.role) {
    case Role::Column:
      return std::max<float>(0, node.gap);
    case Role::Card:
    case Role::DisclosureBody:
      return 12;
    case Role::Form:
      return 24;
    case Role::List:
      return node.has(kLined) ? 0 : 12;
    case Role::Item:
    case Role::Notice:
    case Role::Stage:
    case Role::Empty:
      return 4;
    case Role::ErrorSummary:
    case Role::Chips:
    case Role::File:
      return 8;
    case Role::Field:
    case Role::Progress:
      return 6;
    case Role::Group:
      return node.has(kStrong) ? 4 : 16;
    case Role::Facts:
    case Role::Timeline:
    case Role::Files:
    case Role::Stat:
    case Role::Disclosure:
    case Role::Choice:
    case Role::Fact:
    case Role::Value:
      return 0;
    default:
      return 16;
  }
}

float Layout::before(const Node& parent, const Node& child, const Node* previous) const {
  if (previous == nullptr) return 0;
  if (previous->role == Role::Legend) return parent.has(kStrong) ? 4 : 8;
  if (parent.role == Role::ErrorSummary && child.role == Role::List) return 8;
  float space = gap(parent);
  switch (parent.role) {
    case Role::Main:
    case Role::SplitMain:
    case Role::Section:
    case Role::Card:
    case Role::Form:
    case Role::Aside:
      if (child.role == Role::Section)
        space += 24;
      else if (previous->role == Role::Heading && previous->level != 2)
        space -= 8;
      break;
    default:
      break;
  }
  return space;
}

bool Layout::hugs(const Node& node) const {
  switch (node.role) {
    case Role::Button:
      return !node.has(kWide);
    case Role::Link:
    case Role::Badge:
    case Role::Chip:
    case Role::IconButton:
    case Role::FilePick:
    case Role::SummaryButton:
      return true;
    default:
      return false;
  }
}

float Layout::least_height(const Node& node) const {
  if (is_quiet(tree_, node)) return 0;
  if (is_button(node)) return node.has(kCompact) ? kCompact40 : kTarget;
  switch (node.role) {
    case Role::Chip:
      return kCompact40;
    case Role::IconButton:
    case Role::MenuButton:
      return sign() + 24;
    case Role::Badge:
      return 28;
    case Role::SummaryButton:
      return node.has(kCompact) ? 32 : kTarget;
    default:
      return 0;
  }
}

float Layout::text_width(std::string_view text, const TextStyle& style) const {
  float widest = 0, run = 0;
  for (size_t i = 0; i < text.size();) {
    size_t next = i;
    const uint32_t c = next_codepoint(text, next);
    if (c == '\n')
      run = 0;
    else
      run += measure_(text.substr(i, next - i), style.size, style.bold) + style.letter;
    widest = std::max(widest, run);
    i = next;
  }
  return widest;
}

// 75 letters of this size, as em of Noto Sans in Russian.
float Layout::longest(const Node& node) const {
  const bool running = node.role == Role::Paragraph || node.role == Role::Hint;
  const Role around = at(std::max(0, node.parent)).role;
  return running && around != Role::Empty ? style(node).size * 42.5f : width_;
}

float Layout::natural(const Node& node) const {
  if (skipped(node)) return 0;
  const Insets in = insets(node);
  float w = 0;
  switch (node.role) {
    case Role::IconButton:
    case Role::MenuButton:
      return sign() + 24;
    case Role::Button:
      if (icon_only(tree_, node, width_, type_)) return sign() + 24;
      break;
    case Role::Input:
    case Role::Select:
    case Role::TextArea:
    case Role::InputBox:
      return text_scale(160);
    case Role::Picture:
      return 240;
    case Role::Image:
      return text_scale(208);
    case Role::StepBars:
      return static_cast<float>(node.children.size()) * 9 - 3;
    case Role::Row:
    case Role::Tools:
    case Role::Pages:
    case Role::Nav:
    case Role::Crumbs:
    case Role::Steps: {
      const float between = node.role == Role::Row     ? std::max<float>(0, node.gap)
                            : node.role == Role::Nav   ? 4
                            : node.role == Role::Steps ? 16
                                                       : 8;
      for (const int child : node.children) {
        if (skipped(at(child)) || at(child).role == Role::MenuButton) continue;
        w += (w > 0 ? between : 0) + natural(at(child));
      }
      return w;
    }
    case Role::Choice:
      return 36 + natural(at(node.children.back()));
    default:
      break;
  }
  if (!node.text.empty()) {
    w = std::ceil(text_width(node.text, style(node)) - 0.01f) + (node.has(kRequired) ? text_scale(14) : 0);
  }
  for (const int child : node.children) w = std::max(w, natural(at(child)));
  return std::ceil(w + in.left + in.right - 0.01f);
}

float Layout::least(const Node& node) const {
  if (skipped(node)) return 0;
  const Insets in = insets(node);
  switch (node.role) {
    case Role::Input:
    case Role::Select:
    case Role::TextArea:
    case Role::InputBox:
      return text_scale(120);
    case Role::IconButton:
      return sign() + 24;
    default:
      break;
  }
  float w = 0;
  const TextStyle text = style(node);
  for (size_t begin = 0; begin < node.text.size();) {
    const size_t end = std::min(node.text.find_first_of(" \n", begin), node.text.size());
    w = std::max(w, std::ceil(text_width(std::string_view(node.text).substr(begin, end - begin), text)));
    begin = end + 1;
  }
  for (const int child : node.children) w = std::max(w, least(at(child)));
  return w + in.left + in.right;
}

}  // namespace pochin::ui
