#include "tools/esia-emulator/profile.h"

#include <stdexcept>

namespace pochin::emulator {
namespace {

using Json = nlohmann::ordered_json;

const Json& value_of(const Json& profile, const std::string& id) {
  for (const Json& assumption : profile.at("assumptions"))
    if (assumption.at("id") == id) return assumption.at("value");
  throw std::runtime_error("profile: no assumption " + id);
}

}  // namespace

Profile read_profile(const std::string& json) {
  Profile profile;
  profile.all = Json::parse(json);
  const auto seconds = [&profile](const char* id) { return value_of(profile.all, id).get<std::time_t>(); };
  const auto yes = [&profile](const char* id) { return value_of(profile.all, id).get<bool>(); };
  profile.timestamp_tolerance = seconds("timestamp.tolerance");
  profile.code_life = seconds("code.life");
  profile.access_life = seconds("access_token.life");
  profile.id_life = seconds("id_token.life");
  profile.silent_login = seconds("session.silent");
  profile.consent_page = yes("consent.own_page");
  profile.first_version = yes("v1");
  return profile;
}

}  // namespace pochin::emulator
