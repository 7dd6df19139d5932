#include "shared/voting/contest.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::voting {
namespace {

bool in_points(const Election& election, Rule rule) {
  if (rule == Rule::plurality) return false;
  return rule == Rule::borda || election.kind == BallotKind::ranked || election.kind == BallotKind::cumulative ||
         election.kind == BallotKind::scores;
}

std::string counted(int64_t number, bool points) {
  const std::string_view word = points ? plural(number, tr("балл"), tr("балла"), tr("баллов"))
                                       : plural(number, tr("голос"), tr("голоса"), tr("голосов"));
  return group_digits(number) + kNoBreakSpace + std::string(word);
}

}  // namespace

Contest::Contest(const Election& election, const Parameters& parameters, std::vector<int64_t> scores)
    : election(election),
      parameters(parameters),
      scores(std::move(scores)),
      support(election),
      ties(election, this->scores, parameters.ties),
      voters(election.voters()),
      left(election.budget),
      open_(election.projects.size(), true),
      rivals_(election.projects.size()) {
  for (const auto& [a, b] : election.incompatible) rivals_[a].push_back(b), rivals_[b].push_back(a);
  outcome.rows.resize(election.projects.size());
  for (uint32_t p = 0; p < election.projects.size(); ++p) {
    outcome.rows[p].score = this->scores[p];
    outcome.rows[p].people = support.people(p);
    bar(p);
  }
}

void Contest::bar(uint32_t project) {
  const int64_t score = scores[project];
  if (election.projects[project].withdrawn)
    close(project, Verdict::withdrawn, 0, std::string(tr("Проект снят с голосования.")));
  else if (score <= 0)
    close(project, Verdict::no_votes, 0,
          score == 0 ? std::string(tr("За проект никто не проголосовал."))
                     : std::string(tr("Голосов против больше, чем за.")));
  else if (score < parameters.threshold)
    close(project, Verdict::below_threshold, parameters.threshold - score,
          tr("{} при пороге {}: не хватило {}.", score_text(project), parameters.threshold,
             parameters.threshold - score));
}

std::vector<uint32_t> Contest::open() const {
  std::vector<uint32_t> list;
  for (uint32_t p = 0; p < open_.size(); ++p)
    if (open_[p]) list.push_back(p);
  return list;
}

bool Contest::all_fit() const {
  int64_t sum = 0;
  for (const uint32_t p : open()) {
    sum += cost(p);
    for (const uint32_t rival : rivals_[p])
      if (open_[rival]) return false;
  }
  return sum <= left;
}

void Contest::fund(uint32_t project, Round round) {
  left -= cost(project);
  outcome.winners.push_back(project);
  outcome.total_cost += cost(project);
  outcome.granted += cost(project);
  outcome.rows[project].granted = cost(project);
  round.project = project;
  round.verdict = Verdict::funded;
  round.left = left;
  close(project, Verdict::funded, 0, round.text);
  round.text = title(project) + ": " + round.text;
  outcome.rounds.push_back(std::move(round));
  for (const uint32_t rival : rivals_[project])
    if (open_[rival])
      close(rival, Verdict::incompatible, 0, tr("Несовместим с победившим проектом {}.", title(project)));
}

void Contest::refuse(uint32_t project, Round round) {
  round.project = project;
  round.left = left;
  close(project, round.verdict, round.lacked, round.text);
  round.text = title(project) + ": " + round.text;
  outcome.rounds.push_back(std::move(round));
}

void Contest::close(uint32_t project, Verdict verdict, int64_t lacked, std::string why) {
  open_[project] = false;
  Row& row = outcome.rows[project];
  row.verdict = verdict;
  row.lacked = lacked;
  row.why = std::move(why);
}

void Contest::note_tie(std::vector<uint32_t> tied) {
  if (tied.size() < 2) return;
  std::ranges::sort(tied, [&](uint32_t a, uint32_t b) { return ties.before(a, b); });
  Tie tie{tied, ties.parted_by(tied[0], tied[1]), {}};
  std::string others;
  for (std::size_t i = 1; i < tied.size(); ++i) others += (i > 1 ? ", " : "") + title(tied[i]);
  tie.text =
      tr("Равны: {} и {}. Первым взят {} — {}.", title(tied[0]), others, title(tied[0]), pochin::title_of(tie.by));
  outcome.ties.push_back(std::move(tie));
}

std::string Contest::score_text(uint32_t project) const {
  return counted(scores[project], in_points(election, parameters.rule));
}

std::span<const Name<Verdict>> names(Verdict) {
  static constexpr Name<Verdict> kNames[] = {{Verdict::funded, "funded", tr("победил")},
                                             {Verdict::part, "part", tr("финансируется частично")},
                                             {Verdict::no_votes, "no_votes", tr("нет голосов")},
                                             {Verdict::below_threshold, "below_threshold", tr("не набрал порог")},
                                             {Verdict::no_money, "no_money", tr("не хватило денег")},
                                             {Verdict::after_stop, "after_stop", tr("очередь не дошла")},
                                             {Verdict::incompatible, "incompatible", tr("несовместим с победителем")},
                                             {Verdict::few_means, "few_means", tr("не хватило долей сторонников")},
                                             {Verdict::withdrawn, "withdrawn", tr("снят с голосования")}};
  return kNames;
}

std::span<const Name<Scores>> names(Scores) {
  static constexpr Name<Scores> kNames[] = {{Scores::ballots, "ballots", tr("пересчитаны по бюллетеням")},
                                            {Scores::published, "published", tr("взяты опубликованные")}};
  return kNames;
}

}  // namespace pochin::voting
