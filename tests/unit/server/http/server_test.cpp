#include "server/http/server.h"

#include <httplib.h>

#include <atomic>
#include <nlohmann/json.hpp>

#include "server/http/json_body.h"
#include "tests/unit/server/http/wire.h"

using namespace pochin::server;
using namespace std::chrono_literals;

namespace {

Router small_router() {
  Router router;
  router.get("/hello", [](const Request&) { return Response::text("здравствуйте"); });
  router.get("/echo/{name}", [](const Request& r) {
    return Response::json({{"name", r.param("name")}, {"q", r.query_value("q").value_or("")}, {"remote", r.remote}});
  });
  router.get("/long", [](const Request&) { return Response::json({{"text", std::string(5000, 'x')}}).etag("\"7\""); });
  router.get("/secret", [](const Request&) {
    Response r = Response::json({{"text", std::string(5000, 'x')}});
    r.compressible = false;
    return r;
  });
  router.get("/big", [](const Request&) {
    Response r = Response::text(std::string(4'000'000, 'b'));
    r.compressible = false;
    return r;
  });
  router.get("/breaks", [](const Request&) -> Response { throw std::runtime_error("a broken handler"); });
  router.get("/splits", [](const Request&) { return Response::text("x").set("X-Name", "a\r\nSet-Cookie: stolen=1"); });
  router.get("/empty", [](const Request&) { return Response::empty(); });
  router.post("/take",
              [](const Request& r) {
                auto body = json_body(r);
                if (!body) return Response::of(body.error());
                return Response::json({{"size", r.body.size()}, {"sum", (*body)["a"]}}, 201);
              },
              {.max_body = 1000});
  router.post("/raw",
              [](const Request& r) {
                return Response::json({{"size", r.body.size()}});
              },
              {.max_body = 600'000});
  router.get("/piece", [](const Request&) { return Response::text("ok"); }, {.spend = Spend::upload});
  return router;
}

constexpr std::string_view kHello = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";
constexpr std::string_view kHelloAndGo = "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

}  // namespace

TEST_CASE("answers, statuses and parameters through an ordinary client") {
  const Router router = small_router();
  RunningServer server(router);
  httplib::Client client("127.0.0.1", server.port);
  client.set_keep_alive(true);

  auto hello = client.Get("/hello");
  REQUIRE(hello);
  CHECK(hello->status == 200);
  CHECK(hello->body == "здравствуйте");
  CHECK(hello->get_header_value("Content-Type") == "text/plain; charset=utf-8");

  auto echo = client.Get("/echo/%D0%81%D0%BB%D0%BA%D0%B8%D0%BD?q=a%26b+c");
  REQUIRE(echo);
  CHECK(nlohmann::json::parse(echo->body) ==
        nlohmann::json{{"name", "Ёлкин"}, {"q", "a&b c"}, {"remote", "127.0.0.1"}});

  CHECK(client.Get("/nothing")->status == 404);
  CHECK(client.Get("/nothing")->get_header_value("Content-Type") == "application/problem+json");
  auto wrong = client.Delete("/hello");
  CHECK(wrong->status == 405);
  CHECK(wrong->get_header_value("Allow") == "GET, HEAD");
  CHECK(client.Get("/echo/%ff")->status == 400);
  CHECK(client.Get("/echo/a?q=%ff")->status == 400);
  CHECK(client.Get("/echo/a%00b")->status == 400);

  auto head = client.Head("/hello");
  REQUIRE(head);
  CHECK(head->status == 200);
  CHECK(head->body.empty());
  CHECK(head->get_header_value("Content-Length") == std::to_string(hello->body.size()));

  auto empty = client.Get("/empty");
  CHECK(empty->status == 204);
  CHECK_FALSE(empty->has_header("Content-Length"));
  auto taken = client.Post("/take", "{\"a\":5}", "application/json");
  CHECK(taken->status == 201);
  CHECK(nlohmann::json::parse(taken->body)["sum"] == 5);
  CHECK(client.Post("/take", "{\"a\":5}", "text/plain")->status == 415);
  CHECK(client.Post("/take", "{\"a\":\"\xff\"}", "application/json")->status == 400);
  CHECK(client.Post("/take", std::string(1001, ' '), "application/json")->status == 413);
  CHECK(nlohmann::json::parse(
            client.Post("/raw", std::string(500'000, 'y'), "application/octet-stream")->body)["size"] == 500'000);
}

TEST_CASE("every answer carries the headers of security") {
  const Router router = small_router();
  RunningServer server(router);
  httplib::Client client("127.0.0.1", server.port);
  for (const char* path : {"/hello", "/nothing", "/breaks"}) {
    auto r = client.Get(path);
    REQUIRE(r);
    CHECK(r->get_header_value("X-Content-Type-Options") == "nosniff");
    CHECK(r->get_header_value("Referrer-Policy") == "same-origin");
    CHECK(r->get_header_value("Content-Security-Policy") == "default-src 'none'; frame-ancestors 'none'");
    CHECK(r->get_header_value("Cross-Origin-Opener-Policy") == "same-origin");
    CHECK(r->get_header_value("Strict-Transport-Security").starts_with("max-age=31536000"));
    CHECK(r->get_header_value("Cache-Control") == "no-store");
    CHECK(r->has_header("Permissions-Policy") == r->get_header_value("Content-Type").starts_with("text/html"));
  }
  ServerOptions plain;
  plain.https = false;
  RunningServer over_http(router, nullptr, plain);
  CHECK_FALSE(httplib::Client("127.0.0.1", over_http.port).Get("/hello")->has_header("Strict-Transport-Security"));
}

TEST_CASE("an exception becomes a 500 that says nothing, and the next request is answered") {
  const Router router = small_router();
  RunningServer server(router);
  httplib::Client client("127.0.0.1", server.port);
  client.set_keep_alive(true);
  auto broken = client.Get("/breaks");
  CHECK(broken->status == 500);
  CHECK(broken->body.find("broken handler") == std::string::npos);
  CHECK(broken->body.find(broken->get_header_value("X-Request-Id")) != std::string::npos);
  CHECK(client.Get("/hello")->status == 200);
  auto split = client.Get("/splits");
  CHECK_FALSE(split->has_header("Set-Cookie"));
  CHECK_FALSE(split->has_header("X-Name"));
}

TEST_CASE("long answers are compressed as the client permits, and not when they must not be") {
  const Router router = small_router();
  RunningServer server(router);
  httplib::Client client("127.0.0.1", server.port);
  client.set_decompress(false);
  auto br = client.Get("/long", {{"Accept-Encoding", "gzip, br"}});
  CHECK(br->get_header_value("Content-Encoding") == "br");
  CHECK(br->get_header_value("Vary") == "Accept-Encoding");
  CHECK(br->body.size() < 500);
  CHECK(br->get_header_value("ETag") == "\"7\"");
  CHECK(client.Get("/long", {{"Accept-Encoding", "gzip"}})->get_header_value("Content-Encoding") == "gzip");
  CHECK_FALSE(client.Get("/long", {{"Accept-Encoding", "identity"}})->has_header("Content-Encoding"));
  CHECK_FALSE(client.Get("/secret", {{"Accept-Encoding", "gzip, br"}})->has_header("Content-Encoding"));
  CHECK_FALSE(client.Get("/hello", {{"Accept-Encoding", "gzip, br"}})->has_header("Content-Encoding"));
  auto same = client.Get("/long", {{"If-None-Match", "\"7\""}});
  CHECK(same->status == 304);
  CHECK(same->body.empty());
  CHECK(same->get_header_value("ETag") == "\"7\"");
  CHECK(client.Get("/long", {{"If-None-Match", "\"8\""}})->status == 200);
}

TEST_CASE("smuggled and malformed requests are answered 400 and the connection ends") {
  const Router router = small_router();
  RunningServer server(router);
  const std::string rest = "Host: x\r\n\r\nGET /hello HTTP/1.1\r\nHost: x\r\n\r\n";
  for (const std::string& bytes : {
           std::string("POST /take HTTP/1.1\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n") + rest,
           std::string("POST /take HTTP/1.1\r\nContent-Length: 6\r\nContent-Length: 7\r\n") + rest,
           std::string("POST /take HTTP/1.1\r\nTransfer-Encoding : chunked\r\n") + rest,
           std::string("POST /take HTTP/1.1\r\nX: y\nTransfer-Encoding: chunked\r\n") + rest,
           std::string("GET /hello HTTP/1.1\r\n\r\n"),
           std::string("NONSENSE\r\n\r\n"),
           std::string("\x16\x03\x01\x02\x00\r\n\r\n", 9),
       }) {
    RawClient client(server.port);
    client.send(bytes);
    const std::string answer = client.read_all();
    CHECK(status_of(answer) == 400);
    CHECK(answer.find("HTTP/1.1", 9) == std::string::npos);  // one answer only
    CHECK(answer.find("Connection: close") != std::string::npos);
    CHECK(client.closed);
  }
  CHECK(raw_status(server.port, "POST /take HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") ==
        411);
  CHECK(raw_status(server.port,
                   "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc") == 400);
  CHECK(raw_status(server.port, "GET /hello HTTP/3.7\r\nHost: x\r\n\r\n") == 505);
  CHECK(raw_status(server.port, "BREW /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n") == 405);
}

TEST_CASE("an address of 15 kB comes through, oversized heads do not") {
  const Router router = small_router();
  RunningServer server(router);
  CHECK(raw_status(server.port, "GET /echo/a?q=" + std::string(15'000, 'a') +
                                    " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n") == 200);
  CHECK(raw_status(server.port, "GET /echo/a?q=" + std::string(17'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n") == 414);
  CHECK(raw_status(server.port, "GET /hello HTTP/1.1\r\nHost: x\r\nX: " + std::string(33'000, 'a') + "\r\n\r\n") ==
        431);
  CHECK(raw_status(server.port, "GET /hello HTTP/1.1\r\nHost: x\r\nX: " + std::string(200'000, 'a')) == 431);
}

TEST_CASE("requests that come together are answered in order") {
  const Router router = small_router();
  RunningServer server(router);
  RawClient client(server.port);
  client.send("POST /raw HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcGET /nothing HTTP/1.1\r\nHost: x\r\n\r\n" +
              std::string(kHello) + "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string all = client.read_all();
  CHECK(client.closed);
  const size_t first = all.find("{\"size\":3}"), second = all.find(" 404 "), third = all.find("здравствуйте");
  CHECK((first < second && second < third && third < all.rfind("здравствуйте")));
}

TEST_CASE("a request in pieces is put together, its time is limited") {
  const Router router = small_router();
  ServerOptions options;
  options.header_time = 300ms;
  options.body_time = 300ms;
  options.keep_alive = 200ms;
  RunningServer server(router, nullptr, options);
  {
    RawClient client(server.port);
    for (const char c : kHello) client.send(std::string_view(&c, 1));
    CHECK(status_of(client.read_one()) == 200);
  }
  {  // a head that drips is cut off, however regularly it drips
    RawClient client(server.port);
    const auto begin = std::chrono::steady_clock::now();
    client.send("GET /hello HTTP/1.1\r\nHost: x\r\nX: ");
    for (int i = 0; i < 10; ++i) {
      std::this_thread::sleep_for(40ms);
      client.send("a");
    }
    CHECK(status_of(client.read_all()) == 408);
    CHECK(std::chrono::steady_clock::now() - begin < 2s);
  }
  {  // so is a body
    RawClient client(server.port);
    client.send("POST /raw HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
    CHECK(status_of(client.read_all()) == 408);
  }
  {  // who says nothing is let go without a word
    RawClient client(server.port);
    CHECK(client.read_all().empty());
    CHECK(client.closed);
  }
  {  // and so is who has had an answer and says nothing more
    RawClient client(server.port);
    client.send(kHello);
    client.read_one();
    CHECK(client.read_all().empty());
    CHECK(client.closed);
  }
}

TEST_CASE("silent and slow clients keep no worker from the others") {
  const Router router = small_router();
  ServerOptions options;
  options.threads = 2;
  options.most_threads = 2;
  RunningServer server(router, nullptr, options);
  std::vector<std::unique_ptr<RawClient>> idle;
  for (int i = 0; i < 100; ++i) {
    idle.push_back(std::make_unique<RawClient>(server.port));
    if (i % 3 == 0) idle.back()->send("GET /hel");
    if (i % 3 == 1) idle.back()->send("POST /raw HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc");
    if (i % 3 == 2) {
      idle.back()->send(kHello);
      CHECK(status_of(idle.back()->read_one()) == 200);
    }
  }
  httplib::Client client("127.0.0.1", server.port);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) CHECK(client.Get("/hello")->status == 200);
  CHECK(std::chrono::steady_clock::now() - begin < 1s);
}

TEST_CASE("100-continue is said only when the body is wanted") {
  const Router router = small_router();
  RunningServer server(router);
  RawClient wanted(server.port);
  wanted.send(
      "POST /raw HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
  std::this_thread::sleep_for(50ms);
  wanted.send("abc");
  const std::string answer = wanted.read_all();
  CHECK(answer.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 "));
  CHECK(raw_status(server.port,
                   "POST /take HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\nExpect: 100-continue\r\n\r\n") == 413);
}

TEST_CASE("too many pieces of files from one address are put off") {
  const Router router = small_router();
  ServerOptions options;
  options.uploads_per_minute = 3;
  RunningServer server(router, nullptr, options);
  httplib::Client client("127.0.0.1", server.port);
  for (int i = 0; i < 3; ++i) CHECK(client.Get("/piece")->status == 200);
  auto often = client.Get("/piece");
  CHECK(often->status == 429);
  CHECK(std::stoi(often->get_header_value("Retry-After")) > 0);
  CHECK(client.Get("/hello")->status == 200);
}

TEST_CASE("behind a trusted proxy the client is who the proxy names") {
  const Router router = small_router();
  ServerOptions options;
  options.trusted_proxies = {"127.0.0.1"};
  RunningServer server(router, nullptr, options);
  httplib::Client client("127.0.0.1", server.port);
  auto echo = client.Get("/echo/a", {{"X-Forwarded-For", "6.6.6.6, 198.51.100.7"}});
  CHECK(nlohmann::json::parse(echo->body)["remote"] == "198.51.100.7");
}

TEST_CASE("a proxy's list of addresses is read from all its headers") {
  const Router router = small_router();
  ServerOptions options;
  options.trusted_proxies = {"127.0.0.0/8"};
  RunningServer server(router, nullptr, options);
  RawClient client(server.port);
  client.send(
      "GET /echo/a HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: "
      "[2001:db8::7]:443, 127.0.0.5:80\r\n\r\n");
  CHECK(client.read_one().find("\"remote\":\"2001:db8::7\"") != std::string::npos);
}

TEST_CASE("a visitor at another name of the portal is sent to its own, cached pages too") {
  Router router = small_router();
  PublicCache cache;
  RunningServer server(router, &cache, {}, "http://127.0.0.1:1");
  RawClient client(server.port);
  client.send("GET /echo/a?q=%D1%8F HTTP/1.1\r\nHost: pochin.test\r\n\r\n");
  const std::string answer = client.read_one();
  CHECK(answer.starts_with("HTTP/1.1 308"));
  CHECK(answer.find("Location: http://127.0.0.1:1/echo/a?q=%D1%8F\r\n") != std::string::npos);
  CHECK(raw_status(server.port, kHelloAndGo) == 308);
  CHECK(raw_status(server.port, "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n") == 200);
}

TEST_CASE("stopping: accepted work is finished, new clients are refused, idle ones are let go") {
  std::atomic<bool> begun = false;
  Router router = small_router();
  router.get("/slow", [&](const Request&) {
    begun = true;
    std::this_thread::sleep_for(400ms);
    return Response::text("готово");
  });
  RunningServer server(router);
  RawClient idle(server.port);
  idle.send(kHello);
  idle.read_one();
  RawClient half(server.port);
  half.send("POST /raw HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nabc");
  RawClient slow(server.port);
  slow.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  while (!begun) std::this_thread::sleep_for(1ms);
  server.ask_to_stop();
  std::this_thread::sleep_for(100ms);
  CHECK_FALSE(RawClient(server.port).connected);
  CHECK(idle.read_all(1000ms).empty());
  CHECK(idle.closed);
  half.send("def");
  CHECK(half.read_all().find("{\"size\":6}") != std::string::npos);
  const std::string answer = slow.read_all();
  CHECK(answer.ends_with("готово"));
  CHECK(answer.find("Connection: close") != std::string::npos);
  server.stop();
}

TEST_CASE("stopping does not wait for ever for a client that never finishes") {
  const Router router = small_router();
  ServerOptions options;
  options.stop_time = 300ms;
  RunningServer server(router, nullptr, options);
  RawClient half(server.port);
  half.send("POST /raw HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nabc");
  std::this_thread::sleep_for(50ms);
  const auto begin = std::chrono::steady_clock::now();
  server.stop();
  CHECK(std::chrono::steady_clock::now() - begin < 2s);
}

TEST_CASE("the log says what was asked, never the query, the cookies or the whole address") {
  Router router = small_router();
  router.get("/auth/callback", [](const Request&) { return Response::text("ok"); });
  RunningServer server(router);
  httplib::Client client("127.0.0.1", server.port);
  client.Get("/auth/callback?code=TOPSECRET", {{"Cookie", "sid=TOPSECRET"}});
  client.Get("/TOPSECRET");
  server.stop();
  const auto lines = server.lines();
  REQUIRE(lines.size() == 2);
  for (const auto& line : lines) {
    CHECK(line.find("TOPSECRET") == std::string::npos);
    const auto entry = nlohmann::json::parse(line);
    CHECK(entry["from"] == "127.0.0.0");
    CHECK(entry["method"] == "GET");
  }
  CHECK(nlohmann::json::parse(lines[0])["path"] == "/auth/callback");
  CHECK(nlohmann::json::parse(lines[1])["status"] == 404);
}

TEST_CASE("many clients at once are all answered") {
  const Router router = small_router();
  RunningServer server(router);
  std::atomic<int> good = 0;
  std::vector<std::thread> clients;
  for (int c = 0; c < 16; ++c)
    clients.emplace_back([&] {
      httplib::Client client("127.0.0.1", server.port);
      client.set_keep_alive(true);
      for (int i = 0; i < 50; ++i) {
        auto r = client.Get("/echo/" + std::to_string(i));
        if (r && r->body.find("\"" + std::to_string(i) + "\"") != std::string::npos) ++good;
      }
    });
  for (auto& client : clients) client.join();
  CHECK(good == 16 * 50);
}

TEST_CASE("connections that ask nothing make room for a newcomer") {
  const Router router = small_router();
  ServerOptions options;
  options.connections = 16;
  RunningServer server(router, nullptr, options);
  std::vector<std::unique_ptr<RawClient>> idle;
  for (int i = 0; i < 100; ++i) {
    idle.push_back(std::make_unique<RawClient>(server.port));
    if (i % 2 == 0) idle.back()->send("GET /hello HTTP/1.1\r\nHost: x\r\nX: ");
  }
  for (int i = 0; i < 20; ++i) CHECK(raw_status(server.port, kHelloAndGo) == 200);
}

TEST_CASE("clients that do not read their answers occupy no worker") {
  const Router router = small_router();
  ServerOptions options;
  options.threads = options.most_threads = 2;
  RunningServer server(router, nullptr, options);
  std::vector<std::unique_ptr<RawClient>> stuck;
  for (int i = 0; i < 20; ++i) {
    stuck.push_back(std::make_unique<RawClient>(server.port));
    stuck.back()->send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  for (int i = 0; i < 20; ++i) CHECK(raw_status(server.port, kHelloAndGo) == 200);
  const std::string whole = stuck.front()->read_one();
  CHECK(whole.size() > 4'000'000);
  CHECK(whole.ends_with('b'));
}

TEST_CASE("who takes nothing of an answer is let go, who takes it slowly gets all of it") {
  const Router router = small_router();
  ServerOptions options;
  options.write_time = 300ms;
  RunningServer server(router, nullptr, options);
  RawClient deaf(server.port), slow(server.port);
  for (RawClient* client : {&deaf, &slow}) client->send("GET /big HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  std::string got;
  for (int i = 0; i < 20; ++i) {
    got += slow.read_some(200'000);
    std::this_thread::sleep_for(50ms);
  }
  got += slow.read_all();
  CHECK(got.size() > 4'000'000);
  CHECK(deaf.read_all().size() < 4'000'000);
}
