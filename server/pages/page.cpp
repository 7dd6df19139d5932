#include "server/pages/page.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "shared/base/json.h"

namespace pochin::server {

std::expected<AssetManifest, std::string> load_manifest(const std::string& assets_folder) {
  const std::string path = assets_folder + "/assets/manifest.json";
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return std::unexpected("не прочитать " + path + ": соберите tools/build-web");
  const auto json = pochin::parse_json(text.view()).value_or(nlohmann::json());
  AssetManifest manifest{get_string(json, "version"), {}, get_string(json, "plain")};
  for (const auto& [program, head] : get(json, "heads").items())
    if (head.is_string()) manifest.heads[program] = head.get<std::string>();
  for (const auto& [program, parts] : get(json, "inline").items())
    manifest.inside[program] = {.script = get_string(parts, "script"), .style = get_string(parts, "style")};
  if (manifest.version.empty() || !manifest.heads.contains("visit"))
    return std::unexpected(path + " не похож на то, что пишет tools/build-web");
  return manifest;
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string json_for_html(const nlohmann::json& value) {
  const std::string text = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  std::string out;
  out.reserve(text.size());
  // Only "<" can end the script element or begin a comment in it; inside JSON it stands only in strings.
  for (const char c : text) {
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  }
  return out;
}

std::string page_html(const AssetManifest& manifest, const PageText& page, const nlohmann::json& resources) {
  std::string out =
      "<!doctype html>\n<html lang=\"ru\" class=\"plain\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\n";
  out.append("<title>").append(escape_html(page.title)).append("</title>\n");
  if (!page.description.empty())
    out.append("<meta name=\"description\" content=\"").append(escape_html(page.description)).append("\">\n");
  if (!page.canonical.empty())
    out.append("<link rel=\"canonical\" href=\"").append(escape_html(page.canonical)).append("\">\n");
  if (!page.indexed) out += "<meta name=\"robots\" content=\"noindex\">\n";
  out +=
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"format-detection\" "
      "content=\"telephone=no\">\n";
  const auto head = manifest.heads.find(page.program);
  out.append(head == manifest.heads.end() ? std::string_view{} : std::string_view(head->second))
      .append("\n</head>\n<body>\n<div id=\"app\">")
      .append(page.html)
      .append("</div>\n");
  out.append("<script type=\"application/json\" id=\"resources\">")
      .append(json_for_html(resources))
      .append("</script>\n</body>\n</html>\n");
  return out;
}

}  // namespace pochin::server
