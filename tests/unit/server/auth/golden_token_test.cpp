// A code that ЕСИА's test stand really issued in May 2020, with the certificate that signed it (esia.md §3.4).
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "server/auth/jwt.h"
#include "tests/unit/server/auth/keys.h"
#include "tests/unit/shared/data_folder.h"

using namespace pochin::auth;
using namespace std::chrono;

namespace {

struct Golden {
  std::string token;
  PinnedCertificates certificates;
  sys_seconds issued{seconds(1590836931)};

  [[nodiscard]] std::string signed_part() const { return token.substr(0, token.rfind('.') + 1); }
  [[nodiscard]] Bytes signature() const { return *strict_base64url(token.substr(token.rfind('.') + 1)); }
  [[nodiscard]] auto verify(const std::string& changed, TokenKind kind = TokenKind::authorization_code) const {
    return verify_signature(changed, kind, {"GOST3410_2012_256", "RS256"}, certificates, issued);
  }
};

Golden golden() {
  const std::string folder = pochin::testing::data_folder("esia");
  if (!std::filesystem::exists(folder + "/t2020test.jwt"))
    SKIP("the token of the test stand is not on this machine: shared/data/esia beside the clone");
  REQUIRE(load_gost_engine({}));
  Golden out{testing::read_file(folder + "/t2020test.jwt"), read_certificates(folder)};
  while (!out.token.empty() && out.token.back() <= ' ') out.token.pop_back();
  REQUIRE(out.certificates.items.size() == 1);
  return out;
}

}  // namespace

TEST_CASE("the real token of the test stand verifies with its certificate") {
  const Golden g = golden();
  const auto claims = g.verify(g.token);
  REQUIRE(claims);
  CHECK(claims->at("client_id") == "MNSV36");
  CHECK(claims->at("iss") == "http://esia.gosuslugi.ru/");
  CHECK(claims->at("urn:esia:sbj").at("urn:esia:sbj:oid") == 1000404446);
}

TEST_CASE("the real token with its signature reversed, swapped or of another length does not verify") {
  const Golden g = golden();
  Bytes reversed = g.signature();
  std::ranges::reverse(reversed);
  Bytes swapped = g.signature();
  std::ranges::rotate(swapped, swapped.begin() + 32);
  Bytes truncated = g.signature();
  truncated.pop_back();
  Bytes longer = g.signature();
  longer.push_back(0);
  for (const Bytes& signature : {reversed, swapped, truncated, longer, Bytes()}) {
    const auto claims = g.verify(g.signed_part() + base64url(signature));
    REQUIRE_FALSE(claims);
    CHECK(claims.error().code == "token.signature");
  }
}

TEST_CASE("the real token with one octet of its claims or header changed does not verify") {
  const Golden g = golden();
  const auto first = g.token.find('.');
  std::string claims = g.token;
  claims[first + 40] = claims[first + 40] == 'A' ? 'B' : 'A';
  CHECK_FALSE(g.verify(claims));
  const std::string rest = g.token.substr(first);
  for (const char* alg : {"RS256", "none", "HS256", "ES256", "gost3410_2012_256"}) {
    const std::string header = R"({"ver":1,"typ":"JWT","sbt":"authorization_code","alg":")" + std::string(alg) + "\"}";
    CHECK_FALSE(g.verify(testing::b64(header) + rest));
  }
}

TEST_CASE("the real token is no access or id token, and its certificate is not valid today") {
  const Golden g = golden();
  CHECK(g.verify(g.token, TokenKind::id).error().code == "token.kind");
  CHECK(g.verify(g.token, TokenKind::access).error().code == "token.kind");
  const auto today =
      verify_signature(g.token, TokenKind::authorization_code, {"GOST3410_2012_256"}, g.certificates, testing::today());
  CHECK(today.error().code == "token.signature");
  const auto only_rsa = verify_signature(g.token, TokenKind::authorization_code, {"RS256"}, g.certificates, g.issued);
  CHECK(only_rsa.error().code == "token.alg");
}
