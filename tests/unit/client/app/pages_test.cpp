// The table of pages and the tables of the wings fit together: adding a page is a row here, its scene and its golden.
#include "client/app/pages.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "client/app/store.h"
#include "client/screens/programs.h"
#include "client/screens/screens.h"

namespace pochin::app {
namespace {

const Program* program_of(Carrier carrier) {
  switch (carrier) {
    case Carrier::Visit:
      return &screens::kVisit;
    case Carrier::Resident:
      return &screens::kResident;
    case Carrier::Voting:
      return &screens::kVoting;
    case Carrier::Work:
      return &screens::kWork;
  }
  return nullptr;
}

std::string filled(std::string_view pattern) {
  std::string out(pattern);
  for (const auto& [name, value] :
       {std::pair<std::string, std::string>{"{id}", "%D0%9F-1"}, {"{section}", "money"}, {"{to}", "%2Fmy"}})
    if (const size_t at = out.find(name); at != std::string::npos) out.replace(at, name.size(), value);
  return out;
}

TEST_CASE("every row reads the address that it writes, and no two rows read the same") {
  std::set<std::string_view> patterns;
  for (const Page& page : pages()) {
    INFO(page.pattern);
    CHECK(patterns.insert(page.pattern).second);
    const std::string address = filled(page.pattern);
    const Route route = parse_route(address);
    CHECK(route.screen == page.screen);
    CHECK(format_route(route) == address);
    const Page* found = find_page(address);
    REQUIRE(found != nullptr);
    CHECK(found->pattern == page.pattern);
  }
}

TEST_CASE("every page has its scene in the program that its row names, and every scene a page") {
  for (const Page& page : pages()) {
    INFO(page.pattern);
    const screens::Scene* scene = screens::scene_of(*program_of(page.carrier), page.screen);
    REQUIRE(scene != nullptr);
    CHECK_FALSE(scene->title.empty());
    CHECK(screens::scene_of(screens::kEverything, page.screen) == scene);
  }
  std::set<Screen> seen;
  screens::for_each_scene(screens::kEverything, [&](const screens::Scene& scene) {
    INFO(scene.title);
    CHECK(seen.insert(scene.screen).second);
    CHECK((scene.screen == Screen::NotFound || !page_of(scene.screen).pattern.empty()));
  });
}

TEST_CASE("an open page is described for search engines, and every program has the pages of visitors") {
  for (const Page& page : pages()) {
    INFO(page.pattern);
    const screens::Scene* scene = screens::scene_of(screens::kEverything, page.screen);
    CHECK((scene->description != nullptr) == (page.audience == Audience::Open));
    if (page.carrier != Carrier::Visit) continue;
    for (const Program* program : {&screens::kVisit, &screens::kResident, &screens::kVoting, &screens::kWork})
      CHECK(program->carries(*program, page.screen));
  }
}

TEST_CASE("a page that another program carries is left for, and what is on the screen stays until it comes") {
  State state;
  state.program = &screens::kVisit;
  start(state, "{}", "/projects");
  const Effects effects = reduce(state, Opened{"/votes"});
  REQUIRE(effects.size() == 1);
  const auto* leave = std::get_if<Leave>(&effects[0]);
  REQUIRE(leave != nullptr);
  CHECK(leave->href == "/votes");
  CHECK(state.route.screen == Screen::Projects);
  CHECK(std::get_if<Leave>(&reduce(state, Opened{"/help"})[0]) == nullptr);
  CHECK(state.route.screen == Screen::Help);
}

// As one would add one: a row of the table has its twin here, a scene of its own in a wing of a program.
void hello_screen(const screens::View& view) {
  const auto main = view.ui.main("main");
  view.ui.title("Привет");
}

TEST_CASE("a scene and a wing are all that a new page needs of a program") {
  static constexpr screens::Scene kHello = {.screen = Screen::Help, .draw = hello_screen, .title = "Привет"};
  static constexpr const screens::Scene* kScenes[] = {&kHello};
  static constexpr screens::Wing kWing = {kScenes};
  static constexpr const screens::Wing* kWings[] = {&kWing};
  const Program program = {screens::draw, screens::title, screens::needs, {}, kWings, screens::carries};
  State state;
  state.program = &program;
  start(state, "{}", "/help");
  CHECK(program.title(state) == "Привет — Почин");
  ui::Ui ui;
  Intents wishes;
  ui.begin({});
  program.draw(state, ui, wishes);
  const ui::Tree tree = ui.end();
  CHECK(std::any_of(tree.begin(), tree.end(), [](const ui::Node& node) { return node.text == "Привет"; }));
}

}  // namespace
}  // namespace pochin::app
