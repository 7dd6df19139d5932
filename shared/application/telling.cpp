#include "shared/application/telling.h"

#include <utility>

#include "shared/form/template.h"

namespace pochin::application {
namespace {

form::Facts facts_of(const Application& application, const Event& event, const Rules& rules,
                     const TellingNames& names) {
  const law::RefusalGround* ground = law::find_ground(rules.grounds, event.ground);
  form::Facts facts = rules.facts;
  facts["number"] = form::fact(application.number);
  facts["title"] = form::fact(names.title);
  facts["municipality"] = form::fact(names.municipality);
  facts["comment"] = form::fact(event.comment);
  facts["ground"] = form::fact(ground ? ground->text : std::string());
  facts["deadline"] = form::fact(names.deadline);
  return facts;
}

}  // namespace

std::vector<std::string> told_of(const Application& application, const Event& event, const Rules& rules,
                                 const TellingNames& names, Recipient to) {
  const Transition* move = event.kind == EventKind::moved ? rules.workflow.find(event.action, event.from) : nullptr;
  if (!move) return {};
  std::vector<std::string_view> texts;
  if (to == Recipient::author && !move->told.empty()) texts.emplace_back(move->told);
  for (const Notice& each : move->notices)
    if (each.to == to) texts.emplace_back(each.text);
  if (texts.empty()) return {};
  const form::Facts facts = facts_of(application, event, rules, names);
  const form::Environment environment(rules.form, application.answers, facts, rules.working_days());
  std::vector<std::string> sentences;
  for (const std::string_view text : texts) sentences.push_back(form::fill(text, environment));
  return sentences;
}

}  // namespace pochin::application
