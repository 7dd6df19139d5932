// Draws a laid out tree into ImGui's background draw list. Sources in paint/, compiled for the browser only.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "client/ui/theme.h"
#include "client/ui/tree.h"

namespace pochin::ui {

struct View {
  float top = 0, width = 0, height = 0;  // of the canvas in the document, CSS pixels
  float dpr = 1, scale = 1;              // device pixels per CSS pixel; root font size / 16
  Theme theme = Theme::Light;
  bool wide_letters = false, wide_lines = false;  // as given to layout()
};
struct Pointer {
  std::string hovered, focused;
  bool ring = false;  // the focus is to be shown
};

// Distance from the top of a line box to its baseline. Browsers round ascent and descent differently
// on each system, so the page measures it; the painter asks once for each size.
using BaselineFn = float (*)(float size, float line, bool bold);

// A sign as the browser draws it at `size` device pixels: white on nothing, or in its own colours.
struct Drawn {
  float advance = 0, left = 0, up = 0;  // from the pen to the picture's left and upper edges
  int width = 0, height = 0;
  bool coloured = false;
  std::vector<unsigned char> pixels = {};  // RGBA, not premultiplied
};
using GlyphFn = Drawn (*)(const char* sign, float size, bool bold);

// The bytes must live as long as the program. Needs an ImGui context.
void load_fonts(const void* regular, int regular_size, const void* bold, int bold_size, int oversample, BaselineFn,
                GlyphFn);
float measure(std::string_view text, float size, bool bold);
void paint(const Tree&, const View&, const Pointer&);

}  // namespace pochin::ui
