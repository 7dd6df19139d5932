#include "client/screens/application/score_panel.h"

#include <algorithm>

#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "shared/practice/pack.h"

namespace pochin::screens {
namespace {

// Tenths of a point: enough for the width of a bar.
int tenths(const Ratio& points) { return static_cast<int>(round_to(points * Ratio(10), 0).to_int64().value_or(0)); }

void bar(const View& view, const scoring::Score& score) {
  std::vector<ui::Segment> segments;
  for (const scoring::CriterionScore& one : score.items) {
    const int width = tenths(one.max_weighted);
    segments.push_back({width, width == 0 ? 0 : tenths(one.weighted) * 100 / width});
  }
  view.ui.weights("bar",
                  say("Заработано по критериям: ") + scoring::points_text(score.total) + say(" из ") +
                      scoring::points_text(score.max),
                  segments);
}

void total(const View& view, const scoring::Score& score) {
  view.ui.stat("total", scoring::points_text(score.total), say("из ") + scoring::points_text(score.max));
  bar(view, score);
}

// The gain stands before the text: «+5», so the same at its end is left out.
std::string advice_text(const scoring::Advice& one, const practice::Pack& pack) {
  const scoring::Criterion* criterion = pack.criteria.find(one.criterion);
  if (one.field.empty() && criterion != nullptr) return typeset(criterion->title);
  const size_t gain = one.text.rfind(": +");
  return typeset(one.text.substr(0, gain));
}

void advice_list(const View& view, const app::Draft& draft, const practice::Pack& pack, std::string_view only_section,
                 size_t limit) {
  size_t shown = 0;
  const auto list = view.ui.list("advice", say("Что поднимет балл"));
  for (const scoring::Advice& one : draft.evaluation.advice) {
    if (!only_section.empty() && one.section != only_section) continue;
    if (shown == limit) break;
    const auto item = view.ui.item("a" + std::to_string(shown++));
    const std::string href = href_of(app::Screen::Section, draft.id, one.section);
    const form::Section* section = pack.form.section(one.section);
    const auto row = view.ui.row("row", 12);
    view.ui.paragraph("gain", "+" + scoring::points_text(one.gain), {.tone = ui::Tone::Ok, .bold = true});
    const auto words = view.ui.column("words", 0);
    if (draft.can_edit && one.section != only_section) {
      view.link("what", advice_text(one, pack), href);
      if (section != nullptr)
        view.ui.paragraph("where", typeset("раздел «" + section->title + "»"),
                          {.size = ui::TextSize::Small, .secondary = true});
    } else {
      view.ui.paragraph("what", advice_text(one, pack));
    }
  }
}

// A small Cyrillic letter at the beginning becomes a capital one: two bytes, а–п and р–ё lie in two blocks.
std::string capital(std::string said) {
  if (said.size() < 2) return said;
  const auto lead = static_cast<unsigned char>(said[0]), next = static_cast<unsigned char>(said[1]);
  if (lead == 0xD0 && next >= 0xB0) said[1] = static_cast<char>(next - 0x20);
  if (lead == 0xD1 && next <= 0x8F) {
    said[0] = static_cast<char>(0xD0);
    said[1] = static_cast<char>(next + 0x20);
  }
  return said;
}

bool has_advice(const app::Draft& draft, std::string_view section) {
  for (const scoring::Advice& one : draft.evaluation.advice) {
    if (section.empty() || one.section == section) return true;
  }
  return false;
}

// Not every practice has a project centre: who decides is read from its own moves.
bool has_centre(const practice::Pack& pack) {
  return std::ranges::any_of(pack.workflow.transitions, [](const application::Transition& each) {
    return std::ranges::any_of(each.roles, [](const std::string& role) { return role.starts_with("project_centre_"); });
  });
}

void version_line(const View& view, const app::Draft& draft, const practice::Pack& pack) {
  view.ui.paragraph("version",
                    say("Расчёт по критериям версии ") + draft.evaluation.score.criteria_version + "." +
                        (has_centre(pack) ? say(" Итоговый балл определит проектный центр.") : std::string{}),
                    {.size = ui::TextSize::Small, .secondary = true});
}

}  // namespace

std::string reason_of(std::string_view title, std::string_view explanation) {
  std::string said = typeset(explanation);
  const std::string begins = typeset(title) + ": ";
  if (!said.starts_with(begins)) return said;
  return capital(said.substr(begins.size()));
}

void score_card(const View& view, const app::Draft& draft, const practice::Pack& pack, size_t limit) {
  const auto card = view.ui.card("score");
  view.ui.heading(2, "title", say("Предварительный балл"));
  total(view, draft.evaluation.score);
  view.ui.paragraph("legend", say("Зелёное — уже заработано. Чем шире полоса, тем больше баллов она даёт."),
                    {.size = ui::TextSize::Small, .secondary = true});
  if (limit > 0 && draft.can_edit && has_advice(draft, {})) {
    view.ui.heading(3, "raise", say("Что поднимет балл"));
    advice_list(view, draft, pack, {}, limit);
  }
  version_line(view, draft, pack);
}

void section_score(const View& view, const app::Draft& draft, const practice::Pack& pack, std::string_view section) {
  bool feeds = has_advice(draft, section);
  for (const scoring::CriterionScore& one : draft.evaluation.score.items) feeds = feeds || one.section == section;
  if (!feeds) return;
  const auto card = view.ui.card("score");
  view.ui.heading(2, "title", say("Как раздел влияет на балл"));
  total(view, draft.evaluation.score);
  {
    const auto list = view.ui.list("criteria", say("Критерии этого раздела"));
    for (const scoring::CriterionScore& one : draft.evaluation.score.items) {
      if (one.section != section) continue;
      const auto item = view.ui.item(one.code);
      {
        const auto row = view.ui.row("row", 12, ui::Justify::Between);
        view.ui.paragraph("title", typeset(one.title), {.bold = true});
        view.ui.paragraph("points",
                          scoring::points_text(one.weighted) + say(" из ") + scoring::points_text(one.max_weighted),
                          {.bold = true});
      }
      view.ui.paragraph("why", reason_of(one.title, one.explanation), {.size = ui::TextSize::Small, .secondary = true});
    }
  }
  if (has_advice(draft, section)) {
    view.ui.heading(3, "raise", say("Что поднимет балл"));
    advice_list(view, draft, pack, section, 3);
  }
  version_line(view, draft, pack);
}

void score_table(const View& view, const app::Draft& draft) {
  const std::vector<ui::Column> columns = {{.text = say("Критерий"), .weight = 4},
                                           {.text = say("Значение"), .weight = 2},
                                           {.text = say("Балл"), .number = true, .weight = 1},
                                           {.text = say("Почему"), .weight = 5}};
  const auto table = view.ui.table("scores", say("Баллы по критериям"), columns);
  for (const scoring::CriterionScore& one : draft.evaluation.score.items) {
    const auto row = view.ui.table_row(one.code);
    view.ui.cell_text("title", typeset(one.title));
    view.ui.cell_text("value", typeset(one.value));
    view.ui.cell_text("points",
                      scoring::points_text(one.weighted) + say(" из ") + scoring::points_text(one.max_weighted));
    view.ui.cell_text("why", reason_of(one.title, one.explanation), {.size = ui::TextSize::Small});
  }
}

}  // namespace pochin::screens
