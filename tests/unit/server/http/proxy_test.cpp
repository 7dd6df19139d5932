#include "server/http/proxy.h"

#include <catch2/catch_test_macros.hpp>

#include "server/http/own_name.h"
#include "server/http/visitors.h"

using namespace pochin::server;

namespace {

using Headers = std::vector<Request::View>;

const TrustedProxies kTrusted({"127.0.0.1", "10.0.0.0/8", "fd00::/16"});

std::string old_list(std::string_view value) {
  return client_address("127.0.0.1", Headers{{"X-Forwarded-For", value}}, kTrusted);
}
std::string standard(std::string_view value) {
  return client_address("127.0.0.1", Headers{{"Forwarded", value}}, kTrusted);
}

std::string moved(std::string_view host, std::string_view origin, Headers more = {}, std::string_view method = "GET",
                  std::string_view target = "/projects?q=1") {
  Head head;
  head.method = method;
  head.target = target;
  head.headers = std::move(more);
  head.headers.emplace_back("Host", host);
  return moved_to(head, origin);
}

}  // namespace

TEST_CASE("an address list is believed only from a trusted proxy and only its own part") {
  CHECK(client_address("5.5.5.5", Headers{{"X-Forwarded-For", "1.1.1.1"}}, kTrusted) == "5.5.5.5");
  CHECK(client_address("127.0.0.1", Headers{{"X-Forwarded-For", "1.1.1.1"}}, {}) == "127.0.0.1");
  CHECK(old_list("1.1.1.1") == "1.1.1.1");
  CHECK(old_list("6.6.6.6, 1.1.1.1, 10.0.0.1") == "1.1.1.1");
  CHECK(old_list("6.6.6.6, 1.1.1.1, 10.200.0.1, fd00::7") == "1.1.1.1");
  CHECK(old_list("") == "127.0.0.1");
  CHECK(old_list("1.1.1.1, nonsense") == "127.0.0.1");
  CHECK(client_address("127.0.0.1", Headers{}, kTrusted) == "127.0.0.1");
}

TEST_CASE("an address is read with a port, in brackets, in quotes, with a zone and mapped into IPv6") {
  const std::pair<const char*, const char*> kForms[] = {{"1.1.1.1:4711", "1.1.1.1"},
                                                        {" 1.1.1.1 ", "1.1.1.1"},
                                                        {"\"1.1.1.1:80\"", "1.1.1.1"},
                                                        {"2001:db8::17", "2001:db8::17"},
                                                        {"[2001:DB8::17]", "2001:db8::17"},
                                                        {"[2001:db8:0:0:0:0:0:17]:443", "2001:db8::17"},
                                                        {"\"[2001:db8::17]:443\"", "2001:db8::17"},
                                                        {"fe80::1%eth0", "fe80::1"},
                                                        {"::ffff:1.1.1.1", "1.1.1.1"},
                                                        {"[::ffff:1.1.1.1]:80", "1.1.1.1"}};
  for (const auto& [written, address] : kForms) {
    INFO(written);
    CHECK(node_address(written) == address);
    CHECK(old_list(written) == address);
  }
  for (const char* none : {"", "unknown", "_hidden", "_SEVKISEK", "1.1.1", "[2001:db8::17", "[::1]x", "1.1.1.1.1",
                           "example.ru:80", "\"", "999.1.1.1"}) {
    INFO(none);
    CHECK_FALSE(node_address(none));
  }
}

TEST_CASE("several headers of one name are one list") {
  const Headers two{{"X-Forwarded-For", "6.6.6.6"}, {"Accept", "*/*"}, {"x-forwarded-for", "1.1.1.1, 10.0.0.1"}};
  CHECK(client_address("127.0.0.1", two, kTrusted) == "1.1.1.1");
  const Headers own_proxy_last{{"X-Forwarded-For", "1.1.1.1"}, {"X-Forwarded-For", "10.0.0.1"}};
  CHECK(client_address("127.0.0.1", own_proxy_last, kTrusted) == "1.1.1.1");
}

TEST_CASE("Forwarded is read as RFC 7239 writes it") {
  CHECK(standard("for=1.1.1.1") == "1.1.1.1");
  CHECK(standard("For=\"[2001:db8:cafe::17]:4711\"") == "2001:db8:cafe::17");
  CHECK(standard("for=1.1.1.1;proto=http;by=203.0.113.43") == "1.1.1.1");
  CHECK(standard("proto=https; for=1.1.1.1:80") == "1.1.1.1");
  CHECK(standard("for=6.6.6.6, for=1.1.1.1, for=10.0.0.1") == "1.1.1.1");
  CHECK(standard("for=6.6.6.6;host=\"a,b;for=7.7.7.7\", for=1.1.1.1") == "1.1.1.1");
  CHECK(standard("for=\"_gazonk\"") == "127.0.0.1");
  CHECK(standard("for=1.1.1.1, for=unknown") == "127.0.0.1");
  CHECK(standard("for=1.1.1.1, proto=https") == "127.0.0.1");
  CHECK(standard("for=\"1.1.1.1") == "127.0.0.1");
  CHECK(standard("for=\"1.1.1.1\\") == "127.0.0.1");
}

TEST_CASE("a client that sends the header its proxy does not write is not believed") {
  const auto both = [](std::string_view old, std::string_view standard) {
    return client_address("127.0.0.1", Headers{{"X-Forwarded-For", old}, {"Forwarded", standard}}, kTrusted);
  };
  CHECK(both("1.1.1.1", "for=1.1.1.1") == "1.1.1.1");
  CHECK(both("1.1.1.1, 10.0.0.1", "for=6.6.6.6, for=1.1.1.1") == "1.1.1.1");
  CHECK(both("1.1.1.1", "for=6.6.6.6") == "127.0.0.1");
  CHECK(both("6.6.6.6", "for=1.1.1.1") == "127.0.0.1");
}

TEST_CASE("networks of proxies") {
  CHECK(network_from("10.0.0.0/8"));
  CHECK(network_from("::1"));
  for (const char* wrong :
       {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8", "proxy.local", "fd00::/129", "/8"})
    CHECK_FALSE(network_from(wrong));
  const TrustedProxies odd({"192.168.4.0/22", "2001:db8::/33", "nonsense"});
  CHECK(odd.hold("192.168.7.255"));
  CHECK_FALSE(odd.hold("192.168.8.0"));
  CHECK(odd.hold("2001:db8:7fff::1"));
  CHECK_FALSE(odd.hold("2001:db8:8000::1"));
  CHECK(odd.hold("::ffff:192.168.4.1"));
  CHECK_FALSE(TrustedProxies({"0.0.0.0/0"}).hold("2001:db8::1"));
}

TEST_CASE("a page asked for by another name of the portal is at its own") {
  const std::string_view origin = "https://pochin.example.ru";
  CHECK(moved("www.pochin.example.ru", origin) == "https://pochin.example.ru/projects?q=1");
  CHECK(moved("203.0.113.5:443", origin) == "https://pochin.example.ru/projects?q=1");
  CHECK(moved("www.pochin.example.ru", origin, {}, "HEAD") != "");
  CHECK(moved("localhost:8080", "http://127.0.0.1:8080") == "http://127.0.0.1:8080/projects?q=1");
  CHECK(moved("pochin.test:8080", "http://localhost:8080") == "http://localhost:8080/projects?q=1");
}

TEST_CASE("a page at home stays, whatever a proxy does with the port, and so does what a proxy calls the server") {
  const std::string_view origin = "https://pochin.example.ru";
  for (const char* home : {"pochin.example.ru", "POCHIN.example.ru", "pochin.example.ru:443", "pochin.example.ru:8443",
                           "pochin.example.ru."})
    CHECK(moved(home, origin) == "");
  for (const char* inside :
       {"127.0.0.1:8080", "localhost:8080", "[::1]:8080", "10.1.2.3", "backend:8080", "pochin", ""})
    CHECK(moved(inside, origin) == "");
  CHECK(moved("backend.internal", origin, {{"X-Forwarded-Host", "pochin.example.ru"}}) == "");
  CHECK(moved("www.pochin.example.ru", origin, {}, "POST") == "");
  CHECK(moved("www.pochin.example.ru", origin, {}, "GET", "/healthz") == "");
  CHECK(moved("www.pochin.example.ru", "") == "");
}

TEST_CASE("visitors of one address are noticed until there is another") {
  Visitors visitors;
  CHECK(visitors.seen().requests == 0);
  for (int i = 0; i < 3; ++i) visitors.came("10.0.0.1", i == 1);
  CHECK(visitors.seen().requests == 3);
  CHECK(visitors.seen().address == "10.0.0.1");
  CHECK(visitors.seen().forwarded);
  visitors.came("10.0.0.2", false);
  CHECK(visitors.seen().address.empty());
  visitors.came("10.0.0.1", false);
  CHECK(visitors.seen().address.empty());
}
