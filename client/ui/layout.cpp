// The general arranging: text, columns, rows, grids.
#include "client/ui/layout.h"

#include <algorithm>
#include <cmath>

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

Layout::Layout(Tree& tree, float width, const Typography& typography, MeasureFn measure)
    : tree_(tree), width_(width), type_(typography), measure_(measure) {
  narrow_ = width < text_scale(760);
  cards_ = width < text_scale(640);
  margin_ = narrow_ ? 16 : 24;
  inner_ = std::min(width - 2 * margin_, 1200.f);
  margin_ = std::floor((width - inner_) / 2);
}

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
      return kTarget;
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

float Layout::natural(const Node& node) const {
  if (skipped(node)) return 0;
  const Insets in = insets(node);
  float w = 0;
  switch (node.role) {
    case Role::IconButton:
    case Role::MenuButton:
      return kTarget;
    case Role::Button:
      if (icon_only(tree_, node, width_, type_)) return kTarget;
      break;
    case Role::Input:
    case Role::Select:
    case Role::TextArea:
    case Role::InputBox:
      return text_scale(160);
    case Role::Picture:
      return 240;
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
      return kTarget;
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

float Layout::place_text(Node& node, float x, float y, float w) {
  const Insets in = insets(node);
  const TextStyle text = style(node);
  std::string shown;
  std::string_view said = node.text;
  if (node.has(kRequired) &&
      (node.role == Role::Label || node.role == Role::Legend || node.role == Role::ChoiceLabel)) {
    shown = node.text + "\u00A0*";  // the sign of CSS's ::after; never alone on a line
    said = shown;
  }
  node.lines = wrap(said, text, w - in.left - in.right, measure_);
  const float inside = text.line * static_cast<float>(node.lines.size());
  const float h = std::max(least_height(node), std::ceil(inside) + in.top + in.bottom);
  node.rect = {x, y, w, h};
  return h;
}

float Layout::stack(Node& node, float x, float y, float w) {
  const Insets in = insets(node);
  const float left = x + in.left, inside = std::max(1.f, w - in.left - in.right);
  float down = in.top;
  const Node* previous = nullptr;
  for (const int id : node.children) {
    Node& child = at(id);
    if (skipped(child)) {
      clear(child);
      continue;
    }
    if (node.role == Role::Card && child.role == Role::Picture && node.has(kHasPicture)) {
      const float side = narrow_ ? 116 : w, height = std::floor(w * 5 / 8);
      child.rect = {x, y, side, narrow_ ? 0 : height};
      if (!narrow_) down = height + in.top;
      continue;
    }
    down += before(node, child, previous);
    const float wanted = hugs(child) ? std::min(inside, natural(child)) : inside;
    down += place(child, left, y + down, wanted);
    previous = &child;
  }
  const float h = down + in.bottom;
  node.rect = {x, y, w, h};
  if (node.has(kHasPicture) && narrow_ && node.role == Role::Card)
    for (const int id : node.children)
      if (at(id).role == Role::Picture) at(id).rect.h = h;
  return h;
}

float Layout::grow_base(const Node& row, size_t index) const {
  const Node& child = at(row.children[index]);
  const size_t count = row.children.size();
  switch (child.role) {
    case Role::Field:
    case Role::Pair:
    case Role::Progress:
    case Role::Weights:
    case Role::Facts:
    case Role::Table:
    case Role::Grid:
    case Role::List:
    case Role::Group:
    case Role::Skeleton:
    case Role::Card:
    case Role::Notice:
      return text_scale(240);
    default:
      break;
  }
  const bool words = child.role == Role::Paragraph || child.role == Role::Column;
  const bool anchor = child.role == Role::Link && !child.has(kButtonLike);
  if (row.role != Role::Row || count < 2) return -1;
  if (row.justify == Justify::Between)
    return index == 0 && (words || anchor || child.role == Role::Heading) ? text_scale(160) : -1;
  if (row.justify == Justify::Start && index + 1 == count) {
    const bool after_words = anchor && count == 2 && at(row.children[0]).role == Role::Paragraph;
    if (words || after_words) return text_scale(160);
  }
  return -1;
}

// Like `display:flex; flex-wrap:wrap; align-items:center`.
float Layout::across(Node& node, float x, float y, float w, float gap_x, float gap_y, Justify justify) {
  struct Item {
    Node* node;
    float base;
    bool grows;
  };
  std::vector<Item> line;
  float down = 0, used = 0;
  const bool gain = is_gain(node), words_are_link = gain && at(node.children.back()).role == Role::Link;
  const auto flush = [&] {
    if (line.empty()) return;
    if (down > 0) down += gap_y;
    float growers = 0;
    for (const Item& item : line) growers += item.grows ? 1.f : 0.f;
    const float free = std::max(0.f, w - used);
    float at_x = x, extra = 0, tall = 0;
    if (growers == 0 && justify == Justify::End) at_x += free;
    if (growers == 0 && justify == Justify::Between && line.size() > 1)
      extra = free / static_cast<float>(line.size() - 1);
    for (Item& item : line) {
      const float wide = std::floor(item.base + (item.grows ? free / growers : 0.f));
      tall = std::max(tall, place(*item.node, std::round(at_x), y + down, wide));
      at_x += wide + gap_x + extra;
    }
    for (Item& item : line) {
      if (!gain)
        move(*item.node, 0, std::floor((tall - item.node->rect.h) / 2));
      else if (item.node->role == Role::Paragraph && words_are_link)
        move(*item.node, 0, 4);  // the link's own space
    }
    down += tall;
    line.clear();
    used = 0;
  };
  for (size_t i = 0; i < node.children.size(); ++i) {
    Node& child = at(node.children[i]);
    if (skipped(child)) {
      clear(child);
      continue;
    }
    const float base = grow_base(node, i),
                own = gain && i == 0 ? std::max(natural(child), text_scale(48)) : natural(child);
    const float wanted = std::min(w, base < 0 ? own : base);
    if (!line.empty() && used + gap_x + wanted > w + 0.01f) flush();
    used += (line.empty() ? 0 : gap_x) + wanted;
    line.push_back({&child, wanted, base >= 0});
  }
  flush();
  return down;
}

// Like `grid-template-columns: repeat(auto-fill, minmax(min(100%, least), 1fr))` with rows of equal height.
float Layout::grid(Node& node, float x, float y, float w, float least_width, float space, int most) {
  const int count = static_cast<int>(node.children.size());
  int columns = std::clamp(static_cast<int>((w + space) / (least_width + space)), 1, most);
  const bool fits = node.role == Role::Grid && node.gap <= 200;  // auto-fit: figures spread over the line
  if (fits) columns = std::min(columns, std::max(1, count));
  const float column = (w - space * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  float down = 0;
  for (int i = 0; i < count; i += columns) {
    if (i != 0) down += space;
    float tall = 0;
    const int end = std::min(count, i + columns);
    for (int j = i; j < end; ++j) {
      const float left = std::round(x + (column + space) * static_cast<float>(j - i));
      const float right = std::round(x + (column + space) * static_cast<float>(j - i) + column);
      tall = std::max(tall, place(at(node.children[static_cast<size_t>(j)]), left, y + down, right - left));
    }
    for (int j = i; j < end; ++j) {
      Node& child = at(node.children[static_cast<size_t>(j)]);
      const float spare = tall - child.rect.h;
      child.rect.h = tall;
      if (child.role != Role::Card) continue;
      // What one does with a card stands at its bottom.
      if (spare > 0 && child.children.size() > 1) move(at(child.children.back()), 0, spare);
      if (child.has(kHasPicture) && narrow_) at(child.children.front()).rect.h = tall;
    }
    down += tall;
  }
  return down;
}

void Layout::move(Node& node, float dx, float dy) {
  if (dx == 0 && dy == 0) return;
  if (node.rect.w >= 0) {
    node.rect.x += dx;
    node.rect.y += dy;
  }
  for (const int child : node.children) move(at(child), dx, dy);
}

void Layout::clear(Node& node) {
  node.rect = {};
  node.lines.clear();
  for (const int child : node.children) clear(at(child));
}

float layout(Tree& tree, float width, const Typography& typography, MeasureFn measure, float least_height) {
  if (tree.empty() || width <= 0) return 0;
  return Layout(tree, width, typography, measure).page(least_height);
}

}  // namespace pochin::ui
