#include <algorithm>

#include "shared/base/tr.h"
#include "shared/practice/read.h"

namespace pochin::practice {
namespace {

std::optional<application::State> read_state(Object& object, std::string_view key, const std::string& code) {
  if (const auto state = application::state_from(code)) return state;
  std::vector<std::string> known;
  for (const application::StateInfo& each : application::all_states()) known.emplace_back(each.code);
  const std::string near = nearest(code, known);
  object.wrong(key, "unknown_state",
               near.empty() ? tr("Неизвестное состояние «{}»", code)
                            : tr("Неизвестное состояние «{}». Возможно, имелось в виду «{}»", code, near));
  return std::nullopt;
}

std::vector<application::State> read_states(Object& object, std::string_view key) {
  std::vector<application::State> states;
  for (const std::string& code : object.texts(key))
    if (const auto state = read_state(object, key, code)) states.push_back(*state);
  return states;
}

application::Editing read_editing(Object& workflow, std::string_view key) {
  application::Editing editing;
  workflow.with(key, [&](Object& object) {
    editing.states = read_states(object, "states");
    editing.roles = object.texts("roles");
  });
  return editing;
}

std::vector<application::Document> read_documents(Object& transition, Findings& findings) {
  std::vector<application::Document> documents;
  transition.each("documents", [&](const Json& item, const std::string& pointer) {
    Object document(item, pointer, findings);
    documents.push_back({document.needed_text("field"), document.needed_text("title")});
    document.done();
  });
  return documents;
}

// `notice` is how packs of before told the officials.
std::vector<application::Notice> read_notices(Object& transition, Findings& findings) {
  std::vector<application::Notice> notices;
  if (std::string text = transition.text("notice"); !text.empty())
    notices.push_back({application::Recipient::officials, std::move(text)});
  transition.each("notices", [&](const Json& item, const std::string& pointer) {
    Object notice(item, pointer, findings);
    const std::string code = notice.needed_text("to");
    const auto to = application::recipient_from(code);
    if (!to && !code.empty())
      notice.wrong("to", "unknown_recipient",
                   tr("Бывает author, officials, municipality, centre, experts, commission, finance, residents или "
                      "payers"));
    notices.push_back({to.value_or(application::Recipient::officials), notice.needed_text("text")});
    notice.done();
  });
  return notices;
}

// What it takes from a term, from a stage or from itself: exactly one of the three says when.
void read_moment(Object& object, const Pack& pack, application::DeadlineRule& rule) {
  using Start = application::DeadlineRule::Start;
  const std::string term = object.text("term"), stage = object.text("stage");
  if (static_cast<int>(!term.empty()) + static_cast<int>(!stage.empty()) + static_cast<int>(object.has("at")) != 1)
    return object.wrong("term", "deadline_moment",
                        tr("Назовите что-то одно: term — срок из terms, stage — конец этапа или at — дату и время"));
  if (!term.empty()) {
    const auto found = std::ranges::find(pack.terms, term, &NamedTerm::id);
    if (found == pack.terms.end()) return object.wrong("term", "unknown_term", tr("В terms нет срока «{}»", term));
    rule.term = found->term;
    rule.title = found->title;
    rule.at_least = found->at_least;
    rule.law = found->law;
    return;
  }
  rule.start = Start::fixed;
  if (stage.empty()) {
    rule.at = object.local_time("at", pack.zone_minutes);
  } else if (const Stage* found = pack.stage(stage)) {
    rule.at = found->to;
    rule.title = found->title;
  } else {
    object.wrong("stage", "unknown_stage", tr("В цикле нет этапа «{}»", stage));
  }
}

application::DeadlineRule read_deadline(Object& object, const Pack& pack) {
  application::DeadlineRule rule;
  const std::string start = object.text("start");
  if (const auto known = application::start_from(start))
    rule.start = *known;
  else if (!start.empty())
    object.wrong("start", "unknown_word", tr("Бывает entered, submitted или registered"));
  read_moment(object, pack, rule);
  if (const std::string title = object.text("title"); !title.empty()) rule.title = title;
  if (const std::string law = object.text("law"); !law.empty()) rule.law = law;
  rule.states = read_states(object, "states");
  rule.who = object.texts("who");
  rule.automatic = object.flag("automatic");
  object.ignore("note");
  return rule;
}

application::Transition read_transition(const Json& json, const std::string& pointer, const Pack& pack,
                                        Findings& findings) {
  Object object(json, pointer, findings);
  application::Transition transition;
  transition.action = object.needed_text("action");
  transition.title = object.needed_text("title");
  object.need("from");
  transition.from = read_states(object, "from");
  if (object.has("to")) transition.to = read_state(object, "to", object.text("to"));
  object.need("roles");
  transition.roles = object.texts("roles");
  transition.primary = object.flag("primary");
  transition.needs_comment = object.flag("needs_comment");
  transition.needs_remarks = object.flag("needs_remarks");
  transition.needs_valid_form = object.flag("needs_valid_form");
  transition.needs_open_intake = object.flag("needs_open_intake");
  transition.gives_number = object.flag("gives_number");
  transition.guard = object.formula("guard");
  transition.guard_message = object.text("guard_message");
  transition.offers_refinement = object.flag("offers_refinement");
  transition.documents = read_documents(object, findings);
  transition.grounds = object.texts("grounds");
  object.with("deadline", [&](Object& deadline) { transition.deadline = read_deadline(deadline, pack); });
  transition.notices = read_notices(object, findings);
  transition.told = object.text("told");
  transition.done = object.needed_text("done");
  transition.law = object.text("law");
  object.ignore("note");
  object.done();
  return transition;
}

application::Conversion read_conversion(const Json& json, const std::string& pointer, Findings& findings) {
  using Number = application::Conversion::Number;
  Object object(json, pointer, findings);
  application::Conversion conversion;
  const std::string from = object.needed_text("from");
  if (const auto track = application::track_from(from))
    conversion.from = *track;
  else if (!from.empty())
    object.wrong("from", "unknown_track", tr("Бывает initiative_project, application или idea"));
  conversion.title = object.needed_text("title");
  conversion.states = read_states(object, "states");
  object.need("roles");
  conversion.roles = object.texts("roles");
  const std::string number = object.text("number");
  if (number == "keep")
    conversion.number = Number::keep;
  else if (!number.empty() && number != "fresh")
    object.wrong("number", "unknown_word", tr("Бывает fresh — новый номер или keep — прежний"));
  object.each("fields", [&](const Json& item, const std::string& place) {
    Object map(item, place, findings);
    conversion.fields.push_back({map.needed_text("from"), map.needed_text("to")});
    map.done();
  });
  object.ignore("note");
  object.done();
  return conversion;
}

}  // namespace

void read_workflow(Object& object_of_pack, Pack& pack, Findings& findings) {
  application::Workflow& workflow = pack.workflow;
  object_of_pack.need("workflow");
  object_of_pack.with("workflow", [&](Object& object) {
    const std::string track = object.text("track");
    const auto known = application::track_from(track);
    if (known && *known != application::Track::idea)
      workflow.track = *known;
    else if (!track.empty())
      object.wrong("track", "unknown_track", tr("Бывает initiative_project или application"));
    const std::string initial = object.needed_text("initial");
    if (!initial.empty()) workflow.initial = read_state(object, "initial", initial).value_or(application::State::draft);
    object.need("states");
    workflow.states = read_states(object, "states");
    workflow.final_states = read_states(object, "final");
    workflow.number_format = object.needed_text("number_format");
    workflow.applicant = read_editing(object, "applicant");
    workflow.staff = read_editing(object, "staff");
    object.each("staff_sections", [&](const Json& item, const std::string& pointer) {
      Object one(item, pointer, findings);
      application::SectionEditing editing{one.needed_text("section"), {}};
      one.need("states");
      editing.editing.states = read_states(one, "states");
      one.need("roles");
      editing.editing.roles = one.texts("roles");
      one.done();
      workflow.sections.push_back(std::move(editing));
    });
    object.need("transitions");
    object.each("transitions", [&](const Json& item, const std::string& pointer) {
      workflow.transitions.push_back(read_transition(item, pointer, pack, findings));
    });
    object.each("conversions", [&](const Json& item, const std::string& pointer) {
      workflow.conversions.push_back(read_conversion(item, pointer, findings));
    });
  });
}

}  // namespace pochin::practice
