#include <algorithm>

#include "shared/access/role.h"
#include "shared/base/tr.h"
#include "shared/practice/check.h"

namespace pochin::practice {
namespace {

// A role of the catalogue, or "author": whoever made the application.
bool is_role(const std::string& code) { return code == "author" || access::role_from(code).has_value(); }

void check_documents(const Pack& pack, const application::Transition& transition, const std::string& pointer,
                     Findings& findings) {
  for (std::size_t i = 0; i < transition.documents.size(); ++i) {
    const form::Field* field = pack.form.field(transition.documents[i].field);
    if (!field || field->kind != form::Kind::files)
      findings.error("unknown_document", step(pointer + "/documents", i) + "/field",
                     tr("В форме нет поля с файлами «{}»", transition.documents[i].field));
  }
}

void check_grounds(const Pack& pack, const application::Transition& transition, const std::string& pointer,
                   Findings& findings) {
  if (transition.grounds.empty() && transition.to && application::is_refusal(*transition.to) && !transition.automatic())
    findings.error("no_grounds", pointer,
                   tr("Отказ «{}» без закрытого перечня оснований: назовите grounds", transition.title));
  for (std::size_t i = 0; i < transition.grounds.size(); ++i) {
    const std::string place = step(pointer + "/grounds", i);
    const law::RefusalGround* ground = law::find_ground(pack.refusal_grounds, transition.grounds[i]);
    if (!ground) {
      findings.error("unknown_ground", place, tr("В refusal_grounds нет основания «{}»", transition.grounds[i]));
      continue;
    }
    const bool offered = std::ranges::any_of(pack.workflow.transitions, &application::Transition::offers_refinement);
    if (ground->must_offer_refinement && !offered)
      findings.error("no_refinement", place,
                     tr("По основанию «{}» сначала предлагают доработать проект, а такого действия нет "
                        "(offers_refinement)",
                        ground->code));
  }
}

void check_texts(const application::Transition& transition, const std::string& pointer, FormulaCheck& formulas) {
  const auto message = [&](const std::string& text, const std::string& place) {
    formulas.message(text, place, {"number", "title", "municipality", "comment", "ground", "deadline"});
  };
  for (std::size_t i = 0; i < transition.notices.size(); ++i)
    message(transition.notices[i].text, step(pointer + "/notices", i) + "/text");
  message(transition.told, pointer + "/told");
}

void check_conversion(const Pack& pack, std::size_t index, Findings& findings) {
  using application::Track;
  const application::Conversion& conversion = pack.workflow.conversions[index];
  const std::string pointer = step("/workflow/conversions", index);
  check_roles(conversion.roles, pointer + "/roles", findings);
  if (conversion.from != Track::idea && conversion.states.empty())
    findings.error("missing_key", pointer, tr("Не хватает ключа «states»: из каких состояний можно продолжить"));
  for (std::size_t i = 0; i < conversion.fields.size(); ++i) {
    const form::Field* field = pack.form.field(conversion.fields[i].to);
    if (!field || !field->answerable())
      findings.error("unknown_field", step(pointer + "/fields", i) + "/to",
                     tr("В форме нет поля «{}»", conversion.fields[i].to));
  }
  for (std::size_t other = 0; other < index; ++other)
    if (pack.workflow.conversions[other].from == conversion.from)
      findings.error("duplicate_id", pointer + "/from", tr("Для такого предложения правило уже есть"));
}

void check_transition(const Pack& pack, std::size_t index, FormulaCheck& formulas, Findings& findings) {
  const application::Transition& transition = pack.workflow.transitions[index];
  const std::string pointer = step("/workflow/transitions", index);
  check_states(pack.workflow, transition.from, pointer + "/from", findings);
  if (transition.to && !pack.workflow.knows(*transition.to))
    findings.error("unused_state", pointer + "/to",
                   tr("Состояние «{}» не названо в workflow.states", application::code_of(*transition.to)));
  if (!transition.to && transition.from != std::vector{application::State::returned_for_revision})
    findings.error("no_target", pointer,
                   tr("Не сказано, куда ведёт действие (to); без него — только из returned_for_revision"));
  check_roles(transition.roles, pointer + "/roles", findings);
  formulas.formula(transition.guard, pointer + "/guard", FormulaCheck::Want::yes_no);
  if (!transition.guard.empty() && transition.guard_message.empty())
    findings.error("missing_key", pointer, tr("Не хватает ключа «guard_message»: почему действие недоступно"));
  formulas.message(transition.guard_message, pointer + "/guard_message");
  if (!transition.law.empty() && !pack.basis(transition.law))
    findings.error("unknown_law", pointer + "/law", tr("В law нет основания «{}»", transition.law));
  check_documents(pack, transition, pointer, findings);
  check_grounds(pack, transition, pointer, findings);
  check_texts(transition, pointer, formulas);
  for (std::size_t other = 0; other < index; ++other)
    for (application::State state : transition.from) {
      const application::Transition& before = pack.workflow.transitions[other];
      if (before.action == transition.action && std::ranges::find(before.from, state) != before.from.end())
        findings.error(
            "duplicate_action", pointer + "/action",
            tr("Действие «{}» из состояния «{}» уже описано", transition.action, application::code_of(state)));
    }
}

}  // namespace

void check_roles(const std::vector<std::string>& roles, const std::string& pointer, Findings& findings) {
  if (roles.empty()) findings.error("no_roles", pointer, tr("Не сказано, кто это может сделать (roles)"));
  for (std::size_t i = 0; i < roles.size(); ++i)
    if (!is_role(roles[i])) findings.error("unknown_role", step(pointer, i), tr("Неизвестная роль «{}»", roles[i]));
}

void check_states(const application::Workflow& workflow, const std::vector<application::State>& states,
                  const std::string& pointer, Findings& findings) {
  for (std::size_t i = 0; i < states.size(); ++i)
    if (!workflow.knows(states[i]))
      findings.error("unused_state", step(pointer, i),
                     tr("Состояние «{}» не названо в workflow.states", application::code_of(states[i])));
}

void check_workflow(const Pack& pack, FormulaCheck& formulas, Findings& findings) {
  const application::Workflow& workflow = pack.workflow;
  if (!workflow.knows(workflow.initial))
    findings.error("unused_state", "/workflow/initial", tr("Начальное состояние не названо в workflow.states"));
  if (!application::is_number_format(workflow.number_format))
    findings.error("bad_number_format", "/workflow/number_format",
                   tr("В формате номера должно быть место для числа, например {number:4}"));
  check_states(workflow, workflow.applicant.states, "/workflow/applicant/states", findings);
  check_states(workflow, workflow.staff.states, "/workflow/staff/states", findings);
  check_roles(workflow.applicant.roles, "/workflow/applicant/roles", findings);
  for (std::size_t i = 0; i < workflow.sections.size(); ++i) {
    const std::string pointer = step("/workflow/staff_sections", i);
    const application::SectionEditing& each = workflow.sections[i];
    const auto all = pack.form.sections(true);
    if (std::ranges::none_of(all, [&](const form::Section* section) { return section->id == each.section; }))
      findings.error("unknown_section", pointer + "/section", tr("В анкете нет раздела «{}»", each.section));
    check_states(workflow, each.editing.states, pointer + "/states", findings);
    check_roles(each.editing.roles, pointer + "/roles", findings);
  }
  for (std::size_t i = 0; i < workflow.transitions.size(); ++i) check_transition(pack, i, formulas, findings);
  for (std::size_t i = 0; i < workflow.conversions.size(); ++i) check_conversion(pack, i, findings);
  check_states(workflow, workflow.final_states, "/workflow/final", findings);
  check_deadlines(pack, findings);
  check_reach(workflow, findings);
}

}  // namespace pochin::practice
