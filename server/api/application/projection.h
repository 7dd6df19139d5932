// What lists, cards and the rating need of each application, computed once for each of its versions.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "server/store/applications.h"
#include "shared/finance/sources.h"
#include "shared/form/environment.h"
#include "shared/scoring/ranking.h"
#include "shared/scoring/score.h"

namespace pochin::server {

struct Context;
struct LoadedPack;

// The answers of a row as formulas see them. It stays where it is made: the environment refers to the answers.
struct Reading {
  Reading(const Context& context, const LoadedPack& pack, form::Answers given, const form::Facts& facts);
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  const form::Answers answers;
  const form::Environment environment;
};

struct Source {
  std::string title;
  std::optional<std::int64_t> kopecks;
  std::string percent;  // of the cost, «5,0 %»
  finance::Source kind = finance::Source::other;
};

struct Projection {
  ApplicationRow row;  // without its answers
  std::string settlement, typology, problem, results, term;
  std::optional<std::int64_t> cost, subsidy, municipal;  // kopecks
  std::optional<std::int64_t> population;
  std::optional<std::int64_t> beneficiaries, meeting;
  std::string extra_budget_percent;  // «5,0 %»; empty = unknown
  std::vector<Source> sources;
  scoring::Score score;  // of the application alone: criteria that compare it with others come later (contest.h)
  scoring::Contender contender;  // without the score and the points by hand: these are the contest's
};

class Projections {
 public:
  // Kept by (id, version): a new version replaces the old one. Safe to call from several threads.
  std::shared_ptr<const Projection> of(const Context& context, const ApplicationRow& row);

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const Projection>> kept_;
};

// The answers of the row; an error means that the store was damaged, for the pack they were checked with is frozen.
Result<form::Answers> answers_of(const LoadedPack& pack, const ApplicationRow& row);
// The facts of the place and the moment that the pack's formulas read.
form::Facts facts_of(const Context& context, const LoadedPack& pack, std::string_view municipality, Instant now);

}  // namespace pochin::server
