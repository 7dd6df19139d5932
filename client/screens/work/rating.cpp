// The rating table of the project centre: order, points with their reasons, the money line.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/application/score_panel.h"
#include "client/screens/kit/rights.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "client/screens/work/desk.h"

namespace pochin::screens {
namespace {

using app::flag;
using app::integer;
using app::items;
using app::text;

constexpr std::string_view kDash = "—";

std::string number_or_dash(const Json& row, std::string_view key) {
  return app::has_value(row, key) ? grouped(integer(row, key)) : std::string(kDash);
}
std::string text_or_dash(const Json& row, std::string_view key) {
  const std::string said = text(row, key);
  return said.empty() || said == "0" ? std::string(kDash) : typeset(said);
}

// «Благоустройство: озеленение, …» is «Благоустройство» in a narrow column.
std::string short_name(const std::string& title) { return title.substr(0, title.find(':')); }

// One decimal place in the whole column, so that the commas stand under one another.
std::string tenths(const std::string& points) {
  return points.empty() || points.find(',') != std::string::npos ? points : points + ",0";
}

void explanation(const View& view, const Json& row) {
  const std::string name = "rating." + text(row, "id");
  if (!view.open(name)) return;
  bool closed = false;
  const auto dialog = view.ui.dialog("why", typeset(text(row, "final")) + say(" — откуда балл"), &closed);
  if (closed) view.wish(app::Toggled{name, false});
  view.ui.paragraph("project", join(typeset(text(row, "title")), ", ", typeset(text(row, "municipality"))),
                    {.secondary = true});
  {
    const std::vector<ui::Column> columns = {{.text = say("Критерий"), .weight = 4},
                                             {.text = say("Шкала × вес"), .number = true, .weight = 2},
                                             {.text = say("Балл"), .number = true, .weight = 1}};
    const auto table = view.ui.table("scores", say("Откуда балл"), columns);
    for (const Json& one : items(row, "scores")) {
      const auto line = view.ui.table_row(text(one, "code"));
      {
        const auto cell = view.ui.cell("title");
        view.ui.paragraph("name", typeset(text(one, "title")));
        view.ui.paragraph("why", reason_of(text(one, "title"), text(one, "explanation")),
                          {.size = ui::TextSize::Small, .secondary = true});
      }
      view.ui.cell_text("scale", typeset(text(one, "points") + " × " + text(one, "weight_percent") + " %"));
      view.ui.cell_text("points", typeset(text(one, "weighted")), {.bold = true});
    }
  }
  const auto facts = view.ui.facts("sum");
  view.ui.fact("total", say("По критериям"), typeset(text(row, "total")));
  if (const std::string plus = text_or_dash(row, "plus"); plus != kDash) view.ui.fact("plus", say("Увеличение"), plus);
  if (const std::string minus = text_or_dash(row, "minus"); minus != kDash)
    view.ui.fact("minus", say("Снижение"), minus);
  view.ui.fact("final", say("Итог"), typeset(text(row, "final")), {.bold = true});
  const auto fact = [&](std::string_view key, std::string_view term) {
    const std::string value = text(row, key);
    if (!value.empty()) view.ui.fact(key, say(term), typeset(value));
    return !value.empty();
  };
  fact("remark", "Почему не сумма");
  if (!fact("why", "Почему здесь")) fact("tie", "При равном балле");
}

// The figure is text, so that it stands on paper too; the way to its reasons is a button beside it.
void final_cell(const View& view, const Json& row) {
  const auto cell = view.ui.cell("final");
  const std::string final = tenths(typeset(text(row, "final")));
  view.ui.paragraph("points", final, {.bold = true});
  if (view.ui.button("why", say("Откуда"),
                     {.kind = ui::ButtonKind::Plain, .compact = true, .label = final + say(", откуда балл")}))
    view.wish(app::Toggled{"rating." + text(row, "id"), true});
}

void row_cells(const View& view, const Json& row) {
  view.ui.cell_text("rank", grouped(integer(row, "rank")));
  final_cell(view, row);
  {
    const auto cell = view.ui.cell("project");
    view.link("open", typeset(text(row, "title")), href_of(app::Screen::Review, text(row, "id")));
    std::string number = text(row, "number");
    if (const std::string place = text(row, "place_title"); !place.empty()) number += ". " + typeset(place);
    view.ui.paragraph("number", number, {.size = ui::TextSize::Small, .secondary = true});
  }
  view.ui.cell_text("municipality", typeset(text(row, "municipality")));
  view.ui.cell_text("typology", typeset(short_name(text(row, "typology"))));
  const auto submitted = instant_of(row, "submitted_at");
  view.ui.cell_text("submitted", submitted ? to_the_second(view.state, *submitted) : std::string(kDash));
  view.ui.cell_text("population", number_or_dash(row, "population"));
  view.ui.cell_text("beneficiaries", number_or_dash(row, "beneficiaries"));
  view.ui.cell_text("meeting", number_or_dash(row, "meeting"));
  view.ui.cell_text("total", tenths(typeset(text(row, "total"))));
  view.ui.cell_text("plus", text_or_dash(row, "plus"));
  view.ui.cell_text("minus", text_or_dash(row, "minus"));
  view.ui.cell_text("cost", roubles(integer(row, "cost_kopecks")));
  view.ui.cell_text("subsidy", roubles(integer(row, "subsidy_kopecks")));
  view.ui.cell_text("municipal", roubles(integer(row, "municipal_kopecks")));
  view.ui.cell_text("extra", text_or_dash(row, "extra_budget_percent"));
  view.ui.cell_text("admitted", flag(row, "admitted") ? say("Да") : say("Нет"));
}

// The totals of the window; of the contest when it has no windows, and for those that fit none.
const Json& money_of(const Json& rating, const std::string& window) {
  for (const Json& each : items(rating, "windows"))
    if (text(each, "code") == window) return each;
  return app::child(rating, "money");
}

void rows(const View& view, const Json& rating, const std::string& wanted_kind) {
  // The score stays in sight while the rest is scrolled, on a phone too.
  std::vector<ui::Column> columns = {{.text = "№", .number = true},
                                     {.text = say("Итог"), .number = true, .frozen = true, .weight = 2},
                                     {.text = say("Проект"), .weight = 4}};
  for (const std::string_view title : {"Муниципалитет", "Типология", "Приём"})
    columns.push_back({.text = say(title), .weight = 3});
  for (const std::string_view title :
       {"Жителей", "Пользователей", "На собрании", "Предварительный балл", "Плюс", "Минус", "Стоимость", "Субсидия",
        "Бюджет муниципалитета", "Жители и организации"}) {
    columns.push_back({.text = say(title), .number = true, .weight = 2});
  }
  columns.push_back({.text = say("Порог пройден")});
  const Json* money = nullptr;
  const auto table = view.ui.table("rating", say("Рейтинговая таблица"), columns, true);
  for (const Json& row : items(rating, "rows")) {
    const std::string window = text(row, "window");
    if (const Json& now = money_of(rating, window); &now != money) {
      const std::string title = text(now, "title");
      if (!title.empty() || money != nullptr)
        view.ui.table_divider("window" + window,
                              title.empty() ? say("Вне окон конкурса") : typeset(title + ". " + text(now, "summary")),
                              ui::Tone::Neutral);
      money = &now;
    }
    if (wanted_kind.empty() || text(row, "kind") == wanted_kind) {
      const auto line = view.ui.table_row("r" + text(row, "id"));
      row_cells(view, row);
    }
    if (flag(row, "funded") && integer(row, "rank") == integer(*money, "cut_after") &&
        app::has_value(*money, "available_kopecks")) {
      const int64_t used = integer(*money, "used_kopecks"), available = integer(*money, "available_kopecks");
      view.ui.table_divider("cut" + window,
                            say("Граница финансирования: ") + roubles(used) + say(" из ") + roubles(available) +
                                say(". Остаток ") + roubles(available - used),
                            ui::Tone::Ok);
    }
  }
}

void kinds(const View& view, const Json& all, const std::string& value) {
  static constexpr std::pair<std::string_view, std::string_view> kKinds[] = {{"sp", "Сельские поселения"},
                                                                             {"gp", "Городские поселения"},
                                                                             {"mr", "Районы"},
                                                                             {"mo", "Муниципальные округа"},
                                                                             {"go", "Городские округа"}};
  std::vector<ui::Choice> choices = {{"", say("Все")}};
  for (const auto& [code, title] : kKinds) {
    const bool here = std::any_of(all.begin(), all.end(), [&](const Json& row) { return text(row, "kind") == code; });
    if (here) choices.push_back({std::string(code), say(title)});
  }
  if (choices.size() < 3) return;
  if (const auto chosen = view.ui.chips("kind", say("Вид муниципалитета"), choices, value))
    view.wish(app::InputChanged{"rating.kind", *chosen});
}

// «8 заявок, порог прошли все.», «8 заявок, порог прошли 6.»
std::string passed_line(int64_t all, int64_t passed) {
  const std::string many = counted(all, "заявка", "заявки", "заявок");
  if (all == passed) return many + say(all == 1 ? ", порог пройден." : ", порог прошли все.");
  return many + say(passed == 0 ? ", порог не прошла ни одна." : ", порог прошли: ") +
         (passed == 0 ? "" : grouped(passed) + ".");
}

}  // namespace

void rating_screen(const View& view) {
  const auto main = view.ui.main("main");
  constexpr std::string_view kFor = "Рейтинг до подведения итогов видят проектный центр, комиссия и финансовый орган.";
  if (!may_see(view, say(kFor)) || shut(view, app::rating_path(view.state.route.id), kFor)) return;
  const Json* rating = loaded(view, app::rating_path(view.state.route.id), say("Рейтинг"));
  if (rating == nullptr) return;
  const std::string about = app::about_path(view.state.route.id), title = text_at(view.state, about, "title");
  const int64_t year = integer_at(view.state, about, "year");
  view.ui.title(title.empty() ? say("Рейтинг")
                              : say("Рейтинг «") + typeset(title) + "», " + std::to_string(year) + say(" год"));
  const Json& all = items(*rating, "rows");
  const auto passed = std::count_if(all.begin(), all.end(), [](const Json& row) { return flag(row, "admitted"); });
  const auto computed = instant_of(*rating, "computed_at");
  view.ui.paragraph("lead",
                    passed_line(static_cast<int64_t>(all.size()), passed) + say(" Критерии версии ") +
                        text(*rating, "criteria_version") +
                        (computed ? say(". Рассчитано ") + to_the_second(view.state, *computed) : std::string{}) + ".",
                    {.secondary = true});
  if (all.empty()) {
    view.ui.empty("none", ui::Icon::Document, say("Заявок пока нет"),
                  say("Они появятся, когда администрации передадут их на конкурс."));
    return;
  }
  waiting_acts(view, view.state.route.id);
  const std::string kind = view.state.input("rating.kind");
  kinds(view, all, kind);
  view.ui.paragraph("wide", say("Таблица шире экрана: прокрутите её вправо. На печать выходит целиком."),
                    {.size = ui::TextSize::Small, .secondary = true});
  rows(view, *rating, kind);
  for (const Json& round : items(*rating, "rounds"))
    if (integer(round, "number") > 1) view.ui.paragraph("round", typeset(text(round, "summary")), {.secondary = true});
  for (const Json& row : all) explanation(view, row);
  view.ui.paragraph("ties", typeset(text_at(view.state, about, "tie_rule")),
                    {.size = ui::TextSize::Small, .secondary = true});
}

namespace {

void rating_needs(const app::State& state, app::Needs& needs) {
  needs.want(app::about_path(state.route.id));
  if (!state.session.logged_in()) return;
  needs.renew(app::rating_path(state.route.id));
  if (serves(state)) needs.renew(app::approvals_path());
}

}  // namespace

extern const Scene kRatingPage = {
    .screen = app::Screen::Rating, .draw = rating_screen, .title = "Рейтинг", .needs = rating_needs};

}  // namespace pochin::screens
