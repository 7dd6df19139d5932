#include "server/api/people/told.h"

#include <catch2/catch_test_macros.hpp>

using namespace pochin::server;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

Config asking(std::string scope, std::string staff = "openid fullname birthdate addresses usr_org") {
  Config config;
  config.esia.enabled = true;
  config.esia.scope = std::move(scope);
  config.esia.staff_scope = std::move(staff);
  return config;
}

}  // namespace

TEST_CASE("what is handed over at a login is told whole") {
  const std::string usual = told_at_login(asking("openid fullname birthdate addresses"));
  CHECK(usual ==
        "Госуслуги передадут порталу фамилию, имя и отчество, дату рождения, а также адреса регистрации и проживания. "
        "Имя стоит в ваших заявках. По дате рождения и адресу портал проверяет, можно ли вам голосовать. При входе "
        "сотрудника — ещё организации, в которых вы работаете.");
  CHECK(told_at_login(Config{}) == usual);
  const std::string more = told_at_login(asking("openid fullname snils mobile id_doc gender", "openid fullname snils"));
  for (const char* part : {"СНИЛС", "номер мобильного телефона", "данные паспорта", "пол"}) CHECK(has(more, part));
  for (const char* part : {"дату рождения", "адрес", "голосовать", "сотрудника"}) CHECK_FALSE(has(more, part));
}

TEST_CASE("a scope that nobody has words for is named, and СНИЛС has its reason where it is kept") {
  CHECK(has(told_at_login(asking("openid fullname ext_auth_result")), "сведения «ext_auth_result»"));
  Config config = asking("openid fullname snils");
  CHECK_FALSE(has(told_at_login(config), "дважды"));
  config.privacy.voter_dedupe = "oid_and_snils";
  CHECK(has(told_at_login(config), "дважды"));
  CHECK(has(known_of_people(config), "хэш СНИЛС"));
}

TEST_CASE("a gateway is not called Госуслуги, and its scopes are its own") {
  Config config;
  config.oidc.enabled = true;
  config.oidc.scope = "openid profile address";
  const std::string told = told_at_login(config);
  CHECK_FALSE(has(told, "Госуслуги"));
  CHECK(has(told, "фамилию, имя и отчество, а также адрес."));
  CHECK_FALSE(has(told, "организации"));
}

TEST_CASE("what the portal keeps of people is made from what it gets") {
  CHECK(known_of_people(asking("openid fullname birthdate addresses")) ==
        "О вас портал хранит: имя, дату рождения, муниципалитет, заявки и действия. Номер учётной записи и адрес он не "
        "хранит.");
  CHECK(known_of_people(asking("openid fullname")) ==
        "О вас портал хранит: имя, заявки и действия. Номер учётной записи он не хранит.");
}
