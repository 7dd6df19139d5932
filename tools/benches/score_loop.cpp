// Scores a made-up contest with a practice pack, its criteria repeated up to 15 (one compares with the best).
//   score-loop PACK.json APPLICATIONS   →  one line of milliseconds:
//     totals of all applications · the same with the words of each point (both the best of several) ·
//     environments of all built · all ranked ·
//     one application from its answers to its score (the slowest)
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <sstream>
#include <string>

#include "shared/practice/pack.h"
#include "shared/scoring/contest.h"
#include "shared/scoring/ranking.h"

namespace {

using namespace pochin;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kCriteria = 15;
constexpr int kTimes = 7;

double since(Clock::time_point begun) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

std::string read(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

void make_fifteen(scoring::Criteria& criteria) {
  const std::size_t own = criteria.items.size();
  for (std::size_t i = 0; criteria.items.size() + 1 < kCriteria; ++i) {
    criteria.items.push_back(criteria.items[i % own]);
    criteria.items.back().code += "_again";
  }
  scoring::Criterion best = criteria.items.front();
  best.code = "relative";
  best.shape = scoring::Shape::cohort;
  best.digits = 3;
  best.round = Rounding::Up;
  best.value = formula::parse("extra_budget_percent").value();
  criteria.items.push_back(best);
}

form::Answers answers_of(int64_t i) {
  form::Answers answers;
  const int64_t municipal = 200'000 + i * 37 % 200'000, people = 20'000 + i * 91 % 150'000;
  answers["source_municipal"] = std::to_string(municipal);
  answers["source_people"] = std::to_string(people);
  answers["source_legal"] = std::to_string(i * 13 % 90'000);
  answers["source_region"] = std::to_string(2'000'000 - municipal - people);
  answers["cost_repair"] = "2 000 000";
  answers["users_count"] = std::to_string(50 + i % 700);
  answers["meeting_count"] = std::to_string(20 + i % 300);
  if (i % 2 == 0) answers["participation"] = form::Rows{{"r1", {{"what", "Уборка участка"}}}};
  if (i % 3 == 0) answers["upkeep_costs"] = form::Rows{{"r1", {{"what", "Покос травы"}, {"budget", "12 000"}}}};
  if (i % 5 == 0) answers["discussion_files"] = form::Files{{"f1", "анкеты.pdf", "application/pdf", 100}};
  answers["media"] = i % 7 == 0 ? "1" : "0";
  return answers;
}

form::Facts facts_of(int64_t i) {
  static constexpr const char* kKinds[] = {"mo", "mr", "gp", "go", "sp"};
  const int64_t population = 300 + i * 53 % 9'000;
  return {{"municipality.kind", form::fact(kKinds[i % 5])},
          {"municipality.population", form::fact(population)},
          {"settlement.population", form::fact(population)},
          {"cycle.year", form::fact(int64_t{2027})}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: score-loop PACK.json APPLICATIONS\n");
    return 2;
  }
  auto pack = practice::parse_pack(std::string_view(read(argv[1])));
  if (!pack) {
    std::fprintf(stderr, "%s: %s\n", argv[1], pack.error().message.c_str());
    return 1;
  }
  make_fifteen(pack->criteria);
  const int64_t count = std::atoll(argv[2]);

  std::deque<form::Answers> answers;
  std::deque<form::Environment> environments;
  std::deque<std::string> ids;
  for (int64_t i = 0; i < count; ++i) answers.push_back(answers_of(i)), ids.push_back("a" + std::to_string(i));
  auto begun = Clock::now();
  for (int64_t i = 0; i < count; ++i)
    environments.emplace_back(pack->form, answers[static_cast<std::size_t>(i)], facts_of(i));
  const double building = since(begun);

  std::vector<scoring::Subject> subjects;
  for (std::size_t i = 0; i < environments.size(); ++i)
    subjects.push_back({.id = ids[i], .environment = &environments[i]});
  double totals_all = 1e9, scoring_all = 1e9;
  std::vector<scoring::Score> scores;
  for (int i = 0; i < kTimes; ++i) {
    begun = Clock::now();
    const auto totals = scoring::tally_contest(pack->criteria, subjects);
    totals_all = std::min(totals_all, totals.size() == subjects.size() ? since(begun) : 1e9);
    scores.clear();
    begun = Clock::now();
    scores = scoring::score_contest(pack->criteria, subjects);
    scoring_all = std::min(scoring_all, since(begun));
  }

  std::vector<scoring::Contender> contenders(scores.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    contenders[i].id = contenders[i].number = ids[i];
    contenders[i].total = scores[i].total;
    contenders[i].subsidy = Money{100'000'000};
  }
  begun = Clock::now();
  const auto ranking = scoring::rank(contenders, pack->ranking);
  const double ranking_all = since(begun);

  double slowest = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(answers.size(), 200); ++i) {
    double best = 1e9;  // what else the machine does in between is not ours
    for (int time = 0; time < kTimes; ++time) {
      begun = Clock::now();
      const form::Environment environment(pack->form, answers[i], facts_of(static_cast<int64_t>(i)));
      const scoring::Score score = scoring::score(pack->criteria, environment);
      if (score.items.size() != kCriteria) return 1;
      best = std::min(best, since(begun));
    }
    slowest = std::max(slowest, best);
  }
  if (ranking.rows.size() != scores.size()) return 1;
  std::printf("%.3f %.3f %.3f %.3f %.3f\n", totals_all, scoring_all, building, ranking_all, slowest);
}
