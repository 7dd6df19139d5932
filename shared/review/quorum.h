// Whether enough members are present to decide. The share and what a recused member counts for are data of the
// practice.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "shared/base/ratio.h"
#include "shared/base/result.h"

namespace pochin::review {

struct QuorumRule {
  Ratio share;                   // of all members, 1/2
  bool more_than = false;        // more than the share; otherwise at least it
  bool recused_counted = false;  // whether the recused stand in both numbers; otherwise in neither
  std::string norm;
  bool operator==(const QuorumRule&) const = default;
};

struct Quorum {
  int64_t members = 0, present = 0, needed = 0;  // as counted by the rule
  bool reached = false;                          // never without anybody present
  std::string explanation;  // «Присутствуют 5 из 9, нужно не меньше 5: кворум есть»
  bool operator==(const Quorum&) const = default;
};

// Persons by id; those present or recused who are no members do not count.
Quorum quorum(const std::vector<std::string>& members, const std::vector<std::string>& present,
              const std::vector<std::string>& recused, const QuorumRule& rule);

// The least whole number that is at least the share of the whole, or more than it. Precondition: 0 ≤ share ≤ 1,
// whole ≥ 0.
int64_t needed_of(int64_t whole, const Ratio& share, bool more_than);

// Error codes besides those of a record: quorum_share (outside 0..1).
Result<QuorumRule> quorum_rule_from_json(const nlohmann::json& json, const std::string& place = {});
nlohmann::json to_json(const QuorumRule& rule);

}  // namespace pochin::review
