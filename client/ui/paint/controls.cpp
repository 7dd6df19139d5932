// Fields, boxes, signs, bars, the wordmark and the drawn pictures.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "client/ui/paint/painter.h"
#include "client/ui/pictures.h"

namespace pochin::ui {

void Painter::field(const Node& node) const {
  const Rect& r = node.rect;
  const bool bad = node.has(kInvalid), off = node.has(kDisabled);
  fill(r, off ? Color::Disabled : Color::Surface, 8);
  const float thick = bad ? (contrast() ? 4.f : 2.f) : border();
  stroke(r, bad ? Color::Error : hovered(node) ? Color::Text : Color::Field, 8, thick);
  std::string_view shown = node.value;
  Color tint = off ? Color::DisabledText : Color::Text;
  if (node.role == Role::Select) {
    shown = node.children.empty() ? std::string_view() : std::string_view(at(node.children.front()).text);
    for (const int id : node.children)
      if (at(id).has(kSelected)) shown = at(id).text;
  } else if (shown.empty()) {
    shown = node.placeholder;
    tint = Color::Text2;
  }
  const TextStyle text_style = style(node);
  const float unit = node.has(kHasUnit) ? (node.has(kWide) ? 64 : 40) * view.scale : 12;
  const float right = node.role == Role::Select ? 44 : unit;
  // Clipping breaks the picture into more draws, so only what is too long is clipped.
  const float room = r.w - 12 - right;
  float width = measure(shown, text_style.size, false);
  for (size_t i = 0; i < shown.size(); width += text_style.letter) next_codepoint(shown, i);
  const bool clipped = node.role == Role::TextArea || width > room;
  if (clipped) {
    const float edge = right > 12 ? right : 4;
    list->PushClipRect(point(r.x + 2, r.y + 2), point(r.x + r.w - edge, r.y + r.h - 2), true);
  }
  if (node.role == Role::TextArea) {
    float y = r.y + 12;
    for (const Line& line : wrap(shown, text_style, r.w - 24, measure)) {
      if (y > r.y + r.h) break;
      text(shown.substr(line.begin, line.end - line.begin), r.x + 12, y, text_style, color(tint));
      y += text_style.line;
    }
  } else {
    const float x = node.has(kNumber) ? r.x + r.w - right - width : r.x + 12;
    text(shown, x, r.y + std::floor((r.h - text_style.line) / 2), text_style, color(tint));
  }
  if (clipped) list->PopClipRect();
  if (node.role == Role::Select)
    icon(Icon::ChevronDown, r.x + r.w - 36, r.y + std::floor((r.h - 24) / 2), 24, color(tint), 2);
}

void Painter::box(const Node& node) const {
  const Rect& r = node.rect;
  const bool on = node.has(kChecked);
  const Color edge = node.has(kInvalid) ? Color::Error : on ? Color::Accent : Color::Field;
  if (node.role == Role::Radio) {
    const ImVec2 middle = point(r.x + r.w / 2, r.y + r.h / 2);
    list->AddCircleFilled(middle, r.w / 2, color(Color::Surface));
    list->AddCircle(middle, r.w / 2 - 1, color(edge), 0, 2);
    if (on) list->AddCircleFilled(middle, r.w / 4, color(Color::Accent));
    return;
  }
  fill(r, on ? Color::Accent : Color::Surface, 6);
  stroke(r, edge, 6, 2);
  if (on) icon(Icon::Check, r.x + 2, r.y + 2, r.w - 4, color(Color::OnAccent), 2.6f);
}

void Painter::chart(const Node& node) const {
  const Rect& r = node.rect;
  const TextStyle text_style = style(node);
  switch (node.role) {
    case Role::Badge: {
      static constexpr std::array kText = {Color::Text, Color::Accent, Color::Ok, Color::Warn, Color::Error};
      static constexpr std::array kSoft = {Color::Sunken, Color::AccentSoft, Color::OkSoft, Color::WarnSoft,
                                           Color::ErrorSoft};
      const auto tone = static_cast<size_t>(node.tone);
      fill(r, kSoft[tone], 6);
      if (contrast()) stroke(r, Color::Line, 6, 2);
      const float top = r.y + std::floor((r.h - text_style.line * static_cast<float>(node.lines.size())) / 2);
      float left = r.x + 10;
      if (node.icon != Icon::None) {
        const float side = text_style.size * 1.25f;
        icon(node.icon, left, top + std::floor((text_style.line - side) / 2), side, color(kText[tone]));
        left += side + 6;
      }
      lines(node, left, top, r.w, 0, text_style, color(kText[tone]));
      return;
    }
    case Role::Chip: {
      const bool on = node.has(kSelected);
      fill(r, on || hovered(node) ? Color::AccentSoft : Color::Surface, 8);
      stroke(r, on ? Color::Accent : Color::Field, 8, on ? 2 : border());
      float left = r.x + 14;
      const float top = r.y + std::floor((r.h - text_style.line * static_cast<float>(node.lines.size())) / 2);
      const Color tint = on ? Color::Accent : Color::Text;
      if (node.icon != Icon::None) {
        const float side = text_style.size * 1.25f;
        icon(node.icon, left, top + std::floor((text_style.line - side) / 2), side, color(tint));
        left += side + 8;
      }
      lines(node, left, top, r.w, 0, text_style, color(tint));
      return;
    }
    case Role::SummaryButton: {
      const float side = text_style.size * 1.25f;
      const float top = r.y + std::floor((r.h - text_style.line * static_cast<float>(node.lines.size())) / 2);
      const ImU32 tint = color(hovered(node) ? Color::AccentHover : Color::Accent);
      icon(node.icon, r.x, top + std::floor((text_style.line - side) / 2), side, tint);
      lines(node, r.x + side + 8, top, r.w, 0, text_style, tint);
      return;
    }
    case Role::ProgressBar: {
      fill(r, Color::StepOff, 4);
      if (contrast()) stroke(r, Color::Line, 4, 1);
      const float part = static_cast<float>(node.amount) / std::max<float>(1, node.most);
      if (node.amount > 0) fill({r.x, r.y, std::max(8.f, r.w * part), r.h}, Color::Accent, 4);
      return;
    }
    case Role::Weight:
      fill(r, Color::Sunken, 3);
      if (node.amount > 0) fill({r.x, r.y, r.w * static_cast<float>(node.amount) / 100, r.h}, Color::Leaf, 3);
      stroke(r, Color::Field, 3, 1);
      return;
    case Role::StepBar:
      fill(r,
           node.state == StageState::Past  ? Color::Accent
           : node.state == StageState::Now ? Color::StepNow
                                           : Color::StepOff,
           2);
      if (contrast()) stroke(r, Color::StepLine, 2, 1);
      return;
    default:
      return;
  }
}

void Painter::stage(const Node& node) const {
  const Rect& r = node.rect;
  const ImVec2 middle = point(r.x + 12, r.y + 12);
  if (!node.has(kCurrent))
    fill({r.x + 11, r.y + 24, 2, r.h - 24}, node.state == StageState::Past ? Color::Accent : Color::StepLine);
  if (node.state == StageState::Past) {
    list->AddCircleFilled(middle, 12, color(Color::Accent));
    icon(Icon::Check, r.x + 4, r.y + 4, 16, color(Color::OnAccent), 2);
  } else if (node.state == StageState::Now) {
    list->AddCircleFilled(middle, 12, color(Color::StepNow));
    list->AddCircleFilled(middle, 5, color(Color::Surface));
  } else {
    list->AddCircleFilled(middle, 12, color(Color::Surface));
    list->AddCircle(middle, 11, color(Color::Field), 0, 2);
  }
}

// A sprout on a raised first step (tokens.md, «Symbol»): leaves are rectangles with two opposite corners rounded.
void Painter::brand(const Node& node) const {
  const Rect& r = node.rect;
  const float side = std::min(36 * view.scale, 54.f), unit = side / 36, x = r.x, y = r.y + std::floor((r.h - side) / 2);
  const auto leaf = [&](float left, float top, float right, float bottom, float radius, Color tint,
                        ImDrawFlags corners) {
    list->AddRectFilled(point(x + left * unit, y + top * unit), point(x + right * unit, y + bottom * unit), color(tint),
                        radius * unit, corners);
  };
  leaf(19, 4, 33, 18, 10, Color::Leaf, ImDrawFlags_RoundCornersTopLeft | ImDrawFlags_RoundCornersBottomRight);
  leaf(5, 11.5f, 17, 22, 8, Color::Leaf2, ImDrawFlags_RoundCornersTopRight | ImDrawFlags_RoundCornersBottomLeft);
  fill({x + 16.5f * unit, y + 16 * unit, 3 * unit, 12 * unit}, Color::Leaf);
  fill({x + 3 * unit, y + 29 * unit, 15 * unit, 4 * unit}, Color::Soil);
  fill({x + 18 * unit, y + 25 * unit, 15 * unit, 8 * unit}, Color::Soil);
  lines(node, x + side + 10, r.y, r.w, 0, style(node), color(Color::Text));
}

namespace {

using Points = std::vector<ImVec2>;

// The shape's outline in the 320×200 box.
Points outline(const PictureShape& shape) {
  Points out;
  const float* a = shape.at;
  switch (shape.kind) {
    case ShapeKind::Polygon:
      for (int i = 0; i < shape.count; i += 2) out.push_back({a[i], a[i + 1]});
      break;
    case ShapeKind::Rect:
      out = {{a[0], a[1]}, {a[0] + a[2], a[1]}, {a[0] + a[2], a[1] + a[3]}, {a[0], a[1] + a[3]}};
      break;
    case ShapeKind::Ellipse:
      for (int i = 0; i < 48; ++i) {
        const float angle = static_cast<float>(i) * 6.2831853f / 48;
        out.push_back({a[0] + a[2] * std::cos(angle), a[1] + a[3] * std::sin(angle)});
      }
      break;
    case ShapeKind::Stroke: {
      const float dx = a[2] - a[0], dy = a[3] - a[1], length = std::max(0.001f, std::sqrt(dx * dx + dy * dy));
      const float nx = -dy / length * a[4] / 2, ny = dx / length * a[4] / 2;
      out = {{a[0] + nx, a[1] + ny}, {a[2] + nx, a[3] + ny}, {a[2] - nx, a[3] - ny}, {a[0] - nx, a[1] - ny}};
      break;
    }
  }
  return out;
}

// Sutherland–Hodgman against a convex shape given clockwise on the screen.
Points clip(Points subject, const Points& by) {
  for (size_t i = 0; i < by.size() && !subject.empty(); ++i) {
    const ImVec2 a = by[i], b = by[(i + 1) % by.size()];
    const auto side = [&](ImVec2 p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); };
    Points kept;
    for (size_t j = 0; j < subject.size(); ++j) {
      const ImVec2 p = subject[j], q = subject[(j + 1) % subject.size()];
      const float sp = side(p), sq = side(q);
      if (sp >= 0) kept.push_back(p);
      if ((sp >= 0) != (sq >= 0)) {
        const float t = sp / (sp - sq);
        kept.push_back({p.x + (q.x - p.x) * t, p.y + (q.y - p.y) * t});
      }
    }
    subject = std::move(kept);
  }
  return subject;
}

// A rounded rectangle with its own radius at each corner, from the top left clockwise.
Points rounded(const Rect& r, const std::array<float, 4>& radius) {
  Points out;
  const std::array<ImVec2, 4> corner = {{{r.x, r.y}, {r.x + r.w, r.y}, {r.x + r.w, r.y + r.h}, {r.x, r.y + r.h}}};
  static constexpr std::array<std::array<float, 2>, 4> kInward = {{{1, 1}, {-1, 1}, {-1, -1}, {1, -1}}};
  for (size_t i = 0; i < 4; ++i) {
    const ImVec2 centre = {corner[i].x + kInward[i][0] * radius[i], corner[i].y + kInward[i][1] * radius[i]};
    const float from = 3.14159265f + static_cast<float>(i) * 1.57079633f;
    const int steps = radius[i] > 0 ? 8 : 0;
    for (int s = 0; s <= steps; ++s) {
      const float angle = steps == 0 ? from : from + 1.57079633f * static_cast<float>(s) / static_cast<float>(steps);
      out.push_back({centre.x + radius[i] * std::cos(angle), centre.y + radius[i] * std::sin(angle)});
    }
  }
  return out;
}

}  // namespace

// Like `object-fit: cover` in a box with the card's corners.
void Painter::picture(const Node& node) const {
  const bool in_card = parent(node).has(kHasPicture), beside = in_card && view.width < 760 * view.scale;
  const float edge = in_card ? border() : 0;
  const Rect& full = node.rect;
  const Rect r = {full.x + edge, full.y + edge, full.w - (beside ? edge : 2 * edge),
                  full.h - (beside ? 2 * edge : edge)};
  const float round = in_card ? 12 - edge : 16;
  const std::array<float, 4> radius = {round, beside ? 0 : round, in_card ? 0 : round, in_card && !beside ? 0 : round};
  const Points frame = rounded(r, radius);
  const PictureScene& scene = picture_scene(node.value);
  const float unit = std::max(r.w / 320, r.h / 200), left = r.x + (r.w - 320 * unit) / 2,
              top = r.y + (r.h - 200 * unit) / 2;
  const auto draw = [&](const Points& shape, ImU32 tint) {
    Points on_screen = shape;
    for (ImVec2& p : on_screen) p = point(p.x, p.y);
    if (on_screen.size() > 2) list->AddConvexPolyFilled(on_screen.data(), static_cast<int>(on_screen.size()), tint);
  };
  // The sky in bands: the draw list has no gradient inside a rounded shape.
  constexpr int kBands = 24;
  // By night a drawing is dimmed, as CSS's brightness(.8) does: it must not shine out of a dark page.
  const auto tinted = [&](uint32_t rgb) {
    if (view.theme != Theme::Dark) return opaque(rgb);
    uint32_t dim = 0;
    for (int shift = 0; shift < 24; shift += 8) dim |= (rgb >> shift & 255u) * 4 / 5 << shift;
    return opaque(dim);
  };
  draw(frame, tinted(scene.sky_top));
  for (int i = 1; i < kBands; ++i) {
    const float part = static_cast<float>(i) / kBands, y = top + 200 * unit * part;
    uint32_t mixed = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      const auto a = static_cast<float>(scene.sky_top >> shift & 255u),
                 b = static_cast<float>(scene.sky_bottom >> shift & 255u);
      mixed |= static_cast<uint32_t>(a + (b - a) * part) << shift;
    }
    draw(clip({{r.x, y}, {r.x + r.w, y}, {r.x + r.w, r.y + r.h}, {r.x, r.y + r.h}}, frame), tinted(mixed));
  }
  for (const PictureShape& shape : scene.shapes) {
    Points points = outline(shape);
    for (ImVec2& p : points) p = {left + p.x * unit, top + p.y * unit};
    draw(clip(std::move(points), frame), tinted(shape.rgb));
  }
}

}  // namespace pochin::ui
