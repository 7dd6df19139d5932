#include "server/auth/encoding.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "server/auth/gost_engine.h"

using namespace pochin::auth;

TEST_CASE("base64url is taken only in its one spelling") {
  CHECK(strict_base64url("") == Bytes{});
  CHECK(strict_base64url("-_8") == Bytes{0xfb, 0xff});
  CHECK(base64url(Bytes{0xfb, 0xff}) == "-_8");
  for (const char* wrong : {"-_8=", "-_9", "+/8", "-_ 8", "A", "AAAAA", "AB\n", "\xd0\xb0"}) {
    INFO(wrong);
    CHECK_FALSE(strict_base64url(wrong));
  }
  for (std::size_t size = 0; size < 70; ++size) {
    const Bytes bytes = random_bytes(size);
    CHECK(strict_base64url(base64url(bytes)) == bytes);
  }
}

TEST_CASE("what an outside signer prints may be in either alphabet with padding and line ends") {
  CHECK(lenient_base64("-_8=\n") == Bytes{0xfb, 0xff});
  CHECK(lenient_base64("+/8=\r\n") == Bytes{0xfb, 0xff});
  CHECK_FALSE(lenient_base64("+/8 !"));
}

TEST_CASE("every sign of a timestamp and of an address is escaped once") {
  CHECK(form_encode({{"timestamp", "2026.11.23 20:47:09 +0000"}, {"u", "http://a/b?c=d&e"}}) ==
        "timestamp=2026.11.23%2020%3A47%3A09%20%2B0000&u=http%3A%2F%2Fa%2Fb%3Fc%3Dd%26e");
  CHECK(percent_encode("Ё") == "%D0%81");
}

TEST_CASE("random states are UUIDs of version 4 and differ") {
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    const std::string uuid = random_uuid();
    CHECK(is_uuid4(uuid));
    CHECK(seen.insert(uuid).second);
  }
  CHECK_FALSE(is_uuid4("7648d7bd-0000-1000-8000-000000000000"));
  CHECK_FALSE(is_uuid4("7648d7bd00004000800000000000000000000"));
  CHECK_FALSE(is_uuid4(""));
}

TEST_CASE("Streebog gives the examples of RFC 6986") {
  REQUIRE(load_gost_engine({}));
  CHECK(streebog_self_test());
  // §10.1.2: the message M1; the standard prints both from the last octet to the first.
  const auto m1 = streebog256("012345678901234567890123456789012345678901234567890123456789012");
  REQUIRE(m1);
  CHECK(hex_upper(*m1) == "9D151EEFD8590B89DAA6BA6CB74AF9275DD051026BB149A452FD84E5E57B5500");
  const auto empty = streebog256("");
  REQUIRE(empty);
  CHECK(hex_upper(*empty) == "3F539A213E97C802CC229D474C6AA32A825A360B2A933A949FD925208D9CE1BB");
}

TEST_CASE("a wiped secret holds nothing") {
  std::string source = "a token that is longer than the short form of a string";
  const char* place = source.data();
  const SecretString secret = take_secret(source);
  CHECK(source.empty());
  CHECK(place[0] == '\0');
  CHECK(secret == "a token that is longer than the short form of a string");
}
