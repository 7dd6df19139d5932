#include "shared/practice/preview.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/base/tr.h"
#include "shared/practice/campaign_words.h"
#include "shared/practice/reader.h"

namespace pochin::practice {
namespace {

// Midnight is the end of a day, as in until_text().
std::string ended_text(Instant end, const Zone& zone) {
  const LocalTime at = local(end, zone);
  if (at != LocalTime{at.date}) return format_local(end, zone);
  return tr("в конце {} ({})", format_date_long(add_days(at.date, -1)), zone.name);
}

int64_t days_until(const Pack& pack, Instant at, const StageNow& now) {
  if (!now.stage || now.state == StageState::after) return 0;
  const Instant then = now.state == StageState::open ? now.stage->to : now.stage->from;
  const Zone zone = pack.zone();
  return std::max<int64_t>(0, days_between(local(at, zone).date, local(then, zone).date));
}

bool is_of_applicant(const application::Transition& each) {
  return std::ranges::find(each.roles, "author") != each.roles.end();
}

std::vector<Preview::Action> actions_of(const Pack& pack, bool open) {
  std::vector<Preview::Action> actions;
  for (const application::Transition& each : pack.workflow.transitions) {
    if (!is_of_applicant(each)) continue;
    const bool closed = each.needs_open_intake && !open;
    std::string states;
    for (const application::State from : each.from)
      states += (states.empty() ? "" : ", ") + std::string(application::title_of(from));
    actions.push_back({each.title, std::move(states), closed ? std::string(tr("приём заявок закрыт")) : std::string()});
  }
  return actions;
}

// The texts limit.1.title, limit.1.sum, limit.1.share, limit.2.title …
std::vector<Preview::Line> limits_of(const Pack& pack) {
  std::vector<Preview::Line> limits;
  for (int i = 1;; ++i) {
    const std::string key = "limit." + std::to_string(i);
    const std::string_view title = pack.text(key + ".title");
    if (title.empty()) return limits;
    std::string text(pack.text(key + ".sum"));
    const std::string_view share = pack.text(key + ".share");
    if (!share.empty()) text += (text.empty() ? "" : ", ") + std::string(share);
    limits.push_back({std::string(title), std::move(text)});
  }
}

std::vector<Preview::Vote> votes_of(const Pack& pack, Instant at) {
  std::vector<Preview::Vote> votes;
  for (const voting::Campaign& campaign : pack.campaigns) {
    Preview::Vote vote{
        campaign.title, campaign_moment(campaign, pack.zone(), at), campaign.opens <= at && at < campaign.closes, {}};
    for (CampaignLine& line : campaign_lines(campaign, pack.zone()))
      vote.rules.push_back({std::move(line.label), std::move(line.text)});
    votes.push_back(std::move(vote));
  }
  return votes;
}

Json lines_json(const std::vector<Preview::Line>& lines) {
  Json list = Json::array();
  for (const Preview::Line& each : lines) list.push_back({{"title", each.title}, {"text", each.text}});
  return list;
}

std::string_view code_of(StageState state) {
  switch (state) {
    case StageState::before:
      return "before";
    case StageState::open:
      return "open";
    case StageState::between:
      return "between";
    case StageState::after:
      return "after";
  }
  return {};
}

}  // namespace

std::string intake_text(const Pack& pack, Instant at) {
  const Stage* ended = nullptr;
  for (const Stage& stage : pack.stages) {
    if (!stage.intake) continue;
    if (at < stage.from) return tr("Приём заявок начнётся {}", format_local(stage.from, pack.zone()));
    if (at < stage.to) return tr("Заявки принимают {}", until_text(stage.to, pack.zone()));
    ended = &stage;
  }
  return ended ? tr("Приём заявок закончился {}", ended_text(ended->to, pack.zone()))
               : std::string(tr("Заявки не принимают"));
}

Preview preview(const Pack& pack, Instant at) {
  Preview seen;
  seen.at = at;
  seen.moment = format_local(at, pack.zone());
  seen.stage = stage_at(pack, at);
  seen.takes_applications = intake_open(pack, at);
  seen.intake = intake_text(pack, at);
  seen.days_left = days_until(pack, at, seen.stage);
  if (seen.stage.stage && seen.stage.state == StageState::open) {
    seen.detail = seen.stage.stage->detail;
    seen.button = seen.stage.stage->action_text;
  }
  seen.actions = actions_of(pack, seen.takes_applications);
  seen.limits = limits_of(pack);
  seen.votes = votes_of(pack, at);
  for (const Stage& stage : pack.stages)
    if (at < stage.from) seen.next.push_back({stage.title, tr("с {}", format_local(stage.from, pack.zone()))});
  return seen;
}

Json to_json(const Preview& seen) {
  Json actions = Json::array();
  for (const Preview::Action& each : seen.actions)
    actions.push_back({{"title", each.title}, {"states", each.states}, {"why_not", each.why_not}});
  Json votes = Json::array();
  for (const Preview::Vote& each : seen.votes)
    votes.push_back(
        {{"title", each.title}, {"moment", each.moment}, {"open", each.open}, {"rules", lines_json(each.rules)}});
  Json stage = nullptr;
  if (seen.stage.stage)
    stage = {{"id", seen.stage.stage->id},
             {"title", seen.stage.stage->title},
             {"number", seen.stage.number},
             {"total", seen.stage.total},
             {"state", code_of(seen.stage.state)},
             {"deadline", seen.stage.deadline},
             {"days_left", seen.days_left},
             {"detail", seen.detail},
             {"button", seen.button}};
  return {{"at", format_instant(seen.at)},
          {"moment", seen.moment},
          {"stage", stage},
          {"takes_applications", seen.takes_applications},
          {"intake", seen.intake},
          {"actions", actions},
          {"limits", lines_json(seen.limits)},
          {"votes", votes},
          {"next", lines_json(seen.next)}};
}

Result<Instant> parse_day(const Pack& pack, std::string_view text) {
  if (const auto time = parse_local_time(text)) return instant(*time, pack.zone());
  if (const auto day = parse_date(text)) return instant(LocalTime{*day, 12, 0, 0}, pack.zone());
  return fail("bad_date", tr("«{}» — не день. Нужно 2027-01-15 или 2027-01-15T18:00", text));
}

}  // namespace pochin::practice
