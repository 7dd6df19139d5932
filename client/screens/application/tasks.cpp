// An application as its author sees it: the list of sections while it is filled in, its way afterwards.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/deletion.h"
#include "client/screens/application/application.h"
#include "client/screens/application/form_view.h"
#include "client/screens/application/score_panel.h"
#include "client/screens/application/sending.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {
namespace {

using app::flag;
using app::integer;
using app::items;
using app::text;

std::string section_href(const FormView& form, const std::string& section) {
  return href_of(app::Screen::Section, form.draft.id, section);
}

void section_item(const FormView& form, const form::Section& section, int number) {
  ui::Ui& ui = form.view.ui;
  const auto item = ui.item(section.id);
  const SectionLine line = section_line(form, section);
  const auto row = ui.row("row", 12, ui::Justify::Between);
  {
    const auto words = ui.column("words", 4);
    ui::LinkOptions strong;
    strong.strong = true;
    form.view.link("open", std::to_string(number) + ". " + typeset(section.title), section_href(form, section.id),
                   strong);
    if (!line.text.empty())
      ui.paragraph("line", line.text,
                   {.size = ui::TextSize::Small, .tone = line.tone, .secondary = line.tone == ui::Tone::Neutral});
  }
  ui.badge("status", line.badge, line.badge_tone, line.badge_icon);
}

void sections(const FormView& form) {
  int number = 0;
  for (const form::Group& group : form.pack.form.groups) {
    bool any = false;
    for (const form::Section& one : group.sections)
      any = any || (one.privacy != form::Privacy::staff && form.visible(one));
    if (!any) continue;
    const auto section = form.view.ui.section("group_" + group.id, typeset(group.title));
    const auto card = form.view.ui.card("card");
    const auto list = form.view.ui.list("list", typeset(group.title));
    for (const form::Section& one : group.sections) {
      if (one.privacy != form::Privacy::staff && form.visible(one)) section_item(form, one, ++number);
    }
  }
}

void progress(const FormView& form) {
  int done = 0;
  const auto& all = form.draft.evaluation.sections;
  for (const form::SectionStatus& one : all) done += one.progress == form::Progress::done ? 1 : 0;
  const int total = static_cast<int>(all.size());
  form.view.ui.progress(
      "progress", std::to_string(done) + say(" из ") + counted(total, "раздела", "разделов", "разделов"), done, total);
}

void title_of(const FormView& form) {
  const std::string& name = form::text_of(form.draft.local, form.pack.card.title);
  form.view.ui.title(name.empty() ? say("Заявка без названия") : typeset(name));
}

bool is_returned(const FormView& form) {
  return std::ranges::any_of(items(form.application, "remarks"),
                             [](const Json& remark) { return !flag(remark, "resolved"); });
}

std::string deadline_line(const FormView& form) {
  const practice::StageNow now = practice::stage_at(form.pack, form.view.state.now);
  // A returned application has a term of its own: returned() says it.
  if (now.stage == nullptr || !now.stage->intake || now.state != practice::StageState::open || is_returned(form))
    return typeset(form.pack.title);
  return typeset(form.pack.title) + say(", приём ") + typeset(now.deadline) + ". " +
         time_left(form.view.state, now.stage->to).text;
}

// What was asked for: each leads to its field and is ticked once the answer is another one.
void returned(const FormView& form) {
  const int open = open_remarks(form, nullptr);
  const auto notice = form.view.ui.notice(
      "returned", open > 0 ? ui::Tone::Warn : ui::Tone::Ok,
      open > 0 ? say("Заявку вернули. Исправьте ") + counted(open, "замечание", "замечания", "замечаний")
               : say("Замечания исправлены: отправьте заявку ещё раз"));
  if (const std::string term = text(app::child(form.application, "deadline"), "text"); !term.empty())
    form.view.ui.paragraph("term", say("Срок: ") + typeset(term), {.icon = ui::Icon::Clock});
  const auto list = form.view.ui.list("remarks", say("Замечания"));
  for (const Json& remark : items(form.application, "remarks")) {
    if (flag(remark, "resolved")) continue;
    const auto item = form.view.ui.item(text(remark, "id"));
    const std::string path = text(remark, "field");
    const form::Field* field = form.pack.form.field(form::split_path(path).field);
    if (field != nullptr) form.view.link("where", typeset(field->label), field_href(form, path));
    const bool done = is_corrected(form, remark);
    form.view.ui.paragraph(
        "text", typeset((done ? "Исправлено: " : "") + text(remark, "text")),
        {.tone = done ? ui::Tone::Ok : ui::Tone::Neutral, .icon = done ? ui::Icon::Check : ui::Icon::None});
  }
}

void delete_draft(const FormView& form) {
  const View& view = form.view;
  constexpr std::string_view kAsk = "delete_draft";
  if (view.ui.button("delete", say("Удалить черновик"), {.kind = ui::ButtonKind::Plain, .icon = ui::Icon::Trash}))
    view.wish(app::Toggled{std::string(kAsk), true});
  if (!view.open(kAsk)) return;
  bool closed = false;
  const auto dialog = view.ui.dialog("delete_ask", say("Удалить черновик?"), &closed);
  view.ui.paragraph("text", say("Ответы и файлы пропадут. Вернуть их будет нельзя."));
  const auto row = view.ui.row("buttons");
  if (view.ui.button("stay", say("Оставить"))) closed = true;
  if (view.ui.button("yes", say("Удалить"), {.kind = ui::ButtonKind::Danger})) {
    view.wish(app::Acted{form.draft.id, std::string(app::kDeleteDraft)});
    closed = true;
  }
  if (closed) view.wish(app::Toggled{std::string(kAsk), false});
}

void filling(const FormView& form) {
  const View& view = form.view;
  view.ui.paragraph("deadline", deadline_line(form), {.secondary = true});
  title_of(form);
  save_line(view, form.draft);
  if (is_returned(form)) returned(form);
  const auto split = view.ui.split("body");
  {
    const auto column = view.ui.column("sections", 24);
    progress(form);
    sections(form);
    const Blockers blockers = blockers_of(form);
    if (blockers.any()) {
      const auto notice = view.ui.notice("blocked", ui::Tone::Warn, say("Отправить пока нельзя"));
      view.ui.paragraph("why", blockers.text);
    }
    const std::string said = say("Кнопка заработает, когда всё будет заполнено.");
    if (view.ui.button("check", say("Проверить и отправить"),
                       {.kind = ui::ButtonKind::Primary,
                        .disabled = blockers.any(),
                        .reason = blockers.any() ? said : std::string_view{}})) {
      view.wish(app::Opened{app::format_route({app::Screen::Check, form.draft.id, {}, {}})});
    }
    // By way of the check; what was given to nobody is not taken back but deleted.
    const bool deletes = flag(form.application, "can_delete");
    if (deletes) delete_draft(form);
    other_actions(
        form, deletes ? +[](const Json& action) { return flag(action, "primary") || text(action, "id") == "withdraw"; }
                      : +[](const Json& action) { return flag(action, "primary"); });
  }
  const auto aside = view.ui.aside("side", say("Предварительный балл"));
  score_card(view, form.draft, form.pack, 5);
}

// In the words of the practice's rules.
void what_comes_next(const FormView& form) {
  int n = 0;
  for (const Json& sentence : items(form.application, "told"))
    if (sentence.is_string())
      form.view.ui.paragraph("told" + std::to_string(n++), typeset(sentence.get<std::string>()));
}

void following(const FormView& form) {
  const View& view = form.view;
  view.ui.paragraph("number", join(text(form.application, "number"), ", ", typeset(form.pack.title)),
                    {.secondary = true});
  title_of(form);
  const ui::Tone of_state = tone(text(form.application, "tone"));
  view.ui.badge("state", say(text(form.application, "state_title")), of_state, icon(of_state));
  what_comes_next(form);
  if (form.draft.unsent() && !form.draft.error.empty()) {
    const auto notice =
        view.ui.notice("late", ui::Tone::Warn, say("Последние изменения не вошли в отправленную заявку"));
    view.ui.paragraph("text", typeset(form.draft.error));
  }
  const auto split = view.ui.split("body");
  {
    const auto column = view.ui.column("story", 24);
    history_list(view, form.application);
    answers(form, false);
    other_actions(form, [](const Json&) { return false; });
  }
  const auto aside = view.ui.aside("side", say("Предварительный балл"));
  score_card(view, form.draft, form.pack, 0);
}

}  // namespace

void tasks_screen(const View& view) {
  const auto main = view.ui.main("main");
  view.ui.back_link("back", say("Мои заявки"), href_of(app::Screen::My));
  said_notice(view);
  with_application(view, say("Заявка"), [](const FormView& form) {
    if (form.draft.can_edit)
      filling(form);
    else
      following(form);
  });
}

extern const Scene kTasksPage = {.screen = app::Screen::Tasks,
                                 .draw = tasks_screen,
                                 .title = "Заявка",
                                 .needs = application_needs,
                                 .name = application_name,
                                 .named = true};

}  // namespace pochin::screens
