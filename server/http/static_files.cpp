#include "server/http/static_files.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "server/http/compress.h"
#include "server/http/conditional.h"
#include "shared/base/bytes.h"

namespace pochin::server {
namespace {

namespace fs = std::filesystem;

struct Asset {
  std::string type;
  std::string etag;
  Encoded body;
  std::string cache_control;
  std::map<std::string, SharedBytes, std::less<>> differences;  // by Available-Dictionary: ":" base64 of SHA-256 ":"
};

constexpr std::string_view kDifference = ".dcz.";
// Every program is a dictionary of every other: they share most of their code.
constexpr std::string_view kDictionary = "match=\"/assets/*.wasm\"";

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
              std::move(cache_control),
              {}};
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

bool is_neighbour(const fs::path& path) {
  return path.extension() == ".br" || path.extension() == ".gz" ||
         path.filename().string().find(kDifference) != std::string::npos;
}

// The dictionary's hash as browsers send it, from the 64 digits of the file's name; empty for another name.
std::string dictionary_of(std::string_view digits) {
  const auto bytes = from_hex(digits);
  return bytes && bytes->size() == 32 ? ":" + to_base64(*bytes) + ":" : std::string{};
}

std::expected<void, std::string> load_differences(const fs::path& assets,
                                                  std::map<std::string, Asset, std::less<>>& hashed) {
  for (const auto& file : fs::directory_iterator(assets)) {
    const std::string name = file.path().filename().string();
    const std::size_t mark = name.find(kDifference);
    if (mark == std::string::npos) continue;
    const auto of = hashed.find(std::string_view(name).substr(0, mark));
    const std::string dictionary = dictionary_of(std::string_view(name).substr(mark + kDifference.size()));
    if (of == hashed.end() || dictionary.empty()) continue;
    auto bytes = read_file(file.path());
    if (!bytes) return std::unexpected(bytes.error());
    of->second.differences.emplace(dictionary, *std::move(bytes));
  }
  return {};
}

// Null when the browser has none of the programs that there is a difference to, or does not take differences.
SharedBytes difference_for(const Asset& asset, const Request& request) {
  if (asset.differences.empty() || !takes_coding(request.header("Accept-Encoding"), "dcz")) return nullptr;
  const auto found = asset.differences.find(request.header("Available-Dictionary"));
  return found == asset.differences.end() ? nullptr : found->second;
}

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
  if (auto loaded = load_differences(fs::path(folder) / "assets", *hashed); !loaded)
    return std::unexpected(loaded.error());
  const auto answer = [](const Asset& asset, const Request& request) {
    Response response;
    response.type = asset.type;
    const SharedBytes difference = difference_for(asset, request);
    if (difference != nullptr) {
      response.body = Encoded{difference, nullptr, nullptr};
      response.compressible = false;
      response.set("Content-Encoding", "dcz");
    } else {
      response.body = asset.body;
      response.etag(asset.etag);
    }
    if (asset.type == "application/wasm") {
      response.set("Use-As-Dictionary", std::string(kDictionary));
      response.set("Vary", "Accept-Encoding, Available-Dictionary");
    }
    response.set("Cache-Control", asset.cache_control);
    return response;
  };
  router.get("/assets/{name}", [hashed, answer](const Request& request) {
    const auto found = hashed->find(request.param("name"));
    if (found == hashed->end()) return Response::of(not_found());
    return answer(found->second, request);
  });
  for (const auto& file : fs::directory_iterator(folder)) {
    if (!file.is_regular_file() || is_neighbour(file.path())) continue;
    auto asset = load(file.path(), "no-cache");
    if (!asset) return std::unexpected(asset.error());
    router.get("/" + file.path().filename().string(), [kept = std::make_shared<const Asset>(std::move(*asset)), answer](
                                                          const Request& request) { return answer(*kept, request); });
  }
  return {};
}

}  // namespace pochin::server
