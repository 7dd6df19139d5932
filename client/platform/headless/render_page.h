// A page of the client made without a browser: the server's HTML and the tests. Pure.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/state.h"
#include "client/ui/tree.h"

namespace pochin::headless {

struct Page {
  std::string title;        // of the window
  std::string description;  // for search engines; "" = none
  std::string html;         // what stands inside <div id="app">
  int status = 200;         // 404 when there is no such page or record
};

// `resources`: API path → body, as embedded in the page afterwards. What the page needs and is not in them does not
// exist: its page is a 404.
Page render_page(const nlohmann::json& resources, std::string_view path, Instant now);

// The page of a screen that only its person may see: the frame, the screen's title and that it is on its way, nothing
// of anybody. `session`: what a visitor without login gets, for the names in the frame; may be null. 404 for an unknown
// address.
Page render_skeleton(std::string_view path, const nlohmann::json& session, Instant now);

// The API paths (GET) that the page still wants beyond those in `resources`; empty when all is there.
std::vector<std::string> page_needs(const nlohmann::json& resources, std::string_view path, Instant now);

// The tree of any state: for golden tests.
ui::Tree describe(const app::State&);

}  // namespace pochin::headless
