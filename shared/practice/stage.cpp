// What stage a practice is at.
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/base/tr.h"
#include "shared/practice/pack.h"

namespace pochin::practice {
namespace {

constexpr int64_t kDayMs = int64_t{24} * 60 * 60 * 1000;

std::string deadline_text(const Pack& pack, const StageNow& now) {
  const Zone zone{pack.zone_name, pack.zone_minutes};
  switch (now.state) {
    case StageState::open:
      return tr("до {}", format_local(now.stage->to, zone));
    case StageState::before:
    case StageState::between:
      return tr("с {}", format_local(now.stage->from, zone));
    case StageState::after:
      return tr("закончилось {}", format_local(now.stage->to, zone));
  }
  return {};
}

}  // namespace

StageNow stage_at(const Pack& pack, Instant now) {
  StageNow found;
  found.total = static_cast<int>(pack.stages.size());
  for (int i = 0; i < found.total; ++i) {
    const Stage& stage = pack.stages[static_cast<std::size_t>(i)];
    found.stage = &stage;
    found.number = i + 1;
    if (now < stage.from) {
      found.state = i == 0 ? StageState::before : StageState::between;
      break;
    }
    if (now < stage.to) {
      found.state = StageState::open;
      break;
    }
    found.state = StageState::after;
  }
  if (found.stage) found.deadline = deadline_text(pack, found);
  return found;
}

bool intake_open(const Pack& pack, Instant now) {
  for (const Stage& stage : pack.stages)
    if (stage.intake && stage.from <= now && now < stage.to) return true;
  return false;
}

void shift_stages(Pack& pack, int64_t days) {
  for (Stage& stage : pack.stages) {
    stage.from.ms += days * kDayMs;
    stage.to.ms += days * kDayMs;
  }
}

void shift_stages(Json& pack, int64_t days) {
  const auto stages = pack.find("stages");
  if (stages == pack.end() || !stages->is_array()) return;
  for (Json& stage : *stages)
    for (const char* key : {"from", "to"}) {
      const std::string text = get_string(stage, key);
      const auto date = parse_date(text.substr(0, 10));
      if (date && text.size() > 10) stage[key] = iso_date(add_days(*date, days)) + text.substr(10);
    }
}

}  // namespace pochin::practice
