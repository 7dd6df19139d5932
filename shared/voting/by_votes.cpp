// The rules that go down one list: greedy with its variants, per cost, Borda, plurality, rouble by rouble.
#include <algorithm>

#include "shared/base/ratio.h"
#include "shared/base/tr.h"
#include "shared/voting/contest.h"

namespace pochin::voting {
namespace {

// <0, 0, >0 as a stands before b. Votes for each unit of cost are compared without division; what is free comes first.
int order(const Contest& contest, bool per_cost, uint32_t a, uint32_t b) {
  Int128 x = contest.scores[a], y = contest.scores[b];
  if (per_cost) {
    const int64_t cost_a = contest.cost(a), cost_b = contest.cost(b);
    if ((cost_a == 0) != (cost_b == 0)) return cost_a == 0 ? -1 : 1;
    if (cost_a != 0) x *= cost_b, y *= cost_a;
  }
  return x > y ? -1 : x < y ? 1 : 0;
}

std::string begin_text(const Contest& contest, uint32_t project) {
  return tr("{}, стоит {}.", contest.score_text(project), contest.sum(contest.cost(project)));
}

Round refused(const Contest& contest, uint32_t project, bool stops) {
  Round round;
  round.verdict = Verdict::no_money;
  round.lacked = contest.cost(project) - contest.left;
  round.text =
      begin_text(contest, project) + ' ' +
      tr("Осталось {}, не хватает {}: {}.", contest.sum(contest.left), contest.sum(round.lacked),
         stops ? tr("на нём распределение останавливается") : tr("не помещается в остаток, очередь следующего"));
  return round;
}

// The rest of the money goes to the project whose roubles come next.
void fund_part(Contest& contest, uint32_t project) {
  Round round;
  round.verdict = Verdict::part;
  round.lacked = contest.cost(project) - contest.left;
  round.text = begin_text(contest, project) + ' ' +
               tr("Получает остаток {}, не хватает {}.", contest.sum(contest.left), contest.sum(round.lacked));
  contest.outcome.granted += contest.left;
  contest.outcome.rows[project].granted = contest.left;
  contest.left = 0;
  contest.refuse(project, std::move(round));
}

void close_rest(Contest& contest, uint32_t stopped_at) {
  for (const uint32_t p : contest.open())
    contest.close(
        p, Verdict::after_stop, 0,
        tr("{} Распределение остановилось раньше, на проекте {}.", begin_text(contest, p), contest.title(stopped_at)));
}

void fund_all(Contest& contest, const std::vector<uint32_t>& list) {
  for (const uint32_t p : list) {
    Round round;
    round.text = begin_text(contest, p) + ' ' +
                 std::string(tr("Проходит: все проекты, за которые голосовали, помещаются в бюджет."));
    contest.fund(p, std::move(round));
  }
}

}  // namespace

std::vector<uint32_t> ranked(Contest& contest, bool per_cost) {
  std::vector<uint32_t> list = contest.open();
  std::ranges::sort(list, [&](uint32_t a, uint32_t b) {
    const int way = order(contest, per_cost, a, b);
    return way != 0 ? way < 0 : contest.ties.before(a, b);
  });
  for (std::size_t first = 0, last; first < list.size(); first = last) {
    last = first + 1;
    while (last < list.size() && order(contest, per_cost, list[first], list[last]) == 0) ++last;
    contest.note_tie(
        {list.begin() + static_cast<std::ptrdiff_t>(first), list.begin() + static_cast<std::ptrdiff_t>(last)});
  }
  return list;
}

void fund_down(Contest& contest, const std::vector<uint32_t>& list, Rule rule) {
  for (const uint32_t p : list) {
    if (!contest.is_open(p)) continue;  // a rival was funded before
    if (contest.cost(p) <= contest.left) {
      Round round;
      round.text = begin_text(contest, p) + ' ' +
                   tr("Проходит: после него остаётся {}.", contest.sum(contest.left - contest.cost(p)));
      contest.fund(p, std::move(round));
      continue;
    }
    const bool stops = rule == Rule::greedy_stop || rule == Rule::knapsack_per_rouble;
    if (rule == Rule::knapsack_per_rouble && contest.left > 0)
      fund_part(contest, p);
    else
      contest.refuse(p, refused(contest, p, stops));
    if (stops) return close_rest(contest, p);
  }
}

void tally_by_votes(Contest& contest) {
  const bool all = contest.all_fit();
  const auto list = ranked(contest, contest.parameters.rule == Rule::greedy_per_cost);
  all ? fund_all(contest, list) : fund_down(contest, list, contest.parameters.rule);
}

}  // namespace pochin::voting
