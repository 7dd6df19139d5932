#include "server/auth/oidc_claims.h"

#include <algorithm>

#include "server/auth/profile.h"
#include "shared/base/date.h"
#include "shared/base/json.h"

namespace pochin::auth {
namespace {

constexpr std::chrono::seconds kSkew{60};
constexpr std::chrono::seconds kLongestLife{24 * 3600};
constexpr std::size_t kLongestSubject = 255;  // OpenID Connect Core §2
constexpr std::size_t kMostAddresses = 20;

std::unexpected<TokenError> refuse(const char* code, std::string detail) {
  return std::unexpected(TokenError{code, std::move(detail)});
}

std::optional<std::chrono::sys_seconds> moment(const Json& claims, std::string_view name) {
  const Json& value = get(claims, name);
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > 1ULL << 40) return std::nullopt;
  return std::chrono::sys_seconds(std::chrono::seconds(value.get<std::int64_t>()));
}

bool received_by(const Json& claims, std::string_view client_id) {
  const Json& audience = get(claims, "aud");
  if (audience.is_string()) return audience == client_id;
  if (!audience.is_array() || std::ranges::find(audience, Json(client_id)) == audience.end()) return false;
  return audience.size() == 1 || get_string(claims, "azp") == client_id;
}

std::optional<std::chrono::year_month_day> birth_date(const Json& claim) {
  if (!claim.is_string()) return std::nullopt;
  if (const auto russian = parse_birth_date(claim.get<std::string>())) return russian;
  const auto date = parse_date(claim.get<std::string>());
  if (!date) return std::nullopt;
  return std::chrono::year(date->year()) / static_cast<int>(date->month()) / static_cast<int>(date->day());
}

DeclaredAddress plain_address(const Json& json) {
  DeclaredAddress address;
  address.country = get_string(json, "country", "RUS");
  address.text = get_string(json, "formatted");
  address.region = get_string(json, "region");
  address.settlement = get_string(json, "locality");
  address.street = get_string(json, "street_address");
  address.fias = get_string(json, "fias");
  // A provider spells the country as it likes; what is not Russia by any of these is foreign.
  for (const char* russia : {"RU", "Россия", "Российская Федерация", "Russia"})
    if (address.country == russia) address.country = "RUS";
  return address;
}

void read_addresses(const Json& claim, Identity& identity) {
  const Json list = claim.is_object() && !claim.contains("elements") ? Json::array({claim}) : claim;
  const Json& items = list.is_array() ? list : get_array(list, "elements");
  if (claim.is_null() || items.size() > kMostAddresses) return;
  const bool of_esia =
      std::ranges::any_of(items, [](const Json& item) { return item.is_object() && item.contains("type"); });
  if (of_esia) {
    auto addresses = parse_addresses(Json{{"elements", items}}.dump());
    identity.addresses_known = addresses.has_value();
    if (addresses) identity.addresses = *std::move(addresses);
    return;
  }
  identity.addresses_known = true;
  for (const Json& item : items)
    if (item.is_object()) identity.addresses.push_back(plain_address(item));
}

}  // namespace

TokenResult<void> check_id_claims(const Json& claims, const OidcExpectations& expected) {
  if (get_string(claims, "iss") != expected.issuer) return refuse("token.issuer", "iss is another");
  if (!received_by(claims, expected.client_id)) return refuse("token.audience", "meant for another system");
  const auto issued = moment(claims, "iat"), expires = moment(claims, "exp");
  if (!issued || !expires) return refuse("token.times", "iat or exp is missing");
  if (*expires <= expected.now - kSkew) return refuse("token.expired", "exp has passed");
  const auto from = moment(claims, "nbf");
  if (*issued > expected.now + kSkew || (from && *from > expected.now + kSkew))
    return refuse("token.future", "iat or nbf is in the future");
  if (*expires < *issued || *expires - *issued > kLongestLife)
    return refuse("token.times", "the life is longer than a day");
  if (expected.nonce.empty() || get_string(claims, "nonce") != expected.nonce)
    return refuse("token.nonce", "nonce is missing or another");
  if (expected.max_auth_age.count() == 0) return {};
  const auto proved = moment(claims, "auth_time");
  if (!proved || *proved > expected.now + kSkew) return refuse("token.times", "auth_time is missing or in the future");
  if (expected.now - *proved > expected.max_auth_age) return refuse("token.stale", "auth_time is too long ago");
  return {};
}

TokenResult<Identity> identity_of(const Json& claims, const OidcConfig& config) {
  Identity identity;
  const Json& subject = get(claims, config.claims.subject);
  identity.oid = subject.is_number_unsigned() ? std::to_string(subject.get<std::uint64_t>())
                 : subject.is_string()        ? subject.get<std::string>()
                                              : std::string();
  if (identity.oid.empty() || identity.oid.size() > kLongestSubject)
    return refuse("token.subject", "the claim of the subject is missing");
  if (config.subject_is_oid) {
    const bool number = identity.oid.size() <= 20 && identity.oid.front() != '0' &&
                        std::ranges::all_of(identity.oid, [](char c) { return c >= '0' && c <= '9'; });
    if (!number) return refuse("token.subject", "the subject is no number of an account");
  }
  identity.realm = config.subject_is_oid ? "esia" : "oidc";
  const Json& trusted = get(claims, config.claims.trusted);
  identity.trusted = trusted.is_boolean() && trusted.get<bool>();
  identity.level = identity.trusted ? AccountLevel::confirmed : AccountLevel::unconfirmed;
  // The same limits and cleaning as for ЕСИА's own record.
  const auto names = parse_person(Json{
      {"lastName", get_string(claims, "family_name")},
      {"firstName", get_string(claims, "given_name", get_string(claims, "name"))},
      {"middleName", get_string(claims, "middle_name")},
      {"snils",
       get_string(claims, "snils")}}.dump(-1, ' ', false, Json::error_handler_t::replace));
  if (!names || (names->family_name.empty() && names->given_name.empty() && names->middle_name.empty()))
    return refuse("profile.name", "no name was given");
  identity.family_name = names->family_name;
  identity.given_name = names->given_name;
  identity.middle_name = names->middle_name;
  identity.snils = names->snils;
  identity.birth_date = birth_date(get(claims, config.claims.birthdate));
  read_addresses(get(claims, config.claims.addresses), identity);
  if (!identity.addresses_known && config.claims.addresses != "address")
    read_addresses(get(claims, "address"), identity);
  const auto proved = moment(claims, "auth_time");
  identity.auth_time = proved.value_or(moment(claims, "iat").value_or(std::chrono::sys_seconds{}));
  identity.sid = get_string(claims, "sid");
  identity.method = "OIDC";
  return identity;
}

}  // namespace pochin::auth
