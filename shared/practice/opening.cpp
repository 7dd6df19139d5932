#include "shared/practice/opening.h"

#include "shared/practice/reader.h"

namespace pochin::practice {

std::vector<law::Problem> can_open(const Pack& pack) {
  const Zone zone = pack.zone();
  std::vector<law::OpeningStage> stages;
  for (const Stage& stage : pack.stages) {
    const Date first = local(stage.from, zone).date;
    const Date last = stage.from < stage.to ? local({stage.to.ms - 1}, zone).date : add_days(first, -1);
    stages.push_back({stage.id, stage.title, first, last, stage.law, stage.intake, step("/stages", stages.size())});
  }
  return law::opening_problems(stages, pack.law);
}

}  // namespace pochin::practice
