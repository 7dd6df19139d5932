#include "client/screens/work/office.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/application/sending.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {
namespace {

using app::items;
using app::text;

// Calls draw(FormView of the staff's part) when it is here.
template <typename Draw>
void with_office(const FormView& of, const Draw& draw) {
  const app::Draft* draft = app::office_draft(of.view.state);
  const practice::Pack* pack = app::office_pack(of.view.state);
  if (draft == nullptr || pack == nullptr || !draft->restored) return;
  const form::Environment environment(pack->form, draft->local, draft->facts);
  draw(FormView{of.view, *draft, *pack, of.application, environment, true});
}

// What the server says of this section: who fills it, why not this person.
const Json& rights_in(const FormView& form, const form::Section& section) {
  static const Json kNone;
  const app::Resource* office = form.view.state.find(app::office_path(form.draft.id));
  if (office == nullptr || !office->usable()) return kNone;
  for (const Json& one : items(*office->body, "sections"))
    if (text(one, "id") == section.id) return one;
  return kNone;
}

bool is_shown(const FormView& form, const form::Field& field) {
  return field.privacy == form::Privacy::staff && form.environment.visible(field);
}

bool fills(const FormView& form, const form::Field& field) { return form.draft.fills.contains(field.id); }

bool fills_any(const FormView& form, const form::Section& section) {
  return std::ranges::any_of(section.fields, [&](const form::Field& field) { return fills(form, field); });
}

bool is_points(const FormView& form, const form::Field& field) {
  const practice::Limits& limits = form.pack.limits;
  return !field.id.empty() && (field.id == limits.plus || field.id == limits.minus || field.id == limits.reason);
}

void points_notice(const FormView& form) {
  const auto notice =
      form.view.ui.notice("points_rule", ui::Tone::Accent, say("Баллы вручную подтверждает второй человек"));
  form.view.ui.paragraph(
      "text", say("Нажмите «Сохранить»: баллы и причину увидит второй сотрудник. До его согласия рейтинг не изменится. "
                  "Новое предложение заменяет прежнее."));
}

void note(const FormView& form, const form::Field& field) {
  const auto facts = form.view.ui.facts(field.id);
  form.view.ui.fact("note", typeset(join(field.item, ". ", field.label)), typeset(join(field.hint, ". ", field.help)),
                    {.secondary = true});
}

void read_only(const FormView& form, const form::Field& field) {
  const std::string value = form::display(form.environment, field);
  {
    const auto facts = form.view.ui.facts(field.id);
    form.view.ui.fact("value", typeset(join(field.item, ". ", field.label)),
                      value.empty() ? say("Не заполнено") : typeset(value), {.secondary = value.empty()});
  }
  answer(form, field);
}

// The state moved on while it was typed: it cannot be saved here any more, and it is not thrown away silently.
void stranded(const FormView& form, const form::Field& field) {
  const View& view = form.view;
  const auto notice = view.ui.notice("stranded_" + field.id, ui::Tone::Warn, say("Вы это изменили и не сохранили"));
  view.ui.paragraph("text", say("Теперь это поле заполняют другие или в другом состоянии заявки. Ваше значение "
                                "показано выше, на сервере его нет."));
  if (view.ui.button("drop", say("Вернуть то, что на сервере: ") + typeset(field.label), {.icon = ui::Icon::Return}))
    view.wish(app::OfficeDropped{form.draft.id, field.id});
}

void one_field(const FormView& form, const form::Field& field) {
  if (field.kind == form::Kind::note)
    note(form, field);
  else if (fills(form, field) || field.kind == form::Kind::computed)
    draw_field(form, field);
  else {
    read_only(form, field);
    if (form.draft.dirty.contains(field.id)) stranded(form, field);
  }
}

std::string who_fills(const Json& rights) {
  std::string names;
  for (const Json& one : items(rights, "who"))
    if (one.is_string()) names = join(names, ", ", one.get<std::string>());
  return names;
}

void why_not(const FormView& form, const form::Section& section) {
  const Json& rights = rights_in(form, section);
  const std::string who = who_fills(rights);
  if (!who.empty()) form.view.ui.paragraph("who", say("Заполняют: ") + typeset(who), {.secondary = true});
  if (text(rights, "why") == "wrong_state")
    form.view.ui.paragraph(
        "when",
        say("Сейчас заполнять нельзя. Состояние заявки: ") + typeset("«" + text(form.application, "state_title") + "»"),
        {.secondary = true, .icon = ui::Icon::Clock});
}

bool blank(const FormView& form, const form::Section& section) {
  return std::ranges::none_of(section.fields, [&](const form::Field& field) {
    return is_shown(form, field) && field.answerable() &&
           (!form::is_blank(form.draft.local, field.id) || form.draft.dirty.contains(field.id));
  });
}

void one_section(const FormView& form, const form::Section& section) {
  const View& view = form.view;
  const auto card = view.ui.card("s_" + section.id);
  view.ui.heading(3, "title", typeset(section.title));
  const bool mine = fills_any(form, section);
  if (!mine) {
    why_not(form, section);
    if (blank(form, section)) return view.ui.paragraph("blank", say("Пока ничего не заполнено."), {.secondary = true});
  } else if (!section.intro.empty() && section.privacy == form::Privacy::staff) {
    view.ui.paragraph("intro", typeset(section.intro), {.secondary = true});
  }
  bool said = false;
  for (const form::Field& field : section.fields) {
    if (!is_shown(form, field)) continue;
    if (!said && fills(form, field) && is_points(form, field)) {
      points_notice(form);
      said = true;
    }
    one_field(form, field);
  }
}

// What stands against saving, each with the way to its field.
void errors(const FormView& form) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const form::Section* section : form.pack.form.sections(true)) {
    for (const form::Field& field : section->fields) {
      if (!fills(form, field)) continue;
      const bool tried = form.draft.finished.contains(section->id);
      const bool refused = std::ranges::any_of(form.draft.refused, [&](const form::Problem& problem) {
        return form::split_path(problem.field).field == field.id;
      });
      const form::Problem* problem = tried || refused ? shown_problem(form, field.id, form::Severity::error) : nullptr;
      if (problem != nullptr)
        all.emplace_back(form.view.ui.path("s_" + section->id + "/" + field.id), typeset(problem->message));
    }
  }
  if (all.empty()) return;
  const std::string title = say("Исправьте ") + counted(static_cast<int64_t>(all.size()), "ошибку", "ошибки", "ошибок");
  form.view.ui.error_summary("errors", title, all);
}

struct Status {
  std::string text;
  ui::Tone tone = ui::Tone::Neutral;
  ui::Icon icon = ui::Icon::None;
};

Status status_of(const FormView& form) {
  const app::Draft& draft = form.draft;
  const View& view = form.view;
  if (!draft.sending.empty()) return {say("Сохраняем…"), ui::Tone::Neutral, ui::Icon::Upload};
  if (draft.state == app::SaveState::Refused)
    return {say("Не сохранено. ") + typeset(draft.error), ui::Tone::Error, ui::Icon::Alert};
  if (draft.dirty.empty()) {
    if (!draft.saved_at) return {};
    return {say("Сохранено в ") + clock(view.state, *draft.saved_at), ui::Tone::Ok, ui::Icon::Cloud};
  }
  if (draft.state == app::SaveState::Waiting)
    return {say("Не сохранено: ") + (view.state.foreign ? say("отвечает не портал. ") : say("нет связи. ")) +
                (view.state.storage_kept ? say("Введённое лежит на этом устройстве. ")
                                         : say("Введённое есть только на этой странице. ")) +
                say("Нажмите «Сохранить», когда связь появится."),
            ui::Tone::Warn, ui::Icon::CloudOff};
  if (!view.state.storage_kept)
    return {say("Не сохранено. Этот браузер ничего не хранит: если закрыть страницу, введённое пропадёт."),
            ui::Tone::Warn, ui::Icon::Alert};
  const auto changed = static_cast<int64_t>(draft.dirty.size());
  return {say("Не сохранено: ") + counted(changed, "поле", "поля", "полей") +
              say(". Введённое лежит на этом устройстве, пока вы не нажмёте «Сохранить»."),
          ui::Tone::Neutral, ui::Icon::Pencil};
}

void save(const FormView& form) {
  const View& view = form.view;
  const app::Draft& draft = form.draft;
  const bool sending = !draft.sending.empty(), waits = !draft.uploads.empty();
  std::string reason;
  if (sending)
    reason = say("Уже сохраняем.");
  else if (waits)
    reason = say("Дождитесь загрузки файлов или уберите те, что не загрузились.");
  else if (draft.dirty.empty())
    reason = say("Изменений, которые нужно сохранить, нет.");
  {
    const auto row = view.ui.row("do");
    const ui::ButtonKind kind = draft.dirty.empty() ? ui::ButtonKind::Secondary : ui::ButtonKind::Primary;
    if (view.ui.button("save", say("Сохранить"), {.kind = kind, .disabled = !reason.empty(), .reason = reason}))
      view.wish(app::OfficeSaved{draft.id});
    if (!draft.dirty.empty() && !sending &&
        view.ui.button("drop", say("Отменить изменения"), {.kind = ui::ButtonKind::Plain}))
      view.wish(app::OfficeDropped{draft.id});
  }
  const Status status = status_of(form);
  if (!status.text.empty())
    view.ui.paragraph("status", status.text, {.size = ui::TextSize::Small, .tone = status.tone, .icon = status.icon});
  view.ui.live("status_said", status.text);
}

void whole_part(const FormView& form) {
  const View& view = form.view;
  std::vector<const form::Section*> shown;
  for (const form::Section* section : form.pack.form.sections(true))
    if (form.visible(*section) &&
        std::ranges::any_of(section->fields, [&](const form::Field& field) { return is_shown(form, field); }))
      shown.push_back(section);
  if (shown.empty()) return;
  const auto box = view.ui.section("office", say("Заполняют сотрудники"));
  const std::string by_press = say(" Ответы уходят на сервер только по кнопке «Сохранить».");
  view.ui.paragraph("lead", say("Заявитель этого не видит.") + (form.draft.can_edit ? by_press : std::string{}),
                    {.secondary = true});
  errors(form);
  for (const form::Section* section : shown) one_section(form, *section);
  if (form.draft.can_edit || !form.draft.dirty.empty()) save(form);
}

}  // namespace

void office(const FormView& form) {
  const View& view = form.view;
  const std::string path = app::office_path(form.draft.id);
  const app::Resource* part = view.state.find(path);
  // Whom it does not concern is refused; a failure of the network is said.
  if (part != nullptr && part->load == app::Load::Failed && (part->status == 0 || part->status >= 500)) {
    const auto box = view.ui.section("office", say("Заполняют сотрудники"));
    const auto notice = view.ui.notice("failed", ui::Tone::Warn, say("Служебная часть не загрузилась"));
    if (view.ui.button("retry", say("Загрузить служебную часть"))) view.wish(app::Retried{path});
    return;
  }
  with_office(form, whole_part);
}

bool office_conflict(const FormView& form) {
  bool drawn = false;
  with_office(form, [&](const FormView& part) {
    drawn = part.draft.conflict && part.draft.conflict->loaded;
    if (drawn) draw_conflict(part);
  });
  return drawn;
}

bool office_unsaved(const app::State& state) {
  const app::Draft* draft = app::office_draft(state);
  return draft != nullptr && draft->unsent();
}

}  // namespace pochin::screens
