// Packs written for an older format, brought to the one this program reads: a chain of pure steps, each from one format
// to the next, with a note on everything it changed.
//
// Format 0, of the pilot regions, differs from format 1 (format.h) in this:
//   "format": 0
//   "cycle": {"population_date": "2026-01-01"}     now "reference_dates": {"population": …}
//   "stages": [{"deadline": "2026-12-25"}]         the last day, included, or a time; now "to", the first moment after
//   "criteria": [ … ]                              now {"version": …, "items": [ … ]}
//   "weight": 0.30                                 any decimal as a number; now a text, which is exact
//   "required": true                               a flag; now a formula
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/practice/pack.h"

namespace pochin::practice {

inline constexpr int kFormat = 1;

// A value that was rewritten. The pointer is in the new pack.
struct MigrationNote {
  std::string pointer, message;
};

struct Migrated {
  int from = kFormat;                // the format it was written in
  std::vector<MigrationNote> notes;  // empty when nothing had to be changed
};

// Changes `pack` in place; what it does not understand it leaves to lint(). O(size). Errors: newer_format, bad_format
// (place = "/format").
Result<Migrated> migrate(nlohmann::json& pack);

}  // namespace pochin::practice
