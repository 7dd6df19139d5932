#pragma once
#include <cstdint>
#include <ctime>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

// The invented people of the emulator (personas.json).
namespace pochin::emulator {

using Json = nlohmann::ordered_json;

struct Persona {
  std::uint64_t oid = 0;
  std::string group;  // heading on the page of choice
  std::string note;   // who this is, for the person choosing
  std::string last_name, first_name, middle_name;
  std::string birth_date;  // dd.mm.yyyy
  bool trusted = true;
  std::string level = "PR";
  std::string refusal;                      // ЕСИА's code that choosing this person ends with
  std::vector<std::string> refused_scopes;  // what this person does not agree to give
  Json person;                              // further fields of the record
  Json addresses = Json::array();
  Json contacts = Json::array();
  Json documents = Json::array();
  Json roles = Json::array();
  Json kids = Json::array();
  Json vehicles = Json::array();

  [[nodiscard]] std::string full_name() const;
};

// A birth date of the form {"years":18,"in_days":1} is counted from `today`. Throws with a place on a mistake.
std::vector<Persona> read_personas(const std::string& json, std::time_t today);

}  // namespace pochin::emulator
