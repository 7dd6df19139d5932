// Score sheets of the members: each gives points by each criterion, and the average of those who scored goes into the
// score of the application (domain.md §4.1: sum of members' points ÷ number of members who scored).
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/instant.h"
#include "shared/base/ratio.h"
#include "shared/base/result.h"
#include "shared/review/conflict.h"

namespace pochin::review {

struct SheetCriterion {
  std::string code;  // "urgency"
  std::string title;
  Ratio min, max;
  Ratio step = 1;                   // points are min + a whole number of steps; 0 = any
  std::vector<Ratio> allowed = {};  // the only points there are: 0, 5, 10; empty = any on the steps
  bool operator==(const SheetCriterion&) const = default;
};

// Append-only: a changed mark is a new one, the last counts.
struct Mark {
  std::string member;  // person
  std::string application;
  std::string criterion;
  Ratio points;
  std::string comment;
  Instant at;
  bool operator==(const Mark&) const = default;
};

// Codes: mark_criterion (no such criterion), mark_range, mark_step, mark_allowed, review_conflict.
std::expected<void, Error> check_mark(const Mark& mark, const std::vector<SheetCriterion>& criteria,
                                      const std::vector<Conflict>& conflicts);

struct Sheet {
  std::map<std::string, Ratio> points;  // by the code of a criterion
  std::vector<std::string> missing;     // codes without a mark, in the order of the criteria
  bool complete() const { return missing.empty(); }
  bool empty() const { return points.empty(); }
};

Sheet sheet_of(std::string_view member, std::string_view application, const std::vector<SheetCriterion>& criteria,
               const std::vector<Mark>& marks);

struct AverageRule {
  int64_t least_members = 1;   // fewer give no average
  bool complete_only = false;  // a partial sheet counts for nothing; otherwise it counts where it has marks
  bool operator==(const AverageRule&) const = default;
};

struct Averages {
  std::map<std::string, Ratio> by_criterion;  // exact
  std::map<std::string, int64_t> members;     // how many scored it
  Ratio total;                                // of the averages
  std::vector<std::string> incomplete;        // members who began and did not end, by id

  // "commission.urgency" → 7/3, "commission.total": plain values for the criteria of the practice.
  std::map<std::string, Ratio> facts() const;
};

// Of the members named (those who may score), without the recused. Independent of the order of marks and members.
// Errors: average_members (a criterion has marks of too few members; Error.place is its code), average_range.
// O(marks × log).
Result<Averages> averages(std::string_view application, const std::vector<std::string>& members,
                          const std::vector<SheetCriterion>& criteria, const std::vector<Mark>& marks,
                          const std::vector<Conflict>& conflicts, const AverageRule& rule);

// Error codes besides those of a record: sheet_twice (a code repeats), sheet_range (min above max, a step below zero).
Result<std::vector<SheetCriterion>> sheet_criteria_from_json(const nlohmann::json& json, const std::string& place = {});
Result<AverageRule> average_rule_from_json(const nlohmann::json& json, const std::string& place = {});
Result<Mark> mark_from_json(const nlohmann::json& json, const std::string& place = {});
nlohmann::json to_json(const std::vector<SheetCriterion>& criteria);
nlohmann::json to_json(const AverageRule& rule);
nlohmann::json to_json(const Mark& mark);

}  // namespace pochin::review
