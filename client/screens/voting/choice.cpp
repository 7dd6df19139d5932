// How one project is chosen, by the kind of the ballot. Toggled kinds have a card with a button or a check box; the
// others are questions of their own. Everything works with Tab, Space and the arrows of native fields.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "client/screens/voting/voting.h"

namespace pochin::screens {
namespace {

using app::integer;
using app::items;
using app::text;

const app::Choice* chosen(const Voting& v, std::string_view project) {
  for (const app::Choice& one : v.ballot->choices)
    if (one.project == project) return &one;
  return nullptr;
}

std::string place_of(const Json& project) {
  return join(typeset(text(project, "district_label")), ", ", roubles(kopecks_of(project, "cost")));
}

std::string refusal_of(const Voting& v, std::string_view project) {
  return v.ballot->refused == project ? typeset(v.ballot->refusal) : std::string{};
}

void toggle(const Voting& v, const std::string& project, bool on) {
  v.view.wish(app::ChoiceMade{v.id, project, on ? std::optional<int64_t>(1) : std::nullopt});
}

void project_words(const Voting& v, const Json& project) {
  const auto body = v.view.ui.column("body", 4);
  ui::LinkOptions strong;
  strong.strong = true;
  v.view.link("title", typeset(text(project, "title")), href_of(app::Screen::Project, text(project, "number")), strong);
  if (const std::string place = text(project, "district_label"); !place.empty())
    v.view.ui.paragraph("place", typeset(place),
                        {.size = ui::TextSize::Small, .secondary = true, .icon = ui::Icon::Pin});
  if (const std::string about = text(project, "summary"); !about.empty()) v.view.ui.paragraph("about", typeset(about));
  if (app::flag(project, "frozen"))
    v.view.ui.paragraph("frozen", say("Приём голосов приостановлен комиссией"),
                        {.tone = ui::Tone::Warn, .icon = ui::Icon::Alert});
}

void card(const Voting& v, const Json& project) {
  const std::string id = text(project, "id");
  const bool on = chosen(v, id) != nullptr;
  const auto card = v.view.ui.card("p" + id, ui::Tone::Neutral, on);
  project_words(v, project);
  const std::string title = typeset(text(project, "title"));
  const std::string label = (on ? say("Выбран, убрать: ") : say("Выбрать: ")) + title;
  {
    const auto row = v.view.ui.row("do", 12, ui::Justify::Between);
    v.view.ui.paragraph("cost", roubles(kopecks_of(project, "cost")), {.bold = true});
    if (v.view.ui.button("choose", on ? say("Выбран") : say("Выбрать"),
                         {.icon = on ? ui::Icon::Check : ui::Icon::Plus, .label = label}))
      toggle(v, id, !on);
  }
  if (const std::string why = refusal_of(v, id); !why.empty())
    v.view.ui.paragraph("why", why, {.tone = ui::Tone::Warn, .icon = ui::Icon::Alert});
}

void points(const Voting& v, const Json& project) {
  const std::string id = text(project, "id");
  const app::Choice* now = chosen(v, id);
  const int64_t most = v.rules.max_points > 0 ? v.rules.max_points : v.rules.points;
  std::vector<ui::Choice> choices = {{"", say("Без баллов"), {}}};
  for (int64_t n = 1; n <= most; ++n) choices.push_back({std::to_string(n), counted(n, "балл", "балла", "баллов"), {}});
  const std::string error = refusal_of(v, id), hint = place_of(project);
  const ui::FieldEvent given =
      v.view.ui.select("s" + id, typeset(text(project, "title")), now == nullptr ? "" : std::to_string(now->points),
                       choices, {.hint = hint, .error = error});
  if (!given.changed) return;
  int64_t amount = 0;
  for (const char c : given.value)
    if (c >= '0' && c <= '9' && amount < 1000) amount = amount * 10 + (c - '0');
  v.view.wish(app::ChoiceMade{v.id, id, amount > 0 ? std::optional(amount) : std::nullopt});
}

void for_or_against(const Voting& v, const Json& project) {
  const std::string id = text(project, "id");
  const app::Choice* now = chosen(v, id);
  const int64_t against = v.rules.kind == app::BallotKind::yes_no ? 0 : -1;
  const std::vector<ui::Choice> choices = {
      {"1", say("За"), {}}, {std::to_string(against), say("Против"), {}}, {"", say("Не отвечаю"), {}}};
  const std::string error = refusal_of(v, id), hint = place_of(project);
  const ui::FieldEvent given =
      v.view.ui.radio_group("q" + id, typeset(text(project, "title")),
                            now == nullptr ? "" : std::to_string(now->points), choices, {.hint = hint, .error = error});
  if (!given.changed) return;
  v.view.wish(app::ChoiceMade{
      v.id, id, given.value.empty() ? std::nullopt : std::optional(given.value == "1" ? int64_t{1} : against)});
}

void check_box(const Voting& v, const Json& project) {
  const std::string id = text(project, "id"), error = refusal_of(v, id);
  const std::string hint = join(place_of(project), ". ", typeset(text(project, "summary")));
  const ui::FieldEvent mark = v.view.ui.checkbox("b" + id, typeset(text(project, "title")), chosen(v, id) != nullptr,
                                                 {.hint = hint, .error = error});
  if (mark.changed) toggle(v, id, !mark.value.empty());
}

}  // namespace

void choice_control(const Voting& v, const Json& project, bool as_card) {
  if (v.rules.kind == app::BallotKind::scores || v.rules.kind == app::BallotKind::cumulative) return points(v, project);
  if (v.rules.kind == app::BallotKind::plus_minus || v.rules.kind == app::BallotKind::yes_no)
    return for_or_against(v, project);
  if (as_card) return card(v, project);
  check_box(v, project);
}

void ranked_order(const Voting& v, const Json& projects) {
  if (!app::ordered(v.rules) || v.ballot->choices.empty()) return;
  const auto section = v.view.ui.section("order", say("Ваш порядок"));
  const auto card = v.view.ui.card("card");
  const auto list = v.view.ui.list("list", say("Ваш порядок: первым — самый нужный"));
  size_t place = 0;
  const size_t last = v.ballot->choices.size() - 1;
  for (const app::Choice& one : v.ballot->choices) {
    const Json* project = project_by_id(projects, one.project);
    const std::string title = project == nullptr ? one.project : typeset(text(*project, "title"));
    const auto item = v.view.ui.item("r" + one.project);
    v.view.ui.paragraph("title", std::to_string(place + 1) + ". " + title, {.bold = true});
    const auto row = v.view.ui.row("do", 8);
    const auto move = [&](std::string_view key, std::string_view word, ui::Icon sign, bool up) {
      const std::string label = say(word) + ": " + title;
      if (v.view.ui.button(key, say(word), {.icon = sign, .label = label}))
        v.view.wish(app::ChoiceMoved{v.id, one.project, up});
    };
    if (place != 0 || last == 0) move("up", "Выше", ui::Icon::ChevronUp, true);
    if (place != last) move("down", "Ниже", ui::Icon::ChevronDown, false);
    const std::string label = say("Убрать: ") + title;
    if (v.view.ui.button("drop", say("Убрать"), {.kind = ui::ButtonKind::Plain, .label = label}))
      toggle(v, one.project, false);
    ++place;
  }
}

}  // namespace pochin::screens
