// Legal bases as dated data (domain.md §3.3): an article number is never in the code, and a norm that moves from one
// act to another keeps its id and gets another wording.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "shared/base/date.h"

namespace pochin::law {

enum class Kind {
  statute,      // an act above the practice: a federal law, a code
  practice_act  // the act that sets up the practice: its order, its regulation
};
std::optional<Kind> kind_from(std::string_view code);  // "statute", "practice_act"
std::string_view code_of(Kind kind);
// When the data do not say: «131-ФЗ» and «БК РФ» are statutes, «Постановление …» is the act of the practice.
Kind kind_of_act(std::string_view act);

// One wording. Several with one id are the same norm at different times.
struct LegalBasis {
  std::string id;
  std::string act;      // «131-ФЗ»
  std::string article;  // «ст. 26.1», «п. 4»; may be empty
  std::string part;     // «ч. 6»; may be empty
  std::string title;    // what it is about
  std::string text;     // citation() of it
  std::string url;      // where its text is read, http(s); "" when nobody knows an address that stays
  std::string source;   // "verified", "from memory", "illustrative"
  Kind kind = Kind::statute;
  std::optional<Date> valid_from;  // the first day in force; nothing = always was
  std::optional<Date> valid_to;    // the first day no longer in force; nothing = still is
  std::string place;               // where in the data it stands, a JSON pointer
};

std::string citation(std::string_view act, std::string_view article, std::string_view part);  // «131-ФЗ, ст. 26.1 ч. 6»

bool in_force(const LegalBasis& basis, Date on);
// The wording of `id` in force on that day, the latest when several are; null when there is none. O(n).
const LegalBasis* wording(std::span<const LegalBasis> bases, std::string_view id, Date on);
// The first day from `first` to `last` on which no wording of `id` is in force; nothing when one is on each. O(n²).
std::optional<Date> gap(std::span<const LegalBasis> bases, std::string_view id, Date first, Date last);
bool overlap(const LegalBasis& a, const LegalBasis& b);  // both in force on some day

}  // namespace pochin::law
