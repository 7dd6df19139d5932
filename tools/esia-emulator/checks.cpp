#include "tools/esia-emulator/checks.h"

#include <algorithm>
#include <cstdlib>

namespace pochin::emulator {
namespace {

using Names = std::vector<const char*>;

std::optional<Refusal> check_parameters(const Form& form, const Names& mandatory) {
  std::string missing;
  for (const char* name : mandatory) {
    if (!form.get(name).empty()) continue;
    if (!missing.empty()) missing += ", ";
    missing += name;
  }
  if (!missing.empty()) return refusal("ESIA-007014", "mandatory parameters are missing: [" + missing + "]");
  if (const auto name = form.repeated()) return refusal("ESIA-007003", "repeated parameter: " + *name);
  return std::nullopt;
}

bool two_digits(std::string_view text, std::size_t at, int& value) {
  if (text[at] < '0' || text[at] > '9' || text[at + 1] < '0' || text[at + 1] > '9') return false;
  value = (text[at] - '0') * 10 + (text[at + 1] - '0');
  return true;
}

// "yyyy.MM.dd HH:mm:ss Z" with Z as +0300.
std::optional<std::time_t> parse_timestamp(std::string_view text) {
  if (text.size() != 25) return std::nullopt;
  for (const auto& [place, wanted] : {std::pair(4, '.'), {7, '.'}, {10, ' '}, {13, ':'}, {16, ':'}, {19, ' '}})
    if (text[static_cast<std::size_t>(place)] != wanted) return std::nullopt;
  int century = 0, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone_hours = 0, zone_minutes = 0;
  if (!two_digits(text, 0, century) || !two_digits(text, 2, year) || !two_digits(text, 5, month) ||
      !two_digits(text, 8, day) || !two_digits(text, 11, hour) || !two_digits(text, 14, minute) ||
      !two_digits(text, 17, second) || !two_digits(text, 21, zone_hours) || !two_digits(text, 23, zone_minutes))
    return std::nullopt;
  if (text[20] != '+' && text[20] != '-') return std::nullopt;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  tm parts{};
  parts.tm_year = century * 100 + year - 1900;
  parts.tm_mon = month - 1;
  parts.tm_mday = day;
  parts.tm_hour = hour;
  parts.tm_min = minute;
  parts.tm_sec = second;
  const std::time_t zone = (zone_hours * 60 + zone_minutes) * 60;
  return timegm(&parts) - (text[20] == '+' ? zone : -zone);
}

std::optional<Refusal> check_time_and_state(const World& world, const Form& form) {
  const auto at = parse_timestamp(form.get("timestamp"));
  if (!at || std::abs(*at - world.now()) > world.profile.timestamp_tolerance) return refusal("ESIA-007015");
  if (!is_uuid(form.get("state"))) return refusal("ESIA-007003", "state is not a UUID");
  return std::nullopt;
}

std::optional<Refusal> check_secret(const World& world, const Client& client, const Form& form, Version version) {
  const bool second = version == Version::second;
  if (second && form.get("client_certificate_hash") != client.certificate_hash)
    return refusal("ESIA-007053", "the certificate is not the system's");
  if (!valid_at(client.certificate, world.now())) return refusal("ESIA-007002", "the certificate is out of date");
  std::string message;
  const Names signed_names =
      second ? Names{"client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri", "code"}
             : Names{"scope", "timestamp", "client_id", "state"};
  for (const char* name : signed_names) message += form.get(name);
  const auto secret = from_base64(form.get("client_secret"));
  const bool valid = secret && (second ? verify_secret(client.certificate, message, *secret)
                                       : verify_cms(client.certificate, message, *secret));
  if (!valid) return refusal("ESIA-007053", "client_secret does not verify");
  return std::nullopt;
}

Names with_certificate(Names names, Version version) {
  if (version == Version::second) names.insert(names.begin() + 1, "client_certificate_hash");
  return names;
}

// A scope of an organisation's record is asked for with the organisation's number (profile "orgs.scope").
std::string scope_name(const std::string& scope) {
  constexpr std::string_view kPrefix = "http://esia.gosuslugi.ru/";
  std::string name = scope.starts_with(kPrefix) ? scope.substr(kPrefix.size()) : scope;
  return name.substr(0, name.find('?'));
}

std::optional<Refusal> check_scopes(const Client& client, const Form& form) {
  constexpr const char* kExisting[] = {"openid",        "fullname",
                                       "birthdate",     "gender",
                                       "snils",         "inn",
                                       "birthplace",    "email",
                                       "mobile",        "contacts",
                                       "addresses",     "id_doc",
                                       "medical_doc",   "military_doc",
                                       "residence_doc", "foreign_passport_doc",
                                       "vehicles",      "birth_cert_doc",
                                       "kids",          "drivers_licence_doc",
                                       "usr_org",       "usr_avt",
                                       "org_shortname", "org_fullname",
                                       "org_ogrn"};
  for (const std::string& scope : split(form.get("scope"), ' ')) {
    const std::string name = scope_name(scope);
    if (std::ranges::find(kExisting, name, [](const char* s) { return std::string_view(s); }) == std::end(kExisting))
      return refusal("ESIA-007006", "there is no such scope");
    if (std::ranges::find(client.scopes, name) == client.scopes.end())
      return refusal("ESIA-007019", "the system has no grant for " + name);
  }
  return std::nullopt;
}

std::optional<Refusal> check_challenge(const Client& client, const Form& form) {
  if (client.pkce.empty()) return std::nullopt;
  if (form.get("code_challenge").empty() || form.get("code_challenge_method") != client.pkce)
    return refusal("ESIA-007039", "code_challenge");
  return std::nullopt;
}

std::optional<Refusal> check_filter(const Form& form) {
  const std::string& filter = form.get("person_filter");
  if (filter.empty()) return std::nullopt;
  const auto octets = from_base64(filter);
  if (!octets || std::string(octets->begin(), octets->end()) != "conf_acc")
    return refusal("ESIA-007003", "person_filter");
  return std::nullopt;
}

}  // namespace

Refusal refusal(const std::string& code, const std::string& text) {
  const auto is = [&code](std::initializer_list<const char*> codes) {
    return std::ranges::find(codes, code) != codes.end();
  };
  std::string error = "invalid_request";
  if (is({"ESIA-007004", "ESIA-007053", "ESIA-007055", "ESIA-007019"})) error = "access_denied";
  if (is({"ESIA-007005"})) error = "unauthorized_client";
  if (is({"ESIA-007002", "ESIA-008010"})) error = "invalid_client";
  if (is({"ESIA-007006", "ESIA-007013"})) error = "invalid_scope";
  if (is({"ESIA-007011"})) error = "invalid_grant";
  if (is({"ESIA-007009"})) error = "unsupported_response_type";
  if (is({"ESIA-007012"})) error = "unsupported_grant_type";
  return {code, error, text.empty() ? std::string("refused") : text};
}

const Client* addressee(const World& world, const Form& form) {
  if (form.count("client_id") != 1 || form.count("redirect_uri") != 1) return nullptr;
  const Client* client = find_client(world.clients, form.get("client_id"));
  return client != nullptr && redirect_allowed(*client, form.get("redirect_uri")) ? client : nullptr;
}

std::optional<Refusal> check_authorization(const World& world, const Form& form, Version version) {
  if (auto wrong = check_parameters(form, with_certificate({"client_id", "client_secret", "scope", "timestamp", "state",
                                                            "redirect_uri", "response_type", "access_type"},
                                                           version)))
    return wrong;
  const Client* client = find_client(world.clients, form.get("client_id"));
  if (client == nullptr) return refusal("ESIA-007005", "the system is not registered");
  if (!redirect_allowed(*client, form.get("redirect_uri"))) return refusal("ESIA-007023", "redirect_uri");
  if (form.get("response_type") != "code") return refusal("ESIA-007009");
  if (form.get("access_type") != "online" && form.get("access_type") != "offline")
    return refusal("ESIA-007003", "access_type");
  if (auto wrong = check_time_and_state(world, form)) return wrong;
  if (auto wrong = check_secret(world, *client, form, version)) return wrong;
  if (auto wrong = check_scopes(*client, form)) return wrong;
  if (auto wrong = check_challenge(*client, form)) return wrong;
  return check_filter(form);
}

std::optional<Refusal> check_token_request(const World& world, const Form& form, Version version) {
  const bool own = form.get("grant_type") == "client_credentials";  // the system's own token, no person's
  Names names = {"client_id", "client_secret", "grant_type", "scope", "state", "timestamp", "token_type"};
  if (!own) names.insert(names.end(), {"code", "redirect_uri"});
  if (auto wrong = check_parameters(form, with_certificate(std::move(names), version))) return wrong;
  const Client* client = find_client(world.clients, form.get("client_id"));
  if (client == nullptr) return refusal("ESIA-007005", "the system is not registered");
  if (!own && form.get("grant_type") != "authorization_code") return refusal("ESIA-007012");
  if (form.get("token_type") != "Bearer") return refusal("ESIA-007003", "token_type");
  if (auto wrong = check_time_and_state(world, form)) return wrong;
  if (auto wrong = check_secret(world, *client, form, version)) return wrong;
  return own ? check_scopes(*client, form) : std::nullopt;
}

}  // namespace pochin::emulator
