#include "shared/voting/tally.h"

#include "shared/base/json.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/voting/contest.h"

namespace pochin::voting {
namespace {

constexpr int64_t kMostMoney = int64_t{1} << 53;  // of the smallest units, all projects together
constexpr int64_t kMostVoters = int64_t{1} << 31;

std::optional<Error> trouble(const Election& election, const Parameters& parameters) {
  for (const TieStep& step : parameters.ties)
    if (step.by == TieBy::lot && step.seed.empty())
      return Error{"tally_seed", std::string(tr("Жребий для равных проектов ещё не опубликован. Опубликуйте его")),
                   "ties"};
  Int128 sum = election.budget;
  bool wrong = election.budget < 0 || election.unit <= 0;
  for (const Project& each : election.projects) {
    wrong = wrong || each.cost < 0;
    sum += each.cost;
  }
  Int128 voters = 0;
  for (const Group& group : election.groups) {
    wrong = wrong || group.count < 0;
    voters += group.count;
  }
  if (wrong || sum > kMostMoney || voters > kMostVoters)
    return Error{
        "tally_range", std::string(tr("Сумма стоимостей или число бюллетеней слишком велики или меньше нуля")), {}};
  return std::nullopt;
}

void summarise(Contest& contest) {
  Outcome& outcome = contest.outcome;
  const auto count = static_cast<int64_t>(outcome.winners.size());
  const std::string own = std::move(outcome.summary);
  outcome.summary = tr("Правило: {}. ", title_of(contest.parameters.rule));
  if (outcome.all_fit) outcome.summary += tr("Все проекты, за которые голосовали, вместе помещаются в бюджет: ");
  outcome.summary += own;
  outcome.summary += tr(
      "{} {} {} из {}: стоимость {} из {}, остаётся {}.",
      outcome.all_fit && count > 0 ? tr("финансируются") : plural(count, tr("Победил"), tr("Победили"), tr("Победили")),
      group_digits(count), plural(count, tr("проект"), tr("проекта"), tr("проектов")),
      group_digits(static_cast<int64_t>(outcome.rows.size())), contest.sum(outcome.granted),
      contest.sum(contest.election.budget), contest.sum(contest.left));
}

}  // namespace

Result<Outcome> tally(const Election& election, const Parameters& parameters, Scores scores) {
  if (auto error = trouble(election, parameters)) return std::unexpected(*std::move(error));
  Contest contest(election, parameters,
                  scores == Scores::published ? published_counts(election) : count(election, parameters.rule));
  const bool shares = parameters.rule == Rule::mes;
  const bool completes = !shares || parameters.completion != Completion::none;
  contest.outcome.all_fit = completes && contest.all_fit() && !contest.open().empty();
  if (shares)
    tally_by_shares(contest);
  else if (parameters.rule == Rule::phragmen)
    tally_by_load(contest);
  else
    tally_by_votes(contest);
  for (const uint32_t p : contest.open())  // published as having votes that are not among the ballots
    contest.close(p, Verdict::no_votes, 0, std::string(tr("Бюллетеней за проект нет.")));
  summarise(contest);
  return std::move(contest.outcome);
}

Json to_json(const Election& election, const Outcome& outcome) {
  const auto id = [&](uint32_t project) { return election.projects[project].id; };
  const auto sum = [&](int64_t amount) { return decimal_sum(amount, election.unit); };
  Json json = {{"winners", Json::array()},        {"total_cost", sum(outcome.total_cost)},
               {"granted", sum(outcome.granted)}, {"all_fit", outcome.all_fit},
               {"summary", outcome.summary},      {"ties", Json::array()},
               {"rounds", Json::array()},         {"projects", Json::array()}};
  for (const uint32_t p : outcome.winners) json["winners"].push_back(id(p));
  for (const Tie& tie : outcome.ties) {
    Json projects = Json::array();
    for (const uint32_t p : tie.projects) projects.push_back(id(p));
    json["ties"].push_back({{"projects", std::move(projects)}, {"by", code_of(tie.by)}, {"text", tie.text}});
  }
  for (const Round& round : outcome.rounds) {
    Json each = {{"round", json["rounds"].size() + 1},
                 {"project", id(round.project)},
                 {"verdict", code_of(round.verdict)},
                 {"left", sum(round.left)},
                 {"text", round.text}};
    if (round.lacked != 0) each["lacked"] = sum(round.lacked);
    if (round.level != 0) each["level"] = sum(round.level);
    if (round.poor != 0) each["poor"] = round.poor;
    json["rounds"].push_back(std::move(each));
  }
  for (std::size_t p = 0; p < outcome.rows.size(); ++p) {
    const Row& row = outcome.rows[p];
    const bool votes = row.verdict == Verdict::below_threshold;
    json["projects"].push_back({{"id", election.projects[p].id},
                                {"score", row.score},
                                {"people", row.people},
                                {"verdict", code_of(row.verdict)},
                                {"granted", sum(row.granted)},
                                {"lacked", votes ? std::to_string(row.lacked) : sum(row.lacked)},
                                {"why", row.why}});
  }
  return json;
}

}  // namespace pochin::voting
