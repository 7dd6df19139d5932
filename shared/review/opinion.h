// Opinions of sectoral experts on an application (domain.md §2.3): who must give one by which day, what it says, and
// which are overdue. A new opinion of the same expert replaces the earlier one; both are kept.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/instant.h"
#include "shared/base/names.h"
#include "shared/base/result.h"
#include "shared/review/conflict.h"

namespace pochin::review {

enum class Verdict { positive, negative, with_remarks };
std::span<const Name<Verdict>> names(Verdict);

struct OpinionRemark {
  std::string field;  // path of the form, or empty for the whole application
  std::string text;
  bool operator==(const OpinionRemark&) const = default;
};

struct Assignment {
  std::string application;
  std::string expert;  // person
  Date assigned_on;
  Date deadline;  // the last day
  bool operator==(const Assignment&) const = default;
};

struct Opinion {
  std::string id;
  std::string application;
  std::string expert;
  Verdict verdict = Verdict::positive;
  std::string text;
  std::vector<OpinionRemark> remarks;
  Date given_on;  // by the clock of the region
  Instant given_at;
  bool operator==(const Opinion&) const = default;
};

// Codes: opinion_unassigned, review_conflict, opinion_reason (a negative one without its reasons), opinion_remarks
// (remarks without any, or a positive one with some), opinion_remark_text.
std::expected<void, Error> check_opinion(const Opinion& opinion, const std::vector<Assignment>& assignments,
                                         const std::vector<Conflict>& conflicts);

enum class OpinionState { waiting, overdue, given, given_late };
std::span<const Name<OpinionState>> names(OpinionState);

struct OpinionStatus {
  OpinionState state = OpinionState::waiting;
  int64_t days = 0;  // waiting: left, 0 = today is the last; overdue and given late: beyond the deadline
  const Opinion* opinion = nullptr;  // the one in force
};

OpinionStatus status(const Assignment& assignment, const std::vector<Opinion>& opinions, Date today);

struct OpinionSummary {
  int64_t positive = 0, negative = 0, with_remarks = 0, waiting = 0, overdue = 0;
  bool operator==(const OpinionSummary&) const = default;
};

OpinionSummary summary(std::string_view application, const std::vector<Assignment>& assignments,
                       const std::vector<Opinion>& opinions, Date today);

Result<Opinion> opinion_from_json(const nlohmann::json& json, const std::string& place = {});
Result<Assignment> assignment_from_json(const nlohmann::json& json, const std::string& place = {});
nlohmann::json to_json(const Opinion& opinion);
nlohmann::json to_json(const Assignment& assignment);

}  // namespace pochin::review
