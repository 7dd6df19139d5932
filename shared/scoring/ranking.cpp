#include "shared/scoring/ranking.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/scoring/order.h"
#include "shared/scoring/score.h"

namespace pochin::scoring {
namespace {

using Border = RankingRules::Border;

class Selection {
 public:
  Selection(const std::vector<Contender>& contenders, const RankingRules& rules)
      : contenders_(contenders), rules_(rules), entries_(ordered(contenders, rules)) {}

  Ranking run() {
    number_rows();
    fill_windows();
    if (rules_.additional) fill_again(*rules_.additional);
    list_reserve();
    explain();
    if (!ranking_.windows.empty()) ranking_.cut_after = ranking_.windows.front().cut_after;
    return std::move(ranking_);
  }

 private:
  // The limits of one filling.
  struct Filling {
    int round = 1;
    Border border = Border::stop;
    std::optional<Money> left;  // of the window or of the round; the contest's own limit comes on top
    bool stopped = false;
  };

  void number_rows() {
    ranking_.rows.resize(entries_.size());
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      Ranked& row = ranking_.rows[i];
      const bool goes_on = i > 0 && entries_[i - 1].window == entries_[i].window;
      row.index = entries_[i].index;
      row.rank = goes_on ? ranking_.rows[i - 1].rank + 1 : 1;
      row.final = entries_[i].final;
      if (in_window(entries_[i])) row.window = rules_.windows[entries_[i].window].code;
      if (i + 1 == entries_.size()) continue;
      const std::string reason = parted_by(entries_[i], entries_[i + 1], contenders_, rules_);
      if (!reason.empty()) row.tie = tr("{} с № {}: {}", equal_words(), row.rank + 1, reason);
    }
  }

  std::string_view equal_words() const {
    return rules_.order == RankingRules::Order::votes ? tr("Голосов поровну") : tr("Балл равен");
  }

  bool in_window(const Entry& entry) const { return entry.window < rules_.windows.size(); }

  std::optional<Ratio> pass_mark(const Entry& entry) const {
    const bool own = in_window(entry) && rules_.windows[entry.window].pass_mark;
    return own ? rules_.windows[entry.window].pass_mark : rules_.pass_mark;
  }

  // Why it cannot win whatever the money; nothing when it can.
  std::optional<Place> barred(const Entry& entry, const std::optional<Ratio>& mark) const {
    const Contender& each = contenders_[entry.index];
    if (!each.admitted) return Place::not_admitted;
    if (!is_counted(each, rules_)) return Place::not_counted;
    if (!rules_.windows.empty() && !in_window(entry)) return Place::no_window;
    if (mark && entry.final < *mark) return Place::below_pass_mark;
    if (rules_.least_votes && (!each.votes || *each.votes < *rules_.least_votes)) return Place::few_votes;
    if (!each.sum_known || each.subsidy < Money{}) return Place::bad_sum;
    return std::nullopt;
  }

  std::optional<int64_t> most_winners(std::string_view municipality) const {
    const auto found = std::ranges::find(rules_.exceptions, municipality, &MunicipalityLimit::municipality);
    return found == rules_.exceptions.end() ? rules_.per_municipality : found->most;
  }

  // An application whose municipality is not known has no limit to reach.
  bool municipality_full(const Contender& each) const {
    const auto most = most_winners(each.municipality);
    const auto found = winners_.find(each.municipality);
    return most && !each.municipality.empty() && (found == winners_.end() ? 0 : found->second) >= *most;
  }

  Money room(const Filling& filling) const {
    Money room{std::numeric_limits<int64_t>::max() - ranking_.used.kopecks};
    if (rules_.available)
      room = std::min(room, Money{rules_.available->kopecks - ranking_.used.kopecks - held_.kopecks});
    if (filling.left) room = std::min(room, *filling.left);
    return std::max(room, Money{});
  }

  void grant(Ranked& row, Filling& filling, Money sum, Place place) {
    row.granted = sum;
    row.place = place;
    row.funded = true;
    row.round = filling.round;
    ranking_.used.kopecks += sum.kopecks;
    if (filling.left) filling.left->kopecks -= sum.kopecks;
    ++winners_[contenders_[row.index].municipality];
  }

  // What money decides for a row that may win.
  void decide(Ranked& row, Filling& filling) {
    const Contender& each = contenders_[row.index];
    const Money left = room(filling);
    if (!filling.stopped && each.subsidy <= left) return grant(row, filling, each.subsidy, Place::funded);
    row.place = Place::no_money;
    rest_[row.index] = filling.stopped ? Money{-1} : left;
    if (filling.stopped || filling.border == Border::skip) return;
    if (filling.border == Border::stop) {
      filling.stopped = true;
    } else if (left > Money{} && each.agrees_to_part.value_or(false)) {
      grant(row, filling, left, Place::part);
    } else if (left > Money{} && !each.agrees_to_part) {
      row.place = Place::offered;
      row.offer = left;
      held_.kopecks += left.kopecks;
      filling.stopped = true;
    }
  }

  void fill_windows() {
    const std::size_t count = std::max<std::size_t>(rules_.windows.size(), 1);
    std::size_t at = 0;
    RoundTotal round{1, rules_.available, {}, 0};
    for (std::size_t w = 0; w < count; ++w) {
      WindowTotal total;
      if (!rules_.windows.empty())
        total = {rules_.windows[w].code, rules_.windows[w].title, rules_.windows[w].available, {}, 0, 0};
      Filling filling{1, rules_.border, total.available, false};
      if (rules_.windows.empty()) total.available = rules_.available;
      const Money before = ranking_.used;
      bool unbroken = true;
      for (; at < entries_.size() && entries_[at].window == w; ++at) {
        Ranked& row = ranking_.rows[at];
        if (const auto reason = barred(entries_[at], pass_mark(entries_[at])))
          row.place = *reason;
        else if (municipality_full(contenders_[row.index]))
          row.place = Place::municipality_limit;
        else
          decide(row, filling);
        if (row.funded) ++total.funded;
        if (row.funded && unbroken) total.cut_after = row.rank;
        unbroken = unbroken && row.funded;
      }
      total.used.kopecks = ranking_.used.kopecks - before.kopecks;
      round.funded += total.funded;
      ranking_.windows.push_back(std::move(total));
    }
    for (; at < entries_.size(); ++at)
      ranking_.rows[at].place = barred(entries_[at], std::nullopt).value_or(Place::no_window);
    round.used = ranking_.used;
    ranking_.rounds.push_back(round);
  }

  // What is left for everybody: of the contest's envelope, else of the windows'; nothing when one has no limit.
  std::optional<Money> left_over() const {
    if (rules_.available) return Money{std::max<int64_t>(rules_.available->kopecks - ranking_.used.kopecks, 0)};
    Money sum;
    for (const WindowTotal& each : ranking_.windows) {
      const auto more =
          each.available ? checked_add(sum, Money{each.available->kopecks - each.used.kopecks}) : std::nullopt;
      if (!more) return std::nullopt;
      sum = *more;
    }
    return sum;
  }

  void fill_again(const RankingRules::Additional& rules) {
    const bool awaited =
        std::ranges::any_of(ranking_.rows, [](const Ranked& row) { return row.place == Place::offered; });
    const auto left = left_over();
    if (awaited || !left || left->kopecks <= 0) return;
    std::vector<const Entry*> order;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const auto mark = rules.pass_mark ? rules.pass_mark : pass_mark(entries_[i]);
      if (!ranking_.rows[i].funded && !barred(entries_[i], mark)) order.push_back(&entries_[i]);
    }
    order_together(order, contenders_, rules_);
    Filling filling{2, rules.border, left, false};
    RoundTotal round{2, left, {}, 0};
    for (const Entry* entry : order) {
      Ranked& row = ranking_.rows[static_cast<std::size_t>(entry - entries_.data())];
      if (municipality_full(contenders_[row.index])) continue;
      decide(row, filling);
      if (row.funded) ++round.funded;
    }
    round.used.kopecks = left->kopecks - filling.left->kopecks;
    ranking_.rounds.push_back(round);
  }

  void list_reserve() {
    std::map<std::size_t, int64_t> taken;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      Ranked& row = ranking_.rows[i];
      if (row.place != Place::no_money) continue;
      const bool own = in_window(entries_[i]) && rules_.windows[entries_[i].window].reserve;
      const auto length = own ? rules_.windows[entries_[i].window].reserve : rules_.reserve;
      int64_t& listed = taken[entries_[i].window];
      if (!length || listed >= *length) continue;
      row.place = Place::reserve;
      row.reserve = ++listed;
    }
  }

  void explain() {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      Ranked& row = ranking_.rows[i];
      row.why = reason(row, entries_[i]);
      if (!row.tie.empty()) row.why += "; " + lowered(row.tie);
      if (row.rank == 1 || ranking_.rows[i - 1].tie.empty()) continue;
      row.why += tr("; {} с № {}, она выше: {}", lowered(equal_words()), row.rank - 1,
                    parted_by(entries_[i - 1], entries_[i], contenders_, rules_));
    }
    for (Ranked& row : ranking_.rows) row.why += ".";
  }

  std::string reason(const Ranked& row, const Entry& entry) const {
    const Contender& each = contenders_[row.index];
    const std::string asked = format_roubles(each.subsidy);
    switch (row.place) {
      case Place::funded:
        return row.round == 1 ? tr("Поддержана: {} есть в остатке", asked)
                              : tr("Поддержана в дополнительном отборе: {} есть в остатке", asked);
      case Place::part:
        return tr("Поддержана частично: осталось {} из нужных {}, заявитель согласен", format_roubles(row.granted),
                  asked);
      case Place::offered:
        return tr("Осталось {} из нужных {}: спросите заявителя, согласен ли он на часть", format_roubles(row.offer),
                  asked);
      case Place::reserve:
        return tr("В резерве под № {}: {}", row.reserve, lowered(no_money(row, asked)));
      case Place::no_money:
        return no_money(row, asked);
      case Place::below_pass_mark:
        return tr("Балл {} ниже проходного {}", points_text(entry.final),
                  points_text(pass_mark(entry).value_or(Ratio(0))));
      case Place::few_votes:
        return each.votes
                   ? tr("Голосов {}, а нужно не меньше {}", points_text(*each.votes), points_text(*rules_.least_votes))
                   : tr("Голоса не подсчитаны, а нужно не меньше {}", points_text(*rules_.least_votes));
      case Place::municipality_limit:
        return tr("У муниципалитета уже столько победителей, сколько можно: {}",
                  most_winners(each.municipality).value_or(0));
      case Place::bad_sum:
        return std::string(each.sum_known ? tr("Запрошенная сумма меньше нуля: исправьте заявку")
                                          : tr("Запрошенная сумма неизвестна: исправьте заявку"));
      case Place::not_counted:
        return each.not_counted.empty() ? std::string(tr("Голоса не подсчитаны"))
                                        : tr("Балл не подсчитан: {}", each.not_counted);
      case Place::no_window:
        return std::string(tr("Заявка не подходит ни под одно окно конкурса"));
      case Place::not_admitted:
        return std::string(tr("Заявка не допущена к конкурсу"));
    }
    return {};
  }

  std::string no_money(const Ranked& row, const std::string& asked) const {
    const auto rest = rest_.find(row.index);
    if (rest == rest_.end() || rest->second < Money{})
      return std::string(tr("Денег не хватило: распределение остановилось на заявке выше"));
    return tr("Денег не хватило: осталось {}, а нужно {}", format_roubles(rest->second), asked);
  }

  const std::vector<Contender>& contenders_;
  const RankingRules& rules_;
  std::vector<Entry> entries_;
  std::map<std::string, int64_t, std::less<>> winners_;
  std::map<std::size_t, Money> rest_;  // what was left when it did not fit; below zero: the filling had stopped above
  Money held_;                         // on offer: no other window may take it
  Ranking ranking_;
};

constexpr std::array kPlaces = {
    std::pair{Place::funded, std::string_view("funded")},
    std::pair{Place::part, std::string_view("part")},
    std::pair{Place::offered, std::string_view("offered")},
    std::pair{Place::reserve, std::string_view("reserve")},
    std::pair{Place::no_money, std::string_view("no_money")},
    std::pair{Place::below_pass_mark, std::string_view("below_pass_mark")},
    std::pair{Place::few_votes, std::string_view("few_votes")},
    std::pair{Place::municipality_limit, std::string_view("municipality_limit")},
    std::pair{Place::bad_sum, std::string_view("bad_sum")},
    std::pair{Place::not_counted, std::string_view("not_counted")},
    std::pair{Place::no_window, std::string_view("no_window")},
    std::pair{Place::not_admitted, std::string_view("not_admitted")},
};

}  // namespace

std::string_view code_of(Place place) {
  for (const auto& [known, code] : kPlaces)
    if (known == place) return code;
  return {};
}

Ranking rank(const std::vector<Contender>& contenders, const RankingRules& rules) {
  return Selection(contenders, rules).run();
}

std::string window_of(const RankingRules& rules, const form::Environment& environment) {
  for (const Window& window : rules.windows)
    if (environment.holds(window.when, true)) return window.code;
  return {};
}

}  // namespace pochin::scoring
