#include "shared/api/practice_about.h"

#include <algorithm>

#include "shared/base/tr.h"
#include "shared/form/environment.h"
#include "shared/practice/pack.h"
#include "shared/scoring/score.h"

namespace pochin::wire {
namespace {

std::string join(std::string a, std::string_view between, std::string_view b) {
  if (!a.empty() && !b.empty()) a += between;
  return a += b;
}

// Norms that every stage stands on: they are named once, above the stages.
std::vector<std::string> common_law(const practice::Pack& pack) {
  std::vector<std::string> out;
  if (pack.stages.size() < 2) return out;
  for (const std::string& id : pack.stages.front().law)
    if (std::ranges::all_of(pack.stages, [&](const practice::Stage& stage) {
          return std::ranges::find(stage.law, id) != stage.law.end();
        }))
      out.push_back(id);
  return out;
}

// With its norms besides the common ones. One norm alone leads to its text.
AboutStage stage_of(const practice::Pack& pack, const practice::Stage& stage, const std::vector<std::string>& common) {
  AboutStage out;
  out.title = stage.title;
  out.detail = stage.detail;
  out.from = stage.from;
  out.to = stage.to;
  out.action_text = stage.action_text;
  out.action_href = stage.action_href;
  const Date begin = local(stage.from, pack.zone()).date;
  std::size_t cited = 0;
  for (const std::string& id : stage.law) {
    const practice::LegalBasis* basis = pack.basis(id, begin);
    if (basis == nullptr || std::ranges::find(common, id) != common.end()) continue;
    out.source = join(out.source, "; ", basis->text);
    out.source_url = ++cited == 1 ? basis->url : std::string{};
  }
  return out;
}

struct Place {
  std::string_view kind;
  int64_t population;
  std::string_view title;
};

// The pack's own formulas are asked for each kind of municipality: the page cannot differ from the check.
std::vector<AboutLimit> limits_of(const practice::Pack& pack) {
  static constexpr Place kPlaces[] = {{"sp", 1000, "Сельское поселение до 1000 жителей"},
                                      {"sp", 1001, "Сельское поселение больше 1000 жителей"},
                                      {"gp", 10000, "Городское поселение"},
                                      {"mr", 20000, "Муниципальный район"},
                                      {"mo", 20000, "Муниципальный округ"},
                                      {"go", 50000, "Городской округ"}};
  std::vector<AboutLimit> out;
  const form::Answers nothing;
  for (const Place& place : kPlaces) {
    form::Facts where;
    where["municipality.kind"] = form::fact(place.kind);
    where["municipality.population"] = form::fact(place.population);
    const form::Environment environment(pack.form, nothing, where);
    const formula::Value sum = environment.value("subsidy_cap");
    const formula::Value percent = environment.value("subsidy_percent_cap");
    const auto roubles = sum.number() == nullptr ? std::nullopt : money_from_roubles(*sum.number());
    if (!roubles || percent.number() == nullptr) continue;
    out.push_back({std::string(tr(place.title)), *roubles, to_text(*percent.number(), 0, 1)});
  }
  return out;
}

// Every wording that is in force on some day from today to the end of the last stage: what the stages cite is here.
std::vector<AboutAct> acts_of(const practice::Pack& pack, Date today) {
  Date last = today;
  for (const practice::Stage& stage : pack.stages) last = std::max(last, local(stage.to, pack.zone()).date);
  std::vector<AboutAct> acts;
  for (const practice::LegalBasis& basis : pack.law) {
    if ((basis.valid_to && *basis.valid_to <= today) || (basis.valid_from && *basis.valid_from > last)) continue;
    auto act = std::ranges::find(acts, basis.act, &AboutAct::name);
    if (act == acts.end()) {
      acts.push_back({basis.act, basis.article, basis.title, basis.url, basis.valid_from, basis.valid_to});
      continue;
    }
    act->title.clear();  // of several norms no one names the act
    if (act->articles.find(basis.article) == std::string::npos)
      act->articles = join(act->articles, ", ", basis.article);
  }
  return acts;
}

std::string tie_rule(const scoring::RankingRules& rules) {
  std::string out;
  for (const scoring::TieBreak tie : rules.tie_chain) {
    std::string_view one;
    switch (tie) {
      case scoring::TieBreak::submitted_at:
        one = "поданная раньше";
        break;
      case scoring::TieBreak::extra_budget_share:
        one = "с большей долей денег жителей и организаций";
        break;
      case scoring::TieBreak::beneficiaries:
        one = "с большим числом пользователей";
        break;
      case scoring::TieBreak::meeting:
        one = "с большим числом участников собрания";
        break;
      case scoring::TieBreak::number:
        one = "с меньшим номером";
        break;
      case scoring::TieBreak::votes:
        one = "с большим числом голосов";
        break;
      case scoring::TieBreak::lot:
        one = "на которую указал жребий";
        break;
    }
    out = join(out, ", затем ", one);
  }
  return out.empty() ? out : tr("При равном балле выше стоит заявка, {}.", out);
}

}  // namespace

PracticeAbout about(const practice::Pack& pack, Instant now) {
  PracticeAbout out;
  out.id = pack.id;
  out.title = pack.title;
  out.full_title = pack.full_title;
  out.lead = pack.lead;
  out.year = pack.cycle.year;
  out.zone_name = pack.zone_name;
  out.zone_minutes = pack.zone_minutes;
  const Date today = local(now, pack.zone()).date;
  const std::vector<std::string> common = common_law(pack);
  for (const std::string& id : common)
    if (const practice::LegalBasis* basis = pack.basis(id, today); basis != nullptr)
      out.law.push_back({basis->text, basis->url});
  for (const practice::Stage& stage : pack.stages) out.stages.push_back(stage_of(pack, stage, common));
  const practice::StageNow here = practice::stage_at(pack, now);
  out.open_stage = here.state == practice::StageState::open ? here.number : 0;
  out.limits = limits_of(pack);
  out.acts = acts_of(pack, today);
  for (const scoring::Criterion& one : pack.criteria.items)
    out.criteria.push_back({one.code, one.title, scoring::points_text(one.weight * one.max)});
  out.criteria_version = pack.criteria.version;
  out.tie_rule = tie_rule(pack.ranking);
  return out;
}

}  // namespace pochin::wire
