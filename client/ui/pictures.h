// Drawn pictures of projects in a 320×200 box: flat shapes that a draw list and an SVG do alike.
// web/style.css holds the same shapes as SVG; a unit test compares them.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace pochin::ui {

enum class ShapeKind : uint8_t { Polygon, Ellipse, Rect, Stroke };

// Polygon: x y pairs. Ellipse: cx cy rx ry. Rect: x y w h. Stroke: x1 y1 x2 y2 width.
struct PictureShape {
  ShapeKind kind;
  uint32_t rgb;
  float at[8];
  uint8_t count;
};
struct PictureScene {
  std::string_view name;
  uint32_t sky_top, sky_bottom;
  std::span<const PictureShape> shapes;
};

// The scene of a kind ("yard", "light", "play", "bridge", "spring", "road"); an unknown kind is a yard.
const PictureScene& picture_scene(std::string_view kind);
std::span<const PictureScene> picture_scenes();

}  // namespace pochin::ui
