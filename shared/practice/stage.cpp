// What stage a practice is at.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/base/tr.h"
#include "shared/practice/pack.h"

namespace pochin::practice {
namespace {

constexpr int64_t kDayMs = int64_t{24} * 60 * 60 * 1000;

constexpr std::string_view kIllustrative = "illustrative";

template <class Change>
void each_of(Json& object, const char* key, Change change) {
  const auto list = object.find(key);
  if (list == object.end() || !list->is_array()) return;
  for (Json& item : *list)
    if (item.is_object()) change(item);
}

// "2026-12-25" or "2026-12-25T18:00".
void shift(Json& object, const char* key, int64_t days) {
  const std::string text = get_string(object, key);
  if (const auto date = parse_date(text.substr(0, 10)))
    object[key] = iso_date(add_days(*date, days)) + text.substr(std::min<std::size_t>(text.size(), 10));
}

void shift_validity(Json& basis, int64_t days) {
  if (get_string(basis, "source") != kIllustrative) return;
  shift(basis, "valid_from", days);
  shift(basis, "valid_to", days);
}

std::string deadline_text(const StageTime& stage, StageState state, const Zone& zone) {
  switch (state) {
    case StageState::open:
      return until_text(stage.to, zone);
    case StageState::before:
    case StageState::between:
      return tr("с {}", format_local(stage.from, zone));
    case StageState::after:
      return tr("закончилось {}", format_local(stage.to, zone));
  }
  return {};
}

}  // namespace

std::string until_text(Instant end, const Zone& zone) {
  const LocalTime at = local(end, zone);
  if (at != LocalTime{at.date}) return tr("до {}", format_local(end, zone));
  return tr("до конца {} ({})", format_date_long(add_days(at.date, -1)), zone.name);
}

StageNow stage_at(std::span<const StageTime> stages, const Zone& zone, Instant now) {
  StageNow found;
  found.total = static_cast<int>(stages.size());
  for (int i = 0; i < found.total; ++i) {
    const StageTime& stage = stages[static_cast<std::size_t>(i)];
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
  if (found.number > 0)
    found.deadline = deadline_text(stages[static_cast<std::size_t>(found.number) - 1], found.state, zone);
  return found;
}

StageNow stage_at(const Pack& pack, Instant now) {
  std::vector<StageTime> times;
  for (const Stage& stage : pack.stages) times.push_back({stage.from, stage.to});
  StageNow found = stage_at(times, pack.zone(), now);
  if (found.number > 0) found.stage = &pack.stages[static_cast<std::size_t>(found.number) - 1];
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
  for (voting::Campaign& campaign : pack.campaigns) {
    campaign.opens.ms += days * kDayMs;
    campaign.closes.ms += days * kDayMs;
    if (campaign.age_on) campaign.age_on = add_days(*campaign.age_on, days);
  }
  for (application::Transition& transition : pack.workflow.transitions)
    if (transition.deadline && transition.deadline->at) transition.deadline->at->ms += days * kDayMs;
  for (LegalBasis& basis : pack.law) {
    if (basis.source != kIllustrative) continue;
    if (basis.valid_from) basis.valid_from = add_days(*basis.valid_from, days);
    if (basis.valid_to) basis.valid_to = add_days(*basis.valid_to, days);
  }
}

void shift_stages(Json& pack, int64_t days) {
  each_of(pack, "stages", [&](Json& stage) {
    shift(stage, "from", days);
    shift(stage, "to", days);
  });
  each_of(pack, "campaigns", [&](Json& campaign) {
    for (const char* key : {"opens", "closes", "age_on"}) shift(campaign, key, days);
  });
  each_of(pack, "law", [&](Json& basis) {
    shift_validity(basis, days);
    each_of(basis, "wordings", [&](Json& wording) { shift_validity(wording, days); });
  });
  const auto workflow = pack.find("workflow");
  if (workflow == pack.end() || !workflow->is_object()) return;
  each_of(*workflow, "transitions", [&](Json& transition) {
    const auto deadline = transition.find("deadline");
    if (deadline != transition.end() && deadline->is_object()) shift(*deadline, "at", days);
  });
}

}  // namespace pochin::practice
