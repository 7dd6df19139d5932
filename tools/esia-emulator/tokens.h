#pragma once
#include <string>

#include "tools/esia-emulator/world.h"

// ЕСИА's tokens in the order of octets and fields of real ones (esia.md §1.5).
namespace pochin::emulator {

// JSON as ЕСИА prints it: `/` escaped.
std::string esia_json(const Json& value);

std::string make_code(World& world, const Client& client, const Grant& grant, const std::string& state);

struct TokenPair {
  std::string access;
  std::string id;
};
TokenPair make_tokens(World& world, const Client& client, const Grant& grant, const Persona& persona);

// The system's own token, for records of organisations: of no person, with no nbf.
std::string make_system_token(World& world, const Client& client, const std::string& scope);

}  // namespace pochin::emulator
