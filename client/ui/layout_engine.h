// What layout.cpp and layout_parts.cpp share: one pass that gives rectangles. The figures are those of web/style.css.
#pragma once
#include <algorithm>

#include "client/ui/layout.h"

namespace pochin::ui {

struct Insets {
  float left = 0, top = 0, right = 0, bottom = 0;
};

class Layout {
 public:
  Layout(Tree& tree, float width, const Typography& typography, MeasureFn measure);
  float page(float least_height);

 private:
  Node& at(int id) { return tree_[static_cast<size_t>(id)]; }
  [[nodiscard]] const Node& at(int id) const { return tree_[static_cast<size_t>(id)]; }
  [[nodiscard]] TextStyle style(const Node& node) const { return text_style(tree_, node, width_, type_); }
  [[nodiscard]] float text_scale(float px) const { return px * type_.scale; }
  [[nodiscard]] bool skipped(const Node&) const;
  [[nodiscard]] bool is_last(const Node&) const;
  [[nodiscard]] bool starts_with_link(const Node&) const;
  [[nodiscard]] bool is_gain(const Node& row) const;  // «+10» and what gives it

  // Puts the node at (x, y) in a width; returns its height.
  float place(Node&, float x, float y, float w);
  float place_text(Node&, float x, float y, float w);
  void balance(Node&, const TextStyle&, float w) const;
  float stack(Node&, float x, float y, float w);  // children under one another, inside the node's insets
  float across(Node&, float x, float y, float w, float gap_x, float gap_y, Justify);
  float grid(Node&, float x, float y, float w, float least, float gap, int most);
  float split(Node&, float x, float y, float w);
  float header(Node&, float w);
  float fact(Node&, float x, float y, float w);
  float choice(Node&, float x, float y, float w);
  float steps(Node&, float x, float y, float w);
  float stat(Node&, float x, float y, float w);
  float stats(Node&, float x, float y, float w);
  float weights(Node&, float x, float y, float w);
  float table(Node&, float x, float y, float w);
  float table_cards(Node&, float x, float y, float w);
  float cell(Node&, float x, float y, float w, const Insets&);
  float scrolling_table(const Node&) const;
  [[nodiscard]] float sign() const { return std::min(text_scale(24), 36.f); }  // an icon of the header, up to 150 %
  std::vector<float> columns_of(const Node& table, float w);

  [[nodiscard]] Insets insets(const Node&) const;
  [[nodiscard]] float gap(const Node&) const;
  [[nodiscard]] float before(const Node& parent, const Node& child, const Node* previous) const;
  [[nodiscard]] float grow_base(const Node& row, size_t index) const;  // < 0: as wide as its content
  [[nodiscard]] bool hugs(const Node&) const;                          // is not stretched by a column
  [[nodiscard]] float least_height(const Node&) const;
  [[nodiscard]] float longest(const Node&) const;  // a line of running text is read up to here
  [[nodiscard]] float natural(const Node&) const;  // the width it takes unwrapped
  [[nodiscard]] float least(const Node&) const;    // the widest word
  [[nodiscard]] float text_width(std::string_view, const TextStyle&) const;
  void move(Node&, float dx, float dy);
  void clear(Node&);

  Tree& tree_;
  float width_, margin_, inner_;
  bool narrow_, cards_;
  Typography type_;
  MeasureFn measure_;
};

}  // namespace pochin::ui
