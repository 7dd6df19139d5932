// The browser's entry points, called by web/platform.js. Describe → lay out → keep → paint: the screen runs when
// something happened, the kept tree is painted again when only the canvas moved.
#include <emscripten.h>

#include "client/app/app.h"
#include "client/app/store.h"
#include "client/platform/web/browser.h"
#include "client/platform/web/canvas.h"
#include "client/screens/programs.h"
#include "client/ui/html.h"
#include "client/ui/layout.h"
#include "client/ui/paint.h"

namespace pochin::web {
namespace {

struct Client {
  app::App app{screens::POCHIN_PROGRAM};
  ui::Ui ui;
  std::vector<ui::Event> events;
  ui::Tree tree;
  ui::Differ differ;
  ui::Pointer pointer;
  Size size;
  Instant now{};
  ui::Theme theme = ui::Theme::Light;
  bool canvas = false, dirty = true, marks = false;
  float height = 0;  // of the document
};

// The one that wires the program.
Client& client() {
  static Client only;
  return only;
}

void handle(const app::Intent& intent) {
  client().app.handle(intent, client().now);
  client().dirty = true;
}

}  // namespace
}  // namespace pochin::web

using namespace pochin;
using web::client;

extern "C" {

// `milliseconds` everywhere: since 1970, UTC.
// Of the server, as far as it is known; of the device before the first answer.
EMSCRIPTEN_KEEPALIVE void tick(double milliseconds) { client().now = {static_cast<int64_t>(milliseconds)}; }

// `face`: 0 what suits the device, 1 the plain page, 2 the canvas.
EMSCRIPTEN_KEEPALIVE void start(const char* resources, const char* path, const char* theme, int text_percent,
                                int wide_letters, int wide_lines, int face, const char* seed) {
  client().app.boot(resources, path,
                    {.theme = theme,
                     .text_percent = text_percent,
                     .wide_letters = wide_letters != 0,
                     .wide_lines = wide_lines != 0,
                     .plain = face == 1,
                     .canvas = face == 2},
                    seed, client().now);
  client().app.device_zone(web::zone_minutes());
}

EMSCRIPTEN_KEEPALIVE int start_canvas(const void* regular, int regular_size, const void* bold, int bold_size,
                                      float ratio) {
  return web::start_canvas(regular, regular_size, bold, bold_size, ratio);
}
EMSCRIPTEN_KEEPALIVE void restore_context() { web::restore_canvas(); }

// The document has just lost or got its rectangles: everything is told again.
EMSCRIPTEN_KEEPALIVE void set_plain(int plain) {
  client().canvas = plain == 0;
  client().differ.forget();
  client().dirty = true;
}

EMSCRIPTEN_KEEPALIVE void resize(float width, float height, int pixel_width, int pixel_height, float ratio, float rem,
                                 float window) {
  web::Size& old = client().size;
  client().dirty |= width != old.width || rem != old.rem || ratio != old.ratio || window != old.window;
  old = {width, height, pixel_width, pixel_height, ratio, rem, window};
}

// `value` of a click on a link of the client is its address. Hover and focus change only the picture; the rest is for
// the widgets of the next description.
EMSCRIPTEN_KEEPALIVE void event(int kind, const char* key, const char* value) {
  const auto what = static_cast<ui::EventKind>(kind);
  ui::Pointer& pointer = client().pointer;
  if (what == ui::EventKind::Hover) {
    pointer.hovered = key;
  } else if (what == ui::EventKind::Focus) {
    pointer.focused = key;
    pointer.ring = *value == '1';
  } else {
    client().events.push_back({what, key, value});
    client().dirty = true;
  }
}

// The theme in effect: "light", "dark" or "contrast".
EMSCRIPTEN_KEEPALIVE void scheme(const char* name) { client().theme = ui::theme_from(name); }

EMSCRIPTEN_KEEPALIVE void navigate(const char* path) { web::handle(app::Opened{path, false}); }
EMSCRIPTEN_KEEPALIVE void response(const char* id, int status, const char* etag, const char* location, const char* body,
                                   int retry_after, int kept) {
  web::handle(app::Response{id, status, etag, location, body, retry_after, kept != 0});
}
EMSCRIPTEN_KEEPALIVE void stored(const char* key, int present, const char* value) {
  web::handle(app::Stored{key, present ? std::optional<std::string>(value) : std::nullopt});
}
EMSCRIPTEN_KEEPALIVE void uploaded(const char* handle, double sent, double total, int status, const char* body) {
  web::handle(app::Uploaded{handle, static_cast<int64_t>(sent), static_cast<int64_t>(total), status, body});
}
EMSCRIPTEN_KEEPALIVE void qr(const char* text, const char* picture) { web::handle(app::QrDrawn{text, picture}); }
EMSCRIPTEN_KEEPALIVE void recounted(double received, double total, const char* result, int failed) {
  web::handle(app::Recounted{static_cast<int64_t>(received), static_cast<int64_t>(total), result, failed != 0});
}
EMSCRIPTEN_KEEPALIVE void timer(const char* key) { web::handle(app::TimerFired{key}); }
EMSCRIPTEN_KEEPALIVE void online(int yes) { web::handle(app::Online{yes != 0}); }

// Runs the screen if anything happened, and brings the document in step.
EMSCRIPTEN_KEEPALIVE void update() {
  web::Client& c = client();
  if (!c.dirty) return;
  c.dirty = false;
  std::vector<ui::Event> events;
  events.swap(c.events);
  // One event at a time, so that it is known which of them nobody wanted.
  for (const ui::Event& event : events) {
    c.ui.begin({&event, 1});
    c.app.describe(c.ui);
    const bool link = event.kind == ui::EventKind::Click && !event.value.empty();
    if (link && !c.ui.consumed()) c.app.handle(app::Opened{event.value}, c.now);
    c.ui.end();
  }
  // A change may lead to another (a chosen answer opens a question); a screen that never settles is cut short.
  for (int round = 0; round < 8; ++round) {
    c.ui.begin({});
    if (!c.app.describe(c.ui)) break;
  }
  c.tree = c.ui.end();
  const app::Settings& settings = c.app.state().settings;
  if (c.canvas) {
    c.height =
        ui::layout(c.tree, c.size.width,
                   {.scale = c.size.rem / 16, .wide_letters = settings.wide_letters, .wide_lines = settings.wide_lines},
                   ui::measure, c.size.window);
  }
  web::apply(c.differ.changes(c.tree), c.height, c.app.title());
  for (const app::Effect& effect : c.app.take_effects()) web::perform(app::to_json(effect));
}

// Paints the kept tree; `top` is the document coordinate of the canvas's upper edge.
EMSCRIPTEN_KEEPALIVE void frame(float top) {
  web::Client& c = client();
  if (!c.canvas || c.size.width <= 0 || c.size.height <= 0) return;
  web::begin_picture(c.size);
  const app::Settings& settings = c.app.state().settings;
  ui::paint(c.tree,
            {.top = top,
             .width = c.size.width,
             .height = c.size.height,
             .dpr = static_cast<float>(c.size.pixel_height) / c.size.height,
             .scale = c.size.rem / 16,
             .theme = c.theme,
             .wide_letters = settings.wide_letters,
             .wide_lines = settings.wide_lines},
            c.pointer);
  if (c.marks) web::paint_marks(top, c.height);
  web::end_picture(c.size);
}

// For tests: what was laid out, as [[key, x, y, width, height, lines of text], …] in CSS pixels of the document.
EMSCRIPTEN_KEEPALIVE const char* rects() {
  static std::string out;
  out = "[";
  for (const ui::Node& n : client().tree) {
    if (n.rect.w < 0) continue;
    if (out.size() > 1) out += ',';
    out += '[';
    ui::append_json(out, n.key);
    for (const float side : {n.rect.x, n.rect.y, n.rect.w, n.rect.h}) {
      out += ',';
      ui::append_number(out, side);
    }
    out += "," + std::to_string(n.lines.size()) + "]";
  }
  out += ']';
  return out.c_str();
}
// For tests: blue squares every 200 px of the document at the canvas's left edge, to compare with the document's.
EMSCRIPTEN_KEEPALIVE void set_marks(int on) { client().marks = on != 0; }

}  // extern "C"

int main() {}
