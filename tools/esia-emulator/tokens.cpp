#include "tools/esia-emulator/tokens.h"

#include <algorithm>

namespace pochin::emulator {
namespace {

Json header(const char* sbt, int version, Algorithm algorithm) {
  return {{"ver", version}, {"typ", "JWT"}, {"sbt", sbt}, {"alg", name_of(algorithm)}};
}

// The two halves as ASN.1 integers, as ECDSA is written elsewhere.
Octets der_of(const Octets& signature) {
  const auto half = static_cast<std::ptrdiff_t>(signature.size() / 2);
  Octets out = {0x30, static_cast<std::uint8_t>(signature.size() + 6)};
  for (const std::ptrdiff_t at : {std::ptrdiff_t{0}, half}) {
    out.insert(out.end(), {0x02, static_cast<std::uint8_t>(half + 1), 0x00});
    out.insert(out.end(), signature.begin() + at, signature.begin() + at + half);
  }
  return out;
}

void spoil(Octets& signature, Faults& faults) {
  if (faults.take("token.reversed")) std::ranges::reverse(signature);
  if (faults.take("token.halves_swapped"))
    std::ranges::rotate(signature, signature.begin() + static_cast<std::ptrdiff_t>(signature.size() / 2));
  if (faults.take("token.short")) signature.pop_back();
  if (faults.take("token.long")) signature.push_back(0);
  if (faults.take("token.der")) signature = der_of(signature);
}

// Faults of a signature are named after the token they befall: "token" is the id token, "access" the other.
std::string signed_token(World& world, Json head, const Json& claims, Algorithm algorithm, const std::string& spoilt) {
  const auto broken = [&world, &spoilt](const char* how) {
    return !spoilt.empty() && world.faults.take(spoilt + "." + how);
  };
  KeyHandle key = world.keys(algorithm).key;
  Algorithm used = algorithm;
  if (broken("alg_none")) {
    head["alg"] = "none";
    return to_base64url(esia_json(head)) + "." + to_base64url(esia_json(claims)) + ".";
  }
  if (broken("alg_hs256")) head["alg"] = "HS256";
  if (broken("alg_rs256_gost_key")) {
    head["alg"] = "RS256";
    used = Algorithm::gost;
    key = world.keys(used).key;
  }
  if (broken("unknown_key")) key = new_key(used);
  if (broken("expired_certificate")) key = (used == Algorithm::gost ? world.expired_gost : world.expired_rsa).key;
  const std::string message = to_base64url(esia_json(head)) + "." + to_base64url(esia_json(claims));
  Octets signature = sign(key, used, message);
  if (spoilt == "token") spoil(signature, world.faults);
  return message + "." + to_base64url(signature);
}

std::string scope_with_oid(const std::string& scope, std::uint64_t oid) {
  std::string out;
  for (const std::string& name : split(scope, ' ')) {
    if (!out.empty()) out += ' ';
    out += name == "openid" ? name : name + "?oid=" + std::to_string(oid);
  }
  return out;
}

Json subject(const Persona& persona) {
  Json out = {{"urn:esia:sbj:lvl", persona.level}, {"urn:esia:sbj:typ", "P"}};
  if (persona.trusted) out["urn:esia:sbj:is_tru"] = true;
  out["urn:esia:sbj:oid"] = persona.oid;
  out["urn:esia:sbj:nam"] = "OID." + std::to_string(persona.oid);
  return out;
}

void spoil_times(Json& claims, Faults& faults, std::time_t now) {
  if (faults.take("claims.exp_past")) claims["exp"] = now - 3600;
  if (faults.take("claims.exp_missing")) claims.erase("exp");
  if (faults.take("claims.exp_far")) claims["exp"] = now + 30L * 24 * 3600;
  if (faults.take("claims.nbf_future")) claims["nbf"] = now + 3600;
  if (faults.take("claims.iat_future")) claims["iat"] = now + 3600;
  if (faults.take("claims.auth_long_ago")) claims["auth_time"] = now - 30L * 24 * 3600;
}

void spoil_id(Json& id, Faults& faults) {
  Json& sbj = id["urn:esia:sbj"];
  if (faults.take("claims.iss")) id["iss"] = "http://other.invalid/";
  if (faults.take("claims.aud")) id["aud"] = "ANOTHER";
  if (faults.take("claims.sub")) id["sub"] = id["sub"].get<std::uint64_t>() + 1;
  if (faults.take("claims.sid")) id["urn:esia:sid"] = "another";
  if (faults.take("claims.subject_type")) sbj["urn:esia:sbj:typ"] = "O";
  if (faults.take("claims.is_tru_text")) sbj["urn:esia:sbj:is_tru"] = "true";
  if (faults.take("claims.is_tru_number")) sbj["urn:esia:sbj:is_tru"] = 1;
  if (faults.take("claims.is_tru_false")) sbj["urn:esia:sbj:is_tru"] = false;
  if (faults.take("claims.oid_huge")) sbj["urn:esia:sbj:oid"] = 1e300;
  if (faults.take("claims.oid_text")) {
    id["sub"] = std::to_string(id["sub"].get<std::uint64_t>());
    sbj["urn:esia:sbj:oid"] = id["sub"];
  }
}

}  // namespace

std::string esia_json(const Json& value) {
  std::string out;
  for (const char c : value.dump()) {
    if (c == '/') out += '\\';
    out += c;
  }
  return out;
}

std::string make_code(World& world, const Client& client, const Grant& grant, const std::string& state) {
  const auto persona = world.persona(grant.oid);
  Json claims = {{"nbf", grant.issued},
                 {"scope", scope_with_oid(grant.scope, grant.oid)},
                 {"auth_time", grant.authenticated},
                 {"iss", world.issuer},
                 {"urn:esia:sid", grant.sid},
                 {"urn:esia:client:state", state},
                 {"auth_mthd", "PWD"},
                 {"urn:esia:sbj", subject(*persona)},
                 {"exp", grant.issued + world.profile.code_life},
                 {"params", {{"remote_ip", "127.0.0.1"}, {"user_agent", "emulator"}}},
                 {"iat", grant.issued},
                 {"jti", random_uuid()},
                 {"client_id", client.id}};
  if (world.faults.take("code.8k")) claims["params"]["user_agent"] = std::string(5000, 'e');
  if (world.faults.take("code.too_long")) claims["params"]["user_agent"] = std::string(8000, 'e');
  return signed_token(world, header("authorization_code", 1, client.token_algorithm), claims, client.token_algorithm,
                      {});
}

TokenPair make_tokens(World& world, const Client& client, const Grant& grant, const Persona& persona) {
  const std::time_t now = world.now();
  Json id = {{"aud", client.id},
             {"sub", grant.oid},
             {"nbf", now},
             {"amr", "PWD"},
             {"auth_time", grant.authenticated},
             {"iss", world.issuer},
             {"urn:esia:amd", "PWD"},
             {"urn:esia:sid", grant.sid},
             {"exp", now + world.profile.id_life},
             {"iat", now},
             {"urn:esia:sbj", subject(persona)}};
  Json access = {{"nbf", now},
                 {"scope", scope_with_oid(grant.scope, grant.oid)},
                 {"iss", world.issuer},
                 {"urn:esia:sid", grant.sid},
                 {"urn:esia:sbj_id", grant.oid},
                 {"exp", now + world.profile.access_life},
                 {"iat", now},
                 {"jti", random_uuid()},
                 {"client_id", world.faults.take("claims.client_id") ? std::string("ANOTHER") : client.id}};
  if (world.faults.take("claims.access_subject")) access["urn:esia:sbj_id"] = grant.oid + 1;
  if (world.faults.take("access.exp_past")) access["exp"] = now - 3600;
  spoil_times(id, world.faults, now);
  spoil_id(id, world.faults);
  const bool swapped = world.faults.take("token.sbt_swapped");
  const Algorithm algorithm = client.token_algorithm;
  return {signed_token(world, header(swapped ? "id" : "access", 1, algorithm), access, algorithm, "access"),
          signed_token(world, header(swapped ? "access" : "id", 0, algorithm), id, algorithm, "token")};
}

std::string make_system_token(World& world, const Client& client, const std::string& scope) {
  const std::time_t now = world.now();
  const Json claims = {{"scope", scope},    {"iss", world.issuer},  {"exp", now + world.profile.access_life},
                       {"iat", now},        {"jti", random_uuid()}, {"client_id", client.id},
                       {"urn:esia:sid", ""}};
  return signed_token(world, header("access", 1, client.token_algorithm), claims, client.token_algorithm, {});
}

}  // namespace pochin::emulator
