// GET /api/v1/portal: what the first page shows.
#include "server/api/portal/portal.h"

#include <algorithm>
#include <set>

#include "server/api/application/published.h"
#include "server/api/handling/open_answer.h"
#include "server/api/handling/text.h"
#include "server/api/portal/cards.h"
#include "server/api/practices/stage_json.h"
#include "server/api/voting/project_votes.h"
#include "shared/base/text.h"

namespace pochin::server {
namespace {

constexpr std::size_t kRecent = 6;

Json practice_line(const practice::Pack& pack, Instant now, std::size_t submitted) {
  const Json stage = stage_json(pack, now);
  Json action = nullptr;
  const practice::StageNow here = practice::stage_at(pack, now);
  if (here.state == practice::StageState::open && !here.stage->action_text.empty()) {
    action = {{"text", here.stage->action_text}, {"href", here.stage->action_href}};
  }
  return {{"id", pack.id},  {"title", pack.title}, {"full_title", pack.full_title}, {"lead", pack.lead},
          {"stage", stage}, {"action", action},    {"applications", submitted}};
}

Json counter(std::int64_t count, std::string_view one, std::string_view few, std::string_view many) {
  return {{"figure", group_digits(count)}, {"caption", plural(count, one, few, many)}};
}

Json counters(const std::vector<std::shared_ptr<const Projection>>& projects) {
  std::set<std::string> places;
  std::int64_t cost = 0;
  std::int64_t won = 0;
  for (const auto& p : projects) {
    places.insert(p->row.municipality);
    cost += p->cost.value_or(0);
    const auto state = application::state_from(p->row.state);
    won += state && is_won(*state) ? 1 : 0;
  }
  Json list = Json::array();
  list.push_back(counter(static_cast<std::int64_t>(projects.size()), tr("проект подан"), tr("проекта подано"),
                         tr("проектов подано")));
  list.push_back(counter(static_cast<std::int64_t>(places.size()), tr("муниципалитет участвует"),
                         tr("муниципалитета участвуют"), tr("муниципалитетов участвуют")));
  list.push_back({{"figure", millions_text(cost)}, {"caption", tr("стоимость всех проектов")}});
  if (won > 0) list.push_back(counter(won, tr("победитель"), tr("победителя"), tr("победителей")));
  return list;
}

Checked<Json> get_portal(Context& context, const Request&) {
  const Instant now = context.now();
  return look(context, [&](Db& db) -> Checked<Json> {
    Json practices = Json::array();
    std::vector<std::shared_ptr<const Projection>> all;
    for (const std::string& id : context.packs.practices()) {
      auto projects = public_projects(db, context, id);
      practices.push_back(practice_line(context.practice(id)->pack, now, projects.size()));
      std::ranges::move(projects, std::back_inserter(all));
    }
    std::ranges::stable_sort(all, newer);
    Json recent = Json::array();
    const ProjectVotes votes = project_votes(db, context);
    for (std::size_t i = 0; i < std::min(kRecent, all.size()); ++i) {
      recent.push_back(card_json(context, *all[i]));
      recent.back()["vote"] = vote_of(votes, all[i]->row.id);
    }
    return Json{
        {"practices", practices},
        {"counters", counters(all)},
        {"recent", recent},
        {"date", iso_date(local(now, {context.config.region.zone_name, context.config.region.zone_minutes}).date)}};
  });
}

}  // namespace

std::span<const Route> portal_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/portal", "Главная страница", anybody, {Object::public_data, Action::read}, get_portal,
          {.answers = {.schema = "Portal", .about = "Практики, счётчики, новые проекты"}}),
  };
  return kRoutes;
}

}  // namespace pochin::server
