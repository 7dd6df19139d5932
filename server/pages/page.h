// The HTML page around a screen: what a browser, a search engine or a printer gets before any WebAssembly.
#pragma once

#include <expected>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace pochin::server {

// What tools/build-web wrote into assets/manifest.json.
struct AssetManifest {
  std::string version;
  std::string head;  // <link>s and <script>s for <head>, verbatim
};
std::expected<AssetManifest, std::string> load_manifest(const std::string& assets_folder);

// One page. `title` and `description` are plain texts, `html` is the screen's markup, `resources` is what it was drawn
// from by API path: the client starts with it. No inline script or style: the CSP allows none.
std::string page_html(const AssetManifest& manifest, std::string_view title, std::string_view description,
                      std::string_view html, const nlohmann::json& resources);

// JSON that may stand inside <script type="application/json">.
std::string json_for_html(const nlohmann::json& value);
std::string escape_html(std::string_view text);

}  // namespace pochin::server
