// The system's key and the verification held outside: programs and services over HTTP.
#include <httplib.h>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <thread>

#include "server/auth/signer.h"
#include "server/auth/verifier.h"
#include "tests/unit/server/auth/keys.h"

using namespace pochin::auth;
using namespace pochin::auth::testing;

namespace {

std::string decoded(const nlohmann::json& json, const char* name) {
  const auto bytes = lenient_base64(json.at(name).get<std::string>());
  return {bytes->begin(), bytes->end()};
}

// A service that signs with a real key and verifies with the certificate it is sent.
class Service {
 public:
  explicit Service(const Pair& pair) {
    server_.Post("/sign", [&pair](const httplib::Request& q, httplib::Response& r) {
      const Bytes s = sign_with(pair, q.body);
      r.set_content(std::string(s.begin(), s.end()), "application/octet-stream");
    });
    server_.Post("/sign-reversed", [&pair](const httplib::Request& q, httplib::Response& r) {
      const Bytes s = sign_with(pair, q.body);
      r.set_content(std::string(s.rbegin(), s.rend()), "application/octet-stream");
    });
    server_.Post("/guarded", [&pair](const httplib::Request& q, httplib::Response& r) {
      if (q.get_header_value("Authorization") != "Bearer ключ") {
        r.status = 401;
        return;
      }
      const Bytes s = sign_with(pair, q.body);
      r.set_content(base64url(s), "text/plain");
    });
    server_.Post("/verify", [](const httplib::Request& q, httplib::Response& r) {
      const auto asked = nlohmann::json::parse(q.body);
      const Certificate certificate = read_certificate(decoded(asked, "certificate"));
      const std::string s = decoded(asked, "signature");
      const bool valid =
          verify_gost(X509_get0_pubkey(certificate.get()), decoded(asked, "message"), Bytes(s.begin(), s.end()));
      r.set_content(valid ? "valid\n" : "invalid\n", "text/plain");
    });
    server_.Post("/redirect", [](const httplib::Request&, httplib::Response& r) { r.set_redirect("/sign"); });
    server_.Post("/flood", [](const httplib::Request&, httplib::Response& r) {
      r.set_content(std::string(1 << 20, 'x'), "text/plain");
    });
    server_.Post("/hang", [](const httplib::Request&, httplib::Response& r) {
      std::this_thread::sleep_for(std::chrono::seconds(2));
      r.set_content("valid", "text/plain");
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    server_.wait_until_ready();
  }
  ~Service() {
    server_.stop();
    thread_.join();
  }
  [[nodiscard]] Sidecar at(const std::string& path, bool reversed = false) const {
    return {"http://127.0.0.1:" + std::to_string(port_) + path, "", reversed, std::chrono::milliseconds(500)};
  }

 private:
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
};

struct Office {
  Folder folder;
  Pair pair = gost_pair();
  std::string certificate = folder.write("client.cer", pem_of(pair.certificate));
  Service service{pair};

  [[nodiscard]] bool signs(const Sidecar& sidecar) const {
    const auto signer = Signer::open({certificate, sidecar});
    REQUIRE(signer);
    const auto signature = signer->sign("POCHINopenid");
    return signature && verify_gost(X509_get0_pubkey(pair.certificate.get()), "POCHINopenid", *signature);
  }
};

}  // namespace

TEST_CASE("a service over HTTP signs, and its signature is verified before it is used") {
  const Office office;
  CHECK(office.signs(office.service.at("/sign")));
  CHECK(office.signs(office.service.at("/sign-reversed", true)));
  CHECK_FALSE(office.signs(office.service.at("/sign-reversed")));
  CHECK_FALSE(office.signs(office.service.at("/sign", true)));
}

TEST_CASE("a service with a key of another certificate is found out") {
  const Office office;
  const Pair other = gost_pair();
  const Service wrong(other);
  CHECK_FALSE(office.signs(wrong.at("/sign")));
}

TEST_CASE("a service gets its bearer token from a file") {
  const Office office;
  Sidecar guarded = office.service.at("/guarded");
  CHECK_FALSE(office.signs(guarded));
  guarded.token_file = office.folder.write("token", "ключ\n");
  CHECK(office.signs(guarded));
}

TEST_CASE("a service that hangs, floods, redirects or is not there gives an error in time") {
  const Office office;
  for (const char* path : {"/hang", "/flood", "/redirect", "/nowhere"})
    CHECK_FALSE(office.signs(office.service.at(path)));
  CHECK_FALSE(office.signs({"http://127.0.0.1:9/sign", "", false, std::chrono::milliseconds(500)}));
}

TEST_CASE("a service elsewhere is asked by https only") {
  const Office office;
  CHECK_FALSE(office.signs({"http://192.0.2.1/sign", "", false, std::chrono::milliseconds(200)}));
  CHECK_FALSE(office.signs({"http://127.0.0.1.evil.test/sign", "", false, std::chrono::milliseconds(200)}));
}

TEST_CASE("signatures of ЕСИА may be verified outside, and no answer is no") {
  const Office office;
  const Bytes signature = sign_with(office.pair, "header.claims");
  const X509* certificate = office.pair.certificate.get();
  const Verifier service{office.service.at("/verify")};
  CHECK(service.gost(certificate, "header.claims", signature));
  CHECK_FALSE(service.gost(certificate, "header.claimz", signature));
  CHECK_FALSE(service.gost(certificate, "header.claims", Bytes(signature.rbegin(), signature.rend())));
  CHECK_FALSE(service.gost(certificate, "header.claims", Bytes(63, 1)));
  CHECK_FALSE(Verifier{office.service.at("/hang")}.gost(certificate, "header.claims", signature));
  CHECK_FALSE(Verifier{office.service.at("/flood")}.gost(certificate, "header.claims", signature));
}

TEST_CASE("a program that verifies is asked without a shell, and only its word valid counts") {
  const Office office;
  const Bytes signature = sign_with(office.pair, "m");
  const auto says = [&](const std::string& script) {
    const std::string file = office.folder.write("verify.sh", script);
    return Verifier{ExternalCommand{{"/bin/sh", file}, false, std::chrono::milliseconds(500)}}.gost(
        office.pair.certificate.get(), "m", signature);
  };
  CHECK(says("grep -q '\"message\":\"bQ==\"' && echo valid"));
  CHECK_FALSE(says("echo invalid"));
  CHECK_FALSE(says("echo valid; exit 1"));
  CHECK_FALSE(says("echo 'valid or not'"));
  CHECK_FALSE(says("sleep 2; echo valid"));
}

TEST_CASE("the old protocol's CMS is accepted by the OpenSSL command line and belongs to the certificate") {
  const Office office;
  const std::string key = office.folder.write("client.key", pem_of(office.pair.key));
  const auto signer = Signer::open({office.certificate, KeyFile{key, ""}});
  REQUIRE(signer);
  const auto cms = signer->sign_cms("openid2026.11.23 20:47:09 +0000POCHINstate");
  REQUIRE(cms);
  office.folder.write("cms.der", std::string(cms->begin(), cms->end()));
  office.folder.write("message", "openid2026.11.23 20:47:09 +0000POCHINstate");
  office.folder.write("other", "openid2026.11.23 20:47:09 +0000POCHINstatE");
  const auto accepted = [&](const std::string& message) {
    const std::string command = "cd " + office.folder.path() +
                                " && openssl cms -verify -engine gost -binary -inform DER -in cms.der -content " +
                                message + " -CAfile client.cer -purpose any -out /dev/null 2>/dev/null";
    return std::system(command.c_str()) == 0;
  };
  CHECK(accepted("message"));
  CHECK_FALSE(accepted("other"));
}
