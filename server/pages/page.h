// The HTML page around a screen: what a browser, a search engine or a printer gets before any WebAssembly.
#pragma once

#include <expected>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "server/http/policy.h"

namespace pochin::server {

// What tools/build-web wrote into assets/manifest.json.
struct AssetManifest {
  std::string version;
  // <link>s and <script>s for <head>, verbatim, by the program of the page ("visit", "resident", …).
  std::map<std::string, std::string, std::less<>> heads;
  std::string plain = {};  // of pages that the server says itself: styles, no program
  std::map<std::string, InlineParts, std::less<>> inside = {};  // what stands in a head itself, by program
};
std::expected<AssetManifest, std::string> load_manifest(const std::string& assets_folder);

struct PageText {
  std::string title, description;      // plain texts
  std::string html;                    // the screen's markup
  std::string canonical;               // the page's own address for search engines; empty for pages that have none
  bool indexed = true;                 // false: search engines are asked to leave it out
  std::string_view program = "visit";  // that carries its screen
};

// The whole page. `resources` is what the screen was drawn from, by API path: the client starts with it, so its first
// tree is this one. What is inline stands in manifest.inside: the CSP allows nothing else.
std::string page_html(const AssetManifest& manifest, const PageText& page, const nlohmann::json& resources);

// JSON that may stand inside <script type="application/json">.
std::string json_for_html(const nlohmann::json& value);
std::string escape_html(std::string_view text);

}  // namespace pochin::server
