// What forbids a cycle to open. A cycle whose stage has no act, an act that is not in force yet or no longer, or whose
// stages are out of order would take applications that nobody may decide on.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/law/legal_basis.h"

namespace pochin::law {

// A stage of a cycle as far as the law sees it.
struct OpeningStage {
  std::string id;                // "check", "rating" … are known: they come after intake
  std::string title;             // «Приём заявок»
  Date first, last;              // by the region's clock, both belong to it
  std::vector<std::string> law;  // ids of legal bases
  bool intake = false;
  std::string place;  // "/stages/1"
};

struct Problem {
  std::string code;
  std::string message;  // Russian, names the stage and says what to do
  std::string place;    // a JSON pointer
  bool forbids = true;  // false: a remark, the cycle may open
};

// Codes that forbid: no_stages, no_law (a stage without any basis), unknown_law, no_practice_act (none of its bases is
// an act of the practice), act_not_in_force (no act of the practice on some day of the stage), dates_order (the stage
// ends before it begins), no_intake, stage_order (checking before the intake has ended, or nothing after it).
// Remarks: law_not_in_force (a statute is not in force on some day of the stage). O(stages × bases²).
std::vector<Problem> opening_problems(std::span<const OpeningStage> stages, std::span<const LegalBasis> bases);

bool forbids_opening(std::span<const Problem> problems);

}  // namespace pochin::law
