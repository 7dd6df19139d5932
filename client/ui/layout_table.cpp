// Tables: columns by their content, cards on a phone, a scrolling region for the wide ones.
#include <algorithm>
#include <cmath>

#include "client/ui/layout_engine.h"

namespace pochin::ui {
namespace {

constexpr float kPad = 8, kPadY = 12;

bool is_cell(Role role) { return role == Role::Cell || role == Role::HeaderCell; }

}  // namespace

// Like the browser's automatic table layout: each column at least its widest word, at most its content, what is left
// over shared by weight.
std::vector<float> Layout::columns_of(const Node& table, float w) {
  std::vector<float> narrowest, widest, weight;
  for (const int rows : table.children) {
    for (const int row : at(rows).children) {
      size_t index = 0;
      for (const int id : at(row).children) {
        const Node& cell = at(id);
        if (!is_cell(cell.role)) continue;
        if (index >= narrowest.size()) {
          narrowest.push_back(0);
          widest.push_back(0);
          weight.push_back(1);
        }
        if (cell.type == "col") weight[index] = static_cast<float>(std::max<int>(1, cell.amount));
        float a = 0, b = 0;
        if (cell.children.empty()) {
          a = least(cell);
          b = natural(cell);
        }
        for (const int child : cell.children) {
          if (at(child).role == Role::CellLabel) continue;
          a = std::max(a, least(at(child)));
          b = std::max(b, natural(at(child)));
        }
        narrowest[index] = std::max(narrowest[index], a + 2 * kPad);
        widest[index] = std::max(widest[index], std::max(a, b) + 2 * kPad);
        ++index;
      }
    }
  }
  float least_sum = 0, wide_sum = 0, weight_sum = 0;
  for (size_t i = 0; i < widest.size(); ++i) {
    least_sum += narrowest[i];
    wide_sum += widest[i];
    weight_sum += weight[i];
  }
  std::vector<float> out(widest.size());
  for (size_t i = 0; i < out.size(); ++i) {
    if (wide_sum <= w)
      out[i] = widest[i] + (w - wide_sum) * weight[i] / weight_sum;
    else if (least_sum <= w)
      out[i] = narrowest[i] + (w - least_sum) * (widest[i] - narrowest[i]) / std::max(1.f, wide_sum - least_sum);
    else
      out[i] = w * narrowest[i] / least_sum;
  }
  return out;
}

float Layout::cell(Node& node, float x, float y, float w, const Insets& in) {
  if (node.children.empty()) {
    const float h = place_text(node, x + in.left, y + in.top, w - in.left - in.right);
    node.rect = {x, y, w, h + in.top + in.bottom};
    return node.rect.h;
  }
  float down = in.top;
  bool first = true;
  for (const int id : node.children) {
    Node& child = at(id);
    if (skipped(child) || child.role == Role::CellLabel) {
      clear(child);
      continue;
    }
    if (!first) down += 4;
    first = false;
    const float inside = w - in.left - in.right, wide = std::min(inside, hugs(child) ? natural(child) : longest(child));
    const float left = node.has(kNumber) && hugs(child) ? x + w - in.right - wide : x + in.left;
    down += place(child, left, y + down, wide);
  }
  node.rect = {x, y, w, down + in.bottom};
  return node.rect.h;
}

float Layout::table(Node& node, float x, float y, float w) {
  if (cards_) return table_cards(node, x, y, w);
  const std::vector<float> columns = columns_of(node, w);
  float down = 0;
  for (const int rows_id : node.children) {
    Node& rows = at(rows_id);
    const float top = down;
    for (const int row_id : rows.children) {
      Node& row = at(row_id);
      float left = x, tall = 0;
      size_t index = 0;
      for (const int id : row.children) {
        Node& one = at(id);
        if (!is_cell(one.role)) {
          place_text(one, x + kPad, y + down + kPadY, w - 2 * kPad);
          one.rect = {x, y + down, w, one.rect.h + 2 * kPadY};
          tall = std::max(tall, one.rect.h);
          continue;
        }
        const float end = index < columns.size() ? left + columns[index] : x + w;
        const float from = std::round(left), to = index + 1 == columns.size() ? x + w : std::round(end);
        const Insets in{index == 0 ? 0 : kPad, kPadY, index + 1 == columns.size() ? 0 : kPad, kPadY};
        tall = std::max(tall, cell(one, from, y + down, to - from, in));
        left = end;
        ++index;
      }
      for (const int id : row.children) {
        Node& one = at(id);
        const float spare = std::floor((tall - one.rect.h) / 2);
        for (const int child : one.children) move(at(child), 0, spare);
        one.rect.h = tall;
      }
      row.rect = {x, y + down, w, tall + 1};
      down += tall + 1;
    }
    rows.rect = {x, y + top, w, down - top};
  }
  node.rect = {x, y, w, down};
  return down;
}

float Layout::table_cards(Node& node, float x, float y, float w) {
  float down = 0;
  for (const int rows_id : node.children) {
    Node& rows = at(rows_id);
    if (rows.has(kHead)) {
      clear(rows);
      continue;
    }
    const float top = down;
    for (const int row_id : rows.children) {
      Node& row = at(row_id);
      float h = 12;
      bool first = true;
      for (const int id : row.children) {
        Node& one = at(id);
        if (!first) h += 4;
        first = false;
        Node *label = nullptr, *text = nullptr;
        for (const int child : one.children) {
          if (at(child).role == Role::CellLabel) label = &at(child);
          if (at(child).role == Role::CellText) text = &at(child);
        }
        const float cell_y = y + down + h;
        if (label != nullptr && text != nullptr) {
          const float a = std::floor((w - 8) * 0.4f), b = w - 8 - a;
          const float drop = std::round(rough_baseline(style(*text)) - rough_baseline(style(*label)));
          const float tall = std::max(drop + place(*label, x, cell_y + drop, a), place(*text, x + a + 8, cell_y, b));
          one.rect = {x, cell_y, w, tall};
        } else {
          float inside = 0;
          for (const int child : one.children) {
            if (skipped(at(child))) continue;
            if (inside > 0) inside += 4;
            inside += place(at(child), x, cell_y + inside, hugs(at(child)) ? std::min(w, natural(at(child))) : w);
          }
          if (one.children.empty()) inside = place_text(one, x, cell_y, w);
          one.rect = {x, cell_y, w, inside};
        }
        h += one.rect.h;
      }
      h += 12;
      row.rect = {x, y + down, w, h + 1};
      down += h + 1;
    }
    rows.rect = {x, y + top, w, down - top};
  }
  node.rect = {x, y, w, down};
  return down;
}

// The region is as high as its rows would be unwrapped; the browser arranges and scrolls what is in it.
float Layout::scrolling_table(const Node& scroll) const {
  constexpr float kBar = 16, kMost = 720, kPadding = 16, kLeast = 48;
  const float text = std::ceil(text_scale(type_.wide_lines ? 20 * kWideLine : 20));
  float down = 0;
  for (const int table : scroll.children) {
    for (const int group : at(table).children) {
      for (const int row : at(group).children) {
        float tall = text;
        for (const int cell : at(row).children) {
          float inside = 0;
          for (const int child : at(cell).children) {
            const Node& one = at(child);
            const Insets in = insets(one);
            const bool plain_text = one.role == Role::CellText || one.role == Role::CellLabel;
            inside += plain_text ? text : std::max(least_height(one), std::ceil(style(one).line) + in.top + in.bottom);
          }
          tall = std::max(tall, inside);
        }
        down += std::max(kLeast, tall + kPadding + 1);
      }
    }
  }
  return std::min(kMost, down + kBar + 2);
}

}  // namespace pochin::ui
