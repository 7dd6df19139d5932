#pragma once
#include <optional>
#include <string>
#include <vector>

#include "tools/esia-emulator/text.h"
#include "tools/esia-emulator/world.h"

// The checks of a system's request in ЕСИА's order (esia.md §5).
namespace pochin::emulator {

struct Refusal {
  std::string code;   // "ESIA-007053"
  std::string error;  // OAuth's word
  std::string text;
};

Refusal refusal(const std::string& code, const std::string& text = {});

enum class Version { first, second };  // v1: ac and te with CMS; v2/ac and v3/te with a raw signature

// ac. Whether the refusal may go to the redirect address is for the caller: see `addressee`.
std::optional<Refusal> check_authorization(const World& world, const Form& form, Version version);

// The client of the request when both it and the redirect address are good.
const Client* addressee(const World& world, const Form& form);

// The part of te that ac has too: parameters, client, time, certificate and signature (with the code).
std::optional<Refusal> check_token_request(const World& world, const Form& form, Version version);

}  // namespace pochin::emulator
