#include "server/auth/jwt.h"

#include <nlohmann/json.hpp>

#include "server/auth/esia.h"
#include "tests/fuzz/fuzz.h"

namespace pochin::fuzz {

using namespace pochin::auth;

void jwt(std::string_view bytes) {
  const std::chrono::sys_seconds now{std::chrono::seconds{1'795'000'000}};
  const PinnedCertificates none;
  // Nobody has a key here: no token may be believed, whatever it says of itself.
  for (const TokenKind kind : {TokenKind::id, TokenKind::access, TokenKind::authorization_code})
    promise(!verify_signature(bytes, kind, {"GOST3410_2012_256", "RS256", "none", "HS256"}, none, now));
  if (const auto parts = split_token(bytes)) {
    promise(bytes.size() <= 16'384 && parts->header.is_object());
    if (const auto claims = decode_claims(*parts)) promise(claims->is_object());
  }
  // What a right signature would have brought: "id claims\naccess claims".
  const size_t cut = bytes.find('\n');
  const auto json = [](std::string_view text) { return nlohmann::json::parse(text, nullptr, false); };
  const auto id = json(bytes.substr(0, cut));
  const auto access = cut == std::string_view::npos ? id : json(bytes.substr(cut + 1));
  if (!id.is_object() || !access.is_object()) return;
  const auto facts = check_claims(id, access, {"POCHIN", {"http://esia-emu.invalid/"}, now, std::chrono::seconds(900)});
  if (!facts) return promise(!facts.error().code.empty());
  promise(facts->oid != 0 && id.at("aud").dump().find("POCHIN") != std::string::npos);
  promise(!facts->confirmed || id.at("urn:esia:sbj").at("urn:esia:sbj:is_tru") == true);
}

}  // namespace pochin::fuzz
