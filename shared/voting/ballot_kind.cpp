#include "shared/voting/ballot_kind.h"

#include "shared/base/tr.h"

namespace pochin::voting {

std::span<const Name<BallotKind>> names(BallotKind) {
  static constexpr Name<BallotKind> kNames[] = {
      {BallotKind::choose_one, "choose_one", tr("один проект")},
      {BallotKind::approval, "approval", tr("несколько проектов")},
      {BallotKind::knapsack, "knapsack", tr("корзина в пределах суммы")},
      {BallotKind::ranked, "ranked", tr("проекты по порядку предпочтения")},
      {BallotKind::cumulative, "cumulative", tr("баллы, распределённые между проектами")},
      {BallotKind::scores, "scores", tr("оценка каждого проекта")},
      {BallotKind::plus_minus, "plus_minus", tr("голоса за и против")},
      {BallotKind::yes_no, "yes_no", tr("да или нет по каждому проекту")}};
  return kNames;
}

bool has_points(BallotKind kind) {
  return kind == BallotKind::cumulative || kind == BallotKind::scores || kind == BallotKind::plus_minus ||
         kind == BallotKind::yes_no;
}

}  // namespace pochin::voting
