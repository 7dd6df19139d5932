#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "server/http/compress.h"
#include "server/http/conditional.h"
#include "server/http/cookie.h"
#include "server/http/csrf.h"
#include "server/http/json_body.h"
#include "server/http/proxy.h"
#include "server/http/rate_limit.h"
#include "server/http/router.h"
#include "server/http/url.h"

using namespace pochin::server;
using Json = nlohmann::json;

namespace {

Request with_headers(std::vector<Request::View> headers, std::string method = "POST") {
  Request request;
  request.method = std::move(method);
  request.headers = std::move(headers);
  return request;
}

Request json_request(std::string body, std::string_view type = "application/json") {
  Request request = with_headers({{"Content-Type", type}});
  request.body = std::move(body);
  return request;
}

std::string code_of(const Request& request) {
  auto body = json_body(request);
  return body ? "ok" : body.error().code;
}

}  // namespace

TEST_CASE("texts of a body are clean when they have come in") {
  auto body = json_body(json_request("{\"title\":\"\u202Eи\u0306од\\u0000\u200B\",\"list\":[\"а\\u0007б\"]}"));
  REQUIRE(body);
  CHECK(*body == nlohmann::json{{"title", "йод"}, {"list", {"аб"}}});
}

TEST_CASE("UTF-8 is checked, not guessed") {
  CHECK(valid_utf8("Ёлкин № 5 ₽ 🙂"));
  CHECK_FALSE(valid_utf8("\xd0"));
  CHECK_FALSE(valid_utf8("\xc0\xaf"));          // overlong
  CHECK_FALSE(valid_utf8("\xed\xa0\x80"));      // a surrogate
  CHECK_FALSE(valid_utf8("\xf4\x90\x80\x80"));  // past the last code
  CHECK_FALSE(valid_utf8("a\xff"));
}

TEST_CASE("percent-encoding is undone strictly") {
  CHECK(percent_decode("/%D0%9F+a", false) == "/П+a");
  CHECK(percent_decode("%D0%9F+a", true) == "П a");
  CHECK_FALSE(percent_decode("%D0", false));
  CHECK_FALSE(percent_decode("%zz", false));
  CHECK_FALSE(percent_decode("%", false));
  CHECK_FALSE(percent_decode("%00", false));
  CHECK_FALSE(percent_decode("%0d%0aSet-Cookie:", false));
  CHECK(percent_decode(percent_encode("Ильина & К°"), false) == "Ильина & К°");
  auto query = parse_query("a=1&b=%D1%8F&&c&a=2");
  REQUIRE(query);
  CHECK(*query == std::vector<Request::Pair>{{"a", "1"}, {"b", "я"}, {"c", ""}, {"a", "2"}});
  CHECK_FALSE(parse_query("a=%ff"));
}

TEST_CASE("routes: literal before name before the rest; unknown 404; other method 405 with Allow") {
  Router router;
  const auto says = [](std::string text) { return [text](const Request&) { return Response::text(text); }; };
  router.get("/", says("root"));
  router.get("/projects/new", says("new"));
  router.get("/projects/{number}", says("one"));
  router.post("/projects/{number}", says("posted"));
  router.get("/projects/{number}/files/{file}", says("file"));
  router.get("/help/{page...}", says("help"));
  const auto pattern = [&](std::string_view method, std::string_view path) {
    auto match = router.find(method, path);
    return match ? std::string(match->pattern) : std::to_string(match.error().status);
  };
  CHECK(pattern("GET", "/") == "/");
  CHECK(pattern("HEAD", "/") == "/");
  CHECK(pattern("GET", "/projects/new") == "/projects/new");
  CHECK(pattern("GET", "/projects/7") == "/projects/{number}");
  CHECK(pattern("POST", "/projects/new") == "/projects/{number}");
  CHECK(pattern("GET", "/projects/7/files/a") == "/projects/{number}/files/{file}");
  CHECK(pattern("GET", "/help/a/b") == "/help/{page...}");
  CHECK(pattern("GET", "/help/") == "404");
  CHECK(pattern("GET", "/projects") == "404");
  CHECK(pattern("GET", "/projects/") == "404");
  CHECK(pattern("GET", "/projects/7/") == "404");
  CHECK(pattern("GET", "//") == "404");
  auto match = router.find("GET", "/projects/ПОЧ-1/files/f_2");
  REQUIRE(match);
  CHECK(match->params == std::vector<Request::Pair>{{"number", "ПОЧ-1"}, {"file", "f_2"}});
  auto wrong = router.find("DELETE", "/projects/7");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().status == 405);
  CHECK(wrong.error().headers == std::vector<std::pair<std::string, std::string>>{{"Allow", "GET, HEAD, POST"}});
  CHECK_THROWS(router.get("/projects/{other}", says("twice")));
  router.set_lost_page(says("lost"));
  CHECK(pattern("GET", "/nowhere") == "");
  CHECK(pattern("GET", "/api/v1/nowhere") == "404");
  CHECK(pattern("GET", "/assets/nowhere") == "404");
  CHECK(pattern("POST", "/nowhere") == "404");
  CHECK(pattern("PUT", "/projects/7") == "405");
  CHECK(router.list().size() == 6);
}

TEST_CASE("a JSON body is read strictly") {
  CHECK(code_of(json_request("{\"a\":1}")) == "ok");
  CHECK(code_of(json_request("{\"a\":1}", "application/json; charset=UTF-8")) == "ok");
  CHECK(code_of(json_request("{}", "text/plain")) == "not_json_type");
  CHECK(code_of(json_request("{}", "application/json; charset=windows-1251")) == "not_json_type");
  CHECK(code_of(with_headers({})) == "not_json_type");
  CHECK(code_of(json_request("")) == "not_json");
  CHECK(code_of(json_request("{\"a\":1} {}")) == "not_json");
  CHECK(code_of(json_request("{\"a\":NaN}")) == "not_json");
  CHECK(code_of(json_request("{\"a\":1e999}")) == "not_json");
  CHECK(code_of(json_request("{\"a\":\"\xff\"}")) == "not_json");
  CHECK(code_of(json_request("{\"a\":{\"b\":1,\"b\":2}}")) == "duplicate_member");
  CHECK(code_of(json_request(std::string(33, '[') + std::string(33, ']'))) == "too_deep");
  CHECK(code_of(json_request(std::string(32, '[') + std::string(32, ']'))) == "ok");
  CHECK(code_of(json_request(std::string(200'000, '['))) == "too_deep");
}

TEST_CASE("fields: every wrong member is named, and so is every unknown one") {
  const Json body =
      Json::parse(R"({"name":5,"size":0,"more":true,"ok":"да","list":[1,2,3],"big":18446744073709551615})");
  Fields in(body, "file/");
  CHECK(in.text("ok") == "да");
  in.text("name");
  in.integer("size", 1, 10);
  in.integer("big", 1, 10);
  in.text("missing");
  CHECK(in.array("list", 2) == nullptr);
  auto wrong = in.finish();
  REQUIRE(wrong);
  CHECK(wrong->status == 422);
  std::vector<std::string> said;
  for (const auto& e : wrong->errors) said.push_back(e.field + " " + e.code);
  CHECK(said == std::vector<std::string>{"file/name type", "file/size range", "file/big range", "file/missing required",
                                         "file/list too_many", "file/more unknown"});
  const Json list = Json::array();
  Fields not_object(list);
  CHECK(not_object.finish()->errors.front().field == "body");
  const Json good = {{"a", 1}};
  Fields fine(good);
  CHECK(fine.integer("a", 0, 1) == 1);
  CHECK_FALSE(fine.optional_text("b"));
  CHECK_FALSE(fine.finish());
}

TEST_CASE("If-Match names a version or is refused") {
  const auto version = [](std::string_view sent) {
    auto v = required_version(with_headers({{"if-match", sent}}));
    return v ? *v : -v.error().status;
  };
  CHECK(version("\"7\"") == 7);
  CHECK(version("W/\"12\"") == 12);
  // A proxy that compresses names its form behind the tag; our own compression does too.
  for (const char* form : {"-gzip", "-br", "-gz", ";gzip", "--gzip", "-zstd", "-deflate"}) {
    CHECK(version("\"7" + std::string(form) + "\"") == 7);
    CHECK(version("W/\"7" + std::string(form) + "\"") == 7);
  }
  CHECK(version("\"7-other\"") == -400);
  CHECK(version("\"-gzip\"") == -400);
  CHECK(version("") == -428);
  CHECK(required_version(with_headers({})).error().status == 428);
  CHECK(version("*") == -400);
  CHECK(version("\"1\", \"2\"") == -400);
  CHECK(version("7") == -400);
  CHECK(version("\"-7\"") == -400);
  CHECK(version("\"99999999999999999999999\"") == -400);
}

TEST_CASE("If-None-Match compares weakly, in lists, whatever the coding") {
  CHECK(etag_list_names("\"a\", W/\"b\"", "\"b\""));
  CHECK(etag_list_names("\"a-br\"", "\"a\""));
  CHECK(etag_list_names("*", "\"a\""));
  CHECK_FALSE(etag_list_names("\"ab\"", "\"a\""));
  CHECK_FALSE(etag_list_names("a", "\"a\""));
  CHECK_FALSE(etag_list_names("\"\"", ""));
}

TEST_CASE("the coding is the client's choice") {
  const auto choose = [](std::string_view accept) { return name_of(choose_coding(accept, true, true)); };
  CHECK(choose("gzip, deflate, br") == "br");
  CHECK(choose("gzip") == "gzip");
  CHECK(choose("br;q=0.5, gzip;q=0.8") == "gzip");
  CHECK(choose("br;q=0, gzip;q=0") == "identity");
  CHECK(choose("*") == "br");
  CHECK(choose("*;q=0.1, br;q=0") == "gzip");
  CHECK(choose("identity, br;q=0.5") == "identity");
  CHECK(choose("") == "identity");
  CHECK(choose("BR") == "br");
  CHECK(choose("br;q=2, gzip;q=x") == "identity");
  CHECK(choose("brx, xgzip") == "identity");
  CHECK(name_of(choose_coding("br, gzip;q=0.1", false, true)) == "gzip");
}

TEST_CASE("cookies carry the prefix and every attribute") {
  Response response;
  CookieJar{}.write(response, "sid", "abc", 60);
  CHECK(response.header("Set-Cookie") == "__Host-sid=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60");
  Response demo;
  CookieJar{true}.write(demo, "sid", "abc", std::nullopt);
  CHECK(demo.header("Set-Cookie") == "sid=abc; Path=/; HttpOnly; SameSite=Lax");
  const Request request = with_headers({{"Cookie", "a=1; __Host-sid=x=y;b=2"}});
  CHECK(CookieJar{}.read(request, "sid") == "x=y");
  CHECK_FALSE(request.cookie("sid"));
  CHECK_FALSE(with_headers({{"Cookie", "s=1; s=2"}}).cookie("s"));
}

TEST_CASE("an unsafe request must come from our page with the session's token") {
  const std::string_view origin = "https://pochin.example.ru";
  const auto status = [&](std::vector<Request::View> headers, std::string method = "POST") {
    auto wrong = check_csrf(with_headers(std::move(headers), std::move(method)), "token", origin);
    return wrong ? wrong->code : "ok";
  };
  CHECK(status({{"Origin", origin}, {"X-CSRF-Token", "token"}}) == "ok");
  CHECK(status({{"Sec-Fetch-Site", "same-origin"}, {"X-CSRF-Token", "token"}}) == "ok");
  CHECK(status({{"X-CSRF-Token", "token"}}) == "foreign_origin");
  CHECK(status({{"Origin", "https://evil.ru"}, {"X-CSRF-Token", "token"}}) == "foreign_origin");
  CHECK(status({{"Origin", "null"}, {"X-CSRF-Token", "token"}}) == "foreign_origin");
  CHECK(status({{"Origin", origin}, {"Sec-Fetch-Site", "cross-site"}, {"X-CSRF-Token", "token"}}) == "foreign_origin");
  CHECK(status({{"Origin", origin}, {"Sec-Fetch-Site", "same-site"}, {"X-CSRF-Token", "token"}}) == "foreign_origin");
  CHECK(status({{"Origin", origin}, {"X-CSRF-Token", "tokem"}}) == "csrf");
  CHECK(status({{"Origin", origin}}) == "csrf");
  CHECK(status({}, "GET") == "ok");
  CHECK(check_csrf(with_headers({{"Origin", origin}}), "", origin)->code == "csrf");
}

TEST_CASE("buckets fill evenly and are counted by network") {
  RateLimiter limiter(3);
  const RateLimiter::Time start{std::chrono::hours(1)};
  CHECK(limiter.take("10.0.0.1", start) == 0);
  CHECK(limiter.take("10.0.0.1", start) == 0);
  CHECK(limiter.take("10.0.0.1", start) == 0);
  CHECK(limiter.take("10.0.0.1", start) == 21);
  CHECK(limiter.take("10.0.0.2", start) == 0);
  CHECK(limiter.take("10.0.0.1", start + std::chrono::seconds(19)) > 0);
  CHECK(limiter.take("10.0.0.1", start + std::chrono::seconds(21)) == 0);
  CHECK(network_of("2001:db8:1:2:3:4:5:6") == network_of("2001:db8:1:2:ffff::1"));
  CHECK(network_of("2001:db8:1:2::1") != network_of("2001:db8:1:3::1"));
  CHECK(RateLimiter(0).take("10.0.0.1", start) == 0);
}

TEST_CASE("looking into a bucket takes nothing out of it") {
  RateLimiter limiter(1);
  const RateLimiter::Time start{std::chrono::hours(1)};
  CHECK(limiter.wait("10.0.0.1", start) == 0);
  CHECK(limiter.wait("10.0.0.1", start) == 0);
  CHECK(limiter.take("10.0.0.1", start) == 0);
  CHECK(limiter.wait("10.0.0.1", start) == 61);
}

TEST_CASE("a problem says everything RFC 9457 and the contract ask for") {
  Problem p = stale();
  p.with_members({{"current", {{"version", 8}}}}).with_error("If-Match", "stale", "устарел");
  const Json body = Json::parse(to_text(p));
  CHECK(body["status"] == 412);
  CHECK(body["code"] == "conflict");
  CHECK(body["type"] == "about:blank");
  CHECK(body["title"] == "Данные изменились");
  CHECK(body["current"]["version"] == 8);
  CHECK(body["errors"][0]["field"] == "If-Match");
}
