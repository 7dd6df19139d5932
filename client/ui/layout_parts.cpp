// The parts of a page that are arranged in their own way.
#include <algorithm>
#include <cmath>

#include "client/ui/layout_engine.h"

namespace pochin::ui {

float Layout::page(float least_height) {
  tree_[0].rect = {};
  // What stays at the bottom of the window must not hide the page's end.
  const bool covered =
      std::any_of(tree_.begin(), tree_.end(), [](const Node& node) { return node.role == Role::Sticky; });
  const float below = covered ? text_scale(narrow_ ? 168 : 88) : 0;
  float y = 0;
  for (const int id : tree_[0].children) {
    Node& node = at(id);
    if (skipped(node)) {
      clear(node);
      continue;
    }
    switch (node.role) {
      case Role::Header:
        y += header(node, width_);
        break;
      case Role::Main: {
        const float w = node.has(kNarrowPage) ? std::min(inner_, text_scale(720)) : inner_;
        const float top = narrow_ ? 16 : 24, bottom = narrow_ ? 32 : 48;
        const float h = top + stack(node, margin_, y + top, w) + bottom;
        node.rect = {margin_, y, w, h};
        y += h;
        break;
      }
      case Role::Footer: {
        const float h = across(node, margin_, y + 25, inner_, 24, 16, Justify::Between) + 49;
        node.rect = {0, y, width_, h};
        const float spare = std::max(0.f, std::floor(least_height - y - h - below));
        move(node, 0, spare);
        node.rect.h += below;  // under what stays at the bottom the footer goes on
        y += h + spare;
        break;
      }
      default:
        y += 16 + place(node, margin_, y + 16, inner_);
        break;
    }
  }
  return std::ceil(y + below);
}

// Wordmark, what this is, ways, tools. What does not fit beside the wordmark goes under it.
float Layout::header(Node& node, float w) {
  Node *brand = nullptr, *region = nullptr, *nav = nullptr, *tools = nullptr;
  for (const int id : node.children) {
    Node& child = at(id);
    switch (child.role) {
      case Role::Brand:
        brand = &child;
        break;
      case Role::Region:
        region = &child;
        break;
      case Role::Nav:
        nav = &child;
        break;
      case Role::Tools:
        tools = &child;
        break;
      default:
        break;
    }
    clear(child);
  }
  const bool few = nav != nullptr && !type_.wide_letters;
  const float all_ways = few && nav->has(kFirst) ? 760.f : few && nav->has(kCompact) ? 864.f : 1040.f;
  const bool menu = w < text_scale(all_ways), with_region = w >= text_scale(1240);
  const float pad = narrow_ ? 4 : 8, between = narrow_ ? 0 : 4, after_brand = narrow_ ? 8 : 24;
  const float symbol = std::min(text_scale(36), 54.f) + 10, sign_row = sign() + 24;
  const auto shown = [&](const Node& child) { return child.role != Role::MenuButton || menu; };
  const auto width_of = [&](const Node& group, float space) {
    float wide = 0;
    for (const int id : group.children)
      if (shown(at(id))) wide += (wide > 0 ? space : 0) + natural(at(id));
    return wide;
  };
  const float brand_width = brand == nullptr ? 0 : natural(*brand) + symbol;
  const float tools_width = tools == nullptr ? 0 : width_of(*tools, between);
  const bool two_lines = tools != nullptr && brand_width + after_brand + tools_width > inner_;
  float row = sign_row, top = pad;
  if (brand != nullptr) {
    const float line = std::ceil(style(*brand).line);
    if (two_lines)
      row = line;
    else
      row = std::max(row, line);
    place_text(*brand, margin_, 0, brand_width);
    brand->rect.h = line;
  }
  const auto put_row = [&](Node& group, float x, float space) {
    const float left = x;
    float high = 0;
    for (const int id : group.children) {
      Node& child = at(id);
      if (!shown(child)) continue;
      const float wide = natural(child);
      high = std::max(high, place(child, x, 0, wide));
      x += wide + space;
    }
    for (const int id : group.children) move(at(id), 0, std::floor((high - at(id).rect.h) / 2));
    group.rect = {left, 0, x - space - left, high};
  };
  float right = margin_ + inner_;
  if (tools != nullptr) {
    put_row(*tools, right - tools_width, between);
    if (!two_lines) row = std::max(row, tools->rect.h);
    right -= tools_width + 16;
  }
  if (nav != nullptr && !menu) {
    const float wide = width_of(*nav, 4);
    put_row(*nav, right - wide, 4);
    row = std::max(row, nav->rect.h);
  }
  if (region != nullptr && with_region)
    place_text(*region, margin_ + brand_width + after_brand, 0, natural(*region) + 17);
  for (Node* part : {brand, region, nav})
    if (part != nullptr && part->rect.w >= 0) move(*part, 0, top + std::floor((row - part->rect.h) / 2));
  if (tools != nullptr && two_lines) {
    top += row;
    row = tools->rect.h;
  }
  if (tools != nullptr) move(*tools, 0, top + std::floor((row - tools->rect.h) / 2));
  const float tall = top + row + pad + 1;  // and the line under it
  node.rect = {0, 0, w, tall};
  return tall;
}

float Layout::split(Node& node, float x, float y, float w) {
  float down = 0;
  if (width_ < text_scale(1040)) {
    bool first = true;
    for (const int id : node.children) {
      if (!first) down += 24;
      first = false;
      down += place(at(id), x, y + down, w);
    }
  } else {
    const float main = std::min(text_scale(720), std::floor((w - 48) * 0.64f)), side = w - 48 - main;
    float beside = 0;
    for (const int id : node.children) {
      Node& child = at(id);
      if (child.role == Role::SplitMain) {
        down = std::max(down, place(child, x, y, main));
      } else {
        if (beside > 0) beside += 24;
        beside += place(child, x + main + 48, y + beside, side);
      }
    }
    down = std::max(down, beside);
  }
  node.rect = {x, y, w, down};
  return down;
}

// Term, value and what one can do: in a line where there is room, else under one another.
float Layout::fact(Node& node, float x, float y, float w) {
  const float top = node.has(kFirst) ? 0 : 13;
  Node *term = nullptr, *value = nullptr, *act = nullptr;
  for (const int id : node.children) {
    Node& child = at(id);
    (child.role == Role::Term ? term : child.has(kButtonLike) ? act : value) = &child;
  }
  float h = top;
  if (w < text_scale(440)) {
    for (Node* part : {term, value, act})
      if (part != nullptr) h += place(*part, x, y + h, w);
  } else {
    const float act_width = act == nullptr ? 0 : natural(*act);
    const float a = std::floor(w * 0.4f), b = w - a - 16 - (act == nullptr ? 0.f : act_width + 16);
    float tall = term == nullptr ? 0 : place(*term, x, y + top, a);
    if (value != nullptr) tall = std::max(tall, place(*value, x + a + 16, y + top, b));
    if (act != nullptr) tall = std::max(tall, place(*act, x + w - act_width, y + top - 4, act_width) - 8);
    h += tall;
  }
  h += is_last(node) ? 0.f : 12.f;
  node.rect = {x, y, w, h};
  return h;
}

// A figure and what it counts, on one line where there is room.
float Layout::stat(Node& node, float x, float y, float w) {
  Node& figure = at(node.children.front());
  Node& caption = at(node.children.back());
  const float wide = natural(figure), rest = natural(caption);
  float h = 0;
  if (wide + 8 + rest <= w) {
    h = place(figure, x, y, wide);
    const float drop = std::round(rough_baseline(style(figure)) - rough_baseline(style(caption)));
    h = std::max(h, drop + place(caption, x + wide + 8, y + drop, rest));
  } else {
    h = place(figure, x, y, w);
    h += place(caption, x, y + h, w);
  }
  node.rect = {x, y, w, h};
  return h;
}

// Figures as a band: lines above and below, between columns, and between rows where they wrap.
float Layout::stats(Node& node, float x, float y, float w) {
  const int count = static_cast<int>(node.children.size());
  const int columns = std::clamp(width_ < text_scale(300) ? 1 : narrow_ ? 2 : count, 1, std::max(1, count));
  const float side = narrow_ ? 16 : 20, above = narrow_ ? 12 : 16;
  const float column = w / static_cast<float>(columns);
  float down = 0;
  for (int i = 0; i < count; i += columns) {
    const int end = std::min(count, i + columns);
    float tall = 0;
    for (int j = i; j < end; ++j) {
      Node& one = at(node.children[static_cast<size_t>(j)]);
      const float left = std::round(x + column * static_cast<float>(j - i)),
                  right = std::round(x + column * static_cast<float>(j - i + 1));
      const float pad = j == i ? 0 : side + 1;
      const float h = stack(one, left + pad, y + down + 1 + above, right - left - pad) + 2 * above + 1;
      one.rect = {left, y + down, right - left, h};
      tall = std::max(tall, h);
    }
    for (int j = i; j < end; ++j) at(node.children[static_cast<size_t>(j)]).rect.h = tall;
    down += tall;
  }
  node.rect = {x, y, w, down + 1};
  return down + 1;
}

float Layout::choice(Node& node, float x, float y, float w) {
  float h = 0, text_line = 24;
  for (const int id : node.children) {
    Node& child = at(id);
    if (child.role == Role::ChoiceLabel) {
      const TextStyle text = style(child);
      text_line = text.line;
      place_text(child, x, y, w - 36);
      child.rect = {x, y, w, std::max(48.f, std::ceil(text.line * static_cast<float>(child.lines.size())) + 24)};
      h = child.rect.h;
    } else if (child.role == Role::Hint) {
      h += place(child, x + 36, y + h - 8, std::min(w - 36, longest(child))) - 8;
    }
  }
  for (const int id : node.children) {
    Node& child = at(id);
    if (child.role == Role::Checkbox || child.role == Role::Radio)
      child.rect = {x, y + 12 + std::floor((text_line - 24) / 2), 24, 24};
  }
  node.rect = {x, y, w, h};
  return h;
}

float Layout::steps(Node& node, float x, float y, float w) {
  Node& bars = at(node.children.front());
  Node& words = at(node.children.back());
  const auto count = static_cast<float>(bars.children.size());
  const float wide = count * 9 - 3, tall = 6 + 3 * count;
  const float right = place(words, x + wide + 16, y, w - wide - 16), h = std::max(tall, right);
  move(words, 0, std::floor((h - right) / 2));
  const float top = y + std::floor((h - tall) / 2);
  bars.rect = {x, top, wide, tall};
  float at_x = x;
  for (const int id : bars.children) {
    const float high = 6 + 3 * static_cast<float>(at(id).amount);
    at(id).rect = {at_x, top + tall - high, 6, high};
    at_x += 9;
  }
  node.rect = {x, y, w, h};
  return h;
}

float Layout::weights(Node& node, float x, float y, float w) {
  constexpr float kHigh = 12, kGap = 4;
  float total = 0;
  for (const int id : node.children) total += at(id).most;
  const float free = w - kGap * static_cast<float>(node.children.size() - 1);
  float left = x;
  for (const int id : node.children) {
    const float wide = free * static_cast<float>(at(id).most) / std::max(1.f, total);
    at(id).rect = {std::round(left), y, std::round(left + wide) - std::round(left), kHigh};
    left += wide + kGap;
  }
  node.rect = {x, y, w, kHigh};
  return kHigh;
}

float Layout::place(Node& node, float x, float y, float w) {
  if (skipped(node)) {
    clear(node);
    return 0;
  }
  float h = 0;
  const auto boxed = [&](float height) {
    node.rect = {x, y, w, height};
    return height;
  };
  switch (node.role) {
    case Role::Row:
      return boxed(across(node, x, y, w, std::max<float>(0, node.gap), std::max<float>(0, node.gap), node.justify));
    case Role::Pages:
      return boxed(across(node, x, y, w, 12, 12, Justify::Start));
    case Role::Crumbs:
      return boxed(across(node, x, y, w, 8, 0, Justify::Start));
    case Role::Crumb: {
      const Insets in = insets(node);
      Node& child = at(node.children.front());
      return boxed(place(child, x + in.left, y, w - in.left));
    }
    case Role::Stat:
      if (!node.has(kLined)) return stat(node, x, y, w);
      return stack(node, x, y, w);
    case Role::Grid:
      if (node.has(kLined)) return stats(node, x, y, w);
      return boxed(grid(node, x, y, w, text_scale(node.gap), narrow_ ? 16 : 20, 12));
    case Role::Pair:
      return boxed(grid(node, x, y, w, text_scale(240), 16, 2));
    case Role::Split:
      return split(node, x, y, w);
    case Role::Fact:
      return fact(node, x, y, w);
    case Role::Choice:
      return choice(node, x, y, w);
    case Role::Steps:
      return steps(node, x, y, w);
    case Role::Weights:
      return weights(node, x, y, w);
    case Role::Table:
      return table(node, x, y, w);
    case Role::TableScroll:
      for (const int id : node.children) clear(at(id));
      return boxed(scrolling_table(node));
    case Role::Disclosure: {
      Node& summary = at(node.children.front());
      h = place(summary, x, y, std::min(w, natural(summary)));
      for (size_t i = 1; i < node.children.size(); ++i) {
        Node& body = at(node.children[i]);
        if (!node.has(kOpen))
          clear(body);
        else
          h += 4 + place(body, x, y + h + 4, w);
      }
      return boxed(h);
    }
    case Role::IconButton:
    case Role::MenuButton:
      w = sign() + 24;
      return boxed(w);
    case Role::Button:
      if (!icon_only(tree_, node, width_, type_)) return place_text(node, x, y, w);
      node.lines.clear();
      w = sign() + 24;
      return boxed(w);
    case Role::Input:
    case Role::Select:
      if (node.has(kMoneyWidth) && !node.has(kHasUnit)) w = std::min(w, text_scale(280));
      if (node.has(kDateWidth) && !node.has(kHasUnit)) w = std::min(w, text_scale(200));
      return boxed(std::max(48.f, std::ceil(style(node).line) + 24));
    case Role::TextArea:
      return boxed(std::ceil(style(node).line * 5) + 24);
    case Role::InputBox:
      if (node.has(kMoneyWidth)) w = std::min(w, text_scale(280));
      if (node.has(kDateWidth)) w = std::min(w, text_scale(200));
      for (const int id : node.children) {
        Node& child = at(id);
        if (child.role == Role::Input) {
          h = place(child, x, y, w);
        } else if (child.role == Role::IconButton) {
          const float side = natural(child);
          place(child, x + w - side, y + std::floor((h - side) / 2), side);
        } else {
          const float wide = natural(child), high = place_text(child, x + w - 12 - wide, y, wide);
          move(child, 0, std::floor((h - high) / 2));
        }
      }
      return boxed(h);
    case Role::FilePick:
      h = place_text(node, x, y, w);
      for (const int id : node.children) at(id).rect = node.rect;
      return h;
    case Role::ProgressBar:
      return boxed(8);
    case Role::SkeletonBar:
      w = node.amount == 0 ? w : std::floor(w * (node.amount == 1 ? 0.85f : 0.6f));
      return boxed(16);
    case Role::Picture:
      w = std::min(w, 533.f);  // as high as 320: nothing of it is cut off
      return boxed(std::min(std::floor(w * 0.6f), 320.f));
    case Role::Image:
      w = std::min(w, text_scale(208));
      return boxed(w);
    default:
      return node.children.empty() || !node.text.empty() ? place_text(node, x, y, w) : stack(node, x, y, w);
  }
}

}  // namespace pochin::ui
