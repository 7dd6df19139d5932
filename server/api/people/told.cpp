#include "server/api/people/told.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "server/api/handling/text.h"
#include "server/api/people/door_config.h"

namespace pochin::server {
namespace {

struct Scope {
  std::string_view code, what;  // what it hands over, after «передадут»
};

// esia.md §1.6, and the usual scopes of OpenID Connect.
constexpr Scope kScopes[] = {
    {"fullname", tr("фамилию, имя и отчество")},
    {"profile", tr("фамилию, имя и отчество")},
    {"birthdate", tr("дату рождения")},
    {"gender", tr("пол")},
    {"snils", tr("СНИЛС")},
    {"inn", tr("ИНН")},
    {"birthplace", tr("место рождения")},
    {"email", tr("электронную почту")},
    {"mobile", tr("номер мобильного телефона")},
    {"phone", tr("номер телефона")},
    {"contacts", tr("телефон, электронную почту и адреса")},
    {"addresses", tr("адреса регистрации и проживания")},
    {"address", tr("адрес")},
    {"id_doc", tr("данные паспорта")},
    {"medical_doc", tr("полис медицинского страхования")},
    {"military_doc", tr("военный билет")},
    {"foreign_passport_doc", tr("загранпаспорт")},
    {"drivers_licence_doc", tr("водительское удостоверение")},
    {"birth_cert_doc", tr("свидетельство о рождении")},
    {"residence_doc", tr("вид на жительство")},
    {"vehicles", tr("сведения о транспорте")},
    {"kids", tr("сведения о детях")},
    {"usr_org", tr("организации, в которых вы работаете")},
};

using Words = std::vector<std::string>;

Words scopes_in(std::string_view text) {
  Words out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

bool holds(const Words& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

// Of scopes that are no data (openid, offline_access) nothing is said; of those nobody knows here, their names.
Words handed_over(const Words& scopes) {
  Words out;
  for (const std::string& scope : scopes) {
    if (scope == "openid" || scope == "offline_access") continue;
    const auto* known = std::ranges::find(kScopes, scope, &Scope::code);
    std::string what = known == std::end(kScopes) ? tr("сведения «{}»", scope) : std::string(known->what);
    if (!holds(out, what)) out.push_back(std::move(what));
  }
  return out;
}

// «имя, адрес и пол»
std::string listed(const Words& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? tr(" и ") : tr(", ");
    out += words[i];
  }
  return out;
}

// An enumeration that has an «и» of its own inside goes on with commas and «а также».
std::string enumerated(const Words& words) {
  const bool inner =
      std::ranges::any_of(words, [](const std::string& w) { return w.find(" и ") != std::string::npos; });
  if (!inner || words.size() < 2) return listed(words);
  std::string out = words.front();
  for (std::size_t i = 1; i < words.size(); ++i)
    out.append(i + 1 == words.size() ? tr(", а также ") : tr(", ")).append(words[i]);
  return out;
}

struct Asked {
  Words citizen, staff;
  bool gateway = false;
};

Asked asked_by(const Config& config) {
  if (!config.esia.enabled && config.oidc.enabled)
    return {scopes_in(config.oidc.scope), scopes_in(config.oidc.scope), true};
  const auth::EsiaConfig esia = esia_config_of(config);
  return {scopes_in(esia.citizen_scope), scopes_in(esia.staff_scope), false};
}

bool gives_name(const Words& scopes) { return holds(scopes, "fullname") || holds(scopes, "profile"); }
bool gives_address(const Words& scopes) {
  return holds(scopes, "addresses") || holds(scopes, "contacts") || holds(scopes, "address");
}
bool gives_birth(const Words& scopes) { return holds(scopes, "birthdate") || holds(scopes, "profile"); }

}  // namespace

std::string told_at_login(const Config& config) {
  const Asked asked = asked_by(config);
  std::string out = asked.gateway ? say("Портал, на котором вы подтвердите личность, передаст ")
                                  : say("Госуслуги передадут порталу ");
  out += enumerated(handed_over(asked.citizen)) + ".";
  if (gives_name(asked.citizen)) out += say(" Имя стоит в ваших заявках.");
  const bool birth = gives_birth(asked.citizen), address = gives_address(asked.citizen);
  if (birth && address)
    out += say(" По дате рождения и адресу портал проверяет, можно ли вам голосовать.");
  else if (birth || address)
    out += birth ? say(" По дате рождения портал проверяет, можно ли вам голосовать.")
                 : say(" По адресу портал проверяет, можно ли вам голосовать.");
  if (holds(asked.citizen, "snils") && config.privacy.voter_dedupe == "oid_and_snils")
    out += say(" По СНИЛС — что никто не голосует дважды; хранится не он, а его хэш.");
  Words more;
  for (const std::string& scope : asked.staff)
    if (!holds(asked.citizen, scope)) more.push_back(scope);
  if (const Words extra = handed_over(more); !extra.empty())
    out += tr(" При входе сотрудника — ещё {}.", enumerated(extra));
  return out;
}

std::string known_of_people(const Config& config) {
  const Words scopes = asked_by(config).citizen;
  Words known;
  if (gives_name(scopes)) known.push_back(say("имя"));
  if (gives_birth(scopes)) known.push_back(say("дату рождения"));
  if (gives_address(scopes)) known.push_back(say("муниципалитет"));
  if (holds(scopes, "snils") && config.privacy.voter_dedupe == "oid_and_snils") known.push_back(say("хэш СНИЛС"));
  known.push_back(say("заявки"));
  known.push_back(say("действия"));
  return tr("О вас портал хранит: {}. ", listed(known)) + (gives_address(scopes)
                                                               ? say("Номер учётной записи и адрес он не хранит.")
                                                               : say("Номер учётной записи он не хранит."));
}

}  // namespace pochin::server
