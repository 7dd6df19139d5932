#include "shared/base/json.h"
#include "shared/base/sha256.h"
#include "shared/base/tr.h"
#include "shared/practice/migrate.h"
#include "shared/practice/read.h"

namespace pochin::practice {
namespace {

Stage read_stage(const Json& json, const std::string& pointer, int zone_minutes, Findings& findings) {
  Object object(json, pointer, findings);
  Stage stage;
  stage.id = object.needed_text("id");
  stage.title = object.needed_text("title");
  stage.detail = object.text("detail");
  stage.from = object.local_time("from", zone_minutes);
  stage.to = object.local_time("to", zone_minutes);
  stage.law = object.texts("law");
  stage.source = object.text("source");
  stage.intake = object.flag("intake");
  object.with("action", [&](Object& action) {
    stage.action_text = action.needed_text("text");
    stage.action_href = action.needed_text("href");
  });
  object.ignore("note");
  object.done();
  return stage;
}

void read_cycle(Object& pack, Cycle& cycle) {
  pack.need("cycle");
  pack.with("cycle", [&](Object& object) {
    cycle.id = object.needed_text("id");
    cycle.title = object.needed_text("title");
    object.need("year");
    cycle.year = static_cast<int>(object.number("year", 2000, 2100, 2000));
    object.need("reference_dates");
    object.with("reference_dates", [&](Object& dates) {
      dates.need("population");
      cycle.population_date = dates.date("population").value_or(Date{});
    });
    object.ignore("source");
    object.ignore("note");
  });
}

void read_limits(Object& pack, Limits& limits, Findings& findings) {
  pack.need("limits");
  pack.with("limits", [&](Object& object) {
    limits.cost = object.needed_text("cost");
    limits.subsidy = object.needed_text("subsidy");
    limits.municipal = object.needed_text("municipal");
    limits.extra_budget_share = object.needed_text("extra_budget_share");
    limits.beneficiaries = object.needed_text("beneficiaries");
    limits.meeting = object.needed_text("meeting");
    limits.plus = object.text("plus");
    limits.minus = object.text("minus");
    object.each("sources", [&](const Json& json, const std::string& pointer) {
      Object source(json, pointer, findings);
      limits.sources.emplace_back(source.needed_text("field"), source.needed_text("title"));
      source.done();
    });
  });
}

void read_card(Object& pack, Card& card) {
  pack.need("card");
  pack.with("card", [&](Object& object) {
    card.title = object.needed_text("title");
    card.problem = object.needed_text("problem");
    card.results = object.needed_text("results");
    card.typology = object.needed_text("typology");
    card.term = object.needed_text("term");
    card.settlement = object.needed_text("settlement");
    card.cost = object.needed_text("cost");
    card.fields = object.texts("fields");
  });
}

void read_texts(const Json& json, std::vector<Text>& texts, Findings& findings) {
  const auto found = json.find("texts");
  if (found == json.end() || !found->is_object()) return;
  for (const auto& [key, value] : found->items()) {
    if (value.is_string())
      texts.push_back({key, value.get<std::string>()});
    else
      findings.error("wrong_type", step("/texts", key), tr("Здесь должен быть текст в кавычках"));
  }
}

}  // namespace

Pack read_pack(const Json& json, Findings& findings) {
  Pack pack;
  Object object(json, "", findings);
  object.need("format");
  pack.format = static_cast<int>(object.number("format", kFormat, kFormat, kFormat));
  pack.id = object.needed_text("id");
  pack.version = object.needed_text("version");
  pack.title = object.needed_text("title");
  pack.full_title = object.needed_text("full_title");
  pack.lead = object.text("lead");
  pack.owner = object.needed_text("owner");
  object.need("zone_minutes");
  pack.zone_minutes = static_cast<int>(object.number("zone_minutes", 120, 720, 180));  // МСК−1 … МСК+9
  pack.zone_name = object.needed_text("zone_name");
  read_cycle(object, pack.cycle);
  read_law(object, pack, findings);
  object.need("stages");
  object.each("stages", [&](const Json& item, const std::string& pointer) {
    pack.stages.push_back(read_stage(item, pointer, pack.zone_minutes, findings));
  });
  read_form(object, pack.form, findings);
  read_limits(object, pack.limits, findings);
  read_criteria(object, pack.criteria, findings);
  read_ranking(object, pack.ranking, findings);
  read_workflow(object, pack, findings);
  read_campaigns(object, pack, findings);
  read_card(object, pack.card);
  object.with("texts", [&](Object& texts) {
    for (const auto& [key, value] : json.find("texts")->items()) texts.ignore(key);
  });
  read_texts(json, pack.texts, findings);
  object.done();
  pack.hash = content_hash(json);
  return pack;
}

}  // namespace pochin::practice
