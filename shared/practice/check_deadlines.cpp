// The deadlines of a workflow: whether they can be kept, and whether they are what the statutes demand.
#include <algorithm>

#include "shared/base/tr.h"
#include "shared/law/norms.h"
#include "shared/practice/check.h"

namespace pochin::practice {
namespace {

using application::DeadlineRule;
using application::State;
using application::Track;
using application::Transition;

constexpr int64_t kMostMonths = 1200;

std::string_view words_of(law::Step step) {
  switch (step) {
    case law::Step::publish:
      return tr("публикация сведений о проекте");
    case law::Step::comments:
      return tr("приём замечаний и предложений");
    case law::Step::decide:
      return tr("решение по проекту");
    case law::Step::report:
      return tr("отчёт об итогах");
  }
  return {};
}

// The step of the statute that a transition ends.
bool ends(const Transition& transition, law::Step step) {
  const bool onward = transition.to && !application::info(*transition.to).exit;
  switch (step) {
    case law::Step::publish:
      return transition.to == State::public_comment;
    case law::Step::comments:
      return transition.begins_in(State::public_comment) && onward;
    case law::Step::decide:
      return transition.begins_in(State::municipal_review) && transition.to != State::withdrawn;
    case law::Step::report:
      return transition.to == State::report_submitted;
  }
  return false;
}

calendar::Term term_of(const law::TermNorm& norm) {
  return {norm.count, calendar::unit_from(norm.unit).value_or(calendar::Unit::calendar_days), {}};
}

// «131-ФЗ, ст. 26.1 ч. 5 (131_26_1_5)»: as the pack itself cites it, if it does.
std::string cited(const Pack& pack, const law::TermNorm& norm) {
  const std::string text = law::citation(norm);
  for (const LegalBasis& basis : pack.law)
    if (basis.text == text) return tr("{} (law: {})", text, basis.id);
  return tr("{} (в law такого основания нет: добавьте его)", text);
}

class Norms {
 public:
  Norms(const Pack& pack, Findings& findings) : pack_(pack), findings_(findings) {}

  void check(law::Step step, Date on) {
    const law::TermNorm* norm = law::term_norm(step, on);
    const bool local = pack_.workflow.track == Track::initiative_project;
    if (!norm || (norm->only_initiative_project && !local)) return;
    bool found = false;
    for (std::size_t i = 0; i < pack_.workflow.transitions.size(); ++i) {
      const Transition& transition = pack_.workflow.transitions[i];
      if (!transition.deadline || !ends(transition, step)) continue;
      found = true;
      compare(*norm, *transition.deadline, practice::step("/workflow/transitions", i) + "/deadline");
    }
    if (!found && local)
      findings_.error("no_deadline", "/workflow/transitions",
                      tr("Нет срока для шага «{}»: его требует {}", words_of(step), cited(pack_, *norm)));
  }

 private:
  void compare(const law::TermNorm& norm, const DeadlineRule& rule, const std::string& pointer) {
    const calendar::Term wanted = term_of(norm);
    if (rule.start == DeadlineRule::Start::fixed)
      return findings_.error(
          "deadline_moment", pointer,
          tr("Шаг «{}»: нужен срок в днях, его требует {}", words_of(norm.step), cited(pack_, norm)));
    if (norm.step == law::Step::decide && rule.start != DeadlineRule::Start::submitted)
      findings_.error("deadline_start", pointer,
                      tr("Срок решения считают со дня внесения проекта (start: submitted): {}", cited(pack_, norm)));
    if (rule.term.unit != wanted.unit)
      return findings_.warning("term_unit", pointer,
                               tr("Шаг «{}»: в законе срок {}, в пакете {} — проверьте сами. {}", words_of(norm.step),
                                  calendar::term_text(wanted), calendar::term_text(rule.term), cited(pack_, norm)));
    const bool fine = norm.at_least ? rule.term.count >= wanted.count : rule.term.count <= wanted.count;
    if (fine) return;
    findings_.error(norm.at_least ? "term_too_short" : "term_too_long", pointer,
                    tr("Шаг «{}»: {} {}, а в пакете {}. Исправьте срок: {}", words_of(norm.step),
                       norm.at_least ? tr("не менее") : tr("не более"), calendar::term_within(wanted),
                       calendar::term_text(rule.term), cited(pack_, norm)));
  }

  const Pack& pack_;
  Findings& findings_;
};

void check_rule(const Pack& pack, const Transition& transition, const std::string& pointer, Findings& findings) {
  const DeadlineRule& rule = *transition.deadline;
  check_states(pack.workflow, rule.states, pointer + "/states", findings);
  if (!rule.who.empty()) check_roles(rule.who, pointer + "/who", findings);
  if (rule.title.empty()) findings.error("missing_key", pointer, tr("Не хватает ключа «title»: что нужно сделать"));
  if (rule.law.empty())
    findings.error("no_law", pointer, tr("У срока нет правового основания (law)"));
  else if (!pack.basis(rule.law) && std::ranges::find(pack.terms, rule.law, &NamedTerm::law) == pack.terms.end())
    findings.error("unknown_law", pointer + "/law", tr("В law нет основания «{}»", rule.law));
  if (rule.term.unit == calendar::Unit::months && rule.term.count > kMostMonths)
    findings.error("out_of_range", pointer, tr("Срок в месяцах не может быть больше {}", kMostMonths));
  if (rule.at_least && !rule.automatic)
    findings.error("at_least_by_hand", pointer,
                   tr("Срок «не менее» нельзя оборвать: действие должен выполнить портал (automatic)"));
  for (State state : transition.from)
    if (!rule.states.empty() && std::ranges::find(rule.states, state) == rule.states.end())
      findings.error(
          "deadline_states", pointer + "/states",
          tr("Срок действия не идёт в состоянии «{}», из которого его выполняют", application::title_of(state)));
}

// The clock fills nothing in and asks nobody.
void check_automatic(const Transition& transition, const std::string& pointer, Findings& findings) {
  if (transition.roles != std::vector{std::string(application::kClockRole)})
    findings.error("clock_role", pointer + "/roles",
                   tr("Автоматическое действие выполняет портал: roles должно быть [\"{}\"]", application::kClockRole));
  if (transition.needs_comment || transition.needs_remarks || transition.needs_valid_form ||
      transition.needs_open_intake || !transition.documents.empty() || !transition.grounds.empty() ||
      !transition.guard.empty())
    findings.error("clock_cannot", pointer,
                   tr("Автоматическое действие не может требовать причину, замечания, основание, документы, форму или "
                      "условие"));
}

}  // namespace

void check_deadlines(const Pack& pack, Findings& findings) {
  for (std::size_t i = 0; i < pack.workflow.transitions.size(); ++i) {
    const Transition& transition = pack.workflow.transitions[i];
    if (!transition.deadline) continue;
    const std::string pointer = step("/workflow/transitions", i);
    check_rule(pack, transition, pointer + "/deadline", findings);
    if (transition.automatic()) check_automatic(transition, pointer, findings);
  }
  if (pack.stages.empty()) return;
  const Date on = local(pack.stages.front().from, pack.zone()).date;
  Norms norms(pack, findings);
  for (law::Step each : {law::Step::publish, law::Step::comments, law::Step::decide, law::Step::report})
    norms.check(each, on);
}

}  // namespace pochin::practice
