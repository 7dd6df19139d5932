#include "server/api/portal/cards.h"

#include "server/api/application/funding.h"
#include "server/api/application/present.h"
#include "server/api/handling/places.h"
#include "server/api/handling/text.h"
#include "server/store/history.h"

namespace pochin::server {

Json card_json(const Context& context, const Projection& p) {
  const LoadedPack* pack = context.practice(p.row.practice);
  Json json{{"number", p.row.number.value_or("")},
            {"title", p.row.title},
            {"municipality", place_name(context, p.row.municipality)},
            {"settlement", p.settlement},
            {"practice", p.row.practice},
            {"practice_title", pack ? pack->pack.title : ""},
            {"typology", p.typology},
            {"cost_kopecks", optional_json(p.cost)},
            {"submitted_at", wire_time(p.row.submitted)},
            {"picture", ""}};
  add_state(json, p.row.state);
  return json;
}

Json project_json(const Context& context, Db& db, const Projection& p) {
  Json json = card_json(context, p);
  Json sources = Json::array();
  for (const Source& s : p.sources) {
    sources.push_back({{"title", s.title}, {"kopecks", optional_json(s.kopecks)}, {"percent", s.percent}});
  }
  Json timeline = Json::array();
  for (const EventRow& e : moves(db, p.row.id)) {
    // The submission and moves into states everybody may see: who returned what and why stays between the parties.
    const auto to = application::state_from(e.to);
    const bool told = e.action == "submit" || (to && application::info(*to).is_public);
    if (e.kind == "moved" && told) {
      timeline.push_back({{"at", wire_time(e.at)}, {"title", e.title}});
    }
  }
  json["problem"] = p.problem;
  json["results"] = p.results;
  json["beneficiaries"] = optional_json(p.beneficiaries);
  json["sources"] = sources;
  json["timeline"] = timeline;
  json["term"] = p.term;
  Json score = nullptr;
  if (p.row.registered) {
    score = {{"total", scoring::points_text(p.score.total)}, {"max", scoring::points_text(p.score.max)}};
  }
  json["score"] = score;
  const auto state = application::state_from(p.row.state);
  const bool has_money = state && (is_won(*state) || *state == application::State::terminated);
  json["money"] = has_money ? money_summary(db, p) : Json(nullptr);
  return json;
}

}  // namespace pochin::server
