#include "shared/scoring/order.h"

#include <algorithm>
#include <array>

#include "shared/base/sha256.h"
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
    TieName{TieBreak::votes, "votes", "голосов больше"},
    TieName{TieBreak::lot, "lot", "жребий по опубликованному числу"},
};

// A vote count that is not known is less than none.
Ratio votes_of(const Contender& each) { return each.votes.value_or(Ratio(-1)); }

int64_t second_of(Instant at) { return at.ms / 1000 - (at.ms % 1000 < 0 ? 1 : 0); }

// Negative: a goes first. An application that was never submitted goes after those that were.
int by_time(const Contender& a, const Contender& b) {
  if (a.submitted_at.has_value() != b.submitted_at.has_value()) return a.submitted_at ? -1 : 1;
  if (!a.submitted_at) return 0;
  const int64_t first = second_of(*a.submitted_at), second = second_of(*b.submitted_at);
  return first == second ? 0 : first < second ? -1 : 1;
}

int greater_first(const Ratio& a, const Ratio& b) { return a == b ? 0 : a > b ? -1 : 1; }

class Comparison {
 public:
  Comparison(const std::vector<Contender>& contenders, const RankingRules& rules)
      : contenders_(contenders), rules_(rules) {}

  bool goes_first(const Entry& a, const Entry& b) const {
    const Contender &left = contenders_[a.index], &right = contenders_[b.index];
    if (left.admitted != right.admitted) return left.admitted;
    if (const bool counted = is_counted(left, rules_); counted != is_counted(right, rules_)) return counted;
    if (const int order = greater_first(a.key, b.key); order != 0) return order < 0;
    if (const auto tie = parted_by(a, b)) return compare(a, b, *tie) < 0;
    return left.id < right.id;  // ids are unique: the order is total whatever the chain
  }

  // The step of the chain that parts two equals; nothing when none does.
  std::optional<TieBreak> parted_by(const Entry& a, const Entry& b) const {
    for (TieBreak tie : rules_.tie_chain)
      if (compare(a, b, tie) != 0) return tie;
    return std::nullopt;
  }

 private:
  int compare(const Entry& first, const Entry& second, TieBreak tie) const {
    const Contender &a = contenders_[first.index], &b = contenders_[second.index];
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
      case TieBreak::votes:
        return greater_first(votes_of(a), votes_of(b));
      case TieBreak::lot:
        return first.lot.compare(second.lot);
    }
    return 0;
  }

  const std::vector<Contender>& contenders_;
  const RankingRules& rules_;
};

std::size_t place_of(std::string_view window, const RankingRules& rules) {
  if (rules.windows.empty()) return 0;
  return static_cast<std::size_t>(std::ranges::find(rules.windows, window, &Window::code) - rules.windows.begin());
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

std::string lot_of(std::string_view seed, std::string_view id) {
  return hex(sha256(std::string(seed) + std::string(id)));
}

bool is_counted(const Contender& contender, const RankingRules& rules) {
  return contender.not_counted.empty() && (rules.order != RankingRules::Order::votes || contender.votes);
}

std::vector<Entry> ordered(const std::vector<Contender>& contenders, const RankingRules& rules) {
  const bool draws = !rules.seed.empty() && std::ranges::find(rules.tie_chain, TieBreak::lot) != rules.tie_chain.end();
  std::vector<Entry> entries(contenders.size());
  for (std::size_t i = 0; i < contenders.size(); ++i) {
    const Contender& each = contenders[i];
    Entry& entry = entries[i];
    entry.index = i;
    entry.window = place_of(each.window, rules);
    entry.final = each.total + each.plus - each.minus;
    entry.key = rules.order == RankingRules::Order::votes ? votes_of(each) : entry.final;
    if (draws) entry.lot = lot_of(rules.seed, each.id);
  }
  const Comparison comparison(contenders, rules);
  std::ranges::sort(entries, [&](const Entry& a, const Entry& b) {
    return a.window != b.window ? a.window < b.window : comparison.goes_first(a, b);
  });
  return entries;
}

void order_together(std::vector<const Entry*>& entries, const std::vector<Contender>& contenders,
                    const RankingRules& rules) {
  const Comparison comparison(contenders, rules);
  std::ranges::sort(entries, [&](const Entry* a, const Entry* b) { return comparison.goes_first(*a, *b); });
}

std::string parted_by(const Entry& first, const Entry& second, const std::vector<Contender>& contenders,
                      const RankingRules& rules) {
  if (first.window != second.window || first.key != second.key ||
      contenders[first.index].admitted != contenders[second.index].admitted ||
      !is_counted(contenders[first.index], rules) || !is_counted(contenders[second.index], rules))
    return {};
  const auto tie = Comparison(contenders, rules).parted_by(first, second);
  for (const TieName& each : kTies)
    if (tie == each.tie) return std::string(tr(each.reason));
  return std::string(tr("порядок по внутреннему номеру"));
}

}  // namespace pochin::scoring
