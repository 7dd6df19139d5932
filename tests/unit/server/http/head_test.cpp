#include "server/http/head.h"

#include <catch2/catch_test_macros.hpp>

using namespace pochin::server;

namespace {

int status_of_head(std::string bytes, HeadLimits limits = {}) {
  auto head = parse_head(bytes, limits);
  return head ? 200 : head.error().status;
}

std::string with(std::string_view headers) { return "GET /a HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n"; }

}  // namespace

TEST_CASE("a well made head is read") {
  const std::string bytes =
      "POST /a/b?c=%20d HTTP/1.1\r\nHost: x.ru:80\r\ncontent-length: 12\r\nX-A:  two words \t\r\n\r\n";
  auto head = parse_head(bytes, {});
  REQUIRE(head);
  CHECK(head->method == "POST");
  CHECK(head->path() == "/a/b");
  CHECK(head->query() == "c=%20d");
  CHECK(head->body_size == 12);
  CHECK(head->header("x-a") == "two words");
  CHECK(head->keep_alive);
}

TEST_CASE("a connection goes on by default in 1.1 and ends by default in 1.0") {
  CHECK(parse_head(with("Connection: Close, TE\r\n"), {})->keep_alive == false);
  CHECK(parse_head("GET / HTTP/1.0\r\n\r\n", {})->keep_alive == false);
  CHECK(parse_head("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", {})->keep_alive == true);
}

TEST_CASE("whatever two parsers could read in two ways is refused") {
  CHECK(status_of_head(with("Content-Length: 1\r\nContent-Length: 1\r\n")) == 400);
  CHECK(status_of_head(with("Content-Length: 1, 1\r\n")) == 400);
  CHECK(status_of_head(with("Content-Length: +1\r\n")) == 400);
  CHECK(status_of_head(with("Content-Length: 0x1\r\n")) == 400);
  CHECK(status_of_head(with("Content-Length: %31\r\n")) == 400);
  CHECK(status_of_head(with("Content-Length: 9999999999999999999\r\n")) == 400);
  CHECK(status_of_head(with("Content-Length:\r\n")) == 400);
  CHECK(status_of_head(with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")) == 400);
  CHECK(status_of_head(with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")) == 400);
  CHECK(status_of_head(with("Transfer-Encoding: xchunked\r\n")) == 400);
  CHECK(status_of_head(with("Transfer-Encoding: identity, chunked\r\n")) == 400);
  CHECK(status_of_head("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") == 400);
  CHECK(status_of_head(with("Content-Length : 5\r\n")) == 400);
  CHECK(status_of_head(with(" Content-Length: 5\r\n")) == 400);
  CHECK(status_of_head(with("X: a\r\n\tfolded\r\n")) == 400);
  CHECK(status_of_head(with("X: a\nContent-Length: 5\r\n")) == 400);
  CHECK(status_of_head(with("X: a\rb\r\n")) == 400);
  CHECK(status_of_head(with(std::string_view("X: a\0b\r\n", 8))) == 400);
  CHECK(status_of_head(with("X\r\n")) == 400);
  CHECK(status_of_head(with(": x\r\n")) == 400);
  CHECK(status_of_head(with("Host: y\r\n")) == 400);
}

TEST_CASE("a body in chunks is asked to come with its length") {
  CHECK(status_of_head(with("Transfer-Encoding: chunked\r\n")) == 411);
}

TEST_CASE("the request line is read strictly") {
  CHECK(status_of_head("GET / HTTP/1.1\r\n\r\n") == 400);  // no Host
  CHECK(status_of_head("GET / HTTP/1.1\r\nHost:\r\n\r\n") == 400);
  CHECK(status_of_head("GET  / HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
  CHECK(status_of_head("GET / a HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
  CHECK(status_of_head("GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
  CHECK(status_of_head("GET /\xd0\x9f HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
  CHECK(status_of_head("GET /#a HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
  CHECK(status_of_head("G(T / HTTP/1.1\r\nHost: x\r\n\r\n") == 400);
  CHECK(status_of_head("GET / HTTP/2.0\r\nHost: x\r\n\r\n") == 505);
  CHECK(status_of_head("GET / http/1.1\r\nHost: x\r\n\r\n") == 400);
  CHECK(status_of_head("GET /\r\n\r\n") == 400);
  CHECK(status_of_head("\r\n\r\n") == 400);
}

TEST_CASE("limits of the head") {
  const HeadLimits limits{20, 200, 3};
  CHECK(status_of_head("GET /" + std::string(30, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n", limits) == 414);
  CHECK(status_of_head(with("A: " + std::string(300, 'a') + "\r\n"), limits) == 431);
  CHECK(status_of_head(with("A: 1\r\nB: 1\r\nC: 1\r\n"), limits) == 431);
  CHECK(status_of_head(with("A: 1\r\nB: 1\r\n"), limits) == 200);
}

TEST_CASE("the end of the head is found across pieces") {
  CHECK(find_head_end("GET / HTTP/1.1\r\n\r\nrest", 0) == 18);
  CHECK(find_head_end("GET / HTTP/1.1\r\n\r\n", 17) == 18);
  CHECK(find_head_end("GET / HTTP/1.1\r\n\r", 0) == std::string_view::npos);
}
