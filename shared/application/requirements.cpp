#include "shared/application/requirements.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/form/template.h"

namespace pochin::application {
namespace {

using Fine = std::expected<void, Refusal>;
using Code = Refusal::Code;

// Time that belongs to others may not be cut short, whoever asks.
Fine check_time(const Application& application, const Rules& rules, const Transition& transition, Instant now) {
  if (!transition.automatic()) return {};
  if (!rules.clock) return refuse(Code::too_early, tr("Это действие портал выполнит сам, когда закончится срок"));
  const auto due = due_transitions(application, rules.workflow, *rules.clock, now);
  if (due && std::ranges::find(*due, &transition) != due->end()) return {};
  return refuse(Code::too_early, tr("Срок ещё идёт: портал выполнит это действие сам, когда он закончится"));
}

Fine check_comment(const ActionInput& input, const Transition& transition) {
  if (!transition.needs_comment || !is_blank(input.comment)) return {};
  return refuse(Code::comment_needed, tr("Напишите причину"), {problem("comment", "missing", tr("Напишите причину"))});
}

// The list is closed: a refusal for another reason is none (131-ФЗ ст. 26.1 ч. 7).
Fine check_ground(const Application& application, const Rules& rules, const Transition& transition,
                  const ActionInput& input) {
  const auto wrong = [](std::string_view code, std::string_view message) {
    return refuse(Code::ground_needed, message, {problem("ground", code, message)});
  };
  if (transition.grounds.empty()) {
    if (input.ground.empty()) return {};
    return wrong("unknown_ground", tr("У этого действия нет оснований отказа: уберите основание"));
  }
  if (input.ground.empty()) return wrong("missing", tr("Выберите основание отказа"));
  const law::RefusalGround* ground = law::find_ground(rules.grounds, input.ground);
  if (!ground || std::ranges::find(transition.grounds, input.ground) == transition.grounds.end())
    return wrong("unknown_ground", tr("Такого основания отказа нет в закрытом перечне: выберите другое"));
  if (!ground->must_offer_refinement || application.refinement_offered) return {};
  const std::string message =
      tr("По этому основанию нельзя отказать сразу: «{}». Сначала предложите авторам вместе доработать проект",
         ground->text);
  return refuse(Code::refinement_needed, message, {problem("ground", "refinement_needed", message)});
}

// A path of a remark: a field of the form, or a cell of one of its tables.
bool is_field(const form::Form& form, std::string_view path) {
  const form::FieldPath parts = form::split_path(path);
  const form::Field* field = form.field(parts.field);
  return field && (parts.column.empty() || field->column(parts.column));
}

Fine check_remarks(const ActionInput& input, const Transition& transition, const form::Form& form) {
  if (transition.needs_remarks && input.remarks.empty())
    return refuse(Code::remarks_needed, tr("Добавьте хотя бы одно замечание: что и в каком поле исправить"));
  for (std::size_t i = 0; i < input.remarks.size(); ++i) {
    const RemarkInput& remark = input.remarks[i];
    const std::string place = "remarks/" + std::to_string(i);
    if (!remark.field.empty() && !is_field(form, remark.field))
      return refuse(Code::unknown_field, tr("Замечание указывает на поле, которого нет: «{}»", remark.field),
                    {problem(place + "/field", "unknown_field", tr("Такого поля нет в форме"))});
    if (is_blank(remark.text))
      return refuse(Code::remarks_needed, tr("Напишите, что нужно исправить"),
                    {problem(place + "/text", "missing", tr("Напишите, что нужно исправить"))});
  }
  return {};
}

Fine check_documents(const form::Environment& environment, const Transition& transition) {
  std::vector<form::Problem> missing;
  std::string titles;
  for (const Document& document : transition.documents) {
    const form::Field* field = environment.form().field(document.field);
    if (field && !environment.visible(*field)) continue;
    if (!form::files_of(environment.answers(), document.field).empty()) continue;
    missing.push_back(problem(document.field, "missing_document", tr("Приложите документ: {}", document.title)));
    titles += (titles.empty() ? "" : "; ") + document.title;
  }
  if (missing.empty()) return {};
  return refuse(Code::document_missing, tr("Не хватает документов: {}", titles), std::move(missing));
}

Fine check_form(const form::Environment& environment) {
  std::vector<form::Problem> problems = form::validate(environment, form::Level::submit);
  std::erase_if(problems, [](const form::Problem& each) { return each.severity == form::Severity::warning; });
  if (problems.empty()) return {};
  const auto count = static_cast<int64_t>(problems.size());
  return refuse(Code::invalid,
                tr("Заявка пока не готова: {} {}", count, plural(count, "замечание", "замечания", "замечаний")),
                std::move(problems));
}

Fine check_answers(const Application& application, const Rules& rules, const Transition& transition) {
  if (!transition.needs_valid_form && transition.guard.empty() && transition.documents.empty()) return {};
  const form::Environment environment(rules.form, application.answers, rules.facts, rules.working_days());
  if (transition.needs_valid_form)
    if (auto fine = check_form(environment); !fine) return fine;
  if (auto fine = check_documents(environment, transition); !fine) return fine;
  if (!environment.holds(transition.guard, true))
    return refuse(Code::guard, form::fill(transition.guard_message, environment));
  return {};
}

}  // namespace

std::unexpected<Refusal> refuse(Refusal::Code code, std::string_view message, std::vector<form::Problem> problems) {
  return std::unexpected(Refusal{code, std::string(message), std::move(problems)});
}

form::Problem problem(std::string field, std::string_view code, std::string_view message) {
  form::Problem made;
  made.field = std::move(field);
  made.code = code;
  made.message = message;
  return made;
}

std::expected<void, Refusal> check_requirements(const Application& application, const Rules& rules,
                                                const Transition& transition, const ActionInput& input, Instant now) {
  if (auto fine = check_time(application, rules, transition, now); !fine) return fine;
  if (transition.needs_open_intake && !rules.intake_open)
    return refuse(Code::intake_closed, tr("Приём заявок сейчас закрыт"));
  if (auto fine = check_comment(input, transition); !fine) return fine;
  if (auto fine = check_ground(application, rules, transition, input); !fine) return fine;
  if (auto fine = check_remarks(input, transition, rules.form); !fine) return fine;
  return check_answers(application, rules, transition);
}

}  // namespace pochin::application
