// A municipality's practice with every kind of transition, and an application that walks through it.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include "shared/application/convert.h"
#include "shared/application/decide.h"
#include "tests/unit/shared/calendar/calendar_fixture.h"

namespace pochin::application {

inline formula::Formula formula_of(std::string_view text) { return formula::parse(text).value(); }

inline form::Field field_of(std::string id, form::Kind kind, std::string label = "") {
  form::Field field;
  field.id = std::move(id);
  field.kind = kind;
  field.label = label.empty() ? field.id : std::move(label);
  return field;
}

inline form::Form form_of(std::vector<form::Field> fields) {
  form::Form form;
  form.groups = {{"g", "Г", {{"s", "С", "", form::Privacy::service, {}, std::move(fields)}}}};
  form::prepare(form);
  return form;
}

inline Transition transition(std::string action, std::vector<State> from, std::optional<State> to, std::string role) {
  Transition made;
  made.action = made.title = std::move(action);
  made.from = std::move(from);
  made.to = to;
  made.roles = {std::move(role)};
  made.done = "Сделано";
  return made;
}

inline DeadlineRule rule(std::string title, DeadlineRule::Start start, int64_t count, calendar::Unit unit) {
  DeadlineRule made;
  made.title = std::move(title);
  made.start = start;
  made.term = {count, unit, calendar::DayOff::next_working};
  made.law = "131";
  return made;
}

inline form::Form life_form() {
  form::Field name = field_of("name", form::Kind::text);
  name.required = formula_of("true");
  form::Field decision = field_of("decision", form::Kind::files, "Решение");
  decision.privacy = form::Privacy::staff;
  return form_of({name, field_of("minutes", form::Kind::files, "Протокол"), decision});
}

inline Workflow life_workflow() {
  using enum State;
  using Start = DeadlineRule::Start;
  using calendar::Unit;
  Workflow workflow;
  workflow.track = Track::initiative_project;
  workflow.states = {draft,
                     submitted_to_municipality,
                     public_comment,
                     municipal_review,
                     returned_for_revision,
                     municipality_approved,
                     municipality_refused,
                     withdrawn,
                     archived};
  workflow.applicant = {{draft, returned_for_revision}, {"author"}};
  workflow.staff = {{submitted_to_municipality, municipal_review}, {"municipal_operator"}};
  workflow.number_format = "П-{number:3}";

  Transition submit = transition("submit", {draft}, submitted_to_municipality, "author");
  submit.needs_valid_form = submit.gives_number = true;
  submit.documents = {{"minutes", "Протокол собрания"}};
  Transition publish = transition("publish", {submitted_to_municipality}, public_comment, "municipal_operator");
  publish.deadline = rule("Опубликовать", Start::submitted, 3, Unit::working_days);
  Transition end = transition("end_comments", {public_comment}, municipal_review, std::string(kClockRole));
  end.deadline = rule("Замечания жителей", Start::entered, 5, Unit::working_days);
  end.deadline->automatic = end.deadline->at_least = true;
  Transition support = transition("support", {municipal_review}, municipality_approved, "municipal_head");
  support.documents = {{"decision", "Решение администрации"}};
  support.deadline = rule("Принять решение", Start::submitted, 30, Unit::calendar_days);
  support.deadline->states = {submitted_to_municipality, public_comment, municipal_review};
  Transition refuse = transition("refuse", {municipal_review}, municipality_refused, "municipal_head");
  refuse.grounds = {"no_powers", "better_way"};
  refuse.deadline = support.deadline;
  Transition refine = transition("refine", {municipal_review}, returned_for_revision, "municipal_head");
  refine.needs_remarks = refine.offers_refinement = true;
  Transition give_back = transition("return", {submitted_to_municipality}, returned_for_revision, "municipal_operator");
  give_back.needs_remarks = true;
  Transition archive = transition("archive", {municipality_approved}, archived, std::string(kClockRole));
  archive.deadline = rule("Хранить", Start::entered, 1, Unit::months);
  archive.deadline->automatic = true;
  workflow.transitions = {submit,
                          publish,
                          end,
                          support,
                          refuse,
                          refine,
                          give_back,
                          transition("resubmit", {returned_for_revision}, {}, "author"),
                          transition("withdraw", {draft, submitted_to_municipality}, withdrawn, "author"),
                          archive};
  return workflow;
}

inline Instant at(std::string_view text) { return parse_instant(text).value(); }

struct Life {
  form::Form form = life_form();
  Workflow workflow = life_workflow();
  form::Facts facts;
  std::vector<law::RefusalGround> grounds = {{"no_powers", "Нет полномочий", "131"},
                                             {"better_way", "Есть способ лучше", "131", true},
                                             {"other_practice", "Чужое основание", "131"}};
  Clock clock{calendar::shipped(), {"МСК", 180}};
  Rules rules{workflow, form, facts, true, grounds, &clock};
  Actor author{"p1", "Ильина М. С.", {}};
  Actor clerk{"p2", "Соколова А. В.", {"municipal_operator"}};
  Actor head{"p3", "Петров И. И.", {"municipal_head"}};
  std::vector<Event> events;
  Application object;
  Instant now = at("2026-03-02T09:00:00Z");  // a Monday

  Life() { take(create("a1", "local", "1", "86500411", author, workflow, now)); }

  void take(std::expected<Event, Refusal> event) {
    INFO((event ? std::string() : event.error().message));
    REQUIRE(event);
    apply(object, *event);
    events.push_back(*event);
  }
  void act(const Actor& actor, std::string_view action, const ActionInput& input = {}) {
    take(decide(object, rules, actor, action, input, now));
  }
  void submit() {
    take(change_answers(object, rules, author, {{"name", "Дорога"}, {"minutes", file("протокол.pdf")}}, {}, now));
    act(author, "submit", {.next_number = 1});
  }
  // In the state municipal_review, a week after the submission.
  void review() {
    submit();
    act(clerk, "publish");
    now = at("2026-03-10T21:00:00Z");
    act(clock_actor(), "end_comments");
  }
  void decision() { take(change_answers(object, rules, clerk, {{"decision", file("решение.pdf")}}, {}, now)); }
  static form::Files file(std::string name) {
    return {{"f" + std::to_string(name.size()), name, "application/pdf", 100}};
  }

  Refusal refusal(const Actor& actor, std::string_view action, const ActionInput& input = {}) const {
    const auto decided = decide(object, rules, actor, action, input, now);
    REQUIRE(!decided);
    return decided.error();
  }
  std::vector<Deadline> running() const { return deadlines(object, workflow, clock, now).value(); }
  Deadline running(std::string_view action) const {
    for (const Deadline& each : running())
      if (each.action == action) return each;
    FAIL("no such deadline runs: " << action);
    return {};
  }
  std::vector<std::string> due() const {
    std::vector<std::string> actions;
    const auto found = due_transitions(object, workflow, clock, now);
    REQUIRE(found);
    for (const Transition* each : *found) actions.push_back(each->action);
    return actions;
  }
};

}  // namespace pochin::application
