// The competition commission: who sits in it, on whose proposal, and whether its composition is lawful
// (131-ФЗ art. 26.1 part 12, from memory: half of the members on proposals of the representative body). The rule is
// data of the practice.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/names.h"
#include "shared/base/ratio.h"
#include "shared/base/result.h"
#include "shared/form/validate.h"

namespace pochin::review {

enum class Seat { chair, deputy, secretary, member };
std::span<const Name<Seat>> names(Seat);

enum class ProposedBy { representative_body, administration, project_centre, lot, other };
std::span<const Name<ProposedBy>> names(ProposedBy);

struct Member {
  std::string person;  // id
  std::string name;    // «Соколова А. В.»
  std::string position;
  Seat seat = Seat::member;
  ProposedBy proposed_by = ProposedBy::other;
  std::vector<std::string> traits;  // what may exclude: "official", "initiator"
  Date from;                        // the term is [from, to)
  std::optional<Date> to;
  bool operator==(const Member&) const = default;
};

struct Commission {
  std::string title;
  std::string act;  // «постановление от 01.10.2026 № 412»
  std::vector<Member> members;
  bool operator==(const Commission&) const = default;
};

struct CompositionRule {
  std::optional<Ratio> representative_share;  // of all members: at least this, 1/2
  int64_t least_members = 0;
  std::optional<int64_t> most_members;
  std::vector<std::string> excluded_traits;
  std::vector<std::string> excluded_persons;
  bool secretary_votes = true;  // a secretary without a vote is in the composition, not in the quorum
  std::string norm;
  bool operator==(const CompositionRule&) const = default;
};

// Those whose term has that day, in the order of the list.
std::vector<const Member*> members_on(const Commission& commission, Date on);
std::vector<const Member*> voters_on(const Commission& commission, Date on, const CompositionRule& rule);
const Member* find_member(const Commission& commission, std::string_view person, Date on);

// Problem.field is "members/2/to", or empty for the whole. Codes: commission_term (it ends before it begins),
// commission_twice (one person, two seats at once), commission_excluded, commission_chair (none, or several),
// commission_secretary (several), commission_size, commission_share.
std::vector<form::Problem> check_composition(const Commission& commission, Date on, const CompositionRule& rule);

Result<Commission> commission_from_json(const nlohmann::json& json, const std::string& place = {});
Result<CompositionRule> composition_rule_from_json(const nlohmann::json& json, const std::string& place = {});
nlohmann::json to_json(const Commission& commission);
nlohmann::json to_json(const CompositionRule& rule);

}  // namespace pochin::review
