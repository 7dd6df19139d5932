// An application before an official: answers with a place for a remark on each, the score, the decision.
#include <nlohmann/json.hpp>

#include "client/screens/application/application.h"
#include "client/screens/application/form_view.h"
#include "client/screens/application/score_panel.h"
#include "client/screens/application/sending.h"
#include "client/screens/kit/outcome.h"
#include "client/screens/kit/rights.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "client/screens/voting/voting.h"
#include "client/screens/work/office.h"

namespace pochin::screens {
namespace {

using app::flag;
using app::items;
using app::text;

// With remarks at the fields: a return, an offer to refine.
const Json* remarking(const FormView& form) {
  for (const Json& action : items(form.application, "actions"))
    if (needs(action, "remarks")) return &action;
  return nullptr;
}
bool may_return(const FormView& form) { return remarking(form) != nullptr; }

// Drawn as a button of the decision: it asks for nothing but remarks.
bool is_decision(const Json& action) {
  const bool asks = needs(action, "comment") || needs(action, "ground");
  return !asks && (flag(action, "primary") || needs(action, "remarks"));
}

bool remark_open(const FormView& form, const form::Field& field) {
  return form.draft.remarks.contains(field.id) || form.view.open("remark." + field.id);
}

void remark_button(const FormView& form, const form::Field& field) {
  const std::string label = say("Замечание: ") + typeset(field.label);
  if (form.view.ui.button("add", say("Замечание"),
                          {.kind = ui::ButtonKind::Plain, .icon = ui::Icon::Plus, .compact = true, .label = label})) {
    form.view.wish(app::Toggled{"remark." + field.id, true});
  }
}

void remark_editor(const FormView& form, const form::Field& field) {
  const View& view = form.view;
  const std::string name = "remark." + field.id;
  const auto draft = form.draft.remarks.find(field.id);
  const bool written = draft != form.draft.remarks.end();
  const auto notice = view.ui.notice("new", ui::Tone::Warn, say("Новое замечание"));
  const std::string hint = say("Напишите, что не так и как исправить");
  const ui::FieldEvent typed = view.ui.text_area("text", say("Замечание к полю «") + typeset(field.label) + "»",
                                                 written ? draft->second : "", {.hint = hint, .max_length = 1000});
  if (typed.changed) view.wish(app::RemarkSet{form.draft.id, field.id, typed.value});
  if (view.ui.button("drop", say("Убрать замечание"), {.kind = ui::ButtonKind::Plain, .icon = ui::Icon::Trash})) {
    view.wish(app::RemarkSet{form.draft.id, field.id, {}});
    view.wish(app::Toggled{name, false});
  }
}

// What has become of a remark, said from what the field held then and holds now.
struct Fate {
  std::string title;
  ui::Tone tone = ui::Tone::Warn;
};
Fate fate_of(const FormView& form, const Json& remark) {
  if (app::has_value(remark, "closed_at")) return {say("Замечание снято: "), ui::Tone::Neutral};
  if (!flag(remark, "resolved")) return {say("Замечание: "), ui::Tone::Warn};
  if (is_corrected(form, remark)) return {say("Ответ изменён: "), ui::Tone::Ok};
  return {say("Отправлено без изменений: "), ui::Tone::Warn};
}

// The answer as it was when the remark was written.
std::string value_then(const FormView& form, const form::Field& field, const Json& remark) {
  auto was = app::child(remark, "was").is_null() ? Result<form::Answer>(form::Answer{})
                                                 : form::answer_from_json(field, app::child(remark, "was"));
  if (!was) return {};
  form::Answers then = form.draft.local;
  then[field.id] = std::move(*was);
  return form::display(form::Environment(form.pack.form, then, form.draft.facts), field);
}

void close_button(const FormView& form, const Json& remark) {
  const View& view = form.view;
  if (!flag(form.application, "can_close_remarks") || !flag(remark, "resolved") || app::has_value(remark, "closed_at"))
    return;
  const std::string id = text(remark, "id"), name = "remark." + id;
  const auto post = view.state.posts.find(name);
  const bool sent = post != view.state.posts.end();
  if (sent && !post->second.done) post_outcome(view, name, {});
  const std::string busy = sent && post->second.sending ? say("Уже отправляем.") : "";
  const std::string label = say("Снять замечание: ") + typeset(text(remark, "text"));
  if (view.ui.button("close", say("Снять замечание"),
                     {.icon = ui::Icon::Check, .disabled = !busy.empty(), .reason = busy, .label = label}))
    view.wish(app::Posted{
        name, app::application_path(form.draft.id) + "/remarks/" + app::encode_component(id) + "/close", "{}"});
}

void old_remarks(const FormView& form, const form::Field& field) {
  int index = 0;
  for (const Json& remark : items(form.application, "remarks")) {
    if (form::split_path(text(remark, "field")).field != field.id) continue;
    const Fate fate = fate_of(form, remark);
    const auto notice =
        form.view.ui.notice("old" + std::to_string(index++), fate.tone, fate.title + typeset(text(remark, "text")));
    if (flag(remark, "resolved") && is_corrected(form, remark)) {
      const std::string was = typeset(value_then(form, field, remark));
      form.view.ui.paragraph("was", say("Было: ") + (was.empty() ? say("не заполнено") : was), {.secondary = true});
    }
    const auto at = instant_of(remark, "at");
    form.view.ui.paragraph("who",
                           join(typeset(text(remark, "author")), ", ", at ? day_and_time(form.view.state, *at) : ""),
                           {.size = ui::TextSize::Small, .secondary = true});
    if (app::has_value(remark, "closed_at"))
      form.view.ui.paragraph("closed", say("Снял замечание: ") + typeset(text(remark, "closed_by")),
                             {.size = ui::TextSize::Small, .secondary = true});
    close_button(form, remark);
  }
}

void field_item(const FormView& form, const form::Field& field) {
  if (field.kind == form::Kind::note || !form.environment.visible(field)) return;
  const auto item = form.view.ui.item(field.id);
  const bool remarks = may_return(form) && field.answerable();
  {
    const auto row = form.view.ui.row("row", 12, ui::Justify::Between);
    {
      const auto words = form.view.ui.column("words", 0);
      const std::string value = form::display(form.environment, field);
      form.view.ui.paragraph("label", typeset(join(field.item, ". ", field.label)),
                             {.size = ui::TextSize::Small, .secondary = true});
      form.view.ui.paragraph("value", value.empty() ? say("Не заполнено") : typeset(value),
                             {.secondary = value.empty()});
    }
    if (remarks && !remark_open(form, field)) remark_button(form, field);
  }
  answer(form, field);
  old_remarks(form, field);
  for (const form::Problem& problem : form.draft.evaluation.problems) {
    if (problem.field != field.id) continue;
    form.view.ui.paragraph("problem_" + problem.code, typeset(problem.message),
                           {.tone = ui::Tone::Error, .icon = ui::Icon::Alert});
  }
  if (remarks && remark_open(form, field)) remark_editor(form, field);
}

void sections(const FormView& form) {
  for (const form::Section* section : form.pack.form.sections()) {
    if (!form.visible(*section)) continue;
    const auto box = form.view.ui.section("s_" + section->id, typeset(section->title));
    const auto card = form.view.ui.card("card");
    const auto list = form.view.ui.list("fields", typeset(section->title));
    for (const form::Field& field : section->fields) field_item(form, field);
  }
}

constexpr std::string_view kPoints = "points";

// «+5», «−3», «+5, −3»; taken back again: «0».
std::string points_of(const Json& change) {
  std::string words;
  if (const std::string plus = text(change, "plus"); plus != "0") words = "+" + plus;
  if (const std::string minus = text(change, "minus"); minus != "0") words += (words.empty() ? "−" : ", −") + minus;
  return words.empty() ? "0" : words;
}

std::string title_of_points(std::string_view state, const std::string& by) {
  if (state == "waiting") return say("Ждёт второго человека: пока не считается");
  if (state == "replaced") return say("Заменено новым предложением");
  return join(state == "confirmed" ? say("Подтверждено") : say("Отклонено"), ": ", typeset(by));
}

// What the second person does with a change that waits: it counts only then.
void second_person(const FormView& form, const std::string& id) {
  const View& view = form.view;
  const auto send = [&](std::string_view what, Json body) {
    view.wish(app::Posted{std::string(kPoints), "/api/v1/adjustments/" + app::encode_component(id) + std::string(what),
                          std::move(body).dump()});
  };
  const auto post = view.state.posts.find(kPoints);
  const std::string busy =
      post != view.state.posts.end() && post->second.sending ? say("Уже отправляем.") : std::string();
  const ui::ButtonKind kind = office_unsaved(view.state) ? ui::ButtonKind::Secondary : ui::ButtonKind::Primary;
  if (view.ui.button("confirm", say("Подтвердить баллы"), {.kind = kind, .disabled = !busy.empty(), .reason = busy}))
    send("/confirm", Json::object());
  const std::string why = view.state.input("points.refusal");
  const auto typed = view.ui.text_field("refusal", say("Почему отклоняете"), why, {});
  if (typed.changed) view.wish(app::InputChanged{"points.refusal", typed.value});
  const std::string reason = why.empty() ? say("Напишите причину.") : busy;
  if (view.ui.button("reject", say("Отклонить баллы"), {.disabled = !reason.empty(), .reason = reason}))
    send("/reject", {{"comment", why}});
}

// Who added or took points, why, and what the second person said.
void points_by_hand(const FormView& form) {
  const View& view = form.view;
  const app::Resource* changes = view.state.find(app::adjustments_path(form.draft.id));
  if (changes == nullptr || !changes->usable() || items(*changes->body, "items").empty()) return;
  const auto box = view.ui.section("points_by_hand", say("Баллы вручную"));
  post_outcome(view, kPoints, say("Решение записано"));
  for (const Json& each : items(*changes->body, "items")) {
    const std::string id = text(each, "id"), state = text(each, "state");
    const auto card = view.ui.card("c" + id);
    view.ui.heading(3, "points", points_of(each));
    view.ui.paragraph("reason", typeset(text(each, "reason")));
    const auto at = instant_of(each, "proposed_at");
    view.ui.paragraph("by", join(typeset(text(each, "proposed_by")), ", ", at ? day_and_time(view.state, *at) : ""),
                      {.size = ui::TextSize::Small, .secondary = true});
    const bool waits = state == "waiting", counts = state == "confirmed";
    view.ui.paragraph("state", title_of_points(state, text(each, "decided_by")),
                      {.tone = waits    ? ui::Tone::Warn
                               : counts ? ui::Tone::Ok
                                        : ui::Tone::Neutral,
                       .icon = waits    ? ui::Icon::Clock
                               : counts ? ui::Icon::Check
                                        : ui::Icon::None});
    if (const std::string comment = typeset(text(each, "comment")); !comment.empty())
      view.ui.paragraph("comment", comment, {.secondary = true});
    if (flag(each, "can_decide")) second_person(form, id);
  }
}

// Until when, and by which norm; a deadline that has passed is said in its tone.
void deadlines(const FormView& form) {
  int index = 0;
  for (const Json& each : items(form.application, "deadlines")) {
    const bool late = flag(each, "late");
    const std::string line = join(typeset(text(each, "title")), ": ", typeset(text(each, "text")));
    form.view.ui.paragraph("deadline" + std::to_string(index), line,
                           {.tone = late ? ui::Tone::Error : ui::Tone::Neutral, .icon = ui::Icon::Clock});
    if (const std::string law = typeset(text(each, "law")); !law.empty())
      form.view.ui.paragraph("law" + std::to_string(index), law, {.size = ui::TextSize::Small, .secondary = true});
    ++index;
  }
}

// Whose step is next, by the rules of the practice.
std::string turn_of(const FormView& form) {
  std::string who;
  for (const Json& one : items(form.application, "turn"))
    if (one.is_string()) who = join(who, ", ", one.get<std::string>());
  if (who.empty())
    return say("Решение принято: ") + typeset("«" + text(form.application, "state_title") + "»") +
           say(". От вас ничего не нужно.");
  return say("Следующий шаг делает: ") + typeset(who) + say(". От вас сейчас ничего не нужно.");
}

void decision(const FormView& form) {
  const View& view = form.view;
  const auto card = view.ui.card("decision");
  view.ui.heading(2, "title", say("Решение"));
  deadlines(form);
  const bool busy = action_state(form), unsaved = office_unsaved(view.state);
  bool any = false;
  const auto remarks = static_cast<int64_t>(form.draft.remarks.size());
  for (const Json& action : items(form.application, "actions")) {
    if (!is_decision(action)) continue;
    any = true;
    const bool takes_remarks = needs(action, "remarks");
    std::string label = typeset(text(action, "title"));
    if (takes_remarks && remarks > 0) label += ": " + counted(remarks, "замечание", "замечания", "замечаний");
    std::string reason;
    if (busy)
      reason = say("Уже отправляем.");
    else if (unsaved)
      reason = say("Сначала сохраните то, что изменили в служебной части, или отмените изменения.");
    else if (takes_remarks && remarks == 0)
      reason = say("Сначала напишите замечание у поля, которое нужно исправить.");
    else if (!takes_remarks && remarks > 0)
      reason = say("Вы написали замечания: верните заявку или уберите их.");
    const std::string id = text(action, "id");
    if (view.ui.button(
            id, label,
            {.kind = !unsaved && takes_remarks == (remarks > 0) ? ui::ButtonKind::Primary : ui::ButtonKind::Secondary,
             .icon = takes_remarks ? ui::Icon::Return : ui::Icon::None,
             .disabled = !reason.empty(),
             .reason = reason,
             .wide = true})) {
      view.wish(app::Acted{form.draft.id, id});
    }
  }
  if (!any) view.ui.paragraph("none", turn_of(form));
  if (may_return(form)) {
    view.ui.paragraph("how", say("При возврате заявитель увидит каждое замечание у своего поля."),
                      {.size = ui::TextSize::Small, .secondary = true});
  }
  other_actions(form, is_decision);
}

void checks(const FormView& form) {
  const View& view = form.view;
  const auto card = view.ui.card("checks");
  view.ui.heading(2, "title", say("Проверки портала"));
  if (!form::has_errors(form.draft.evaluation.problems)) {
    view.ui.paragraph("fine", say("Обязательное заполнено, суммы и доли сходятся."),
                      {.tone = ui::Tone::Ok, .icon = ui::Icon::Check});
  }
  if (form.draft.evaluation.problems.empty()) return;  // an empty list would be read out as one
  const auto list = view.ui.list("list", say("Что нашёл портал"));
  int index = 0;
  for (const form::Problem& problem : form.draft.evaluation.problems) {
    const auto item = view.ui.item("p" + std::to_string(index++));
    const bool error = problem.severity == form::Severity::error;
    view.ui.paragraph("text", typeset(problem.message),
                      {.tone = error ? ui::Tone::Error : ui::Tone::Warn, .icon = ui::Icon::Alert});
  }
}

void review(const FormView& form) {
  const View& view = form.view;
  const std::string& name = form::text_of(form.draft.local, form.pack.card.title);
  const std::vector<ui::Link> crumbs = {{say("Заявки на рассмотрении"), href_of(app::Screen::Queue)}};
  const std::string number = text(form.application, "number");
  view.ui.breadcrumbs("crumbs", crumbs, number.empty() ? say("Черновик") : number);
  view.ui.title(name.empty() ? say("Заявка без названия") : typeset(name));
  {
    const auto row = view.ui.row("signs", 8);
    const ui::Tone of_state = tone(text(form.application, "tone"));
    view.ui.badge("state", say(text(form.application, "state_title")), of_state, icon(of_state));
    const auto submitted = instant_of(form.application, "submitted_at");
    view.ui.paragraph("who",
                      join(typeset(text(form.application, "author")), ", подана ",
                           submitted ? to_the_second(view.state, *submitted) : ""),
                      {.secondary = true});
  }
  said_notice(view);
  const auto split = view.ui.split("body");
  {
    const auto column = view.ui.column("answers", 24);
    sections(form);
    office(form);
    points_by_hand(form);
    {
      const auto scores =
          view.ui.section("scores", say("Балл: ") + scoring::points_text(form.draft.evaluation.score.total) +
                                        say(" из ") + scoring::points_text(form.draft.evaluation.score.max));
      score_table(view, form.draft);
    }
  }
  const auto aside = view.ui.aside("side", say("Решение и проверки"));
  decision(form);
  checks(form);
  history_list(view, form.application);
}

}  // namespace

void review_screen(const View& view) {
  const auto main = view.ui.main("main");
  with_application(view, say("Заявка"), [](const FormView& form) {
    FormView official{form.view, form.draft, form.pack, form.application, form.environment, true};
    if (!office_conflict(official)) review(official);
  });
}

namespace {

void review_needs(const app::State& state, app::Needs& needs) {
  application_needs(state, needs);
  if (!state.session.logged_in()) return;
  // Who proposes points by hand, and who reads what was proposed.
  using access::Action, access::Object;
  if (may_somewhere(state, Action::propose, Object::manual_adjustment) ||
      may_somewhere(state, Action::read, Object::manual_adjustment))
    needs.renew(app::adjustments_path(state.route.id));
  if (serves(state)) needs.renew(app::office_path(state.route.id));
}

}  // namespace

extern const Scene kReviewPage = {.screen = app::Screen::Review,
                                  .draw = review_screen,
                                  .title = "Рассмотрение заявки",
                                  .needs = review_needs,
                                  .name = application_name};

}  // namespace pochin::screens
