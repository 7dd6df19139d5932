// The page of a practice: what stage it is, what one can do, every stage with its norm, the money and the criteria.
#include <nlohmann/json.hpp>

#include "client/screens/kit/campaigns.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "shared/api/practice_about.h"
#include "shared/practice/pack.h"

namespace pochin::screens {
namespace {

using wire::AboutStage;
using wire::PracticeAbout;

Zone zone_of(const PracticeAbout& about) { return {about.zone_name, static_cast<int>(about.zone_minutes)}; }

practice::StageNow stage_of(const PracticeAbout& about, Instant now) {
  std::vector<practice::StageTime> times;
  for (const AboutStage& stage : about.stages) times.push_back({stage.from, stage.to});
  return practice::stage_at(times, zone_of(about), now);
}

const AboutStage* numbered(const PracticeAbout& about, int64_t number) {
  return number < 1 || number > std::ssize(about.stages) ? nullptr : &about.stages[static_cast<size_t>(number) - 1];
}

void stage_now(const View& view, const PracticeAbout& about) {
  const practice::StageNow now = stage_of(about, view.state.now);
  const AboutStage* stage = numbered(about, now.number);
  if (stage == nullptr) return;
  const auto card = view.ui.card("now", ui::Tone::Accent);
  view.ui.steps("steps", now.number, now.total, typeset(stage->title), typeset(now.deadline));
  view.ui.paragraph("detail", typeset(stage->detail));
  const bool open = now.state == practice::StageState::open;
  if (open) {
    const Deadline left = time_left(view.state, stage->to);
    view.ui.paragraph("left", left.text, {.tone = left.tone, .bold = true, .icon = ui::Icon::Clock});
  }
  const auto row = view.ui.row("do");
  // By the time, else the stage that the server called open when it sent the rules.
  const AboutStage* taking = open ? stage : numbered(about, about.open_stage);
  if (taking != nullptr && !taking->action_href.empty())
    view.primary_link("act", typeset(taking->action_text), taking->action_href);
  ui::LinkOptions second;
  second.button = true;
  view.link("projects",
            about.published > 0 ? say("Посмотреть ") + counted(about.published, "проект", "проекта", "проектов")
                                : say("Посмотреть проекты"),
            href_of(app::Screen::Projects), second);
}

void act_line(const View& view, std::string_view key, const std::string& said, const std::string& url) {
  if (url.empty()) return view.ui.paragraph(key, said, {.icon = ui::Icon::Document});
  ui::LinkOptions options;
  options.icon = ui::Icon::Document;
  view.link(key, said, url, options);
}

void stages(const View& view, const PracticeAbout& about) {
  const auto section = view.ui.section("stages", say("Этапы и сроки"));
  int index = 0;
  for (const wire::Norm& norm : about.law)
    act_line(view, "law" + std::to_string(index++), say("Все этапы: ") + typeset(norm.text), norm.url);
  std::vector<ui::Stage> list;
  for (const AboutStage& one : about.stages) {
    ui::Stage stage;
    stage.title = typeset(one.title);
    stage.dates = days_range(zone_of(about), one.from, one.to);
    stage.text = typeset(one.detail);
    stage.source = typeset(one.source);
    stage.source_href = one.source_url;
    const bool past = one.to <= view.state.now;
    const bool open = !past && one.from <= view.state.now;
    stage.state = past ? ui::StageState::Past : (open ? ui::StageState::Now : ui::StageState::Future);
    stage.badge = past ? say("Завершён") : (open ? say("Идёт сейчас") : std::string{});
    list.push_back(std::move(stage));
  }
  view.ui.timeline("timeline", say("Этапы и сроки"), list);
}

void criteria(const View& view, const PracticeAbout& about) {
  const auto section = view.ui.section("criteria", say("За что дают баллы"));
  view.ui.paragraph("lead",
                    say("Больше всего весят деньги жителей и муниципалитета. Пока вы заполняете заявку, портал "
                        "показывает балл и то, что его поднимет."),
                    {.secondary = true});
  const std::vector<ui::Column> columns = {{.text = say("Критерий"), .weight = 5},
                                           {.text = say("Наибольший балл"), .number = true, .weight = 2}};
  {
    const auto table = view.ui.table("table", say("Критерии и наибольшие баллы"), columns);
    for (const wire::AboutCriterion& one : about.criteria) {
      const auto row = view.ui.table_row(one.code);
      view.ui.cell_text("title", typeset(one.title));
      view.ui.cell_text("max", one.most);
    }
  }
  view.ui.paragraph("ties", typeset(about.tie_rule), {.size = ui::TextSize::Small, .secondary = true});
  view.ui.paragraph("version", say("Критерии версии ") + about.criteria_version,
                    {.size = ui::TextSize::Small, .secondary = true});
}

void money(const View& view, const PracticeAbout& about) {
  const auto card = view.ui.card("money");
  view.ui.heading(2, "title", say("Сколько можно получить"));
  {
    const auto facts = view.ui.facts("limits");
    int index = 0;
    for (const wire::AboutLimit& one : about.limits)
      view.ui.fact(
          "l" + std::to_string(index++), typeset(one.place),
          say("до ") + roubles_short(one.subsidy_kopecks.kopecks) + say(", не больше ") + one.percent + "\u00a0%");
  }
  view.ui.paragraph("own", say("Остальное — из бюджета муниципалитета, от жителей и организаций."),
                    {.size = ui::TextSize::Small, .secondary = true});
}

void law(const View& view, const PracticeAbout& about) {
  const auto card = view.ui.card("law");
  view.ui.heading(2, "title", say("Документы"));
  const auto list = view.ui.list("acts", say("Документы"));
  const Date today = local(view.state.now, zone_of(about)).date;
  int index = 0;
  for (const wire::AboutAct& act : about.acts) {
    const auto item = view.ui.item("a" + std::to_string(index++));
    act_line(view, "act", typeset(join(act.name, ", ", act.articles)), act.url);
    std::string more = act.title;
    if (act.from && *act.from > today) more = join(more, ". ", "Действует с " + format_date_long(*act.from));
    if (act.to) more = join(more, ". ", "Действует по " + format_date_long(add_days(*act.to, -1)));
    view.ui.paragraph("title", typeset(more), {.size = ui::TextSize::Small, .secondary = true});
  }
}

}  // namespace

void practice_screen(const View& view) {
  const auto main = view.ui.main("main");
  const Json* body = loaded(view, app::about_path(view.state.route.id), say("Практика"));
  if (body == nullptr) return;
  const auto about = wire::read<PracticeAbout>(*body);
  const std::vector<ui::Link> crumbs = {{say("Главная"), href_of(app::Screen::Portal)}};
  view.ui.breadcrumbs("crumbs", crumbs, typeset(about.title));
  view.ui.title(typeset(about.full_title.empty() ? about.title : about.full_title));
  view.ui.paragraph("lead", typeset(about.lead), {.size = ui::TextSize::Lead, .secondary = true});
  const auto split = view.ui.split("body");
  {
    const auto column = view.ui.column("story", 32);
    stage_now(view, about);
    voting_now(view, view.state.route.id);
    stages(view, about);
    criteria(view, about);
  }
  const auto aside = view.ui.aside("side", say("Деньги, документы, вопросы"));
  money(view, about);
  law(view, about);
  help_card(view, "ask", about.id);
}

namespace {

void practice_needs(const app::State& state, app::Needs& needs) {
  needs.want(app::about_path(state.route.id));
  needs.want(app::campaigns_path());
}

std::string practice_name(const app::State& state) { return text_at(state, app::about_path(state.route.id), "title"); }
std::string practice_words(const app::State& state) {
  return typeset(text_at(state, app::about_path(state.route.id), "lead"));
}

}  // namespace

extern const Scene kPracticePage = {.screen = app::Screen::Practice,
                                    .draw = practice_screen,
                                    .title = "Практика",
                                    .needs = practice_needs,
                                    .name = practice_name,
                                    .named = true,
                                    .description = for_search(practice_words)};

}  // namespace pochin::screens
