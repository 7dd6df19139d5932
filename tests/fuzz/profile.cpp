#include "server/auth/profile.h"

#include "server/http/url.h"
#include "tests/fuzz/fuzz.h"

namespace pochin::fuzz {

using namespace pochin::auth;

void profile(std::string_view bytes) {
  if (const auto person = parse_person(bytes)) {
    for (const std::string& name : {person->family_name, person->given_name, person->middle_name}) {
      promise(server::valid_utf8(name));
      for (const char c : name) promise(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
    }
    promise(!person->birth_date || person->birth_date->ok());
  }
  (void)parse_addresses(bytes);
  (void)parse_roles(bytes);
  const auto date = parse_birth_date(bytes);
  promise(!date || date->ok());
}

}  // namespace pochin::fuzz
