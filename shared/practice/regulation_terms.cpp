// The terms of a practice, each with the event it runs from: those of the moves of its workflow that carry it.
#include <algorithm>

#include "shared/base/tr.h"
#include "shared/practice/regulation_parts.h"

namespace pochin::practice {
namespace {

using Rule = application::DeadlineRule;

std::string states_text(const std::vector<application::State>& states) {
  std::vector<std::string> titles;
  for (const application::State state : states) titles.push_back(tr("«{}»", std::string(application::title_of(state))));
  return joined(titles, ", ");
}

std::string event_of(const application::Transition& transition) {
  const Rule& rule = *transition.deadline;
  switch (rule.start) {
    case Rule::Start::entered:
      return tr("заявка перешла в состояние {}", states_text(rule.states.empty() ? transition.from : rule.states));
    case Rule::Start::submitted:
      return std::string(tr("заявка подана впервые"));
    case Rule::Start::registered:
      return std::string(tr("заявка зарегистрирована в регионе"));
    case Rule::Start::fixed:
      return {};
  }
  return {};
}

bool carries(const Rule& rule, const NamedTerm& named) {
  return rule.start != Rule::Start::fixed && rule.term == named.term && rule.title == named.title;
}

// The events of the moves that carry this term, each once.
std::vector<std::string> events_of(const Pack& pack, const NamedTerm& named) {
  std::vector<std::string> events;
  for (const application::Transition& transition : pack.workflow.transitions) {
    if (!transition.deadline || !carries(*transition.deadline, named)) continue;
    std::string event = event_of(transition);
    if (std::ranges::find(events, event) == events.end()) events.push_back(std::move(event));
  }
  return events;
}

std::string term_point(const Pack& pack, const NamedTerm& named, RegulationWriter& writer) {
  const std::string within = calendar::term_within(named.term);
  const std::vector<std::string> events = events_of(pack, named);
  std::string text = named.at_least ? tr("{} в течение срока, который не может быть менее {}", named.title, within)
                                    : tr("{} в течение {}", named.title, within);
  if (events.empty())
    writer.unsaid(tr("Срок «{}»: событие, с которого он идёт, — в правилах практики его нет", named.title));
  else
    text += tr(" после того, как {}", joined(events, tr(" или ")));
  return writer.point(text + ".", cited(pack, {named.law}, first_day(pack)));
}

void write_clock(const Pack& pack, RegulationWriter& writer) {
  for (const application::Transition& transition : pack.workflow.transitions) {
    if (!transition.deadline) continue;
    const Rule& rule = *transition.deadline;
    if (rule.start == Rule::Start::fixed && rule.at)
      writer.point(tr("{} — до {}.", rule.title, moment_at(local(*rule.at, pack.zone()))),
                   cited(pack, {rule.law}, first_day(pack)));
    if (rule.automatic)
      writer.point(tr("По окончании срока «{}» портал сам записывает: «{}».", rule.title, transition.done));
  }
}

}  // namespace

void write_terms(const Pack& pack, RegulationWriter& writer) {
  if (pack.terms.empty()) return;
  writer.section(tr("Сроки рассмотрения"));
  std::vector<std::string> staying, moved_back;
  for (const NamedTerm& named : pack.terms) {
    const std::string number = term_point(pack, named, writer);
    if (named.term.day_off == calendar::DayOff::stay) staying.push_back(number);
    if (named.term.day_off == calendar::DayOff::previous) moved_back.push_back(number);
  }
  write_clock(pack, writer);
  writer.point(std::string(
      tr("Течение срока начинается на следующий день после события, которым определено его начало. Рабочие дни "
         "определяются по производственному календарю.")));
  std::string text(
      tr("Если последний день срока приходится на нерабочий день, днём окончания срока считается "
         "ближайший следующий за ним рабочий день."));
  if (!moved_back.empty())
    text += moved_back.size() == 1
                ? tr(" Для срока, указанного в {}, — ближайший предшествующий рабочий день.", in_points(moved_back))
                : tr(" Для сроков, указанных в {}, — ближайший предшествующий рабочий день.", in_points(moved_back));
  if (!staying.empty())
    text += staying.size() == 1 ? tr(" Срок, указанный в {}, на рабочий день не переносится.", in_points(staying))
                                : tr(" Сроки, указанные в {}, на рабочий день не переносятся.", in_points(staying));
  writer.point(text);
}

}  // namespace pochin::practice
