// What people and organisations give without money — labour, property, materials (131-ФЗ art. 56.1) — and its worth.
// It never becomes money of a source: only contribution() adds the two, and only when the practice's rule says so.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/base/money.h"
#include "shared/base/names.h"
#include "shared/base/ratio.h"
#include "shared/base/result.h"

namespace pochin::finance {

enum class InKindKind { labour, property, materials };
std::span<const Name<InKindKind>> names(InKindKind);

struct InKind {
  std::string id;
  InKindKind kind = InKindKind::labour;
  std::string title;   // «уборка территории»
  Ratio hours;         // labour: of one person
  int64_t people = 0;  // labour
  Money rate;          // labour: of one hour of one person
  Ratio quantity;      // property (hours of a machine), materials
  std::string unit;    // «маш.-ч», «м³»
  Money price;         // of one unit
  std::string document;
  bool operator==(const InKind&) const = default;
};

// hours × people × rate, or quantity × price; to the kopeck, halves up. Error.place is the field. Errors:
// in_kind_negative, in_kind_mixed (labour with a price, materials with hours), in_kind_range.
Result<Money> worth(const InKind& item);
Result<Money> worth(const std::vector<InKind>& items);  // Error.place is "id/field"

struct InKindRule {
  bool counts = false;             // whether it is added to the money of co-financing at all
  std::optional<Ratio> max_share;  // at most this share of the money it is added to, 0.5
  std::string norm;
  bool operator==(const InKindRule&) const = default;
};

// The contribution a criterion counts: the money, and as much in kind as the rule lets in.
Result<Money> contribution(Money money, const std::vector<InKind>& items, const InKindRule& rule);

Result<InKind> in_kind_from_json(const nlohmann::json& json, const std::string& place = {});
Result<InKindRule> in_kind_rule_from_json(const nlohmann::json& json, const std::string& place = {});
nlohmann::json to_json(const InKind& item);
nlohmann::json to_json(const InKindRule& rule);

}  // namespace pochin::finance
