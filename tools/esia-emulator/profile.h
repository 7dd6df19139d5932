#pragma once
#include <ctime>
#include <nlohmann/json.hpp>
#include <string>

// What is assumed about the real ЕСИА where it could not be asked, each with its evidence (profile.json): V seen in
// really issued tokens, S2 two public sources, S1 one, I inference. Tests that lean on an I name it.
namespace pochin::emulator {

struct Profile {
  std::time_t timestamp_tolerance = 0, code_life = 0, access_life = 0, id_life = 0;  // seconds
  std::time_t silent_login = 0;
  bool consent_page = false;   // consent is asked on a page of its own
  bool first_version = false;  // /aas/oauth2/ac and /te with CMS are answered too
  nlohmann::ordered_json all;  // the whole file
};

// Throws with the name of what is missing.
Profile read_profile(const std::string& json);

}  // namespace pochin::emulator
