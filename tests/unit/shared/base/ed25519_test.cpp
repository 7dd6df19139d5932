#include "shared/base/ed25519.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "shared/base/sha512.h"

using namespace pochin;

namespace {

std::string bytes(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}
std::string hex_of(const Digest512& digest) {
  std::string out;
  for (const uint8_t byte : digest) {
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

struct Vector {
  std::string key, text, signature;
};
// RFC 8032, section 7.1, tests 1 to 3.
const Vector kVectors[] = {{bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"), "",
                            bytes("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e"
                                  "39701cf9b46bd25bf5f0595bbe"
                                  "24655141438e7a100b")},
                           {bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"), "\x72",
                            bytes("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f"
                                  "3613d0f11d8c387b2eaeb4302a"
                                  "eeb00d291612bb0c00")},
                           {bytes("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"), "\xaf\x82",
                            bytes("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67"
                                  "f760984dc6594a7c15e9716ed2"
                                  "8dc027beceea1ec40a")}};

}  // namespace

TEST_CASE("SHA-512: the vector of FIPS 180-4, and lengths around its block") {
  CHECK(
      hex_of(sha512("abc")) ==
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e"
      "2a9ac94fa54ca49f");
  CHECK(
      hex_of(sha512(std::string(111, 'a'))) ==
      "fa9121c7b32b9e01733d034cfc78cbf67f926c7ed83e82200ef86818196921760b4beff48404df811b953828274461673c68d04e297b0eb7"
      "b2b4d60fc6b566a2");
  CHECK(
      hex_of(sha512(std::string(200, 'a'))) ==
      "4b11459c33f52a22ee8236782714c150a3b2c60994e9acee17fe68947a3e6789f31e7668394592da7bef827cddca88c4e6f86e4df7ed1ae6"
      "cba71f3e98faee9f");
}

TEST_CASE("signatures of RFC 8032 hold, each under its own key and text alone") {
  for (const Vector& each : kVectors) {
    CHECK(verify_ed25519(each.key, each.text, each.signature));
    CHECK_FALSE(verify_ed25519(each.key, each.text + "x", each.signature));
    for (const Vector& other : kVectors)
      if (&other != &each) CHECK_FALSE(verify_ed25519(other.key, each.text, each.signature));
  }
}

TEST_CASE("no changed bit of a signature or of a key is overlooked") {
  const Vector& real = kVectors[2];
  for (std::size_t bit = 0; bit < 512; bit += 7) {
    std::string spoilt = real.signature;
    spoilt[bit / 8] = static_cast<char>(spoilt[bit / 8] ^ (1 << (bit % 8)));
    CHECK_FALSE(verify_ed25519(real.key, real.text, spoilt));
  }
  for (std::size_t bit = 0; bit < 256; bit += 7) {
    std::string spoilt = real.key;
    spoilt[bit / 8] = static_cast<char>(spoilt[bit / 8] ^ (1 << (bit % 8)));
    CHECK_FALSE(verify_ed25519(spoilt, real.text, real.signature));
  }
}

TEST_CASE("what is malformed is refused: lengths, a scalar with the order added, a key that is no point") {
  const Vector& real = kVectors[0];
  CHECK_FALSE(verify_ed25519("", real.text, real.signature));
  CHECK_FALSE(verify_ed25519(real.key, real.text, real.signature.substr(1)));
  std::string more = real.signature;  // s + L is the same modulo L, and is not to be taken (section 5.1.7)
  const std::string order = bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  int held = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    held += static_cast<unsigned char>(more[32 + i]) + static_cast<unsigned char>(order[i]);
    more[32 + i] = static_cast<char>(held);
    held >>= 8;
  }
  CHECK_FALSE(verify_ed25519(real.key, real.text, more));
  CHECK_FALSE(verify_ed25519(std::string(32, '\xff'), real.text, real.signature));
  CHECK_FALSE(verify_ed25519(bytes("0200000000000000000000000000000000000000000000000000000000000000"), real.text,
                             real.signature));
}
