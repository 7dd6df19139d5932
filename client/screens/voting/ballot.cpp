// The ballot: the projects in this voter's order as cards, as a list or side by side, and what is left to give.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "client/screens/voting/voting.h"

namespace pochin::screens {
namespace {

using app::integer;
using app::items;
using app::text;

constexpr size_t kPage = 24, kSearchFrom = 9, kCompared = 3;

using Shown = std::vector<const Json*>;

// Of the ballot's district, in this voter's order, those that the search leaves.
Shown in_order(const Voting& v, const Json& projects, const std::string& wanted) {
  const bool by_district = text(v.campaign, "districts") == "municipality";
  Shown out;
  for (const std::string& id : v.ballot->order) {
    const Json* one = project_by_id(projects, id);
    if (one == nullptr || (by_district && text(*one, "district") != v.ballot->district)) continue;
    if (matches(*one, wanted)) out.push_back(one);
  }
  return out;
}

std::string mode_of(const Voting& v) {
  const std::string mode = v.view.state.input("vote.mode");
  if (mode == "compare" || mode == "list") return mode;
  return app::toggles(v.rules) ? "cards" : "list";
}

void modes(const Voting& v, const std::string& mode) {
  std::vector<ui::Choice> choices;
  if (app::toggles(v.rules)) choices.push_back({"cards", say("Карточки"), {}});
  choices.push_back({"list", say("Список"), {}});
  choices.push_back({"compare", say("Сравнить"), {}});
  if (const auto chosen = v.view.ui.chips("mode", say("Показать"), choices, mode))
    v.view.wish(app::InputChanged{"vote.mode", *chosen});
}

void search(const Voting& v, size_t all) {
  if (all < kSearchFrom) return;
  const ui::FieldEvent typed = v.view.ui.search_field("search", say("Найти проект"), v.view.state.input("vote.search"));
  if (!typed.changed) return;
  v.view.wish(app::InputChanged{"vote.search", typed.value});
  v.view.wish(app::InputChanged{"vote.page", "1"});
}

void one_of(const Voting& v, const Shown& shown) {
  std::vector<ui::Choice> choices;
  for (const Json* one : shown)
    choices.push_back({text(*one, "id"), typeset(text(*one, "title")),
                       join(typeset(text(*one, "district_label")), ", ", roubles(kopecks_of(*one, "cost")))});
  const std::string now = v.ballot->choices.empty() ? std::string{} : v.ballot->choices[0].project;
  const ui::FieldEvent chosen = v.view.ui.radio_group("one", task_of(v.rules), now, choices);
  if (chosen.changed) v.view.wish(app::ChoiceMade{v.id, chosen.value, 1});
}

void page_of(const Voting& v, Shown shown, const std::string& mode) {
  const auto count = static_cast<int>((shown.size() + kPage - 1) / kPage);
  const int page = std::clamp(std::atoi(v.view.state.input("vote.page").c_str()), 1, std::max(count, 1));
  const size_t from = static_cast<size_t>(page - 1) * kPage;
  shown = Shown(shown.begin() + static_cast<std::ptrdiff_t>(from),
                shown.begin() + static_cast<std::ptrdiff_t>(std::min(from + kPage, shown.size())));
  if (mode == "cards") {
    const auto grid = v.view.ui.grid("cards", 320);
    for (const Json* one : shown) choice_control(v, *one, true);
  } else {
    const auto card = v.view.ui.card("rows");
    if (v.rules.kind == app::BallotKind::choose_one) {
      one_of(v, shown);
    } else {
      for (const Json* one : shown) choice_control(v, *one, false);
    }
  }
  if (const auto to = v.view.ui.pages("pages", say("Страницы бюллетеня"), page, count))
    v.view.wish(app::InputChanged{"vote.page", std::to_string(*to)});
}

// Two or three projects side by side; which ones is chosen above the table.
void compare(const Voting& v, const Shown& shown) {
  static constexpr std::string_view kLabels[kCompared] = {"Первый проект", "Второй проект", "Третий проект"};
  Shown picked;
  {
    const auto row = v.view.ui.column("pick", 12);
    for (size_t i = 0; i < kCompared; ++i) {
      std::vector<ui::Choice> choices = {{"", say("Не выбран"), {}}};
      for (const Json* one : shown) choices.push_back({text(*one, "id"), typeset(text(*one, "title")), {}});
      const std::string name = "vote.compare" + std::to_string(i), now = v.view.state.input(name);
      const ui::FieldEvent chosen = v.view.ui.select("c" + std::to_string(i), say(kLabels[i]), now, choices);
      if (chosen.changed) v.view.wish(app::InputChanged{name, chosen.value});
      for (const Json* one : shown)
        if (text(*one, "id") == now && std::find(picked.begin(), picked.end(), one) == picked.end())
          picked.push_back(one);
    }
  }
  if (picked.size() < 2) {
    v.view.ui.paragraph("hint", say("Назовите два или три проекта — они встанут рядом."), {.secondary = true});
    return;
  }
  std::vector<ui::Column> columns = {{.text = say("Что сравниваем"), .weight = 2}};
  for (const Json* one : picked) columns.push_back({.text = typeset(text(*one, "title")), .weight = 3});
  {
    const auto table = v.view.ui.table("table", say("Сравнение проектов"), columns);
    const auto line = [&](std::string_view key, std::string_view term, const auto& value) {
      const auto row = v.view.ui.table_row(key);
      v.view.ui.cell_text("term", say(term), {.bold = true});
      for (size_t i = 0; i < picked.size(); ++i) v.view.ui.cell_text("v" + std::to_string(i), value(*picked[i]));
    };
    line("cost", "Стоимость", [](const Json& one) { return roubles(kopecks_of(one, "cost")); });
    const auto placed = [](const Json* one) { return !text(*one, "district_label").empty(); };
    if (std::any_of(picked.begin(), picked.end(), placed))
      line("place", "Где", [](const Json& one) { return typeset(text(one, "district_label")); });
    line("about", "Что сделают", [](const Json& one) { return typeset(text(one, "summary")); });
    line("state", "В бюллетене", [&](const Json& one) {
      const auto& all = v.ballot->choices;
      const bool on = std::any_of(all.begin(), all.end(), [&](const auto& c) { return c.project == text(one, "id"); });
      return on ? say("Выбран") : say("Не выбран");
    });
  }
  const auto card = v.view.ui.card("decide");
  for (const Json* one : picked) choice_control(v, *one, false);
}

void remaining(const Voting& v, const app::Projects& all, int64_t projects) {
  const std::string rest = left_of(v.rules, all, *v.ballot, projects);
  v.view.ui.live("left_said", v.ballot->refusal.empty() ? rest : typeset(v.ballot->refusal));
  const auto bar = v.view.ui.sticky("bar", say("Ваш бюллетень"));
  {
    const auto words = v.view.ui.column("words", 4);
    v.view.ui.paragraph("left", rest, {.bold = true});
    v.view.ui.paragraph("sum",
                        chosen_of(all, *v.ballot) + ". " +
                            (v.ballot->again           ? say("Изменения не отправлены.")
                             : v.ballot->voted.empty() ? say("Вы ещё не проголосовали.")
                                                       : say("Бюллетень не отправлен.")),
                        {.size = ui::TextSize::Small, .secondary = true});
  }
  const auto row = v.view.ui.row("do", 12, ui::Justify::End);
  const std::string undo = say("Отменить последнее");
  if (v.ballot->before && v.view.ui.button("undo", say("Отменить"),
                                           {.kind = ui::ButtonKind::Plain, .icon = ui::Icon::Return, .label = undo}))
    v.view.wish(app::ChoiceUndone{v.id});
  if (v.ballot->uncast()) v.view.primary_link("check", say("Проверить выбор"), v.address(app::Screen::BallotCheck));
}

void draft_line(const Voting& v) {
  if (!v.ballot->uncast()) return;
  const bool held = v.ballot->state == app::SaveState::Saved;
  const std::string said = (held                        ? say("Черновик сохранён. ")
                            : v.view.state.storage_kept ? say("Выбор сохранён на этом устройстве. ")
                                                        : say("Выбор есть только на этой странице. ")) +
                           not_cast(*v.ballot) + ".";
  v.view.ui.paragraph("draft", said, {.tone = ui::Tone::Warn, .bold = true, .icon = ui::Icon::Alert});
}

void choose(const Voting& v, const Json& projects) {
  const View& view = v.view;
  view.ui.title(task_of(v.rules));
  const bool by_district = text(v.campaign, "districts") == "municipality";
  if (by_district) districts(v);
  if (by_district && v.ballot->district.empty()) return;
  const Shown all = in_order(v, projects, {});
  const auto closes = instant_of(v.campaign, "closes");
  view.ui.paragraph("lead",
                    say("В бюллетене ") + counted(static_cast<int64_t>(all.size()), "проект", "проекта", "проектов") +
                        "." + (closes ? say(" Голосование ") + until(view.state, *closes) + "." : std::string{}),
                    {.secondary = true});
  view.ui.paragraph("shuffled", say("Порядок у каждого свой, случайный: так никто не в выигрыше."),
                    {.size = ui::TextSize::Small, .secondary = true});
  draft_line(v);
  if (all.empty()) {
    view.ui.empty("none", ui::Icon::Document, say("Проектов в бюллетене нет"),
                  by_district ? say("Выберите другой муниципалитет.") : say("Загляните позже."));
    return;
  }
  const std::string mode = mode_of(v);
  modes(v, mode);
  ranked_order(v, projects);
  if (mode == "compare") {
    compare(v, all);
  } else {
    search(v, all.size());
    const Shown shown = in_order(v, projects, view.state.input("vote.search"));
    if (shown.empty())
      view.ui.empty("none", ui::Icon::Search, say("Ничего не нашлось"),
                    say("Попробуйте другое слово или часть слова."));
    else
      page_of(v, shown, mode);
  }
  remaining(v, app::ballot_projects(view.state, v.id), static_cast<int64_t>(all.size()));
}

}  // namespace

void ballot_screen(const View& view) {
  const auto main = view.ui.main("main");
  const auto v = own_voting(view, say("Бюллетень"),
                            say("Портал проверит, что вы можете голосовать. За что вы отдадите "
                                "голос, он с вами не свяжет."));
  if (!v) return;
  view.ui.back_link("back", typeset(text(v->campaign, "title")), v->address(app::Screen::Campaign));
  const bool refused = text(*v->me, "eligible") == "no";
  if (v->ballot == nullptr || v->cast() || !v->open() || refused) {
    view.ui.title(v->cast() ? say("Вы уже проголосовали") : say("Бюллетень"));
    if (v->cast()) return already_cast(*v);
    if (!v->open()) return closed_voting(*v);
    refused_voter(*v);
    return;
  }
  const Json* projects = loaded(view, app::vote_projects_path(v->id), say("Бюллетень"));
  if (projects != nullptr) choose(*v, *projects);
}

extern const Scene kBallotPage = {.screen = app::Screen::Ballot,
                                  .draw = ballot_screen,
                                  .title = "Бюллетень",
                                  .needs = ballot_needs,
                                  .name = campaign_name};

}  // namespace pochin::screens
