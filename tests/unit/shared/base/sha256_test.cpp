#include "shared/base/sha256.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace pochin;

TEST_CASE("bytes come back from hexadecimal digits, and nothing comes from what is none") {
  CHECK(unhex("") == "");
  CHECK(unhex("00ff7F") == std::string("\0\xff\x7f", 3));
  for (const char* wrong : {"0", "0g", "0x12", " 12", "ф0"}) CHECK(!unhex(wrong));
}

TEST_CASE("the vectors of FIPS 180-4 and of the NIST set") {
  CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hex(sha256("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                   "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu")) ==
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  CHECK(hex(sha256(std::string(1'000'000, 'a'))) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  CHECK(hex(sha256("\xBD")) == "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
}

TEST_CASE("every length around the blocks has its own digest") {
  std::set<std::string> seen;
  for (std::size_t n = 0; n <= 200; ++n) CHECK(seen.insert(hex(sha256(std::string(n, '\0')))).second);
  CHECK(hex(sha256(std::string(55, '\0'))) == "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7");
  CHECK(hex(sha256(std::string(56, '\0'))) == "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb");
  CHECK(hex(sha256(std::string(64, '\0'))) == "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b");
}
