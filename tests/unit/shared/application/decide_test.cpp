#include "shared/application/decide.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/application/closing.h"
#include "shared/calendar/production_calendar.h"

namespace pochin::application {
namespace {

formula::Formula formula_of(std::string_view text) { return formula::parse(text).value(); }

form::Form sample_form() {
  form::Form form;
  form::Field name, staff;
  name.id = name.label = "name";
  name.required = formula_of("true");
  staff.id = staff.label = "note";
  staff.privacy = form::Privacy::staff;
  form.groups = {{"g", "Г", {{"s", "С", "", form::Privacy::service, {}, {name, staff}}}}};
  form::prepare(form);
  return form;
}

Transition move(std::string action, std::vector<State> from, std::optional<State> to, std::string role) {
  Transition made;
  made.action = made.title = std::move(action);
  made.from = std::move(from);
  made.to = to;
  made.roles = {std::move(role)};
  made.done = "Сделано";
  return made;
}

Workflow sample_workflow() {
  Workflow workflow;
  workflow.states = {State::draft, State::municipal_review, State::returned_for_revision, State::withdrawn};
  workflow.applicant = {{State::draft, State::returned_for_revision}, {"author"}};
  workflow.staff = {{State::municipal_review}, {"municipal_operator"}};
  workflow.number_format = "З-{number:3}";
  Transition submit = move("submit", {State::draft}, State::municipal_review, "author");
  submit.needs_valid_form = submit.needs_open_intake = submit.gives_number = true;
  Transition give_back = move("return", {State::municipal_review}, State::returned_for_revision, "municipal_operator");
  give_back.needs_remarks = true;
  Transition withdraw = move("withdraw", {State::draft, State::municipal_review}, State::withdrawn, "author");
  withdraw.needs_comment = true;
  withdraw.guard = formula_of("name != \"Мост\"");
  withdraw.guard_message = "Проект «{name}» отозвать нельзя";
  workflow.transitions = {submit, give_back, move("resubmit", {State::returned_for_revision}, {}, "author"), withdraw};
  return workflow;
}

struct House {
  form::Form form = sample_form();
  Workflow workflow = sample_workflow();
  form::Facts facts;
  Rules rules{workflow, form, facts, true};
  Actor author{"p1", "Ильина М. С.", {}};
  Actor clerk{"p2", "Соколова А. В.", {"municipal_operator"}};
  Actor stranger{"p3", "Орлов", {}};
  std::vector<Event> events;
  Application object;
  Instant now{1'000};

  House() { take(create("a1", "ppmi", "1", "86500411", author, workflow, now)); }
  void take(std::expected<Event, Refusal> event) {
    REQUIRE(event);
    apply(object, *event);
    events.push_back(*event);
    now.ms += 1'000;
  }
  Refusal::Code refusal(const Actor& actor, std::string_view action, const ActionInput& input = {}) const {
    const auto decided = decide(object, rules, actor, action, input, now);
    REQUIRE(!decided);
    CHECK(!decided.error().message.empty());
    return decided.error().code;
  }
};

}  // namespace

TEST_CASE("the staff's change is whole at once: what it makes necessary comes with it and stays") {
  House house;
  form::Field points, reason;
  points.id = points.label = "points";
  points.kind = form::Kind::decimal;
  reason.id = reason.label = "reason";
  reason.required = formula_of("by_hand != 0");
  house.form.facts = {{"by_hand", formula_of("coalesce(points, 0)"), {}, {}}};
  reason.missing = "Напишите, почему";
  points.privacy = reason.privacy = form::Privacy::staff;
  auto& fields = house.form.groups[0].sections[0].fields;
  fields.insert(fields.end(), {points, reason});
  form::prepare(house.form);
  house.take(change_answers(house.object, house.rules, house.author, {{"name", "Дорога"}}, {}, house.now));
  house.take(decide(house.object, house.rules, house.author, "submit", {.next_number = 1}, house.now));
  const auto change = [&](form::Answers set, std::vector<std::string> unset = {}) {
    return change_answers(house.object, house.rules, house.clerk, std::move(set), std::move(unset), house.now);
  };
  const auto refused = change({{"points", "2"}});
  REQUIRE(!refused);
  CHECK(refused.error().code == Refusal::Code::invalid);
  CHECK(refused.error().problems.at(0).field == "reason");
  CHECK(refused.error().message == "Напишите, почему");
  CHECK(change({{"note", "x"}}));
  house.take(change({{"points", "2"}, {"reason", "п. 5"}}));
  CHECK(!change({}, {"reason"}));
  CHECK(change({{"points", "0"}}, {"reason"}));
}

TEST_CASE("what an official typed and the field does not take is refused at that field") {
  House house;
  form::Field points;
  points.id = points.label = "points";
  points.kind = form::Kind::decimal;
  points.max = Ratio(100);
  points.privacy = form::Privacy::staff;
  house.form.groups[0].sections[0].fields.push_back(points);
  form::prepare(house.form);
  house.take(change_answers(house.object, house.rules, house.author, {{"name", "Дорога"}}, {}, house.now));
  house.take(decide(house.object, house.rules, house.author, "submit", {.next_number = 1}, house.now));
  for (const char* wrong : {"500", "пять"}) {
    const auto refused =
        change_answers(house.object, house.rules, house.clerk, {{"points", wrong}, {"note", "x"}}, {}, house.now);
    REQUIRE(!refused);
    CHECK(refused.error().code == Refusal::Code::invalid);
    CHECK(refused.error().problems.at(0).field == "points");
  }
  CHECK(change_answers(house.object, house.rules, house.clerk, {{"points", "99,5"}}, {}, house.now));
}

TEST_CASE("a guard counts the working days of the calendar it is given") {
  House house;
  for (Transition& each : house.workflow.transitions)
    if (each.action == "withdraw") each.guard = formula_of("is_workday(date(\"2027-01-04\"))");
  CHECK(decide(house.object, house.rules, house.author, "withdraw", {.comment = "ж"}, house.now));
  calendar::ProductionCalendar calendar;
  calendar.put({2027, "", "verified", {make_date(2027, 1, 4).value()}, {}});
  const Clock clock{calendar, {"МСК", 180}};
  const Rules rules{house.workflow, house.form, house.facts, true, {}, &clock};
  const auto refused = decide(house.object, rules, house.author, "withdraw", {.comment = "ж"}, house.now);
  REQUIRE(!refused);
  CHECK(refused.error().code == Refusal::Code::guard);
}

TEST_CASE("an unfinished form is refused with the field that is missing") {
  House house;
  const auto decided = decide(house.object, house.rules, house.author, "submit", {}, house.now);
  REQUIRE(!decided);
  CHECK(decided.error().code == Refusal::Code::invalid);
  REQUIRE(decided.error().problems.size() == 1);
  CHECK(decided.error().problems[0].field == "name");
}

TEST_CASE("who may not, may not; what is not, is not; when it is closed, it is closed") {
  House house;
  CHECK(house.refusal(house.author, "fly") == Refusal::Code::unknown_action);
  CHECK(house.refusal(house.stranger, "submit") == Refusal::Code::not_allowed);
  CHECK(house.refusal(house.author, "resubmit") == Refusal::Code::wrong_state);
  house.take(change_answers(house.object, house.rules, house.author, {{"name", "Дорога"}}, {}, house.now));
  const Rules closed{house.workflow, house.form, house.facts, false};
  const auto late = decide(house.object, closed, house.author, "submit", {}, house.now);
  REQUIRE(!late);
  CHECK(late.error().code == Refusal::Code::intake_closed);
}

TEST_CASE("a return needs remarks on fields that exist") {
  House house;
  house.take(change_answers(house.object, house.rules, house.author, {{"name", "Дорога"}}, {}, house.now));
  house.take(decide(house.object, house.rules, house.author, "submit", {.next_number = 7}, house.now));
  CHECK(house.object.number == "З-007");
  CHECK(house.refusal(house.clerk, "return") == Refusal::Code::remarks_needed);
  CHECK(house.refusal(house.clerk, "return", {.remarks = {{"nome", "Исправьте"}}}) == Refusal::Code::unknown_field);
  CHECK(house.refusal(house.clerk, "return", {.remarks = {{"name", "  "}}}) == Refusal::Code::remarks_needed);
  house.take(decide(house.object, house.rules, house.clerk, "return", {.remarks = {{"name", "Исправьте"}}}, house.now));
  CHECK(house.object.state == State::returned_for_revision);
  CHECK(house.object.remarks[0].author == "Соколова А. В.");
  const std::string remark = house.object.remarks[0].id;
  CHECK(!resolve_remark(house.object, house.rules, house.clerk, remark, house.now));
  house.take(resolve_remark(house.object, house.rules, house.author, remark, house.now));
  CHECK(house.object.open_remarks() == 0);
  house.take(decide(house.object, house.rules, house.author, "resubmit", {}, house.now));
  CHECK(house.object.state == State::municipal_review);
  CHECK(!house.object.returned_from);
}

TEST_CASE("a remark that was answered is closed by whoever may return the application, once") {
  House house;
  house.take(change_answers(house.object, house.rules, house.author, {{"name", "Дорога"}}, {}, house.now));
  house.take(decide(house.object, house.rules, house.author, "submit", {.next_number = 7}, house.now));
  house.take(decide(house.object, house.rules, house.clerk, "return", {.remarks = {{"name", "Исправьте"}}}, house.now));
  const std::string remark = house.object.remarks[0].id;
  CHECK(!close_remark(house.object, house.rules, house.clerk, remark, false, house.now));  // the author has it now
  house.take(decide(house.object, house.rules, house.author, "resubmit", {}, house.now));
  CHECK(!close_remark(house.object, house.rules, house.author, remark, false, house.now));
  CHECK(!close_remark(house.object, house.rules, house.clerk, "r99_1", false, house.now));
  const auto closed = close_remark(house.object, house.rules, house.clerk, remark, false, house.now);
  REQUIRE(closed);
  CHECK(event_from_json(house.form, to_json(*closed)) == *closed);
  const Remark before = house.object.remarks[0];
  house.take(*closed);
  CHECK(house.object.remarks[0] == before);
  CHECK(house.object.state == State::municipal_review);
  CHECK(!close_remark(house.object, house.rules, house.clerk, remark, true, house.now));
}

TEST_CASE("a guard says in its own words why not; a comment is asked first") {
  House house;
  house.take(change_answers(house.object, house.rules, house.author, {{"name", "Мост"}}, {}, house.now));
  CHECK(house.refusal(house.author, "withdraw") == Refusal::Code::comment_needed);
  const auto decided = decide(house.object, house.rules, house.author, "withdraw", {.comment = "Нет денег"}, house.now);
  REQUIRE(!decided);
  CHECK(decided.error().code == Refusal::Code::guard);
  CHECK(decided.error().message == "Проект «Мост» отозвать нельзя");
}

TEST_CASE("the applicant fills the applicant's fields, the staff theirs, each in its states") {
  House house;
  const auto change = [&](const Actor& actor, const std::string& field) {
    return change_answers(house.object, house.rules, actor, {{field, "x"}}, {}, house.now).has_value();
  };
  CHECK(change(house.author, "name"));
  CHECK(!change(house.author, "note"));
  CHECK(!change(house.author, "nothing"));
  CHECK(!change(house.clerk, "name"));
  CHECK(!change(house.clerk, "note"));  // not in this state
  CHECK(!change(house.stranger, "name"));
  house.take(change_answers(house.object, house.rules, house.author, {{"name", "Дорога"}}, {}, house.now));
  house.take(decide(house.object, house.rules, house.author, "submit", {.next_number = 1}, house.now));
  CHECK(change(house.clerk, "note"));
  CHECK(!change(house.author, "name"));
}

TEST_CASE("replaying the events gives the same application; a broken history is refused") {
  House house;
  house.take(change_answers(house.object, house.rules, house.author, {{"name", "Дорога"}}, {}, house.now));
  house.take(decide(house.object, house.rules, house.author, "submit", {.next_number = 1}, house.now));
  house.take(decide(house.object, house.rules, house.clerk, "return", {.remarks = {{"", "Всё заново"}}}, house.now));
  CHECK(replay(house.events).value() == house.object);
  CHECK(house.object.version == 4);
  std::vector<Event> broken = house.events;
  broken.erase(broken.begin() + 1);
  CHECK(!replay(broken));
  broken = house.events;
  broken.erase(broken.begin());
  CHECK(!replay(broken));
  CHECK(!replay({}));
}

TEST_CASE("the allowed actions are those of the state and the actor") {
  House house;
  const auto names = [&](const Actor& actor) {
    std::vector<std::string> all;
    for (const Transition* each : allowed_actions(house.object, house.workflow, actor)) all.push_back(each->action);
    return all;
  };
  CHECK(names(house.author) == std::vector<std::string>{"submit", "withdraw"});
  CHECK(names(house.clerk).empty());
  CHECK(names(house.stranger).empty());
}

TEST_CASE("registration numbers follow the format and grow beyond its width") {
  CHECK(registration_number("ППМИ-2027-{number:4}", 1) == "ППМИ-2027-0001");
  CHECK(registration_number("{number:2}/27", 123) == "123/27");
  CHECK(!is_number_format("ППМИ"));
  CHECK(!is_number_format("ППМИ-{number:x}"));
  CHECK(!is_number_format("ППМИ-{number:"));
}

TEST_CASE("28 states and 6 exits, each with a code of its own and words for people") {
  int exits = 0;
  for (const StateInfo& each : all_states()) {
    exits += each.exit ? 1 : 0;
    CHECK(state_from(each.code) == each.state);
    CHECK(!each.title.empty());
  }
  CHECK(all_states().size() == 34);
  CHECK(exits == 6);
  CHECK(!state_from("published"));
}

}  // namespace pochin::application
