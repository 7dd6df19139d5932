#include "server/auth/jwt.h"

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <nlohmann/json.hpp>

#include "tests/unit/server/auth/keys.h"

using namespace pochin::auth;
using namespace pochin::auth::testing;
using Json = nlohmann::ordered_json;
using std::chrono::seconds;

namespace {

const std::vector<std::string> kBoth = {"GOST3410_2012_256", "RS256"};
constexpr std::chrono::sys_seconds kNow{seconds(1795000000)};

PinnedCertificates pinned(std::vector<const Pair*> pairs) {
  PinnedCertificates out;
  for (const Pair* pair : pairs) {
    X509_up_ref(pair->certificate.get());
    Certificate certificate(pair->certificate.get());
    const KeyKind kind = kind_of(X509_get0_pubkey(certificate.get()));
    const auto from = not_before(certificate.get());
    const auto until = not_after(certificate.get());
    out.items.push_back({"file", std::move(certificate), kind, from, until});
  }
  return out;
}

std::string token(const Pair& pair, const std::string& header, const std::string& claims = "{}") {
  const std::string message = b64(header) + "." + b64(claims);
  return message + "." + base64url(sign_with(pair, message));
}

std::string header(const std::string& alg, const std::string& sbt = "id") {
  return R"({"ver":0,"typ":"JWT","sbt":")" + sbt + R"(","alg":")" + alg + "\"}";
}

std::string outcome(const std::string& text, const PinnedCertificates& certificates,
                    const std::vector<std::string>& allowed = kBoth, std::chrono::sys_seconds now = today()) {
  const auto claims = verify_signature(text, TokenKind::id, allowed, certificates, now);
  return claims ? "ok" : claims.error().code;
}

nlohmann::json id_claims() {
  return nlohmann::json::parse(R"({"aud":"POCHIN","sub":1000000001,"nbf":1795000000,"amr":"PWD","auth_time":1794999000,
    "iss":"http:\/\/esia-emu.invalid\/","urn:esia:sid":"s","exp":1795010800,"iat":1795000000,
    "urn:esia:sbj":{"urn:esia:sbj:typ":"P","urn:esia:sbj:is_tru":true,"urn:esia:sbj:oid":1000000001}})");
}

nlohmann::json access_claims() {
  return nlohmann::json::parse(R"({"nbf":1795000000,"iss":"http://esia-emu.invalid/","urn:esia:sid":"s",
    "urn:esia:sbj_id":1000000001,"exp":1795003600,"iat":1795000000,"client_id":"POCHIN"})");
}

std::uint64_t at(std::int64_t seconds_from_now) {
  return static_cast<std::uint64_t>(kNow.time_since_epoch().count() + seconds_from_now);
}

using Change = std::function<void(nlohmann::json& id, nlohmann::json& access)>;

std::string claims_outcome(const Change& change, seconds max_age = seconds(0), std::chrono::sys_seconds now = kNow) {
  auto id = id_claims();
  auto access = access_claims();
  change(id, access);
  const auto facts = check_claims(id, access, {"POCHIN", {"http://esia-emu.invalid/"}, now, max_age});
  return facts ? "ok" : facts.error().code;
}

}  // namespace

TEST_CASE("a token verifies with any pinned certificate of its algorithm's kind") {
  const Pair gost = gost_pair();
  const Pair next = gost_pair();
  const Pair rsa = rsa_pair();
  const PinnedCertificates all = pinned({&rsa, &gost, &next});
  CHECK(outcome(token(gost, header("GOST3410_2012_256")), all) == "ok");
  CHECK(outcome(token(next, header("GOST3410_2012_256")), all) == "ok");
  CHECK(outcome(token(rsa, header("RS256")), all) == "ok");
  CHECK(outcome(token(gost, header("GOST3410_2012_256")), pinned({&rsa, &next})) == "token.signature");
  CHECK(outcome(token(rsa, header("RS256")), pinned({&gost})) == "token.signature");
  CHECK(outcome(token(rsa, header("RS256")), pinned({})) == "token.signature");
}

TEST_CASE("the algorithm must be allowed and agree with the kind of key") {
  const Pair gost = gost_pair();
  const Pair rsa = rsa_pair();
  const PinnedCertificates all = pinned({&rsa, &gost});
  CHECK(outcome(token(rsa, header("RS256")), all, {"GOST3410_2012_256"}) == "token.alg");
  CHECK(outcome(token(gost, header("RS256")), all) == "token.signature");
  CHECK(outcome(token(rsa, header("GOST3410_2012_256")), all) == "token.signature");
  for (const char* alg : {"none", "None", "HS256", "ES256", "RS512", "PS256", ""})
    CHECK(outcome(token(rsa, header(alg)), all) == "token.alg");
  // Even an operator's mistake in the settings enables nothing that has no verifier.
  CHECK(outcome(b64(header("none")) + "." + b64("{}") + ".", all, {"none"}) == "token.signature");
  CHECK(outcome(token(rsa, header("HS256")), all, {"HS256"}) == "token.signature");
}

TEST_CASE("weak and expired certificates verify nothing") {
  const Pair weak = rsa_pair(365, 1024);
  const Pair old = rsa_pair(-1);
  CHECK(outcome(token(weak, header("RS256")), pinned({&weak})) == "token.signature");
  CHECK(outcome(token(old, header("RS256")), pinned({&old})) == "token.signature");
  CHECK(outcome(token(old, header("RS256")), pinned({&old}), kBoth, today() - std::chrono::days(10)) == "ok");
}

TEST_CASE("a token of another shape or kind is refused") {
  const Pair rsa = rsa_pair();
  const PinnedCertificates all = pinned({&rsa});
  const std::string good = token(rsa, header("RS256"));
  CHECK(outcome("", all) == "token.shape");
  CHECK(outcome("a.b", all) == "token.shape");
  CHECK(outcome(good + ".x", all) == "token.shape");
  CHECK(outcome(good + "=", all) == "token.shape");
  CHECK(outcome(" " + good, all) == "token.shape");
  CHECK(outcome(good + "\n", all) == "token.shape");
  CHECK(outcome(std::string(20000, 'A'), all) == "token.shape");
  CHECK(outcome(token(rsa, "[]"), all) == "token.shape");
  CHECK(outcome(token(rsa, header("RS256"), "[1]"), all) == "token.shape");
  CHECK(outcome(token(rsa, header("RS256"), "{\"a\":\"\xff\"}"), all) == "token.shape");
  CHECK(outcome(token(rsa, header("RS256", "access")), all) == "token.kind");
  CHECK(outcome(token(rsa, R"({"typ":"JWT","alg":"RS256"})"), all) == "token.kind");
  CHECK(outcome(token(rsa, R"({"sbt":"id","alg":"RS256"})"), all) == "token.kind");
  CHECK(outcome(token(rsa, R"({"typ":"JWT","sbt":"id","alg":["RS256"]})"), all) == "token.alg");
}

TEST_CASE("good claims give the person, the session and the time of proof") {
  const auto facts = check_claims(id_claims(), access_claims(), {"POCHIN", {"http://esia-emu.invalid/"}, kNow, {}});
  REQUIRE(facts);
  CHECK(facts->oid == 1000000001);
  CHECK(facts->confirmed);
  CHECK_FALSE(facts->child);
  CHECK(facts->sid == "s");
  CHECK(facts->method == "PWD");
  CHECK(facts->auth_time.time_since_epoch().count() == 1794999000);
}

TEST_CASE("each claim that does not fit refuses the login with its own code") {
  CHECK(claims_outcome([](auto& id, auto&) { id["iss"] = "http://esia-emu.invalid"; }) == "token.issuer");
  CHECK(claims_outcome([](auto&, auto& access) { access.erase("iss"); }) == "token.issuer");
  CHECK(claims_outcome([](auto& id, auto&) { id["aud"] = "OTHER"; }) == "token.audience");
  CHECK(claims_outcome([](auto& id, auto&) { id["aud"] = {"POCHIN"}; }) == "ok");
  CHECK(claims_outcome([](auto& id, auto&) { id["aud"] = {"POCHIN", "OTHER"}; }) == "token.audience");
  CHECK(claims_outcome([](auto&, auto& access) { access["client_id"] = "OTHER"; }) == "token.audience");
  CHECK(claims_outcome([](auto& id, auto&) { id["sub"] = 1000000002; }) == "token.subject");
  CHECK(claims_outcome([](auto&, auto& access) { access["urn:esia:sbj_id"] = 1000000002; }) == "token.subject");
  CHECK(claims_outcome([](auto& id, auto&) { id["urn:esia:sbj"]["urn:esia:sbj:typ"] = "O"; }) == "token.subject");
  CHECK(claims_outcome([](auto& id, auto&) { id["urn:esia:sbj"] = "x"; }) == "token.subject");
  CHECK(claims_outcome([](auto&, auto& access) { access["urn:esia:sid"] = "t"; }) == "token.session");
  CHECK(claims_outcome([](auto& id, auto& access) {
          id.erase("urn:esia:sid");
          access.erase("urn:esia:sid");
        }) == "token.session");
}

TEST_CASE("an oid is a number or its decimal text and never anything else") {
  const auto with = [](const nlohmann::json& oid) {
    return claims_outcome([&oid](auto& id, auto& access) {
      id["sub"] = oid;
      id["urn:esia:sbj"]["urn:esia:sbj:oid"] = oid;
      access["urn:esia:sbj_id"] = oid;
    });
  };
  CHECK(with("1000000001") == "ok");
  CHECK(with(18446744073709551615ULL) == "ok");
  for (const nlohmann::json& wrong :
       {nlohmann::json(-1), nlohmann::json(0), nlohmann::json(1.5), nlohmann::json(1e300), nlohmann::json("01"),
        nlohmann::json("1 "), nlohmann::json(""), nlohmann::json("18446744073709551616"), nlohmann::json(true),
        nlohmann::json(nullptr)})
    CHECK(with(wrong) == "token.subject");
}

TEST_CASE("times are kept with a minute of tolerance and a day of life") {
  CHECK(claims_outcome([](auto& id, auto&) {
          id["exp"] = at(-59);
          id["iat"] = at(-1000);
        }) == "ok");
  CHECK(claims_outcome([](auto& id, auto&) {
          id["exp"] = at(-60);
          id["iat"] = at(-1000);
        }) == "token.expired");
  CHECK(claims_outcome([](auto& id, auto&) { id["nbf"] = at(+60); }) == "ok");
  CHECK(claims_outcome([](auto& id, auto&) { id["nbf"] = at(+61); }) == "token.future");
  CHECK(claims_outcome([](auto&, auto& access) { access["iat"] = at(+61); }) == "token.future");
  CHECK(claims_outcome([](auto& id, auto&) { id["exp"] = at(24 * 3600 + 1); }) == "token.times");
  CHECK(claims_outcome([](auto& id, auto&) { id.erase("exp"); }) == "token.times");
  CHECK(claims_outcome([](auto&, auto& access) { access.erase("iat"); }) == "token.times");
  CHECK(claims_outcome([](auto&, auto& access) { access.erase("nbf"); }) == "ok");
  CHECK(claims_outcome([](auto& id, auto&) { id.erase("nbf"); }) == "token.times");
  CHECK(claims_outcome([](auto& id, auto&) { id["exp"] = "1795003600"; }) == "token.times");
  CHECK(claims_outcome([](auto& id, auto&) { id.erase("auth_time"); }) == "token.times");
}

TEST_CASE("a staff login wants a recent proof of identity") {
  const auto same = [](auto&, auto&) {};
  CHECK(claims_outcome(same, seconds(1000)) == "ok");
  CHECK(claims_outcome(same, seconds(999)) == "token.stale");
}

TEST_CASE("confirmed means the boolean true and nothing like it") {
  const auto confirmed = [](const nlohmann::json& value) -> std::string {
    auto id = id_claims();
    if (value.is_null())
      id["urn:esia:sbj"].erase("urn:esia:sbj:is_tru");
    else
      id["urn:esia:sbj"]["urn:esia:sbj:is_tru"] = value;
    const auto facts = check_claims(id, access_claims(), {"POCHIN", {"http://esia-emu.invalid/"}, kNow, {}});
    return !facts ? facts.error().code : facts->confirmed ? "confirmed" : "not confirmed";
  };
  CHECK(confirmed(true) == "confirmed");
  CHECK(confirmed(nullptr) == "not confirmed");
  CHECK(confirmed(false) == "not confirmed");
  CHECK(confirmed("true") == "token.subject");
  CHECK(confirmed(1) == "token.subject");
}
