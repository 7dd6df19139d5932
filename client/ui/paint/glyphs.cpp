#include "client/ui/paint/glyphs.h"

#include <map>
#include <string>
#include <vector>

#include "client/ui/cluster.h"
#include "client/ui/layout.h"
#include "imgui_internal.h"

namespace pochin::ui {
namespace {

// Codes of the private use area: our font has none of them.
constexpr ImWchar kFirstCode = 0xE000, kMostCodes = 6400;

enum class Has : uint8_t { NotAsked, Yes, No };

// The atlas has one owner, so these have one too.
ImFont* font_of_text;
GlyphFn draw;
std::vector<std::string> signs;  // by code − kFirstCode
std::map<std::string, ImWchar, std::less<>> codes;
std::vector<Has> asked;  // by code point: asking the font is slow

bool font_has(uint32_t c) {
  if (c > 0xFFFF || (c >= kFirstCode && c < kFirstCode + kMostCodes)) return false;
  if (asked.size() <= c) asked.resize(c + 1);
  if (asked[c] == Has::NotAsked) asked[c] = font_of_text->IsGlyphInFont(static_cast<ImWchar>(c)) ? Has::Yes : Has::No;
  return asked[c] == Has::Yes;
}

bool load(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code, ImFontGlyph* glyph,
          float* advance) {
  if (code < kFirstCode || code - kFirstCode >= static_cast<int>(signs.size())) return false;
  const float density = source->RasterizerDensity * baked->RasterizerDensity;
  const Drawn drawn = draw(signs[code - kFirstCode].c_str(), baked->Size * density, source->FontNo == 1);
  if (advance != nullptr) {
    *advance = drawn.advance / density;
    return true;
  }
  glyph->Codepoint = code;
  glyph->AdvanceX = drawn.advance / density;
  const ImFontAtlasRectId place = ImFontAtlasPackAddRect(atlas, drawn.width, drawn.height);
  if (place == ImFontAtlasRectId_Invalid) return false;
  glyph->X0 = -drawn.left / density;
  glyph->Y0 = -drawn.up / density + IM_ROUND(baked->Ascent);
  glyph->X1 = glyph->X0 + static_cast<float>(drawn.width) / density;
  glyph->Y1 = glyph->Y0 + static_cast<float>(drawn.height) / density;
  glyph->Visible = true;
  glyph->Colored = drawn.coloured;
  glyph->PackId = place;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, ImFontAtlasPackGetRect(atlas, place),
                                     drawn.pixels.data(), ImTextureFormat_RGBA32, drawn.width * 4);
  return true;
}

const ImFontLoader* loader() {
  static const ImFontLoader only = [] {
    ImFontLoader made;
    made.Name = "browser";
    made.FontBakedLoadGlyph = load;
    return made;
  }();
  return &only;
}

}  // namespace

void add_browser_glyphs(ImFont* font, bool bold, GlyphFn fn) {
  font_of_text = font;
  draw = fn;
  ImFontConfig config;
  config.MergeMode = true;
  config.FontLoader = loader();
  config.FontNo = bold ? 1 : 0;
  config.SizePixels = -1;  // as the font's own (painter.cpp)
  ImGui::GetIO().Fonts->AddFont(&config);
}

ImWchar next_glyph(std::string_view text, size_t& at) {
  size_t next = at;
  const uint32_t first = next_codepoint(text, next);
  const size_t end = next_cluster(text, at);
  bool whole = font_has(first);
  for (size_t i = next; whole && i < end;) whole = font_has(next_codepoint(text, i));
  if (whole) {
    at = next;
    return static_cast<ImWchar>(first);
  }
  const std::string_view sign = text.substr(at, end - at);
  at = end;
  const auto found = codes.find(sign);
  if (found != codes.end()) return found->second;
  if (signs.size() >= kMostCodes) return IM_UNICODE_CODEPOINT_INVALID;
  const auto code = static_cast<ImWchar>(kFirstCode + signs.size());
  signs.emplace_back(sign);
  codes.emplace(sign, code);
  return code;
}

}  // namespace pochin::ui
