// The public card of a project.
#include <nlohmann/json.hpp>

#include "client/screens/kit/cards.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {
namespace {

using app::integer;
using app::items;
using app::text;

void paragraph_section(const View& view, std::string_view key, std::string_view title, const std::string& body) {
  if (body.empty()) return;
  const auto section = view.ui.section(key, title);
  view.ui.paragraph("text", typeset(body));
}

void sources(const View& view, const Json& project) {
  const Json& all = items(project, "sources");
  if (all.empty()) return;
  const auto section = view.ui.section("money", say("Откуда деньги"));
  const std::vector<ui::Column> columns = {{.text = say("Источник"), .weight = 3},
                                           {.text = say("Сумма"), .number = true, .weight = 2},
                                           {.text = say("Доля"), .number = true}};
  const auto table = view.ui.table("sources", say("Источники денег"), columns);
  int index = 0;
  for (const Json& source : all) {
    const auto row = view.ui.table_row("s" + std::to_string(index++));
    view.ui.cell_text("title", typeset(text(source, "title")));
    view.ui.cell_text("sum", roubles(integer(source, "kopecks")));
    view.ui.cell_text("share", typeset(text(source, "percent")));
  }
  const auto total = view.ui.table_row("total");
  view.ui.cell_text("title", say("Всего"), {.bold = true});
  view.ui.cell_text("sum", roubles(integer(project, "cost_kopecks")), {.bold = true});
  view.ui.cell_text("share", say("100 %"), {.bold = true});
}

void timeline(const View& view, const Json& project) {
  std::vector<ui::Stage> stages;
  const Json& all = items(project, "timeline");
  for (size_t i = 0; i < all.size(); ++i) {
    ui::Stage stage;
    stage.title = typeset(text(all[i], "title"));
    const auto at = instant_of(all[i], "at");
    if (at) stage.dates = day(view.state, *at);
    stage.state = i + 1 == all.size() ? ui::StageState::Now : ui::StageState::Past;
    stage.event = true;  // it has happened: nothing in it goes on or is over
    stages.push_back(std::move(stage));
  }
  if (stages.empty()) return;
  const auto section = view.ui.section("path", say("Что уже было"));
  view.ui.timeline("timeline", say("Ход проекта"), stages);
}

void facts(const View& view, const Json& project) {
  const auto card = view.ui.card("facts");
  view.ui.heading(2, "title", say("Коротко"));
  const auto facts = view.ui.facts("list");
  if (const std::string kind = text(project, "typology"); !kind.empty())
    view.ui.fact("kind", say("Что это"), typeset(kind));
  if (app::has_value(project, "beneficiaries")) {
    view.ui.fact("people", say("Будут пользоваться"),
                 counted(integer(project, "beneficiaries"), "житель", "жителя", "жителей"));
  }
  if (const std::string term = text(project, "term"); !term.empty()) view.ui.fact("term", say("Срок"), typeset(term));
  view.ui.fact("practice", say("Конкурс"), typeset(text(project, "practice_title")));
  view.ui.fact("number", say("Номер"), text(project, "number"));
  const Json& score = app::child(project, "score");
  if (score.is_object())
    view.ui.fact("score", say("Балл"), typeset(text(score, "total") + " из " + text(score, "max")));
}

// What one asks first, before the story on every width: how much and where.
void brief(const View& view, const Json& project) {
  const auto lines = view.ui.column("brief", 4);
  if (app::has_value(project, "cost_kopecks"))
    view.ui.paragraph("cost", roubles(integer(project, "cost_kopecks")), {.size = ui::TextSize::Lead, .bold = true});
  view.ui.paragraph("place", typeset(join(text(project, "settlement"), ", ", text(project, "municipality"))),
                    {.icon = ui::Icon::Pin});
  const auto signs = view.ui.row("signs", 8);
  const ui::Tone of_state = tone(text(project, "tone"));
  view.ui.badge("state", say(text(project, "state_title")), of_state, icon(of_state));
  if (const auto vote = vote_line(project)) view.ui.badge("vote", vote->text, vote->tone, vote->icon);
}

// A project in a vote calls to it; one that was voted on leads to the results.
void vote(const View& view, const Json& project) {
  const Json& vote = app::child(project, "vote");
  if (!vote.is_object()) return;
  const std::string state = text(vote, "state"), campaign = text(vote, "campaign");
  const auto card = view.ui.card("vote", state == "open" ? ui::Tone::Accent : ui::Tone::Neutral);
  view.ui.paragraph("title", typeset(text(vote, "title")), {.bold = true});
  if (state == "open") {
    view.primary_link("act", say("Голосовать"), app::format_route({app::Screen::Ballot, campaign, {}, {}}));
    return;
  }
  const bool published = state == "published";
  view.link("act", published ? say("Итоги голосования") : say("О голосовании"),
            app::format_route({published ? app::Screen::Results : app::Screen::Campaign, campaign, {}, {}}));
}

}  // namespace

void project_screen(const View& view) {
  const auto main = view.ui.main("main");
  const std::vector<ui::Link> crumbs = {{say("Проекты"), href_of(app::Screen::Projects)}};
  view.ui.breadcrumbs("crumbs", crumbs, view.state.route.id);
  const Json* project = loaded(view, app::project_path(view.state.route.id), say("Проект"));
  if (project == nullptr) return;
  view.ui.title(typeset(text(*project, "title")));
  brief(view, *project);
  vote(view, *project);
  const auto split = view.ui.split("body");
  {
    const auto column = view.ui.column("story", 24);
    if (const std::string kind = text(*project, "picture"); !kind.empty()) view.ui.picture("picture", kind, "");
    paragraph_section(view, "problem", say("Что не так сейчас"), text(*project, "problem"));
    paragraph_section(view, "results", say("Что изменится"), text(*project, "results"));
    sources(view, *project);
    timeline(view, *project);
  }
  const auto aside = view.ui.aside("side", say("Коротко о проекте"));
  facts(view, *project);
  if (const std::string practice = text(*project, "practice"); !practice.empty()) {
    view.link("rules", say("Как отбирают проекты"), href_of(app::Screen::Practice, practice));
  }
}

namespace {

void project_needs(const app::State& state, app::Needs& needs) { needs.want(app::project_path(state.route.id)); }

std::string project_name(const app::State& state) { return text_at(state, app::project_path(state.route.id), "title"); }

std::string project_words(const app::State& state) {
  return typeset(join(project_name(state), ". ", text_at(state, app::project_path(state.route.id), "municipality")));
}

}  // namespace

extern const Scene kProjectPage = {.screen = app::Screen::Project,
                                   .draw = project_screen,
                                   .title = "Проект",
                                   .needs = project_needs,
                                   .name = project_name,
                                   .named = true,
                                   .description = for_search(project_words)};

}  // namespace pochin::screens
