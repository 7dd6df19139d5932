// The parts of a page that are arranged in their own way.
#include <algorithm>
#include <cmath>

#include "client/ui/layout_engine.h"

namespace pochin::ui {

float Layout::page() {
  tree_[0].rect = {};
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
        const float h = stack(node, margin_, y + top, w);
        y += top + h + bottom;
        break;
      }
      case Role::Footer: {
        const float h = across(node, margin_, y + 25, inner_, 24, 16, Justify::Between);
        node.rect = {0, y, width_, h + 49};
        y += h + 49;
        break;
      }
      default:
        y += 16 + place(node, margin_, y + 16, inner_);
        break;
    }
  }
  return std::ceil(y);
}

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
        clear(child);
    }
  }
  const bool menu = w < text_scale(1040), with_region = w >= text_scale(1160);
  const float least = narrow_ ? 56 : 64;
  const float brand_line = brand == nullptr ? 0 : style(*brand).line;
  const float tall = std::max(least, std::ceil(brand_line) + 16) + 1;  // and the line under it
  const auto middle = [&](float h) { return std::floor((tall - 1 - h) / 2); };
  float left = margin_, right = margin_ + inner_;
  if (brand != nullptr) {
    const float wide = natural(*brand) + 46;  // the symbol, 36, and 10
    place_text(*brand, left, 0, wide);
    brand->rect.h = std::ceil(brand_line);
    brand->rect.y = middle(brand->rect.h);
    left += wide + 24;
  }
  if (region != nullptr) {
    if (with_region) {
      const float wide = natural(*region) + 17;
      place_text(*region, left, 0, wide);
      region->rect.y = middle(region->rect.h);
    } else {
      clear(*region);
    }
  }
  if (tools != nullptr) {
    float wide = 0;
    for (const int id : tools->children) {
      if (at(id).role == Role::MenuButton && !menu) continue;
      wide += (wide > 0 ? 4 : 0) + natural(at(id));
    }
    right -= wide;
    const float start = right;
    float x = start, high = 0;
    for (const int id : tools->children) {
      Node& child = at(id);
      if (child.role == Role::MenuButton && !menu) {
        clear(child);
        continue;
      }
      const float each = natural(child), h = place(child, x, 0, each);
      move(child, 0, middle(h));
      high = std::max(high, h);
      x += each + 4;
    }
    tools->rect = {start, middle(high), wide, high};
    right -= 16;
  }
  if (nav != nullptr) {
    if (menu) {
      clear(*nav);
    } else {
      const float wide = natural(*nav);
      const float x0 = right - wide;
      float x = x0, high = 0;
      for (const int id : nav->children) {
        const float each = natural(at(id)), h = place(at(id), x, 0, each);
        move(at(id), 0, middle(h));
        high = std::max(high, h);
        x += each + 4;
      }
      nav->rect = {x0, middle(high), wide, high};
    }
  }
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
    const float act_width = act == nullptr ? 0 : natural(*act), space = w - act_width - 32;
    const float a = std::floor(space * 0.4f), b = std::floor(space * 0.6f);
    float tall = term == nullptr ? 0 : place(*term, x, y + top, a);
    if (value != nullptr) tall = std::max(tall, place(*value, x + a + 16, y + top, b));
    if (act != nullptr) tall = std::max(tall, place(*act, x + w - act_width, y + top - 4, act_width) - 4);
    h += tall;
  }
  h += 12;
  node.rect = {x, y, w, h};
  return h;
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
      h += place(child, x + 36, y + h - 8, w - 36);
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
    case Role::Grid:
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
      w = 48;
      return boxed(48);
    case Role::Input:
    case Role::Select:
      if (node.has(kMoneyWidth) && !node.has(kHasUnit)) w = std::min(w, text_scale(280));
      if (node.has(kDateWidth) && !node.has(kHasUnit)) w = std::min(w, text_scale(200));
      return boxed(std::max(48.f, std::ceil(style(node).line) + 22));
    case Role::TextArea:
      return boxed(std::ceil(style(node).line * 5) + 24);
    case Role::InputBox:
      if (node.has(kMoneyWidth)) w = std::min(w, text_scale(280));
      if (node.has(kDateWidth)) w = std::min(w, text_scale(200));
      for (const int id : node.children) {
        Node& child = at(id);
        if (child.role == Role::Input) {
          h = place(child, x, y, w);
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
      return boxed(std::min(std::floor(w * 0.6f), 320.f));
    default:
      return node.children.empty() || !node.text.empty() ? place_text(node, x, y, w) : stack(node, x, y, w);
  }
}

}  // namespace pochin::ui
