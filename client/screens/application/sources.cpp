// «Откуда деньги»: the sources with ₽ and % of the cost, their sum against the cost, the exact fix as a
// button.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/application/form_view.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "shared/base/money.h"

namespace pochin::screens {
namespace {

std::optional<Ratio> cost_of(const FormView& form) {
  const formula::Value value = form.environment.value(form.pack.limits.cost);
  const Ratio* number = value.number();
  return number == nullptr ? std::nullopt : std::optional<Ratio>(*number);
}

std::string share(const Ratio& part, const std::optional<Ratio>& whole) {
  if (!whole || whole->sign() <= 0) return "—";
  const auto quotient = checked_div(part * Ratio(100), *whole);
  return quotient ? to_text(*quotient, 1, 1) + "\u00a0%" : "—";
}

std::optional<Money> sum_of(const FormView& form, const form::Field& field) {
  const auto money = parse_money(form::text_of(form.draft.local, field.id));
  return money ? std::optional<Money>(*money) : std::nullopt;
}

// A problem of the whole table is said in the row of its first sum; the exact repair stands under the table.
void table_problems(const FormView& form, const form::Section& section) {
  for (const form::Problem* problem : problems_of(form, section)) {
    const bool here = !problem->also.empty() && is_source(form.pack, problem->field);
    if (!here || shown_problem(form, problem->field, problem->severity) != problem) continue;
    if (problem->severity == form::Severity::warning) {
      const auto notice = form.view.ui.notice("problem_" + problem->code, ui::Tone::Warn, typeset(problem->message));
    } else if (problem->fix && form.draft.can_edit) {
      const auto notice =
          form.view.ui.notice("problem_" + problem->code, ui::Tone::Error, say("Можно исправить сразу"));
      if (!problem->norm.empty())
        form.view.ui.paragraph("norm", typeset(problem->norm), {.size = ui::TextSize::Small, .secondary = true});
      draw_fix(form, *problem);
    }
  }
}

void source_row(const FormView& form, const form::Field& field, const std::optional<Ratio>& cost) {
  ui::Ui& ui = form.view.ui;
  const auto row = ui.table_row("row_" + field.id);
  const std::string label = typeset(field.label);
  {
    const auto cell = ui.cell("name");
    ui.paragraph("label", typeset(join(field.item, ". ", field.label)), {.bold = true});
    if (!field.hint.empty())
      ui.paragraph("hint", typeset(field.hint), {.size = ui::TextSize::Small, .secondary = true});
  }
  const form::Problem* problem = shown_problem(form, field.id, form::Severity::error);
  {
    const auto cell = ui.cell("sum");
    const std::string error = problem == nullptr ? std::string{} : typeset(problem->message);
    const ui::FieldEvent event = ui.money_cell(field.id, label, form::text_of(form.draft.local, field.id),
                                               {.error = error,
                                                .unit = "₽",
                                                .required = form.environment.required(field),
                                                .disabled = !form.draft.can_edit});
    if (event.changed) form.view.wish(app::Edited{field.id, event.value, {}, {}});
    if (event.left) form.view.wish(app::LeftField{field.id});
  }
  const auto money = sum_of(form, field);
  ui.cell_text("share", money ? share(to_roubles(*money), cost) : "—");
}

}  // namespace

bool is_source(const practice::Pack& pack, std::string_view field) {
  const auto& all = pack.limits.sources;
  return std::any_of(all.begin(), all.end(), [&](const practice::MoneySource& one) { return one.field == field; });
}

void draw_sources(const FormView& form, const form::Section& section) {
  ui::Ui& ui = form.view.ui;
  const std::optional<Ratio> cost = cost_of(form);
  if (cost && cost->sign() > 0) {
    const auto roubles_of_cost = money_from_roubles(*cost);
    if (roubles_of_cost)
      ui.paragraph("cost", say("Стоимость проекта — ") + format_roubles(*roubles_of_cost) + ".", {.bold = true});
  } else {
    ui.paragraph("cost", say("Сначала впишите стоимость работ: доли посчитаются от неё."),
                 {.tone = ui::Tone::Warn, .icon = ui::Icon::Info});
  }
  Ratio total;
  for (const form::Field& field : section.fields) {
    if (is_source(form.pack, field.id)) draw_remarks(form, field.id);
  }
  {
    const std::vector<ui::Column> columns = {{.text = say("Источник"), .weight = 4},
                                             {.text = say("Сумма"), .number = true, .weight = 3},
                                             {.text = say("Доля"), .number = true, .weight = 1}};
    const auto table = ui.table("sources", say("Источники денег"), columns);
    for (const form::Field& field : section.fields) {
      if (!is_source(form.pack, field.id)) continue;
      if (const auto money = sum_of(form, field)) total = total + to_roubles(*money);
      source_row(form, field, cost);
    }
    const bool even = cost && *cost == total;
    const ui::TextOptions strong{.tone = cost && !even ? ui::Tone::Error : ui::Tone::Neutral, .bold = true};
    const auto row = ui.table_row("total");
    ui.cell_text("name", say("Всего"), {.bold = true});
    const auto money = money_from_roubles(total);
    ui.cell_text("sum", money ? format_roubles(*money) : "—", strong);
    ui.cell_text("share", share(total, cost), strong);
  }
  table_problems(form, section);
}

}  // namespace pochin::screens
