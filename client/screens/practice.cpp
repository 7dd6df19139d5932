// The page of a practice: what stage it is, what one can do, every stage with its norm, the money and the criteria.
#include <algorithm>
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

// The norms of a stage besides the common ones. One norm alone leads to its text.
void cite(const practice::Pack& pack, const practice::Stage& stage, const std::vector<std::string>& common,
          ui::Stage& into) {
  const Date begin = local(stage.from, pack.zone()).date;
  size_t cited = 0;
  for (const std::string& id : stage.law) {
    const practice::LegalBasis* basis = pack.basis(id, begin);
    if (basis == nullptr || std::ranges::find(common, id) != common.end()) continue;
    into.source = join(into.source, "; ", typeset(basis->text));
    into.source_href = ++cited == 1 ? basis->url : std::string{};
  }
}

void act_line(const View& view, std::string_view key, const std::string& said, const std::string& url) {
  if (url.empty()) return view.ui.paragraph(key, said, {.icon = ui::Icon::Document});
  ui::LinkOptions options;
  options.icon = ui::Icon::Document;
  view.link(key, said, url, options);
}

void stages(const View& view, const practice::Pack& pack) {
  const auto section = view.ui.section("stages", say("Этапы и сроки"));
  const std::vector<std::string> common = common_law(pack);
  for (const std::string& id : common)
    if (const practice::LegalBasis* basis = pack.basis(id, local(view.state.now, pack.zone()).date); basis != nullptr)
      act_line(view, "law_" + id, say("Все этапы: ") + typeset(basis->text), basis->url);
  std::vector<ui::Stage> list;
  for (const practice::Stage& one : pack.stages) {
    ui::Stage stage;
    stage.title = typeset(one.title);
    stage.dates = days_range(pack.zone(), one.from, one.to);
    stage.text = typeset(one.detail);
    cite(pack, one, common, stage);
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

// An act with all its articles that the rules cite, so that it is named once.
struct Act {
  std::string name, articles, title, url;
  std::optional<Date> from, to;  // in force: [from, to)
};

// Every wording that is in force on some day from today to the end of the last stage: what the stages cite is here.
std::vector<Act> acts_of(const View& view, const practice::Pack& pack) {
  const Date today = local(view.state.now, pack.zone()).date;
  Date last = today;
  for (const practice::Stage& stage : pack.stages) last = std::max(last, local(stage.to, pack.zone()).date);
  std::vector<Act> acts;
  for (const practice::LegalBasis& basis : pack.law) {
    if ((basis.valid_to && *basis.valid_to <= today) || (basis.valid_from && *basis.valid_from > last)) continue;
    auto act = std::ranges::find(acts, basis.act, &Act::name);
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

void law(const View& view, const practice::Pack& pack) {
  const auto card = view.ui.card("law");
  view.ui.heading(2, "title", say("Документы"));
  const auto list = view.ui.list("acts", say("Документы"));
  const Date today = local(view.state.now, pack.zone()).date;
  int index = 0;
  for (const Act& act : acts_of(view, pack)) {
    const auto item = view.ui.item("a" + std::to_string(index++));
    act_line(view, "act", typeset(join(act.name, ", ", act.articles)), act.url);
    std::string more = act.title;
    if (act.from && *act.from > today) more = join(more, ". ", "Действует с " + format_date_long(*act.from));
    if (act.to) more = join(more, ". ", "Действует по " + format_date_long(add_days(*act.to, -1)));
    view.ui.paragraph("title", typeset(more), {.size = ui::TextSize::Small, .secondary = true});
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
    view.ui.paragraph("text", say("Обновите страницу. Если не поможет, напишите нам."));
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
  help_card(view, "ask", pack->id);
}

}  // namespace pochin::screens
