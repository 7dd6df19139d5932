#include "tools/esia-emulator/personas.h"

#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace pochin::emulator {
namespace {

std::string date_text(std::chrono::year_month_day date) {
  char text[32];
  std::snprintf(text, sizeof text, "%02u.%02u.%04d", static_cast<unsigned>(date.day()),
                static_cast<unsigned>(date.month()), static_cast<int>(date.year()));
  return text;
}

// Born on the day that makes them `years` old `in_days` days from today; 29 February is kept by the first of March.
std::string relative_birth(const Json& birth, std::time_t today) {
  using namespace std::chrono;
  const sys_days day = floor<days>(system_clock::from_time_t(today)) + days(birth.at("in_days").get<int>());
  year_month_day date = year_month_day(day) - years(birth.at("years").get<int>());
  if (!date.ok()) date = date.year() / March / 1;
  return date_text(date);
}

Json given(const Json& entry, const char* name) { return entry.contains(name) ? entry.at(name) : Json::array(); }

Persona read_persona(const Json& entry, std::time_t today) {
  Persona persona;
  persona.oid = entry.at("oid").get<std::uint64_t>();
  persona.group = entry.at("group").get<std::string>();
  persona.note = entry.at("note").get<std::string>();
  persona.last_name = entry.value("lastName", "");
  persona.first_name = entry.value("firstName", "");
  persona.middle_name = entry.value("middleName", "");
  const Json& birth = entry.at("birthDate");
  persona.birth_date = birth.is_string() ? birth.get<std::string>() : relative_birth(birth, today);
  persona.trusted = entry.value("trusted", true);
  persona.level = entry.value("level", persona.trusted ? "PR" : "P");
  persona.refusal = entry.value("refusal", "");
  for (const Json& scope : given(entry, "refusedScopes")) persona.refused_scopes.push_back(scope.get<std::string>());
  persona.person = entry.contains("person") ? entry.at("person") : Json::object();
  persona.addresses = given(entry, "addresses");
  persona.contacts = given(entry, "contacts");
  persona.documents = given(entry, "documents");
  persona.roles = given(entry, "roles");
  persona.kids = given(entry, "kids");
  persona.vehicles = given(entry, "vehicles");
  if (persona.full_name().empty()) throw std::runtime_error("nobody is without any name");
  return persona;
}

}  // namespace

std::string Persona::full_name() const {
  std::string name = last_name;
  for (const std::string* part : {&first_name, &middle_name}) {
    if (part->empty()) continue;
    if (!name.empty()) name += ' ';
    name += *part;
  }
  return name;
}

std::vector<Persona> read_personas(const std::string& json, std::time_t today) {
  std::vector<Persona> personas;
  const Json file = Json::parse(json);
  for (const Json& entry : file.at("personas")) {
    try {
      personas.push_back(read_persona(entry, today));
    } catch (const std::exception& error) {
      throw std::runtime_error("personas, entry " + std::to_string(personas.size() + 1) + ": " + error.what());
    }
  }
  return personas;
}

}  // namespace pochin::emulator
