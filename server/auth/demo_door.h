#pragma once
#include <chrono>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/auth/attempt.h"
#include "server/auth/identity.h"

// A login that proves nothing, for a show: the visitor picks one of the people of a file. They live in a realm of their
// own, "demo": whatever their numbers, they are nobody of ЕСИА, and their votes never count. The configuration refuses
// it in production; the portal says on every page that it is on.
namespace pochin::auth {

struct DemoPerson {
  std::string id;
  Identity identity;
  std::string about;                // «житель, подтверждённая запись»
  std::vector<std::string> grants;  // "municipal_operator@86500411"
};

struct DemoConfig {
  std::string people_page;  // "https://portal/auth/demo/people"
  std::string redirect_uri;
  std::vector<DemoPerson> people;
  std::chrono::seconds attempt_lifetime{600};
};

// The file: {"people": [{"id", "family_name", "given_name", "middle_name", "birth_date": "1985-03-14", "trusted",
// "region", "settlement", "about", "grants": ["роль@область действия"]}]}. The error says in Russian what is wrong.
std::expected<std::vector<DemoPerson>, std::string> read_demo_people(std::string_view json);

class DemoDoor {
 public:
  explicit DemoDoor(DemoConfig config) : config_(std::make_shared<const DemoConfig>(std::move(config))) {}

  [[nodiscard]] LoginResult<LoginStart> begin(Flow flow, std::string_view return_to, std::chrono::sys_seconds now,
                                              std::chrono::seconds max_auth_age = std::chrono::seconds(0)) const;
  // `code` names the person.
  [[nodiscard]] LoginResult<Identity> complete(const LoginAttempt& attempt, const CallbackQuery& query,
                                               std::string_view cookie, std::chrono::sys_seconds now) const;
  [[nodiscard]] std::string logout_url(std::string_view) const { return {}; }
  [[nodiscard]] const DemoConfig& config() const { return *config_; }

 private:
  std::shared_ptr<const DemoConfig> config_;
};

}  // namespace pochin::auth
