#include "server/auth/signer.h"

#include <catch2/catch_test_macros.hpp>

#include "server/auth/command.h"
#include "tests/unit/server/auth/keys.h"

using namespace pochin::auth;
using namespace pochin::auth::testing;

namespace {

struct Office {
  Folder folder;
  Pair pair = gost_pair();
  std::string certificate = folder.write("client.cer", pem_of(pair.certificate));
  std::string key = folder.write("client.key", pem_of(pair.key));

  [[nodiscard]] auto outside(const std::string& script, bool reversed = false, int milliseconds = 5000) const {
    const std::string file = folder.write("sign.sh", "#!/bin/sh\n" + script + "\n");
    return Signer::open(
        {certificate,
         ExternalCommand{{"/bin/sh", file, folder.path()}, reversed, std::chrono::milliseconds(milliseconds)}});
  }
};

}  // namespace

TEST_CASE("a key in a file signs with 64 bytes that the certificate verifies") {
  const Office office;
  const auto signer = Signer::open({office.certificate, KeyFile{office.key, ""}});
  REQUIRE(signer);
  const auto signature = signer->sign("PBTESTopenid");
  REQUIRE(signature);
  CHECK(signature->size() == 64);
  EVP_PKEY* key = X509_get0_pubkey(office.pair.certificate.get());
  CHECK(verify_gost(key, "PBTESTopenid", *signature));
  CHECK_FALSE(verify_gost(key, "PBTESTopenie", *signature));
  CHECK_FALSE(verify_gost(key, "PBTESTopenid", Bytes(signature->rbegin(), signature->rend())));
}

TEST_CASE("the hash of the certificate is Streebog over its DER") {
  const Office office;
  const auto signer = Signer::open({office.certificate, KeyFile{office.key, ""}});
  REQUIRE(signer);
  unsigned char* der = nullptr;
  const int size = i2d_X509(office.pair.certificate.get(), &der);
  const std::string content(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  CHECK(signer->certificate_hash() == hex_upper(*streebog256(content)));
  CHECK(signer->certificate_hash().size() == 64);
}

TEST_CASE("a key with a password needs its password and never asks at the terminal") {
  const Office office;
  const std::string locked = office.folder.write("locked.key", pem_of(office.pair.key, "секрет"));
  const std::string right = office.folder.write("right.txt", "секрет\n");
  const std::string wrong = office.folder.write("wrong.txt", "другой\n");
  CHECK(Signer::open({office.certificate, KeyFile{locked, right}}));
  CHECK_FALSE(Signer::open({office.certificate, KeyFile{locked, wrong}}));
  CHECK_FALSE(Signer::open({office.certificate, KeyFile{locked, ""}}));
}

TEST_CASE("a key of another certificate is found out by the signature's own check") {
  const Office office;
  const Pair other = gost_pair();
  const std::string key = office.folder.write("other.key", pem_of(other.key));
  const auto signer = Signer::open({office.certificate, KeyFile{key, ""}});
  REQUIRE(signer);
  const auto signature = signer->sign("message");
  REQUIRE_FALSE(signature);
  CHECK(signature.error().find("не сходится с сертификатом") != std::string::npos);
}

TEST_CASE("RSA keys and certificates are refused with the name of the file") {
  const Office office;
  const Pair rsa = rsa_pair();
  const std::string certificate = office.folder.write("rsa.cer", pem_of(rsa.certificate));
  const std::string key = office.folder.write("rsa.key", pem_of(rsa.key));
  CHECK(Signer::open({certificate, KeyFile{office.key, ""}}).error().find("rsa.cer") != std::string::npos);
  CHECK(Signer::open({office.certificate, KeyFile{key, ""}}).error().find("rsa.key") != std::string::npos);
  CHECK(Signer::open({office.folder.file("none.cer"), KeyFile{key, ""}}).error().find("none.cer") != std::string::npos);
}

TEST_CASE("an outside program signs what comes to its standard input") {
  const Office office;
  const std::string message = "message";
  const Bytes signature = sign_with(office.pair, message);
  office.folder.write("raw", std::string(signature.begin(), signature.end()));
  office.folder.write("base64", base64url(signature) + "\n");
  office.folder.write("reversed", std::string(signature.rbegin(), signature.rend()));
  const std::string check_input = "[ \"$(cat)\" = message ] || exit 1; cat \"$1/";
  CHECK(office.outside(check_input + "raw\"")->sign(message) == signature);
  CHECK(office.outside(check_input + "base64\"")->sign(message) == signature);
  CHECK(office.outside(check_input + "reversed\"", true)->sign(message) == signature);
  CHECK_FALSE(office.outside(check_input + "reversed\"")->sign(message));
  CHECK_FALSE(office.outside(check_input + "raw\"")->sign("another"));
}

TEST_CASE("an outside program that hangs, floods, fails or is not there gives an error in time") {
  const Office office;
  const auto start = std::chrono::steady_clock::now();
  CHECK_FALSE(office.outside("sleep 60", false, 200)->sign("m"));
  CHECK_FALSE(office.outside("exec >&-; sleep 60", false, 200)->sign("m"));
  CHECK_FALSE(office.outside("yes")->sign("m"));
  CHECK_FALSE(office.outside("exit 3")->sign("m"));
  CHECK_FALSE(run_command({"/nowhere/signer"}, "m", 100, std::chrono::milliseconds(500)));
  CHECK_FALSE(run_command({"signer"}, "m", 100, std::chrono::milliseconds(500)));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}

TEST_CASE("an outside program gets its arguments as they are and none of the server's secrets") {
  setenv("POCHIN_SECRET", "value", 1);
  const auto words = run_command({"/bin/echo", "$(id)", "a b", ";"}, "", 100, std::chrono::seconds(5));
  REQUIRE(words);
  CHECK(*words == "$(id) a b ;\n");
  const auto environment = run_command({"/usr/bin/env"}, "", 4000, std::chrono::seconds(5));
  REQUIRE(environment);
  CHECK(environment->find("POCHIN_SECRET") == std::string::npos);
  unsetenv("POCHIN_SECRET");
}
