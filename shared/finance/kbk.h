// Budget codes (КБК): their twenty digits and the dictionary of those that are in force. The codes are approved anew
// each year by an order of the Ministry of Finance, so the dictionary is data with dates (domain.md §3.5).
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/result.h"
#include "shared/territory/territory.h"

namespace pochin::finance {

// Of a code of income: «000 1 17 15000 00 0000 150».
struct Kbk {
  std::string digits;                      // all twenty
  std::string_view administrator() const;  // 1–3, chief administrator
  std::string_view group() const;          // 4
  std::string_view subgroup() const;       // 5–6
  std::string_view article() const;        // 7–8
  std::string_view subarticle() const;     // 9–11
  std::string_view element() const;        // 12–13, level of the budget
  std::string_view subtype() const;        // 14–17, often a code of one project
  std::string_view economic() const;       // 18–20
  bool operator==(const Kbk&) const = default;
};

// Spaces of any kind between digits are dropped. Errors: kbk_digits, kbk_length.
Result<Kbk> parse_kbk(std::string_view text);
std::string format_kbk(const Kbk& kbk);  // «000 1 17 15030 10 0000 150» with no-break spaces

// A code of the dictionary: digits, and * for those that differ ("***11715030100***150" takes any administrator).
struct KbkEntry {
  std::string mask;
  std::string title;
  std::vector<territory::Kind> kinds;  // empty = of every kind
  Date valid_from;
  std::optional<Date> valid_to;  // the first day it is no longer in force
  std::string norm;
  bool operator==(const KbkEntry&) const = default;
};

struct KbkDictionary {
  std::vector<KbkEntry> entries;

  // Those for a budget of that kind on that day, in the order of the dictionary.
  std::vector<const KbkEntry*> find(territory::Kind kind, Date on) const;
};

bool matches(const KbkEntry& entry, const Kbk& kbk);

// The code as digits, if it is one of the dictionary for that kind and day. Errors: those of parse_kbk, kbk_unknown
// (the message names the codes that fit), kbk_kind (in force, but for other municipalities), kbk_expired (not on that
// day), kbk_dictionary (it has nothing for this kind and day).
Result<Kbk> check_kbk(std::string_view text, territory::Kind kind, Date on, const KbkDictionary& dictionary);

// Error codes besides those of a record: kbk_mask, kbk_dates, kbk_twice (the same mask for one kind on one day).
Result<KbkDictionary> kbk_dictionary_from_json(const nlohmann::json& json, const std::string& place = {});
nlohmann::json to_json(const KbkDictionary& dictionary);

}  // namespace pochin::finance
