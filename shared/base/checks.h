// Numbers and addresses people type, checked by their own rules. Each gives the normal form or says what to do.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace pochin {

// 10 digits of an organisation or 12 of a person, with control digits (приказ ФНС ЕД-7-14/559@, прил. 1).
// Spaces are dropped. Errors: inn_length, inn_digits, inn_control.
Result<std::string> check_inn(std::string_view text);
// ОГРН of 13 digits or ОГРНИП of 15; the last digit is the rest modulo 11 (13) of the number before it, modulo 10.
// Errors: ogrn_length, ogrn_digits, ogrn_control.
Result<std::string> check_ogrn(std::string_view text);
// 11 digits, "112-233-445 95"; the control number counts from 001-001-998 on. → "11223344595". Errors: snils_*.
Result<std::string> check_snils(std::string_view text);
// 8 or 11 digits, kept as text with its leading zeros. Error: oktmo_format.
Result<std::string> check_oktmo(std::string_view text);
// «8 (900) 123-45-67», «+7 900 123 45 67», ten digits → "+79001234567". Error: phone_format.
Result<std::string> normal_phone(std::string_view text);
std::string format_phone(std::string_view normal);  // «+7 900 123-45-67»
// One @ with something on both sides and a dot in the domain; Cyrillic domains are fine. → trimmed. Error:
// email_format.
Result<std::string> check_email(std::string_view text);
// http:// or https:// and a host with a dot; a missing scheme becomes https://. Error: link_format.
Result<std::string> check_link(std::string_view text);

}  // namespace pochin
