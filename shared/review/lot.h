// Members drawn by lot among applicants (a budget commission; domain.md §1.2, Санкт-Петербург), so that anybody can
// draw again: in each group the order is that of SHA-256(seed ‖ 0x00 ‖ id), bytes ascending. The seed is published
// bytes that nobody could choose, at least 16 of them. The order of the input changes nothing, and who is drawn for k
// seats is drawn for k + 1.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/names.h"
#include "shared/base/result.h"
#include "shared/base/sha256.h"

namespace pochin::review {

inline constexpr std::size_t kLeastSeedBytes = 16;

struct LotApplicant {
  std::string id;
  std::string group;      // district; empty where there are no groups
  std::string exclusion;  // why this person may not take part; empty = may
};

struct LotQuota {
  std::string group;
  int64_t seats = 0;
  int64_t substitutes = 0;  // drawn after the seats, in order
  bool operator==(const LotQuota&) const = default;
};

enum class LotOutcome { member, substitute, not_drawn, excluded };
std::span<const Name<LotOutcome>> names(LotOutcome);

struct LotRow {
  std::string id;
  std::string group;
  std::string hash;   // 64 hexadecimal digits; empty for an excluded person
  int64_t place = 0;  // in the order of the group: 1, 2, 3 …; 0 for an excluded person
  LotOutcome outcome = LotOutcome::not_drawn;
  std::string explanation;  // one sentence in Russian
  bool operator==(const LotRow&) const = default;
};

struct Lot {
  std::string seed;                     // hexadecimal
  std::vector<LotRow> rows;             // groups in the order of the quotas, then by place; the excluded last, by id
  std::vector<std::string> shortfalls;  // «Район 2: мест 5, участников 3»
  bool operator==(const Lot&) const = default;

  std::vector<std::string> drawn(LotOutcome outcome, std::string_view group = {}) const;  // ids; "" = of all groups
};

// `seed` is bytes, not hexadecimal. Who applied several times to one group takes part once. Errors: lot_seed (too
// short), lot_applicant (an empty id), lot_two_groups (one person applied to two groups; Error.place is the id),
// lot_quota (a group twice, or below zero; Error.place is the group), lot_group (an applicant of a group that has no
// quota). O(n log n).
Result<Lot> draw(std::string_view seed, const std::vector<LotApplicant>& applicants,
                 const std::vector<LotQuota>& quotas);

nlohmann::json to_json(const Lot& lot);
Result<Lot> lot_from_json(const nlohmann::json& json, const std::string& place = {});

}  // namespace pochin::review
