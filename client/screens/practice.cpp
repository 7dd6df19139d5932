// The page of a practice: what stage it is, what one can do, every stage with its norm, the money and the criteria.
#include <nlohmann/json.hpp>

#include "client/screens/list.h"
#include "client/screens/score_panel.h"
#include "client/screens/typography.h"
#include "client/screens/words.h"
#include "shared/base/money.h"
#include "shared/form/environment.h"
#include "shared/practice/pack.h"

namespace pochin::screens {
namespace {

using app::integer;
using app::text;

void stage_now(const View& view, const practice::Pack& pack, const Json& body) {
  const practice::StageNow now = practice::stage_at(pack, view.state.now);
  if (now.stage == nullptr) return;
  const auto card = view.ui.card("now", ui::Tone::Accent);
  view.ui.steps("steps", now.number, now.total, typeset(now.stage->title), typeset(now.deadline));
  view.ui.paragraph("detail", typeset(now.stage->detail));
  if (now.state == practice::StageState::open) {
    const Deadline left = time_left(view.state, now.stage->to);
    view.ui.paragraph("left", left.text, {.tone = left.tone, .bold = true, .icon = ui::Icon::Clock});
  }
  const auto row = view.ui.row("do");
  const practice::Stage* open = open_stage(pack, body, view.state.now);
  if (open != nullptr && !open->action_href.empty())
    view.primary_link("act", typeset(open->action_text), open->action_href);
  const int64_t published = integer(app::child(body, "counts"), "published");
  ui::LinkOptions second;
  second.button = true;
  view.link("projects",
            published > 0 ? say("Посмотреть ") + counted(published, "проект", "проекта", "проектов")
                          : say("Посмотреть проекты"),
            "/projects", second);
}

std::string basis_text(const practice::Pack& pack, const practice::Stage& stage) {
  std::string out;
  const Date begin = local(stage.from, pack.zone()).date;
  for (const std::string& id : stage.law) {
    if (const practice::LegalBasis* basis = pack.basis(id, begin); basis != nullptr) out = join(out, "; ", basis->text);
  }
  return typeset(out);
}

void stages(const View& view, const practice::Pack& pack) {
  const auto section = view.ui.section("stages", say("Этапы и сроки"));
  std::vector<ui::Stage> list;
  for (const practice::Stage& one : pack.stages) {
    ui::Stage stage;
    stage.title = typeset(one.title);
    stage.dates = days_range(pack.zone(), one.from, one.to);
    stage.text = typeset(one.detail);
    stage.source = basis_text(pack, one);
    const bool past = one.to <= view.state.now;
    const bool open = !past && one.from <= view.state.now;
    stage.state = past ? ui::StageState::Past : (open ? ui::StageState::Now : ui::StageState::Future);
    stage.badge = past ? say("Завершён") : (open ? say("Идёт сейчас") : std::string{});
    list.push_back(std::move(stage));
  }
  view.ui.timeline("timeline", say("Этапы и сроки"), list);
}

void criteria(const View& view, const practice::Pack& pack) {
  const auto section = view.ui.section("criteria", say("За что дают баллы"));
  view.ui.paragraph("lead",
                    say("Больше всего весят деньги жителей и муниципалитета. Пока вы заполняете заявку, портал "
                        "показывает балл и то, что его поднимет."),
                    {.secondary = true});
  const std::vector<ui::Column> columns = {{.text = say("Критерий"), .weight = 5},
                                           {.text = say("Наибольший балл"), .number = true, .weight = 2}};
  {
    const auto table = view.ui.table("table", say("Критерии и наибольшие баллы"), columns);
    for (const scoring::Criterion& one : pack.criteria.items) {
      const auto row = view.ui.table_row(one.code);
      view.ui.cell_text("title", typeset(one.title));
      view.ui.cell_text("max", scoring::points_text(one.weight * one.max));
    }
  }
  view.ui.paragraph("ties", tie_rule(pack.ranking), {.size = ui::TextSize::Small, .secondary = true});
  view.ui.paragraph("version", say("Критерии версии ") + pack.criteria.version,
                    {.size = ui::TextSize::Small, .secondary = true});
}

struct Place {
  std::string_view kind;
  int64_t population;
  std::string_view title;
};

// The pack's own formulas are asked for each kind of municipality: the page cannot differ from the check.
void money(const View& view, const practice::Pack& pack) {
  static constexpr Place kPlaces[] = {{"sp", 1000, "Сельское поселение до 1000 жителей"},
                                      {"sp", 1001, "Сельское поселение больше 1000 жителей"},
                                      {"gp", 10000, "Городское поселение"},
                                      {"mr", 20000, "Муниципальный район"},
                                      {"mo", 20000, "Муниципальный округ"},
                                      {"go", 50000, "Городской округ"}};
  const auto card = view.ui.card("money");
  view.ui.heading(2, "title", say("Сколько можно получить"));
  const form::Answers nothing;
  {
    const auto facts = view.ui.facts("limits");
    int index = 0;
    for (const Place& place : kPlaces) {
      form::Facts where;
      where["municipality.kind"] = form::fact(place.kind);
      where["municipality.population"] = form::fact(place.population);
      const form::Environment environment(pack.form, nothing, where);
      const formula::Value sum = environment.value("subsidy_cap");
      const formula::Value percent = environment.value("subsidy_percent_cap");
      const auto roubles = sum.number() == nullptr ? std::nullopt : money_from_roubles(*sum.number());
      if (!roubles || percent.number() == nullptr) continue;
      view.ui.fact("l" + std::to_string(index++), say(place.title),
                   say("до ") + roubles_short(roubles->kopecks) + say(", не больше ") +
                       to_text(*percent.number(), 0, 1) + "\u00a0%");
    }
  }
  view.ui.paragraph("own", say("Остальное — из бюджета муниципалитета, от жителей и организаций."),
                    {.size = ui::TextSize::Small, .secondary = true});
}

void law(const View& view, const practice::Pack& pack) {
  const auto card = view.ui.card("law");
  view.ui.heading(2, "title", say("Документы"));
  const auto list = view.ui.list("acts", say("Документы"));
  const Date today = local(view.state.now, pack.zone()).date;
  for (const practice::LegalBasis& basis : pack.law) {
    if (pack.basis(basis.id, today) != &basis) continue;  // one wording of each norm: the one in force
    const auto item = view.ui.item(basis.id);
    view.ui.paragraph("act", typeset(basis.text), {.icon = ui::Icon::Document});
    if (!basis.title.empty())
      view.ui.paragraph("title", typeset(basis.title), {.size = ui::TextSize::Small, .secondary = true});
  }
}

}  // namespace

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
    out = join(out, ", затем ", std::string(one));
  }
  return out.empty() ? out : say("При равном балле выше стоит заявка, " + out + ".");
}

void practice_screen(const View& view) {
  const auto main = view.ui.main("main");
  const Json* body = loaded(view, app::practice_path(view.state.route.id), say("Практика"));
  if (body == nullptr) return;
  const practice::Pack* pack = view.state.pack(view.state.route.id);
  if (pack == nullptr) {
    view.ui.title(say("Практика"));
    const auto notice = view.ui.notice("broken", ui::Tone::Error, say("Описание конкурса не читается"));
    view.ui.paragraph("text", say("Обновите страницу. Если не поможет, напишите в проектный центр."));
    return;
  }
  const std::vector<ui::Link> crumbs = {{say("Главная"), "/"}};
  view.ui.breadcrumbs("crumbs", crumbs, typeset(pack->title));
  view.ui.title(typeset(pack->full_title.empty() ? pack->title : pack->full_title));
  view.ui.paragraph("lead", typeset(pack->lead), {.size = ui::TextSize::Lead, .secondary = true});
  const auto split = view.ui.split("body");
  {
    const auto column = view.ui.column("story", 32);
    stage_now(view, *pack, *body);
    voting_now(view, view.state.route.id);
    stages(view, *pack);
    criteria(view, *pack);
  }
  const auto aside = view.ui.aside("side", say("Деньги, документы, вопросы"));
  money(view, *pack);
  law(view, *pack);
  help_card(view, "ask");
}

}  // namespace pochin::screens
