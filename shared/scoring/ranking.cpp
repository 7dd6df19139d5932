#include "shared/scoring/ranking.h"

#include <algorithm>
#include <array>
#include <compare>
#include <numeric>

#include "shared/base/tr.h"

namespace pochin::scoring {
namespace {

struct TieName {
  TieBreak tie;
  std::string_view code;
  std::string_view reason;
};
constexpr std::array kTies = {
    TieName{TieBreak::submitted_at, "submitted_at", "подана раньше"},
    TieName{TieBreak::extra_budget_share, "extra_budget_share", "доля жителей и организаций больше"},
    TieName{TieBreak::beneficiaries, "beneficiaries", "пользователей больше"},
    TieName{TieBreak::meeting, "meeting", "на собрании было больше людей"},
    TieName{TieBreak::number, "number", "номер меньше"},
};

Ratio final_points(const Contender& each) { return each.total + each.plus - each.minus; }

// Negative: a goes first. An application that was never submitted goes after those that were.
int by_time(const Contender& a, const Contender& b) {
  if (a.submitted_at.has_value() != b.submitted_at.has_value()) return a.submitted_at ? -1 : 1;
  if (!a.submitted_at || *a.submitted_at == *b.submitted_at) return 0;
  return *a.submitted_at < *b.submitted_at ? -1 : 1;
}

int greater_first(const Ratio& a, const Ratio& b) { return a == b ? 0 : a > b ? -1 : 1; }

int compare(const Contender& a, const Contender& b, TieBreak tie) {
  switch (tie) {
    case TieBreak::submitted_at:
      return by_time(a, b);
    case TieBreak::extra_budget_share:
      return greater_first(a.extra_budget_share, b.extra_budget_share);
    case TieBreak::beneficiaries:
      return greater_first(a.beneficiaries, b.beneficiaries);
    case TieBreak::meeting:
      return greater_first(a.meeting, b.meeting);
    case TieBreak::number:
      return a.number.compare(b.number);
  }
  return 0;
}

// The step of the chain that parts two equal totals; nothing when none does.
std::optional<TieBreak> parted_by(const Contender& a, const Contender& b, const std::vector<TieBreak>& chain) {
  for (TieBreak tie : chain)
    if (compare(a, b, tie) != 0) return tie;
  return std::nullopt;
}

bool goes_first(const Contender& a, const Contender& b, const std::vector<TieBreak>& chain) {
  if (a.admitted != b.admitted) return a.admitted;
  if (const int order = greater_first(final_points(a), final_points(b)); order != 0) return order < 0;
  if (const auto tie = parted_by(a, b, chain)) return compare(a, b, *tie) < 0;
  return a.id < b.id;  // ids are unique: the order is total whatever the chain
}

std::string reason(std::optional<TieBreak> tie) {
  for (const TieName& each : kTies)
    if (tie == each.tie) return std::string(each.reason);
  return std::string(tr("порядок по внутреннему номеру"));
}

bool may_win(const Contender& each, const RankingRules& rules) {
  return each.admitted && (!rules.pass_mark || final_points(each) >= *rules.pass_mark);
}

void fill_envelope(Ranking& ranking, const std::vector<Contender>& contenders, const RankingRules& rules) {
  bool unbroken = true;
  for (Ranked& row : ranking.rows) {
    const Contender& each = contenders[row.index];
    const auto used = checked_add(ranking.used, each.subsidy);
    row.funded = may_win(each, rules) && used && (!rules.available || *used <= *rules.available);
    if (row.funded) {
      ranking.used = *used;
      if (unbroken) ranking.cut_after = row.rank;
      continue;
    }
    unbroken = false;
    if (rules.border == RankingRules::Border::stop) return;
  }
}

}  // namespace

std::optional<TieBreak> tie_break_from(std::string_view code) {
  for (const TieName& each : kTies)
    if (each.code == code) return each.tie;
  return std::nullopt;
}

std::string_view code_of(TieBreak tie) {
  for (const TieName& each : kTies)
    if (each.tie == tie) return each.code;
  return {};
}

Ranking rank(const std::vector<Contender>& contenders, const RankingRules& rules) {
  std::vector<std::size_t> order(contenders.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(
      order, [&](std::size_t a, std::size_t b) { return goes_first(contenders[a], contenders[b], rules.tie_chain); });

  Ranking ranking;
  for (std::size_t i = 0; i < order.size(); ++i) {
    Ranked row;
    row.index = order[i];
    row.rank = static_cast<int>(i) + 1;
    row.final = final_points(contenders[row.index]);
    if (i + 1 < order.size()) {
      const Contender& next = contenders[order[i + 1]];
      if (next.admitted == contenders[row.index].admitted && final_points(next) == row.final)
        row.tie =
            tr("Балл равен с № {}: {}", row.rank + 1, reason(parted_by(contenders[row.index], next, rules.tie_chain)));
    }
    ranking.rows.push_back(std::move(row));
  }
  fill_envelope(ranking, contenders, rules);
  return ranking;
}

}  // namespace pochin::scoring
