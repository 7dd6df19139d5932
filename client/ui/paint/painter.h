// Shapes and text on ImGui's draw list, in document coordinates.
#pragma once
#include <string_view>

#include "client/ui/layout.h"
#include "client/ui/paint.h"
#include "imgui.h"

namespace pochin::ui {

struct Painter {
  const Tree& tree;
  const View& view;
  const Pointer& pointer;
  ImDrawList* list;

  [[nodiscard]] const Node& at(int id) const { return tree[static_cast<size_t>(id)]; }
  [[nodiscard]] const Node& parent(const Node& node) const { return at(node.parent < 0 ? 0 : node.parent); }
  [[nodiscard]] ImU32 color(Color) const;
  [[nodiscard]] TextStyle style(const Node& node) const;
  [[nodiscard]] bool hovered(const Node& node) const { return !pointer.hovered.empty() && node.key == pointer.hovered; }
  [[nodiscard]] bool contrast() const { return view.theme == Theme::Contrast; }
  [[nodiscard]] float border() const { return contrast() ? 2.f : 1.f; }
  [[nodiscard]] ImVec2 point(float x, float y) const { return {x, y - view.top}; }

  void fill(const Rect&, Color, float radius = 0) const;
  void stroke(const Rect&, Color, float radius, float thickness) const;
  void icon(Icon, float x, float y, float side, ImU32, float thickness = 0) const;
  float text(std::string_view, float x, float line_top, const TextStyle&, ImU32) const;
  // The lines of a node from (x, y); align: 0 left, 0.5 middle, 1 right inside `width`.
  void lines(const Node&, float x, float y, float width, float align, const TextStyle&, ImU32) const;

  void node(const Node&) const;
  void words(const Node&) const;
  void button(const Node&) const;
  void icon_button(const Node&) const;
  void field(const Node&) const;
  void box(const Node&) const;
  void container(const Node&) const;
  void chart(const Node&) const;
  void picture(const Node&) const;
  void stage(const Node&) const;
  void link(const Node&) const;
  void underline(const Node&, float left, float top, const TextStyle&, Color) const;
  void ring(const Node&) const;
  void brand(const Node&) const;
};

inline constexpr ImU32 opaque(uint32_t rgb) { return 0xff000000u | (rgb & 0xffu) << 16 | (rgb & 0xff00u) | rgb >> 16; }

}  // namespace pochin::ui
