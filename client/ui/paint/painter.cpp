// Text where the browser puts it, and the simple shapes.
#include "client/ui/paint/painter.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>

#include "client/ui/icons.h"
#include "client/ui/paint/glyphs.h"

namespace pochin::ui {
namespace {

// The draw list has one owner, so the fonts have one too.
ImFont* fonts[2];
BaselineFn measure_baseline;
std::map<std::tuple<float, float, bool>, float> baselines;

float baseline(const TextStyle& style) {
  const auto [it, added] = baselines.try_emplace({style.size, style.line, style.bold}, 0.f);
  if (added) it->second = measure_baseline(style.size, style.line, style.bold);
  return it->second;
}

ImFont* add_font(const void* data, int size, int oversample, bool bold, GlyphFn glyphs) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.OversampleH = static_cast<signed char>(oversample);
  config.SizePixels = -1;              // negative: sizes mean the em, as in CSS, not ascent + descent
  config.GlyphMaxAdvanceX = -FLT_MAX;  // is multiplied by size / SizePixels, so both are negative
  ImFont* font = ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<void*>(data), size, 0, &config);
  add_browser_glyphs(font, bold, glyphs);
  return font;
}

}  // namespace

void load_fonts(const void* regular, int regular_size, const void* bold, int bold_size, int oversample, BaselineFn fn,
                GlyphFn glyphs) {
  measure_baseline = fn;
  fonts[0] = add_font(regular, regular_size, oversample, false, glyphs);
  fonts[1] = add_font(bold, bold_size, oversample, true, glyphs);
}

float measure(std::string_view text, float size, bool bold) {
  ImFontBaked* baked = fonts[bold]->GetFontBaked(size, ImGui::GetIO().DisplayFramebufferScale.y);
  float width = 0;
  for (size_t i = 0; i < text.size();) width += baked->GetCharAdvance(next_glyph(text, i));
  return width * size / baked->Size;
}

ImU32 Painter::color(Color c) const { return opaque(rgb(c, view.theme)); }

TextStyle Painter::style(const Node& node) const {
  return text_style(tree, node, view.width, {view.scale, view.wide_letters, view.wide_lines});
}

void Painter::fill(const Rect& r, Color c, float radius) const {
  list->AddRectFilled(point(r.x, r.y), point(r.x + r.w, r.y + r.h), color(c), radius);
}

// A border inside the rectangle, as in CSS; AddRect itself goes in by half a pixel.
void Painter::stroke(const Rect& r, Color c, float radius, float thickness) const {
  const float in = thickness / 2 - 0.5f;
  list->AddRect(point(r.x + in, r.y + in), point(r.x + r.w - in, r.y + r.h - in), color(c),
                std::max(0.f, radius - thickness / 2), 0, thickness);
}

// From two device pixels per CSS pixel on, glyphs start on whole device pixels, which is sharper; below that the atlas
// holds them twice oversampled.
float Painter::text(std::string_view s, float x, float line_top, const TextStyle& text_style, ImU32 tint) const {
  float y = line_top - view.top + baseline(text_style);
  const bool snap = view.dpr >= 1.9f;
  ImFontBaked* baked = fonts[text_style.bold]->GetFontBaked(text_style.size, view.dpr);
  const float f = text_style.size / baked->Size;
  y = std::round(y * view.dpr) / view.dpr - std::round(baked->Ascent) * f;
  for (size_t i = 0; i < s.size();) {
    const ImFontGlyph* glyph = baked->FindGlyph(next_glyph(s, i));
    if (glyph->Visible) {
      float left = x + glyph->X0 * f;
      if (snap) left = std::round(left * view.dpr) / view.dpr;
      list->PrimReserve(6, 4);
      list->PrimRectUV({left, y + glyph->Y0 * f}, {left + (glyph->X1 - glyph->X0) * f, y + glyph->Y1 * f},
                       {glyph->U0, glyph->V0}, {glyph->U1, glyph->V1}, glyph->Colored ? tint | ~IM_COL32_A_MASK : tint);
    }
    x += glyph->AdvanceX * f + text_style.letter;
  }
  return x;
}

void Painter::lines(const Node& node, float x, float y, float width, float align, const TextStyle& text_style,
                    ImU32 tint) const {
  const auto size = static_cast<uint32_t>(node.text.size());
  for (const Line& line : node.lines) {
    const uint32_t begin = std::min(line.begin, size), end = std::min(line.end, size);
    text(std::string_view(node.text).substr(begin, end - begin), x + (width - line.width) * align, y, text_style, tint);
    y += text_style.line;
  }
}

void Painter::icon(Icon which, float x, float y, float side, ImU32 tint, float thickness) const {
  const std::string path(icon_path(which));
  const float unit = side / 24;
  if (thickness <= 0) thickness = std::max(2 * unit, 1.6f);
  ImVec2 first{}, last{};
  const auto end_stroke = [&] {
    if (list->_Path.Size == 0) return;
    first = list->_Path.front();
    last = list->_Path.back();
    const bool closed =
        list->_Path.Size > 2 && std::abs(first.x - last.x) < 0.01f && std::abs(first.y - last.y) < 0.01f;
    if (closed) list->_Path.pop_back();
    list->PathStroke(tint, closed ? ImDrawFlags_Closed : 0, thickness);
    if (closed) return;
    list->AddCircleFilled(first, thickness / 2, tint);  // round caps
    list->AddCircleFilled(last, thickness / 2, tint);
  };
  const char* p = path.c_str();
  const auto number = [&p] {
    while (*p == ' ') ++p;
    char* end = nullptr;
    const float value = std::strtof(p, &end);
    p = end;
    return value;
  };
  const auto next_point = [&] {
    const float px = number(), py = number();
    return point(x + px * unit, y + py * unit);
  };
  while (*p != 0) {
    const char command = *p++;
    if (command == 'M') {
      end_stroke();
      list->PathLineTo(next_point());
    } else if (command == 'L') {
      list->PathLineTo(next_point());
    } else if (command == 'C') {
      const ImVec2 a = next_point(), b = next_point(), c = next_point();
      list->PathBezierCubicCurveTo(a, b, c);
    }
  }
  end_stroke();
}

}  // namespace pochin::ui
