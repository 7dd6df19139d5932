#include <algorithm>

#include "shared/base/tr.h"
#include "shared/practice/check.h"

namespace pochin::practice {
namespace {

using voting::BallotKind;
using voting::Campaign;
using voting::Rule;
using voting::TieBy;

class CampaignCheck {
 public:
  CampaignCheck(const Pack& pack, const Campaign& campaign, std::string pointer, FormulaCheck& formulas,
                Findings& findings)
      : pack_(pack), it_(campaign), pointer_(std::move(pointer)), formulas_(formulas), findings_(findings) {}

  void run() {
    basis();
    projects();
    voters();
    ballot();
    tally();
    if (!it_.source.empty()) check_source(it_.source, pointer_, findings_);
  }

 private:
  void error(std::string_view code, std::string_view key, std::string_view message) {
    findings_.error(code, pointer_ + "/" + std::string(key), message);
  }
  void warning(std::string_view code, std::string_view key, std::string_view message) {
    findings_.warning(code, pointer_ + "/" + std::string(key), message);
  }

  void basis() {
    if (it_.basis.empty())
      error("no_basis", "id", tr("У голосования «{}» нет правового основания: добавьте basis", it_.title));
    for (std::size_t i = 0; i < it_.basis.size(); ++i)
      if (!pack_.basis(it_.basis[i]))
        findings_.error("unknown_law", step(pointer_ + "/basis", i), tr("В law нет основания «{}»", it_.basis[i]));
  }

  void projects() {
    if (it_.states.empty()) error("empty_list", "states", tr("Назовите состояния заявок, за которые голосуют"));
    for (std::size_t i = 0; i < it_.states.size(); ++i) {
      const auto state = application::state_from(it_.states[i]);
      const auto& known = pack_.workflow.states;
      if (!state || std::ranges::find(known, *state) == known.end())
        findings_.error("unknown_state", step(pointer_ + "/states", i),
                        tr("В маршруте заявки нет состояния «{}»", it_.states[i]));
    }
    formulas_.formula(it_.projects, pointer_ + "/projects", FormulaCheck::Want::yes_no);
    if (it_.closes <= it_.opens) error("dates_order", "closes", tr("Голосование кончается раньше, чем начинается"));
  }

  void voters() {
    if (it_.min_age && it_.max_age && *it_.max_age < *it_.min_age)
      error("out_of_range", "max_age", tr("Наибольший возраст меньше наименьшего"));
    if (it_.districts == voting::Districts::none && it_.districts_per_person != 1)
      error("no_districts", "districts_per_person", tr("У голосования нет районов: уберите этот ключ"));
    if (it_.channels.empty()) error("empty_list", "channels", tr("Назовите хотя бы один способ проголосовать"));
    for (const voting::Channel channel : it_.channels)
      if (channel == voting::Channel::meeting && it_.assurance_needed > voting::Assurance::counted)
        warning("weak_channel", "channels",
                tr("Голоса собраний будут приняты и не посчитаны: assurance_needed выше counted"));
  }

  void ballot() {
    const voting::BallotRules& rules = it_.ballot;
    const auto needs = [&](bool there, std::string_view key, std::string_view message) {
      if (!there) error("missing_key", "ballot/" + std::string(key), message);
    };
    if (rules.max > 0 && rules.max < rules.min)
      error("out_of_range", "ballot/max", tr("Наибольшее число проектов меньше наименьшего"));
    if (rules.min_cost && rules.max_cost && *rules.max_cost < *rules.min_cost)
      error("out_of_range", "ballot/max_cost", tr("Наибольшая сумма меньше наименьшей"));
    switch (rules.kind) {
      case BallotKind::knapsack:
        return needs(rules.max_cost.has_value(), "max_cost", tr("Корзине нужна сумма: max_cost"));
      case BallotKind::cumulative:
        return needs(rules.points > 0, "points", tr("Назовите, сколько баллов делят: points"));
      case BallotKind::scores:
        return needs(rules.max_points > 0, "max_points", tr("Назовите наибольшую оценку: max_points"));
      case BallotKind::plus_minus:
        return needs(rules.minus > 0, "minus", tr("Назовите, сколько минусов можно поставить: minus"));
      case BallotKind::choose_one:
      case BallotKind::approval:
      case BallotKind::ranked:
      case BallotKind::yes_no:
        return;
    }
  }

  bool rule_fits() const {
    const BallotKind kind = it_.ballot.kind;
    switch (it_.tally.rule) {
      case Rule::borda:
        return kind == BallotKind::ranked;
      case Rule::plurality:
        return kind == BallotKind::ranked || kind == BallotKind::choose_one;
      case Rule::knapsack_per_rouble:
        return kind == BallotKind::knapsack;
      default:
        return true;
    }
  }

  void tally() {
    if (it_.budget <= Money{}) error("out_of_range", "tally/budget", tr("Сумма должна быть больше нуля"));
    if (!rule_fits()) error("rule_of_ballot", "tally/rule", tr("По такому бюллетеню это правило не посчитать"));
    if (it_.tally.rule == Rule::greedy_threshold && it_.tally.threshold == 0)
      error("missing_key", "tally/threshold", tr("Назовите порог: threshold"));
    const auto& ties = it_.tally.ties;
    const auto decides = [](const voting::TieStep& s) { return s.by == TieBy::id || s.by == TieBy::lot; };
    const auto last = std::ranges::find_if(ties, decides);
    if (last == ties.end())
      error("undecided_tie", "tally/ties", tr("Последним должно стоять правило, которое решает всегда: id или lot"));
    else if (last->by == TieBy::lot && it_.lot_source.empty())
      error("lot_source", "tally/lot_source",
            tr("Назовите, откуда возьмут число для жребия: открытое событие после голосования, на которое никто из его "
               "участников не влияет"));
    else if (last + 1 != ties.end())
      warning("unreachable_tie", "tally/ties", tr("После id или lot до следующего правила дело не дойдёт"));
  }

  const Pack& pack_;
  const Campaign& it_;
  std::string pointer_;
  FormulaCheck& formulas_;
  Findings& findings_;
};

}  // namespace

void check_campaigns(const Pack& pack, FormulaCheck& formulas, Findings& findings) {
  std::vector<Named> ids;
  for (std::size_t i = 0; i < pack.campaigns.size(); ++i) {
    const std::string pointer = step("/campaigns", i);
    ids.push_back({pack.campaigns[i].id, pointer + "/id"});
    CampaignCheck(pack, pack.campaigns[i], pointer, formulas, findings).run();
  }
  check_unique(ids, findings);
}

}  // namespace pochin::practice
