#pragma once
#include <string>
#include <vector>

#include "tools/esia-emulator/personas.h"

// What a person sees: plain pages with no state branding, and a banner that says what they are.
namespace pochin::emulator {

std::string choice_page(const std::vector<Persona>& personas, const std::string& client, const std::string& scope,
                        const std::string& request);
std::string consent_page(const Persona& persona, const std::string& client, const std::string& scope,
                         const std::string& request);
std::string error_page(const std::string& code, const std::string& text);
std::string logged_out_page();
std::string front_page();

inline constexpr const char* kPagePolicy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

}  // namespace pochin::emulator
