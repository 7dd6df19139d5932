// The general arranging: text, columns, rows, grids.
#include "client/ui/layout.h"

#include <algorithm>
#include <cmath>

#include "client/ui/layout_engine.h"

namespace pochin::ui {

Layout::Layout(Tree& tree, float width, const Typography& typography, MeasureFn measure)
    : tree_(tree), width_(width), type_(typography), measure_(measure) {
  narrow_ = width < text_scale(760);
  cards_ = width < text_scale(640);
  margin_ = narrow_ ? 16 : 24;
  inner_ = std::min(width - 2 * margin_, 1200.f);
  margin_ = std::floor((width - inner_) / 2);
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
  if (node.role == Role::Heading && node.level <= 2) balance(node, text, w - in.left - in.right);
  const float inside = text.line * static_cast<float>(node.lines.size());
  const float h = std::max(least_height(node), std::ceil(inside) + in.top + in.bottom);
  node.rect = {x, y, w, h};
  return h;
}

// Like `text-wrap: balance`: the least width that needs no more lines. Browsers leave alone what is longer than six.
void Layout::balance(Node& node, const TextStyle& text, float w) const {
  constexpr size_t kMostLines = 6;
  constexpr int kHalvings = 10;
  const size_t count = node.lines.size();
  if (count < 2 || count > kMostLines) return;
  float low = 0, high = w;
  for (int i = 0; i < kHalvings; ++i) {
    const float middle = (low + high) / 2;
    auto lines = wrap(node.text, text, middle, measure_);
    if (lines.size() > count) {
      low = middle;
    } else {
      high = middle;
      node.lines = std::move(lines);
    }
  }
}

float Layout::stack(Node& node, float x, float y, float w) {
  const Insets in = insets(node);
  const float left = x + in.left, inside = std::max(1.f, w - in.left - in.right);
  float down = in.top, beside = 0;
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
    if (child.role == Role::Hint && child.has(kStrong)) {  // the number of the question stands before its label
      beside = natural(child) + 8;
      place(child, left, y + down, beside);
      continue;
    }
    const float wanted = hugs(child) ? std::min(inside, natural(child)) : std::min(inside - beside, longest(child));
    const float tall = place(child, left + beside, y + down, wanted);
    if (beside > 0) {
      Node& number = at(id - 1);
      move(number, 0, std::round(rough_baseline(style(child)) - rough_baseline(style(number))));
      beside = 0;
    }
    down += tall;
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

bool Layout::starts_with_link(const Node& node) const {
  if (node.role == Role::Column && !node.children.empty()) return starts_with_link(at(node.children.front()));
  return node.role == Role::Link && !node.has(kButtonLike);
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
  const bool gain = is_gain(node), words_are_link = gain && starts_with_link(at(node.children.back()));
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
      // Fields of one line stand on one line, however long their labels, hints and errors are.
      if (node.role == Role::Pair && spare > 0 && child.children.size() > 1) move(at(child.children.back()), 0, spare);
      if (child.role != Role::Card) continue;
      // What one does with a card stands at its bottom; its words stay at the top.
      if (spare > 0 && child.children.size() > 1 && at(child.children.back()).role != Role::Paragraph)
        move(at(child.children.back()), 0, spare);
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
