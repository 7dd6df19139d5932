#include "shared/voting/ballot.h"

#include <algorithm>
#include <set>

#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::voting {
namespace {

const BallotProject* find(std::span<const BallotProject> projects, std::string_view id) {
  const auto found = std::ranges::find(projects, id, &BallotProject::id);
  return found == projects.end() ? nullptr : &*found;
}

std::string count_of(int64_t n) { return tr("{} {}", n, plural(n, tr("проект"), tr("проекта"), tr("проектов"))); }
std::string points_of(int64_t n) { return tr("{} {}", n, plural(n, tr("балл"), tr("балла"), tr("баллов"))); }

class Check {
 public:
  Check(const BallotRules& rules, std::span<const BallotProject> projects, const Ballot& ballot)
      : rules_(rules), projects_(projects), ballot_(ballot) {}

  std::vector<Error> run() {
    if (!ballot_.district.empty() &&
        std::ranges::none_of(projects_, [&](const BallotProject& p) { return p.district == ballot_.district; }))
      wrong("ballot_district", tr("Здесь нет проектов, за которые можно голосовать. Выберите другой район"),
            "district");
    for (std::size_t i = 0; i < ballot_.choices.size(); ++i) choice(i);
    if (!errors_.empty()) return std::move(errors_);
    lengths();
    sums();
    incompatible();
    return std::move(errors_);
  }

 private:
  void wrong(std::string code, std::string message, std::string place) {
    errors_.push_back({std::move(code), std::move(message), std::move(place)});
  }
  void wrong(std::string code, std::string_view message, std::string place) {
    wrong(std::move(code), std::string(message), std::move(place));
  }

  void choice(std::size_t i) {
    const CastChoice& each = ballot_.choices[i];
    const std::string place = "choices/" + std::to_string(i);
    const BallotProject* project = find(projects_, each.project);
    if (!project || project->district != ballot_.district)
      return wrong("ballot_project", tr("Этого проекта нет в бюллетене. Обновите страницу и выберите заново"),
                   place + "/project");
    if (project->frozen)
      return wrong("ballot_frozen",
                   tr("Приём голосов за этот проект приостановлен комиссией. Выберите другой или вернитесь позже"),
                   place + "/project");
    if (!seen_.insert(each.project).second)
      return wrong("ballot_twice", tr("Этот проект уже выбран. Уберите повтор"), place + "/project");
    points(each.points, place + "/points");
  }

  void points(int64_t points, std::string place) {
    switch (rules_.kind) {
      case BallotKind::choose_one:
      case BallotKind::approval:
      case BallotKind::knapsack:
      case BallotKind::ranked:
        if (points != 1) wrong("ballot_points", tr("В этом бюллетене у проекта нет баллов"), std::move(place));
        return;
      case BallotKind::cumulative:
        if (points < 1 || points > most_points())
          wrong("ballot_points", tr("Можно дать от 1 до {}", points_of(most_points())), std::move(place));
        return;
      case BallotKind::scores:
        if (points < 0 || points > rules_.max_points)
          wrong("ballot_points", tr("Можно дать от 0 до {}", points_of(rules_.max_points)), std::move(place));
        return;
      case BallotKind::plus_minus:
        if (points != 1 && points != -1) wrong("ballot_points", tr("Поставьте плюс или минус"), std::move(place));
        return;
      case BallotKind::yes_no:
        if (points != 0 && points != 1) wrong("ballot_points", tr("Ответьте «да» или «нет»"), std::move(place));
        return;
    }
  }

  int64_t most_points() const {
    return rules_.max_points > 0 ? std::min(rules_.max_points, rules_.points) : rules_.points;
  }

  void lengths() {
    const auto minuses = std::ranges::count(ballot_.choices, -1, &CastChoice::points);
    const int64_t chosen = std::ssize(ballot_.choices) - minuses;
    const int64_t least = rules_.kind == BallotKind::choose_one ? 1 : rules_.min;
    const int64_t most = rules_.kind == BallotKind::choose_one ? 1 : rules_.max;
    if (ballot_.choices.empty() && least > 0)
      wrong("ballot_empty", tr("Выберите хотя бы один проект"), "choices");
    else if (chosen < least)
      wrong("ballot_few", tr("Выбрано {}, а нужно не меньше {}. Добавьте ещё", count_of(chosen), least), "choices");
    if (most > 0 && chosen > most)
      wrong("ballot_many", tr("Выбрано {}, а можно не больше {}. Уберите лишние", count_of(chosen), most), "choices");
    if (minuses > rules_.minus)
      wrong("ballot_minus", tr("Минусов {}, а можно не больше {}. Уберите лишние", minuses, rules_.minus), "choices");
  }

  void sums() {
    if (rules_.kind == BallotKind::cumulative) {
      int64_t sum = 0;  // each is at most `points`, and so are the choices: no overflow in sight
      for (const CastChoice& each : ballot_.choices) sum = std::min(sum + each.points, rules_.points + 1);
      if (sum > rules_.points)
        wrong("ballot_points_sum", tr("Роздано больше, чем есть: всего {}. Уменьшите", points_of(rules_.points)),
              "choices");
    }
    const Money cost = cost_of(projects_, ballot_);
    if (rules_.max_cost && cost > *rules_.max_cost)
      wrong("ballot_cost",
            tr("Выбрано на {}, а можно на {}. Уберите что-нибудь", format_roubles(cost),
               format_roubles(*rules_.max_cost)),
            "choices");
    if (rules_.min_cost && cost < *rules_.min_cost && !ballot_.choices.empty())
      wrong("ballot_cost_few",
            tr("Выбрано на {}, а нужно не меньше чем на {}. Добавьте ещё", format_roubles(cost),
               format_roubles(*rules_.min_cost)),
            "choices");
  }

  void incompatible() {
    for (const std::vector<std::string>& set : rules_.incompatible) {
      std::string chosen;
      int count = 0;
      for (const CastChoice& each : ballot_.choices) {
        const BallotProject& project = *find(projects_, each.project);
        const auto is = [&](const std::string& name) { return name == project.id || name == project.number; };
        if (each.points < 1 || std::ranges::none_of(set, is)) continue;
        chosen += (count++ > 0 ? ", " : "") + (project.number.empty() ? project.id : project.number);
      }
      if (count > 1)
        wrong("ballot_incompatible", tr("Эти проекты исключают друг друга: {}. Оставьте один", chosen), "choices");
    }
  }

  const BallotRules& rules_;
  std::span<const BallotProject> projects_;
  const Ballot& ballot_;
  std::set<std::string_view> seen_;
  std::vector<Error> errors_;
};

}  // namespace

std::vector<Error> check_ballot(const BallotRules& rules, std::span<const BallotProject> projects,
                                const Ballot& ballot) {
  return Check(rules, projects, ballot).run();
}

Money cost_of(std::span<const BallotProject> projects, const Ballot& ballot) {
  Money sum;
  for (const CastChoice& each : ballot.choices)
    if (const BallotProject* project = each.points > 0 ? find(projects, each.project) : nullptr)
      sum = capped_add(sum, project->cost);
  return sum;
}

}  // namespace pochin::voting
