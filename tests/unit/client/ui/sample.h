// A page with every widget, for the tests of this folder.
#pragma once
#include "client/ui/ui.h"

namespace pochin::ui {

void sample_page(Ui&);
void sample_form(Ui&);

inline Tree tree_of(void (*draw)(Ui&), std::span<const Event> events = {}) {
  Ui ui;
  ui.begin(events);
  draw(ui);
  return ui.end();
}

// Advances of a plausible font: what matters to the tests is that widths differ by character.
inline float test_measure(std::string_view text, float size, bool bold) {
  float units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0) == 0x80) continue;
    units += c == ' ' ? 0.26f : c == 'i' || c == '.' || c == ',' ? 0.27f : byte >= 0xc0 ? 0.58f : 0.55f;
  }
  return units * size * (bold ? 1.06f : 1);
}

}  // namespace pochin::ui
