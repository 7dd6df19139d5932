// A page of a program: what draws it, what it is called, what it loads. One for each screen, at the end of its file;
// the wing it belongs to (portal.cpp of client/screens/portal, …) lists it. Its address stands in client/app/pages.h.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "client/app/program.h"
#include "client/screens/kit/view.h"

namespace pochin::screens {

// A way on the desk of those who serve.
struct Tile {
  std::string_view key, title, text;
  bool (*open)(const app::State&) = nullptr;  // whether this person's roles open it
};

struct Scene {
  app::Screen screen;
  void (*draw)(const View&);
  std::string_view title;  // of the window, and while the page is on its way
  void (*needs)(const app::State&, app::Needs&) = nullptr;
  // What its resource calls it, "" while that loads: «Бюллетень: Бюджет города». With `named` it stands alone.
  std::string (*name)(const app::State&) = nullptr;
  bool named = false;
  std::string (*description)(const app::State&) = nullptr;  // one sentence for search engines
  Tile tile = {};
};

struct Wing {
  std::span<const Scene* const> scenes;
};

// Of the page of the route; null when this program does not carry it.
const Scene* scene_of(const app::State&);
const Scene* scene_of(const app::Program&, app::Screen);
// Calls each(scene) in the order of the wings.
template <class Each>
void for_each_scene(const app::Program& program, const Each& each) {
  for (const Wing* wing : program.wings)
    for (const Scene* scene : wing->scenes) each(*scene);
}

// Only the server asks for it: the browser's program does not carry the words.
using Describe = std::string (*)(const app::State&);
constexpr Describe for_search(Describe describe) {
#ifdef __EMSCRIPTEN__
  return static_cast<void>(describe), nullptr;
#else
  return describe;
#endif
}

}  // namespace pochin::screens
