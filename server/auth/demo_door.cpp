#include "server/auth/demo_door.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/date.h"
#include "shared/base/json.h"
#include "shared/base/tr.h"

namespace pochin::auth {
namespace {

std::optional<std::chrono::year_month_day> day_of(const std::string& text) {
  const auto date = parse_date(text);
  if (!date) return std::nullopt;
  return std::chrono::year(date->year()) / static_cast<int>(date->month()) / static_cast<int>(date->day());
}

DemoPerson person_of(const Json& json) {
  DemoPerson person{.id = get_string(json, "id"), .identity = {}, .about = get_string(json, "about"), .grants = {}};
  Identity& identity = person.identity;
  identity.realm = "demo";
  identity.oid = person.id;
  identity.trusted = get_bool(json, "trusted");
  identity.level = identity.trusted ? AccountLevel::confirmed : AccountLevel::unconfirmed;
  identity.family_name = get_string(json, "family_name");
  identity.given_name = get_string(json, "given_name");
  identity.middle_name = get_string(json, "middle_name");
  identity.birth_date = day_of(get_string(json, "birth_date"));
  identity.method = "DEMO";
  if (const std::string settlement = get_string(json, "settlement"); !settlement.empty()) {
    DeclaredAddress address;
    address.country = "RUS";
    address.region = get_string(json, "region");
    address.settlement = settlement;
    identity.addresses_known = true;
    identity.addresses.push_back(std::move(address));
  }
  for (const Json& grant : get_array(json, "grants"))
    if (grant.is_string()) person.grants.push_back(grant.get<std::string>());
  return person;
}

}  // namespace

std::expected<std::vector<DemoPerson>, std::string> read_demo_people(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return std::unexpected(std::string(tr("не JSON")));
  std::vector<DemoPerson> people;
  for (const Json& one : get_array(*json, "people")) {
    DemoPerson person = person_of(one);
    if (person.id.empty() || person.identity.full_name().empty())
      return std::unexpected(std::string(tr("у каждого человека должны быть id и имя: given_name или family_name")));
    if (std::ranges::any_of(people, [&](const DemoPerson& other) { return other.id == person.id; }))
      return std::unexpected(tr("человек {} записан дважды", person.id));
    people.push_back(std::move(person));
  }
  if (people.empty()) return std::unexpected(std::string(tr("нет ни одного человека")));
  return people;
}

LoginResult<LoginStart> DemoDoor::begin(Flow flow, std::string_view return_to, std::chrono::sys_seconds now,
                                        std::chrono::seconds max_auth_age) const {
  LoginStart start = new_attempt(flow, return_to, now);
  start.attempt.redirect_uri = config_->redirect_uri;
  start.attempt.max_auth_age = max_auth_age;
  start.url = config_->people_page + "?" + form_encode({{"state", start.attempt.state}});
  return start;
}

LoginResult<Identity> DemoDoor::complete(const LoginAttempt& attempt, const CallbackQuery& query,
                                         std::string_view cookie, std::chrono::sys_seconds now) const {
  const auto code = check_callback(attempt, query, cookie, now, config_->attempt_lifetime);
  if (!code) return std::unexpected(code.error());
  const auto found = std::ranges::find(config_->people, std::string_view(*code), &DemoPerson::id);
  if (found == config_->people.end()) return std::unexpected(failure("login.query", "nobody of that id"));
  Identity identity = found->identity;
  identity.auth_time = now;
  identity.sid = attempt.state;
  return identity;
}

}  // namespace pochin::auth
