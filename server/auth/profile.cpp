#include "server/auth/profile.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/text/clean.h"
#include "shared/base/checks.h"
#include "shared/base/json.h"
#include "shared/base/text.h"

namespace pochin::auth {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestName = 150;
constexpr std::size_t kLongestText = 1000;
constexpr std::size_t kMostElements = 200;

// Cleaned as what people type is, in one line, cut at a whole letter after `letters` of them, without spaces around.
std::string one_line(const std::string& text, std::size_t letters) {
  std::string out = server::clean(text);
  std::erase(out, '\n');
  return std::string(trim(first_code_points(trim(out), letters)));
}

// False when the field is there and is neither text nor null.
bool read_text(const Json& object, const char* name, std::size_t letters, std::string& out) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null()) return true;
  if (!found->is_string()) return false;
  out = one_line(found->get_ref<const std::string&>(), letters);
  return true;
}

std::string text(const Json& object, const char* name) {
  std::string out;
  read_text(object, name, kLongestText, out);
  return out;
}

bool flag(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

// A number or text on the wire.
std::string number_or_text(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found != object.end() && found->is_number_unsigned()) return std::to_string(found->get<std::uint64_t>());
  return text(object, name);
}

const Json* elements_of(const Json& collection) {
  if (!collection.is_object()) return nullptr;
  const auto found = collection.find("elements");
  if (found == collection.end() || !found->is_array() || found->size() > kMostElements) return nullptr;
  for (const Json& element : *found)
    if (!element.is_object()) return nullptr;
  return &*found;
}

std::optional<int> digits(std::string_view part) {
  int value = 0;
  for (const char c : part) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<std::chrono::year_month_day> parse_birth_date(std::string_view text) {
  if (text.size() != 10 || text[2] != '.' || text[5] != '.') return std::nullopt;
  const auto day = digits(text.substr(0, 2));
  const auto month = digits(text.substr(3, 2));
  const auto year = digits(text.substr(6, 4));
  if (!day || !month || !year) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok() || *year < 1880) return std::nullopt;
  return date;
}

std::optional<PersonRecord> parse_person(std::string_view json) {
  const Json person = parse_json(json).value_or(Json());
  if (!person.is_object()) return std::nullopt;
  const auto trusted = person.find("trusted");
  if (trusted != person.end() && !trusted->is_boolean()) return std::nullopt;
  PersonRecord record;
  record.trusted = flag(person, "trusted");
  record.deleted = text(person, "status") == "DELETED";
  if (!read_text(person, "lastName", kLongestName, record.family_name) ||
      !read_text(person, "firstName", kLongestName, record.given_name) ||
      !read_text(person, "middleName", kLongestName, record.middle_name))
    return std::nullopt;
  record.birth_date = parse_birth_date(text(person, "birthDate"));
  if (const auto snils = check_snils(text(person, "snils")))
    std::ranges::copy_if(*snils, std::back_inserter(record.snils), [](char c) { return c >= '0' && c <= '9'; });
  return record;
}

std::optional<std::vector<DeclaredAddress>> parse_addresses(std::string_view json) {
  const Json collection = parse_json(json).value_or(Json());
  const Json* elements = elements_of(collection);
  if (elements == nullptr) return std::nullopt;
  std::vector<DeclaredAddress> out;
  for (const Json& element : *elements) {
    const std::string type = text(element, "type");
    if (type != "PRG" && type != "PLV") continue;
    DeclaredAddress address;
    address.kind = type == "PRG" ? AddressKind::registered : AddressKind::actual;
    address.country = text(element, "countryId");
    address.text = text(element, "addressStr");
    address.fias = text(element, "fiasCode");
    address.region = text(element, "region");
    address.area = text(element, "area");
    address.city = text(element, "city");
    address.settlement = text(element, "settlement");
    address.street = text(element, "street");
    address.house = text(element, "house");
    out.push_back(std::move(address));
  }
  return out;
}

std::optional<std::vector<OrganisationRole>> parse_roles(std::string_view json) {
  const Json collection = parse_json(json).value_or(Json());
  const Json* elements = elements_of(collection);
  if (elements == nullptr) return std::nullopt;
  std::vector<OrganisationRole> out;
  for (const Json& element : *elements) {
    // Liquidated unless said otherwise in so many words: a role must not come from a field of a wrong type.
    const auto liquidated = element.find("isLiquidated");
    const bool stands = liquidated == element.end() || (liquidated->is_boolean() && !liquidated->get<bool>());
    out.push_back({number_or_text(element, "oid"), number_or_text(element, "ogrn"), text(element, "fullName"),
                   text(element, "shortName"), text(element, "type"), flag(element, "chief"), flag(element, "admin"),
                   flag(element, "active"), !stands});
  }
  return out;
}

}  // namespace pochin::auth
