#include "server/http/static_files.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "server/http/compress.h"
#include "server/http/conditional.h"

namespace pochin::server {
namespace {

namespace fs = std::filesystem;

struct Asset {
  std::string type;
  std::string etag;
  Encoded body;
  std::string cache_control;
};

std::expected<SharedBytes, std::string> read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in || bytes.view().empty()) return std::unexpected("не прочитать файл " + path.string());
  return std::make_shared<const std::string>(std::move(bytes).str());
}

std::expected<Asset, std::string> load(const fs::path& path, std::string cache_control) {
  auto plain = read_file(path);
  if (!plain) return std::unexpected(plain.error());
  Asset asset{std::string(media_type_of_asset(path.filename().string())),
              content_etag(**plain),
              {*plain, nullptr, nullptr},
              std::move(cache_control)};
  for (const auto& [suffix, place] : {std::pair{".br", &asset.body.brotli}, std::pair{".gz", &asset.body.gzip}}) {
    const fs::path coded = path.string() + suffix;
    if (fs::exists(coded)) {
      auto bytes = read_file(coded);
      if (!bytes) return std::unexpected(bytes.error());
      if ((*bytes)->size() < (*plain)->size()) *place = *bytes;
    } else if (is_compressible_type(asset.type) && (*plain)->size() >= kWorthCompressing) {
      return std::unexpected("рядом с " + path.string() + " нет " + coded.filename().string() +
                             ": соберите tools/build-web");
    }
  }
  return asset;
}

bool is_neighbour(const fs::path& path) { return path.extension() == ".br" || path.extension() == ".gz"; }

}  // namespace

std::string_view media_type_of_asset(std::string_view name) {
  static const std::map<std::string_view, std::string_view> kTypes = {
      {"css", "text/css; charset=utf-8"},
      {"html", "text/html; charset=utf-8"},
      {"ico", "image/x-icon"},
      {"jpg", "image/jpeg"},
      {"js", "text/javascript; charset=utf-8"},
      {"json", "application/json"},
      {"png", "image/png"},
      {"svg", "image/svg+xml"},
      {"ttf", "font/ttf"},
      {"txt", "text/plain; charset=utf-8"},
      {"wasm", "application/wasm"},
      {"webmanifest", "application/manifest+json"},
      {"webp", "image/webp"},
      {"woff2", "font/woff2"},
  };
  const size_t dot = name.rfind('.');
  const auto found = kTypes.find(dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1));
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

std::expected<void, std::string> add_static_files(Router& router, const std::string& folder) {
  std::error_code wrong;
  if (!fs::is_directory(fs::path(folder) / "assets", wrong))
    return std::unexpected("нет папки " + folder + "/assets: соберите tools/build-web");

  auto hashed = std::make_shared<std::map<std::string, Asset, std::less<>>>();
  for (const auto& file : fs::directory_iterator(fs::path(folder) / "assets")) {
    const std::string name = file.path().filename().string();
    if (!file.is_regular_file() || is_neighbour(file.path()) || name == "manifest.json") continue;
    auto asset = load(file.path(), "public, max-age=31536000, immutable");
    if (!asset) return std::unexpected(asset.error());
    hashed->emplace(name, std::move(*asset));
  }
  const auto answer = [](const Asset& asset) {
    Response response;
    response.type = asset.type;
    response.body = asset.body;
    response.etag(asset.etag);
    response.set("Cache-Control", asset.cache_control);
    return response;
  };
  router.get("/assets/{name}", [hashed, answer](const Request& request) {
    const auto found = hashed->find(request.param("name"));
    if (found == hashed->end()) return Response::of(not_found());
    return answer(found->second);
  });
  for (const auto& file : fs::directory_iterator(folder)) {
    if (!file.is_regular_file() || is_neighbour(file.path())) continue;
    auto asset = load(file.path(), "no-cache");
    if (!asset) return std::unexpected(asset.error());
    router.get("/" + file.path().filename().string(), [kept = std::make_shared<const Asset>(std::move(*asset)),
                                                       answer](const Request&) { return answer(*kept); });
  }
  return {};
}

}  // namespace pochin::server
