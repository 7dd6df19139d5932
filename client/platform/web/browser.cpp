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
EM_JS(int, js_zone, (), { return -new Date().getTimezoneOffset(); });
// clang-format on

namespace pochin::web {

void apply(const std::string& operations, float height, const std::string& title) {
  js_apply(operations.c_str(), height, title.c_str());
}
void perform(const std::string& effect) { js_effect(effect.c_str()); }
int zone_minutes() { return js_zone(); }
float baseline(float size, float line, bool bold) { return js_baseline(size, line, bold); }

}  // namespace pochin::web
