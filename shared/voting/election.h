// What is counted: projects with their costs, ballots (equal ones once, with their number), the money. Made from a .pb
// file (shared/pabulib), from published JSON, or from cast ballots: every way leads to the same tally.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/money.h"
#include "shared/base/result.h"
#include "shared/voting/ballot_kind.h"

namespace pochin::voting {

// All sums of an election are whole numbers of its smallest unit, of which `Election::unit` make one unit of the
// currency: kopecks and 100 for ours; a .pb file has as many decimals as it shows.
struct Project {
  std::string id;
  std::string number = {};  // as people know it; empty = they know it by the id
  std::string name = {};
  int64_t cost = 0;                  // ≥ 0
  std::optional<int64_t> published;  // points or votes as published beside the ballots (not recounted)
  std::string submitted_at;          // RFC 3339 in UTC, compared as text; empty = unknown
  bool withdrawn = false;            // never funded, whatever its votes
  bool operator==(const Project&) const = default;
};

struct Choice {
  uint32_t project = 0;  // index
  int32_t points = 1;    // 1 where the kind has none; −1 against (plus_minus), 0 or 1 (yes_no)
  bool operator==(const Choice&) const = default;
};

// `count` voters with the same ballot: choices [first, first + size) of the election. A ranked ballot keeps its order,
// any other is sorted by project.
struct Group {
  uint32_t first = 0, size = 0;
  int64_t count = 1;
  bool operator==(const Group&) const = default;
};

struct Election {
  BallotKind kind = BallotKind::approval;
  int64_t budget = 0;
  int64_t unit = 100;
  std::string currency = "₽";  // sign or code, for people
  int64_t places = 0;            // of a ranked ballot; 0 = as many as there are projects
  std::vector<Project> projects;
  std::vector<Choice> choices;
  std::vector<Group> groups;
  std::vector<std::pair<uint32_t, uint32_t>> incompatible;  // pairs that cannot both be funded

  std::span<const Choice> choices_of(const Group& group) const { return {choices.data() + group.first, group.size}; }
  int64_t voters() const;  // with those who chose nothing
  bool operator==(const Election&) const = default;
};

// One person's ballot before it is counted.
struct CastChoice {
  std::string project;
  int64_t points = 1;
  bool operator==(const CastChoice&) const = default;
};
using CastBallot = std::vector<CastChoice>;

// The election of a campaign and district. Equal ballots are merged: the order of the ballots and of the choices
// (unless ranked) changes nothing in the result. Money in kopecks. Errors: election_project (an empty or repeated id, a
// cost below zero; Error.place is the id), election_choice (a project that is not in the list, one project twice,
// points beyond ±1 000 000 000; Error.place is "ballot index/choice index"). O(total choices · log).
Result<Election> election_from_ballots(BallotKind kind, Money budget, std::vector<Project> projects,
                                       std::span<const CastBallot> ballots,
                                       std::span<const std::pair<std::string, std::string>> incompatible = {});

// Merges equal ballots and sorts the groups by content. Done by every way of making an election.
void normalise(Election& election);

// {"kind": "approval", "budget": "30000000.00", "unit": 100, "currency": "₽", "projects": [{"id", "name", "cost",
// "submitted_at", "withdrawn", "published"}], "places": 3, "ballots": [{"count": 3, "choices": [["12", 1], …]}],
// "incompatible": [["12", "15"]]}; money is decimals of the currency unit. A choice may also be {"project", "points"};
// a ballot whose "status" is not "counted" is left out; other members are ignored, so that published ballots with their
// trackers are an election too. Errors of reading: record_format, election_project, election_choice.
nlohmann::json to_json(const Election& election);
Result<Election> election_from_json(const nlohmann::json& json);

// "1532717.63": a sum of the election in currency units, for machines; no decimals when it is whole.
std::string decimal_sum(int64_t sum, int64_t unit);
// «1 532 717,63 ₽», for people.
std::string sum_text(const Election& election, int64_t sum);
// «Сквер» (№ 12)
std::string project_title(const Election& election, uint32_t project);

}  // namespace pochin::voting
