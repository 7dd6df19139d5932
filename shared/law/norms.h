// What the statutes themselves demand of the terms of a practice: a local act may shorten what an official has and
// lengthen what a resident has, never the other way. A dated table: lint compares the terms of a pack with it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "shared/base/date.h"

namespace pochin::law {

// A step of the life of an initiative project that a statute gives a term for.
enum class Step { publish, comments, decide, report };

struct TermNorm {
  Step step;
  bool at_least;  // the term may not be shorter; else not longer
  int count;
  std::string_view unit;         // code of calendar::Unit
  bool only_initiative_project;  // not for projects that ask for money of the region (131-ФЗ ст. 26.1 ч. 10)
  std::string_view act, article, part;    // as in the law of a pack
  std::string_view valid_from, valid_to;  // ISO dates; valid_to = the first day no longer in force, "" = still is
  std::string_view source;                // "verified", "from memory"
};

std::span<const TermNorm> term_norms();
// In force on that day; null when no statute speaks of the step then.
const TermNorm* term_norm(Step step, Date on);
std::string citation(const TermNorm& norm);  // «131-ФЗ, ст. 26.1 ч. 5»

}  // namespace pochin::law
