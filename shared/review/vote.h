// Open voting of the commission on one question: for, against, abstained; one vote of each member, the last one before
// the closing counts and the earlier ones stay in the record (domain.md §4.8, §6.6).
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/instant.h"
#include "shared/base/names.h"
#include "shared/base/ratio.h"
#include "shared/base/result.h"
#include "shared/review/conflict.h"

namespace pochin::review {

enum class Choice { in_favour, against, abstained };
std::span<const Name<Choice>> names(Choice);

struct Vote {
  std::string member;  // person
  Choice choice = Choice::abstained;
  Instant at;
  bool operator==(const Vote&) const = default;
};

enum class MajorityOf { voted, present, members };  // voted: for and against, without those who abstained
std::span<const Name<MajorityOf>> names(MajorityOf);

struct MajorityRule {
  MajorityOf of = MajorityOf::voted;
  Ratio share;            // 1/2, 2/3
  bool more_than = true;  // more than the share; otherwise at least it
  // for = against: as the one who presides voted, if not abstained. Only where half decides, and not half of all
  // members: a casting vote makes no two thirds and no votes of those absent.
  bool chair_casts = true;
  std::string norm;
  bool operator==(const MajorityRule&) const = default;
};

struct DissentingOpinion {
  std::string member;  // person
  std::string text;
  Instant at;
  bool operator==(const DissentingOpinion&) const = default;
};

// Who may vote on this question.
struct Voters {
  std::vector<std::string> members;  // all who have a vote in the commission
  std::vector<std::string> present;
  std::string presiding;  // the chair, or the deputy in the chair's place
};

struct Question {
  std::string id;
  std::string application;  // empty for a question that concerns none
  std::string text;         // «Признать победителем заявку № 12»
  std::vector<Vote> votes;
  std::vector<DissentingOpinion> dissents;
  std::optional<Instant> closed_at;
  bool operator==(const Question&) const = default;
};

// Codes: vote_closed, vote_member (has no vote), vote_absent,
// review_conflict, vote_order (earlier than this member's last vote).
std::expected<void, Error> cast(Question& question, Vote vote, const Voters& voters,
                                const std::vector<Conflict>& conflicts);
// Of a member who was present and not recused; also after the closing. Codes: dissent_text, vote_member, vote_absent,
// review_conflict.
std::expected<void, Error> dissent(Question& question, DissentingOpinion opinion, const Voters& voters,
                                   const std::vector<Conflict>& conflicts);
// Codes: vote_closed, vote_order (a vote is later than the closing).
std::expected<void, Error> close(Question& question, Instant at);

struct Decision {
  int64_t in_favour = 0, against = 0, abstained = 0;
  int64_t silent = 0;  // present, not recused, and did not vote
  int64_t needed = 0;  // votes in favour
  bool accepted = false;
  bool by_casting_vote = false;
  std::string explanation;  // «За — 3, против — 3, воздержались — 0. …»
  bool operator==(const Decision&) const = default;
};

// Independent of the order of members and of votes of different members. O(votes log).
Decision decide(const Question& question, const Voters& voters, const std::vector<Conflict>& conflicts,
                const MajorityRule& rule);
// The votes that count, by id of the member: the last of each who is present and not recused.
std::vector<Vote> counted_votes(const Question& question, const Voters& voters, const std::vector<Conflict>& conflicts);

// Error codes besides those of a record: majority_share (outside 0..1).
Result<MajorityRule> majority_rule_from_json(const nlohmann::json& json, const std::string& place = {});
Result<Question> question_from_json(const nlohmann::json& json, const std::string& place = {});
nlohmann::json to_json(const MajorityRule& rule);
nlohmann::json to_json(const Question& question);

}  // namespace pochin::review
