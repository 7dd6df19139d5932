#include "server/api/handling/person_facts.h"

#include "shared/base/json.h"

namespace pochin::server {

PersonFacts facts_of(const auth::Identity& identity, auth::Residence residence) {
  PersonFacts facts{.confirmed = identity.trusted, .residence = std::move(residence)};
  if (identity.birth_date)
    facts.born =
        make_date(static_cast<int>(identity.birth_date->year()), static_cast<unsigned>(identity.birth_date->month()),
                  static_cast<unsigned>(identity.birth_date->day()));
  return facts;
}

std::string facts_text(const PersonFacts& facts) {
  return Json{{"confirmed", facts.confirmed},
              {"born", facts.born ? Json(iso_date(*facts.born)) : Json(nullptr)},
              {"residence",
               {{"where", code_of(facts.residence.where)},
                {"oktmo", facts.residence.oktmo},
                {"method", code_of(facts.residence.method)},
                {"reason", facts.residence.reason}}}}
      .dump();
}

PersonFacts facts_from(std::string_view text) {
  PersonFacts facts;
  const auto json = parse_json(text);
  if (!json) return facts;
  facts.confirmed = get_bool(*json, "confirmed");
  if (const auto born = parse_date(get_string(*json, "born"))) facts.born = *born;
  const Json& residence = get(*json, "residence");
  facts.residence.where = from_code<auth::Where>(get_string(residence, "where")).value_or(auth::Where::unknown);
  facts.residence.method =
      from_code<auth::ResidenceMethod>(get_string(residence, "method")).value_or(auth::ResidenceMethod::none);
  facts.residence.reason = get_string(residence, "reason");
  for (const Json& code : get_array(residence, "oktmo"))
    if (code.is_string()) facts.residence.oktmo.push_back(code.get<std::string>());
  return facts;
}

}  // namespace pochin::server
