#include <httplib.h>

#include <atomic>
#include <filesystem>
#include <fstream>

#include "server/http/compress.h"
#include "server/http/public_cache.h"
#include "server/http/static_files.h"
#include "tests/unit/server/http/wire.h"

using namespace pochin::server;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path = fs::temp_directory_path() / ("pochin-http-" + std::to_string(getpid()));
  Folder() { fs::create_directories(path / "assets"); }
  ~Folder() { fs::remove_all(path); }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path / name, std::ios::binary) << bytes;
  }
  void write_all(const std::string& name, const std::string& bytes) const {
    write(name, bytes);
    write(name + ".br", compress_brotli(bytes, 5));
    write(name + ".gz", compress_gzip(bytes, 6));
  }
};

}  // namespace

TEST_CASE("a public answer is made once and remade when something changed") {
  PublicCache cache;
  int made = 0;
  Router router;
  router.get("/list", [&](const Request& r) {
    return cache.get(cache_key(r), [&] {
      ++made;
      return Response::json_text("[\"" + std::to_string(made) + std::string(3000, 'x') + "\"]");
    });
  });
  RunningServer server(router, &cache);
  httplib::Client client("127.0.0.1", server.port);
  client.set_keep_alive(true);
  client.set_decompress(false);
  auto first = client.Get("/list", {{"Accept-Encoding", "br"}});
  CHECK(first->get_header_value("Content-Encoding") == "br");
  CHECK(first->get_header_value("Cache-Control") == "public, no-cache");
  for (int i = 0; i < 5; ++i) CHECK(client.Get("/list", {{"Accept-Encoding", "br"}})->body == first->body);
  CHECK(made == 1);
  const std::string etag = first->get_header_value("ETag");
  CHECK(etag.ends_with("-br\""));
  auto same = client.Get("/list", {{"Accept-Encoding", "br"}, {"If-None-Match", etag}});
  CHECK(same->status == 304);
  CHECK(same->get_header_value("ETag") == etag);
  auto plain = client.Get("/list", {{"Accept-Encoding", "identity"}});
  CHECK(plain->body.size() > 3000);
  CHECK(plain->get_header_value("ETag") != etag);
  auto head = client.Head("/list");
  CHECK(head->get_header_value("Content-Length") == std::to_string(plain->body.size()));
  CHECK(client.Get("/list?x=1")->status == 200);
  CHECK(made == 2);

  cache.changed();
  auto after = client.Get("/list", {{"Accept-Encoding", "br"}, {"If-None-Match", etag}});
  CHECK(after->status == 200);
  CHECK(after->body != first->body);
  CHECK(made == 3);
}

TEST_CASE("refusals and exceptions are not kept") {
  PublicCache cache;
  int made = 0;
  for (int i = 0; i < 2; ++i)
    CHECK(cache
              .get("/a",
                   [&] {
                     ++made;
                     return Response::of(not_found());
                   })
              .status == 404);
  CHECK(made == 2);
  CHECK_THROWS(cache.get("/b", []() -> Response { throw std::runtime_error("x"); }));
  CHECK(cache.get("/b", [] { return Response::text("ok"); }).status == 200);
  CHECK(cache.find("/b") != nullptr);
}

TEST_CASE("who asks for what is being made waits; a change meanwhile is not lost") {
  PublicCache cache;
  std::atomic<int> made = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      cache.get("/a", [&] {
        ++made;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return cache.get("/part", [] { return Response::text("part"); });
      });
    });
  for (auto& t : threads) t.join();
  // The outer answer holds prepared bytes, which are not kept a second time.
  CHECK(made >= 1);
  CHECK(cache.find("/part") != nullptr);

  std::atomic<int> texts = 0;
  threads.clear();
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      cache.get("/text", [&] {
        ++texts;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return Response::text("text");
      });
    });
  for (auto& t : threads) t.join();
  CHECK(texts == 1);
  cache.get("/late", [&] {
    cache.changed();
    return Response::text("old");
  });
  CHECK(cache.find("/late") == nullptr);
}

TEST_CASE("the cache stays within its size") {
  PublicCache cache(10'000);
  for (int i = 0; i < 50; ++i) cache.get("/" + std::to_string(i), [] { return Response::text(std::string(900, 'x')); });
  int kept = 0;
  for (int i = 0; i < 50; ++i) kept += cache.find("/" + std::to_string(i)) ? 1 : 0;
  CHECK(kept > 0);
  CHECK(kept <= 11);
}

TEST_CASE("assets: hashed names for ever, the root asked each time, prepared codings") {
  const Folder folder;
  folder.write_all("assets/app.0123abcd.js", "let a = 1;" + std::string(4000, ' '));
  folder.write_all("assets/client.0123abcd.wasm", std::string(4000, 'w'));
  folder.write("assets/manifest.json", "{}");
  folder.write_all("sw.js", "self" + std::string(2000, ' '));
  Router router;
  REQUIRE(add_static_files(router, folder.path));
  RunningServer server(router);
  httplib::Client client("127.0.0.1", server.port);
  client.set_decompress(false);
  auto js = client.Get("/assets/app.0123abcd.js", {{"Accept-Encoding", "br, gzip"}});
  CHECK(js->get_header_value("Content-Type") == "text/javascript; charset=utf-8");
  CHECK(js->get_header_value("Content-Encoding") == "br");
  CHECK(js->get_header_value("Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(js->get_header_value("Content-Security-Policy").find("'wasm-unsafe-eval'") != std::string::npos);
  CHECK(js->get_header_value("Content-Security-Policy").find("unsafe-inline") == std::string::npos);
  auto wasm = client.Get("/assets/client.0123abcd.wasm", {{"Accept-Encoding", "gzip"}});
  CHECK(wasm->get_header_value("Content-Type") == "application/wasm");
  CHECK(wasm->get_header_value("Content-Encoding") == "gzip");
  CHECK(client.Get("/assets/client.0123abcd.wasm", {{"Accept-Encoding", "identity"}})->body == std::string(4000, 'w'));
  CHECK(client.Get("/assets/client.0123abcd.wasm", {{"If-None-Match", wasm->get_header_value("ETag")}})->status == 304);
  CHECK(client.Get("/sw.js")->get_header_value("Cache-Control") == "no-cache");
  CHECK(client.Get("/assets/manifest.json")->status == 404);
  CHECK(client.Get("/assets/app.0123abcd.js.br")->status == 404);
  CHECK(client.Get("/assets/..%2fsw.js")->status == 404);
  CHECK(client.Post("/sw.js", "", "text/plain")->status == 405);

  folder.write("assets/lonely.js", std::string(4000, 'x'));
  Router other;
  auto refused = add_static_files(other, folder.path);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().find("lonely.js.br") != std::string::npos);
}

TEST_CASE("a browser that has another release of a program is sent the difference to it, when it takes one") {
  const Folder folder;
  folder.write_all("assets/client.0123abcd.wasm", std::string(4000, 'w'));
  const std::string of = "/assets/client.0123abcd.wasm";
  // SHA-256 of nothing, as files name it and as browsers send it (RFC 9842 §2.2).
  folder.write("assets/client.0123abcd.wasm.dcz.e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
               "diff");
  const std::string has = ":47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:";
  Router router;
  REQUIRE(add_static_files(router, folder.path));
  RunningServer server(router);
  httplib::Client client("127.0.0.1", server.port);
  client.set_decompress(false);
  const auto get = [&](const std::string& accept, const std::string& dictionary) {
    return client.Get(of, {{"Accept-Encoding", accept}, {"Available-Dictionary", dictionary}});
  };
  auto sent = get("gzip, br, dcb, dcz", has);
  CHECK(sent->body == "diff");
  CHECK(sent->get_header_value("Content-Encoding") == "dcz");
  CHECK(sent->get_header_value("Content-Type") == "application/wasm");
  CHECK(sent->get_header_value("Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(sent->get_header_value("Use-As-Dictionary") == "match=\"/assets/*.wasm\"");
  CHECK(sent->get_header_value("Vary").find("Available-Dictionary") != std::string::npos);
  CHECK(get("gzip, br, zstd", has)->get_header_value("Content-Encoding") == "br");
  CHECK(get("br, dcz;q=0", has)->get_header_value("Content-Encoding") == "br");
  CHECK(get("br, dcz", ":AAAA=:")->get_header_value("Content-Encoding") == "br");
  CHECK(get("br, dcz", "")->get_header_value("Content-Encoding") == "br");
  CHECK(client.Get(of, {{"Accept-Encoding", "br"}})->get_header_value("Use-As-Dictionary") ==
        "match=\"/assets/*.wasm\"");
  CHECK(client.Get(of + ".dcz.e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")->status == 404);
}
