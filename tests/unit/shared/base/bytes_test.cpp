#include "shared/base/bytes.h"

#include <catch2/catch_test_macros.hpp>

namespace pochin {

TEST_CASE("bytes are written as hexadecimal and read back, anything else is refused") {
  const std::string bytes{"\x00\x7f\xff\x10", 4};
  CHECK(to_hex(bytes) == "007fff10");
  CHECK(from_hex("007fff10") == bytes);
  CHECK(from_hex("007FFF10") == bytes);
  CHECK(from_hex("") == "");
  for (const char* wrong : {"0", "0g", "007", "0x", " 0"}) CHECK_FALSE(from_hex(wrong));
}

TEST_CASE("Base64 as in RFC 4648 §10") {
  const std::pair<std::string_view, std::string_view> cases[] = {{"", ""},
                                                                 {"f", "Zg=="},
                                                                 {"fo", "Zm8="},
                                                                 {"foo", "Zm9v"},
                                                                 {"foob", "Zm9vYg=="},
                                                                 {"fooba", "Zm9vYmE="},
                                                                 {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : cases) CHECK(to_base64(bytes) == text);
  CHECK(to_base64("\xff\xfe\xfb") == "//77");
}

}  // namespace pochin
