// Glyphs for what our font does not have: letters of Russia's peoples, of names, emoji. The browser draws them, as it
// does in the document, and the atlas keeps them beside the font's own.
#pragma once
#include <string_view>

#include "client/ui/paint.h"
#include "imgui.h"

namespace pochin::ui {

// Adds the browser's glyphs to the font that was loaded last.
void add_browser_glyphs(ImFont*, bool bold, GlyphFn);
// The code of the next glyph, for both fonts; `at` moves behind it. A sign the font lacks gets a code of its own, which
// means nothing outside the atlas.
ImWchar next_glyph(std::string_view text, size_t& at);

}  // namespace pochin::ui
