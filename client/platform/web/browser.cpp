#include "client/platform/web/browser.h"

#include <emscripten.h>

// clang-format off
EM_JS(void, js_apply, (const char* operations, float height, const char* title), {
  Module['apply'](UTF8ToString(operations), height, UTF8ToString(title));
});
EM_JS(void, js_effect, (const char* effect), { Module['effect'](UTF8ToString(effect)); });
EM_JS(float, js_baseline, (float size, float line, int bold), {
  const box = document.createElement('div'), mark = document.createElement('span');
  box.style.cssText = 'position:absolute;visibility:hidden;white-space:pre;font:' + (bold ? 700 : 400) + ' ' + size + 'px/' + line + 'px Noto';
  mark.style.cssText = 'display:inline-block;width:1px;height:0';
  box.append('Щ', mark);
  document.body.append(box);
  const y = mark.getBoundingClientRect().bottom - box.getBoundingClientRect().top;
  box.remove();
  return y;
});
// The sign in the document's own font and its fallbacks; the pixels wait in `penned` until they are taken.
EM_JS(void, js_glyph, (const char* sign, float size, int bold, float* out), {
  const pen = Module['pen'] || (Module['pen'] = document.createElement('canvas').getContext('2d', { 'willReadFrequently': true }));
  const said = UTF8ToString(sign), font = (bold ? 700 : 400) + ' ' + size + 'px ' + getComputedStyle(document.body).fontFamily;
  pen.font = font;
  const m = pen.measureText(said), room = side => Math.ceil(Math.max(0, side)) + 1;
  const left = room(m.actualBoundingBoxLeft), up = room(m.actualBoundingBoxAscent);
  const w = pen.canvas.width = left + room(m.actualBoundingBoxRight), h = pen.canvas.height = up + room(m.actualBoundingBoxDescent);
  pen.font = font;  // a new size has forgotten it
  pen.fillStyle = '#fff';
  pen.fillText(said, left, up);
  const d = Module['penned'] = pen.getImageData(0, 0, w, h).data;
  let coloured = 0;
  for (let i = 0; i < d.length; i += 4) if (d[i + 3] && (d[i] !== d[i + 1] || d[i] !== d[i + 2])) coloured = 1;
  HEAPF32.set([m.width, left, up, w, h, coloured], out >> 2);
});
EM_JS(void, js_glyph_pixels, (unsigned char* to), { HEAPU8.set(Module['penned'], to); });
EM_JS(int, js_zone, (), { return -new Date().getTimezoneOffset(); });
// clang-format on

namespace pochin::web {

void apply(const std::string& operations, float height, const std::string& title) {
  js_apply(operations.c_str(), height, title.c_str());
}
void perform(const std::string& effect) { js_effect(effect.c_str()); }
ui::Drawn glyph(const char* sign, float size, bool bold) {
  float got[6];
  js_glyph(sign, size, bold, got);
  ui::Drawn out{got[0], got[1], got[2], static_cast<int>(got[3]), static_cast<int>(got[4]), got[5] > 0};
  out.pixels.resize(static_cast<size_t>(out.width) * static_cast<size_t>(out.height) * 4);
  js_glyph_pixels(out.pixels.data());
  return out;
}
int zone_minutes() { return js_zone(); }
float baseline(float size, float line, bool bold) { return js_baseline(size, line, bold); }

}  // namespace pochin::web
