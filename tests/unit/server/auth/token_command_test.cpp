#include "server/auth/token_command.h"

#include <catch2/catch_test_macros.hpp>
#include <sstream>

#include "tests/unit/server/auth/keys.h"
#include "tests/unit/shared/data_folder.h"

using namespace pochin::auth;
using namespace pochin::auth::testing;

namespace {

struct Told {
  int code = 0;
  std::string out, err;
  [[nodiscard]] bool says(std::string_view text) const { return out.find(text) != std::string::npos; }
};

Told run(std::vector<std::string> args) {
  std::ostringstream out, err;
  const int code = esia_command(args, out, err);
  return {code, out.str(), err.str()};
}

std::string signed_token(const Pair& pair, const std::string& alg) {
  const std::string message =
      b64(R"({"ver":0,"typ":"JWT","sbt":"access","alg":")" + alg + "\"}") + "." +
      b64(R"({"iss":"http:\/\/esia-emu.invalid\/","client_id":"POCHIN","exp":1795003600,"iat":1795000000,)"
          R"("scope":"fullname?oid=1000000001 openid","urn:esia:sbj_id":1000000001})");
  return message + "." + base64url(sign_with(pair, message));
}

}  // namespace

TEST_CASE("check-token says what a token says of itself when its signature is right, and nobody's number") {
  const Folder folder;
  for (const auto& [pair, alg] : {std::pair{gost_pair(), "GOST3410_2012_256"}, std::pair{rsa_pair(), "RS256"}}) {
    const std::string token = folder.write("token", signed_token(pair, alg) + "\n");
    const Told told = run({"check-token", token, "--certificate", folder.write("own.cer", pem_of(pair.certificate))});
    CHECK(told.code == 0);
    CHECK(told.says("подпись верна"));
    CHECK(told.says(alg));
    CHECK(told.says("маркер доступа"));
    CHECK(told.says("система: POCHIN"));
    CHECK(told.says("области доступа: fullname openid"));
    CHECK(told.says("выдан: 18.11.2026"));
    CHECK_FALSE(told.says("1000000001"));
  }
}

TEST_CASE("check-token refuses a changed token, another certificate, no token and no signature") {
  const Folder folder;
  const Pair own = gost_pair(), other = gost_pair();
  const std::string certificate = folder.write("own.cer", pem_of(own.certificate));
  const std::string good = signed_token(own, "GOST3410_2012_256");
  std::string changed = good;
  changed[good.find('.') + 9] = changed[good.find('.') + 9] == 'A' ? 'B' : 'A';
  const std::string unsigned_token = b64(R"({"typ":"JWT","sbt":"access","alg":"none"})") + "." + b64("{}") + ".AAAA";
  for (const std::string& wrong : {changed, unsigned_token, signed_token(other, "GOST3410_2012_256")}) {
    const Told told = run({"check-token", folder.write("token", wrong), "--certificate", certificate});
    CHECK(told.code == 1);
    CHECK(told.says("ПОДПИСЬ НЕВЕРНА"));
    CHECK_FALSE(told.says("POCHIN"));
  }
  CHECK(run({"check-token", folder.write("token", "eyJ.x"), "--certificate", certificate}).code == 1);
  CHECK(run({"check-token", folder.file("nowhere"), "--certificate", certificate}).code == 1);
  CHECK(run({"check-token", folder.write("token", good), "--certificate", folder.write("bad.cer", "no")}).code == 1);
}

TEST_CASE("check-token that is not understood says how it is called") {
  for (const std::vector<std::string>& args : {std::vector<std::string>{},
                                               {"check"},
                                               {"check-token"},
                                               {"check-token", "a"},
                                               {"check-token", "a", "b"},
                                               {"check-token", "a", "--certificate"},
                                               {"check-token", "--certificate", "c"}}) {
    const Told told = run(args);
    CHECK(told.code == 2);
    CHECK(told.err.find("check-token ТОКЕН --certificate") != std::string::npos);
  }
}

TEST_CASE("check-token reads a token that ЕСИА's test stand really issued") {
  const std::string folder = pochin::testing::data_folder("esia");
  if (!std::filesystem::exists(folder + "/t2020test.jwt"))
    SKIP("the token of the test stand is not on this machine: shared/data/esia beside the clone");
  const Told told = run({"check-token", folder + "/t2020test.jwt", "--certificate", folder + "/esia-test-2019.cer"});
  CHECK(told.code == 0);
  CHECK(told.says("код авторизации"));
  CHECK(told.says("система: MNSV36"));
  CHECK(told.says("выдан: 30.05.2020"));
  CHECK(told.says("сегодня этот сертификат не действует"));
  CHECK_FALSE(told.says("1000404446"));
}
