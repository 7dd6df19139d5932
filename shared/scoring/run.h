// A calculation of the whole contest as a recorded act: by which rules, from what, when, why, by whom. A recalculation
// is a new run beside the old one, never an overwrite (domain.md §4.1: the mass button of Карелия).
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/instant.h"
#include "shared/base/result.h"
#include "shared/scoring/adjustment.h"
#include "shared/scoring/contest.h"

namespace pochin::scoring {

// The application with the points by hand.
struct Entrant {
  Subject subject;
  std::span<const Adjustment> adjustments = {};
};

struct RunItem {
  std::string id;
  std::string inputs_hash;  // answers, facts, window, marks, adjustments
  Score score;
  Ratio plus, minus;
  Ratio final() const { return score.total + plus - minus; }
};

struct ScoreRun {
  std::string criteria_version, criteria_hash;
  std::string inputs_hash;  // of all applications, whatever their order
  Instant at;
  std::string reason;  // «Первый расчёт», «Исправлена численность Заречья»
  std::string by;
  std::vector<RunItem> items;  // sorted by id
};

// Errors: run_reason, run_author (blank), run_duplicate (an id twice; place = the id).
Result<ScoreRun> run_scores(const Criteria& criteria, std::span<const Entrant> entrants, Instant at,
                            std::string_view reason, std::string_view by);

// SHA-256 of the canonical JSON of everything the score depends on but the rules and the other applications.
std::string inputs_hash(const Entrant& entrant);

struct ItemChange {
  std::string code, title;
  Ratio before, after;  // weighted
  std::string text;     // one sentence: what changed and why
};

struct RunChange {
  std::string id;
  enum class Kind { added, removed, changed } kind = Kind::changed;
  Ratio before, after;  // final
  std::vector<ItemChange> items;
  std::vector<std::string> why;  // sentences: the rules, the application, the other applications, points by hand
};

struct RunDifference {
  bool same_rules = true;
  bool same_inputs = true;
  std::vector<RunChange> changes;  // by id; those of equal points are not in it
  std::string text;                // one sentence for the journal
};

RunDifference compare(const ScoreRun& before, const ScoreRun& after);

nlohmann::json to_json(const ScoreRun& run);
// Reads what to_json wrote: numbers have at most six decimals. Error.place is the place in the JSON.
Result<ScoreRun> run_from_json(const nlohmann::json& json);
nlohmann::json to_json(const RunDifference& difference);

}  // namespace pochin::scoring
