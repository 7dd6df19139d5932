#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "server/auth/identity.h"

// The answers of ЕСИА's REST about a person (esia.md §1.7). Fields without a granted scope are simply absent.
namespace pochin::auth {

struct PersonRecord {
  bool trusted = false;
  bool deleted = false;
  std::string family_name;
  std::string given_name;
  std::string middle_name;
  std::optional<std::chrono::year_month_day> birth_date;
  std::string snils;  // eleven digits with a right checksum, or empty
};

// Nothing when it is not a JSON object, `trusted` is not a boolean or a name is not text. Control characters are
// taken out of names and a name longer than 150 letters is cut.
std::optional<PersonRecord> parse_person(std::string_view json);

// Nothing when the collection is not of the shape {"elements":[{…}…]}: elements given as links are never followed.
std::optional<std::vector<DeclaredAddress>> parse_addresses(std::string_view json);
std::optional<std::vector<OrganisationRole>> parse_roles(std::string_view json);

// дд.мм.гггг of a day that exists.
std::optional<std::chrono::year_month_day> parse_birth_date(std::string_view text);

}  // namespace pochin::auth
