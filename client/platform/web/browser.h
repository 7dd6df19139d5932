// What the browser does for the program: the only file that speaks JavaScript.
#pragma once
#include <string>
#include <string_view>

#include "client/ui/paint.h"

namespace pochin::web {

// Operations on the document (client/ui/html.h), its height in CSS pixels and the window's title.
void apply(const std::string& operations, float height, const std::string& title);
// An effect of the store in its JSON form (client/app/effect.h).
void perform(const std::string& effect);
// The zone of this device now, minutes east of UTC.
int zone_minutes();
// Distance from the top of a line box to the baseline, in CSS pixels, as this browser rounds it.
float baseline(float size, float line, bool bold);
// A sign that our font does not have, in the document's own font and its fallbacks.
ui::Drawn glyph(const char* sign, float size, bool bold);

}  // namespace pochin::web
