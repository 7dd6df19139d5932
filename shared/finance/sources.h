// The money of one project by where it comes from, and how far it has come: planned in the application, committed by
// agreement, paid into the budget, spent (domain.md §6.1 items 10–12, §2.3). Money only: labour and property have
// their own list (in_kind.h).
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
#include "shared/form/validate.h"

namespace pochin::finance {

enum class Source { region, municipality, people, organisations, other };
std::span<const Name<Source>> names(Source);

enum class Phase { planned, committed, paid, spent };
std::span<const Name<Phase>> names(Phase);

struct SourceMoney {
  Source source = Source::other;
  std::string title;  // what the other source is
  Money planned, committed, paid, spent;
  bool operator==(const SourceMoney&) const = default;
};

Money at(const SourceMoney& money, Phase phase);

struct Funding {
  std::vector<SourceMoney> sources;
  bool operator==(const Funding&) const = default;
};

// Nothing when a sum does not fit.
std::optional<Money> total(const Funding& funding, Phase phase);
std::optional<Money> sum_of(const Funding& funding, Source source, Phase phase);
// Of the whole of that phase: 3/10. Nothing when the whole is 0 or does not fit.
std::optional<Ratio> share(const Funding& funding, Source source, Phase phase);

// The field of a problem: "region.planned".
std::string field_of(Source source, Phase phase);

// Sums below zero, the same source twice (other sources differ by title), paid above the agreement, spent above what
// was paid. Codes: source_negative, source_twice, source_paid_over, source_spent_over, source_range.
std::vector<form::Problem> check(const Funding& funding);

Result<Funding> funding_from_json(const nlohmann::json& json, const std::string& place = {});
nlohmann::json to_json(const Funding& funding);

}  // namespace pochin::finance
