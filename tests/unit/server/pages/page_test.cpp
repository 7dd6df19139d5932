#include "server/pages/page.h"

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace pochin::server;
namespace fs = std::filesystem;

TEST_CASE("a page holds its texts escaped, its data as data and no inline script or style") {
  const std::string head = "<link rel=\"stylesheet\" href=\"/assets/style.0.css\">";
  const AssetManifest manifest{"v1", {{"visit", head}}};
  const nlohmann::json resources = {{"/api/v1/portal", {{"title", "</script><script>alert(1)</script><!--"}}}};
  const std::string page = page_html(
      manifest, {"Сквер & «двор» <b>", "Описание \"x\"", "<main>Портал</main>", "https://p.ru/", true}, resources);
  CHECK(page.starts_with("<!doctype html>\n<html lang=\"ru\" class=\"plain\">"));
  CHECK(page.find("<title>Сквер &amp; «двор» &lt;b&gt;</title>") != std::string::npos);
  CHECK(page.find("content=\"Описание &quot;x&quot;\"") != std::string::npos);
  CHECK(page.find(head) != std::string::npos);
  CHECK(page.find("<div id=\"app\"><main>Портал</main></div>") != std::string::npos);
  CHECK(page.find("<link rel=\"canonical\" href=\"https://p.ru/\">") != std::string::npos);
  CHECK(page.find("noindex") == std::string::npos);
  CHECK(page.find("</script><script>") == std::string::npos);
  CHECK(page.find("<!--") == std::string::npos);
  CHECK(page.find("<style") == std::string::npos);
  CHECK(page.find(" style=") == std::string::npos);

  const std::string mark = "id=\"resources\">";
  const size_t begin = page.find(mark) + mark.size();
  const std::string data = page.substr(begin, page.find("</script>", begin) - begin);
  CHECK(nlohmann::json::parse(data) == resources);
}

TEST_CASE("a personal page asks not to be indexed and has no canonical address") {
  const std::string page = page_html({"v", {}}, {"Мои заявки", "", "", "", false}, nlohmann::json::object());
  CHECK(page.find("<meta name=\"robots\" content=\"noindex\">") != std::string::npos);
  CHECK(page.find("canonical") == std::string::npos);
  CHECK(page.find("name=\"description\"") == std::string::npos);
}

TEST_CASE("the manifest of the web build is read, anything else is refused in words") {
  const fs::path folder = fs::temp_directory_path() / ("pochin-pages-" + std::to_string(getpid()));
  fs::create_directories(folder / "assets");
  CHECK_FALSE(load_manifest(folder.string()));
  std::ofstream(folder / "assets/manifest.json") << "{\"heads\":5}";
  CHECK_FALSE(load_manifest(folder.string()));
  std::ofstream(folder / "assets/manifest.json")
      << R"({"version":"ab","heads":{"visit":"<link>","work":"<w>"},"inline":{"visit":{"script":"'sha256-A='","style":"'sha256-B='"}}})";
  auto manifest = load_manifest(folder.string());
  REQUIRE(manifest);
  CHECK(manifest->version == "ab");
  CHECK(manifest->heads.at("visit") == "<link>");
  CHECK(manifest->heads.at("work") == "<w>");
  CHECK_FALSE(manifest->inside.contains("work"));
  const std::string policy = page_policy(manifest->inside.at("visit"));
  CHECK(policy.find("script-src 'self' 'wasm-unsafe-eval' 'sha256-A=';") != std::string::npos);
  CHECK(policy.find("style-src 'self' 'sha256-B=';") != std::string::npos);
  CHECK(page_policy().find("sha256") == std::string::npos);
  CHECK(policy.find("unsafe-inline") == std::string::npos);
  fs::remove_all(folder);
}
