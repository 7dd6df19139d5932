#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/application/decide.h"
#include "shared/base/json.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

Instant at(std::string_view text) { return parse_instant(text).value(); }

const application::Actor kAuthor{"p1", "Ильина М. С.", {"citizen"}};
const application::Actor kClerk{"p2", "Соколова А. В.", {"municipal_operator"}};
const application::Actor kCentre{"p3", "Белова М. И.", {"project_centre_operator"}};

}  // namespace

TEST_CASE("the stage at a moment: before, at the first and at the last second, after") {
  // Intake is 1 November 00:00 to 25 December 18:00 by МСК+1, four hours ahead of UTC.
  CHECK(stage_at(ppmi(), at("2026-08-01T00:00:00Z")).state == StageState::before);
  const StageNow open = stage_at(ppmi(), at("2026-10-31T20:00:00Z"));
  CHECK(open.stage->id == "intake");
  CHECK(open.number == 2);
  CHECK(open.total == 8);
  CHECK(open.state == StageState::open);
  CHECK(open.deadline == "до 25\u00a0декабря 2026\u00a0года, 18:00 (МСК+1)");
  CHECK(stage_at(ppmi(), at("2026-10-31T19:59:59Z")).stage->id == "meetings");
  CHECK(intake_open(ppmi(), at("2026-12-25T13:59:59Z")));
  CHECK(!intake_open(ppmi(), at("2026-12-25T14:00:00Z")));
  CHECK(stage_at(ppmi(), at("2030-01-01T00:00:00Z")).state == StageState::after);
}

TEST_CASE("a pack read for filling in forms is the same without what is decided by it") {
  const Json json = parse_json(pack_text("karelia")).value();
  const Pack whole = parse_pack(json).value(), form = parse_form_pack(json).value();
  CHECK(whole.commission);
  CHECK(!form.commission);
  CHECK(form.hash == whole.hash);
  CHECK(form.form.sections(true).size() == whole.form.sections(true).size());
  CHECK(form.workflow.transitions.size() == whole.workflow.transitions.size());
  Json broken = json;
  broken["commission"] = 1;
  CHECK(!parse_pack(broken));
  CHECK(parse_form_pack(broken));
}

TEST_CASE("an intake until midnight lasts to the end of the day before") {
  Pack pack = ppmi();
  pack.stages[1].to = instant({*make_date(2026, 12, 12)}, pack.zone());
  CHECK(stage_at(pack, at("2026-12-01T00:00:00Z")).deadline == "до конца 11\u00a0декабря 2026\u00a0года (МСК+1)");
}

TEST_CASE("stages are shifted together, in the object and in the JSON") {
  Pack pack = ppmi();
  shift_stages(pack, 30);
  Json json = Json::parse(pack_text());
  shift_stages(json, 30);
  const Pack again = parse_pack(json).value();
  for (std::size_t i = 0; i < pack.stages.size(); ++i) {
    CHECK(pack.stages[i].from == again.stages[i].from);
    CHECK(pack.stages[i].to == again.stages[i].to);
  }
}

TEST_CASE("the public part of a pack has nothing of the staff and still parses") {
  const Json open = public_subset(Json::parse(pack_text()));
  CHECK(open.dump().find("points_comment") == std::string::npos);
  const auto pack = parse_pack(open);
  REQUIRE(pack);
  CHECK(pack->form.field("name"));
  CHECK(!pack->form.field("points_plus"));
}

TEST_CASE("the hash of a pack changes with its content, not with its spaces") {
  Json json = Json::parse(pack_text());
  CHECK(content_hash(json) == ppmi().hash);
  json["criteria"]["items"][0]["weight"] = "0.21";
  CHECK(content_hash(json) != ppmi().hash);
}

TEST_CASE("the whole way of an application: submitted, returned, corrected, accepted, registered, admitted") {
  using application::State;
  const form::Facts facts = place("sp", 800);
  const application::Rules rules{ppmi().workflow, ppmi().form, facts, true};
  std::vector<application::Event> events = {application::create("a1", "ppmi", ppmi().version, "86500411", kAuthor,
                                                                ppmi().workflow, at("2026-11-20T08:00:00Z"))};
  application::Application object = application::replay(events).value();
  Instant now = at("2026-11-20T08:01:00Z");
  const auto take = [&](std::expected<application::Event, application::Refusal> event) {
    INFO((event ? std::string() : event.error().message));
    REQUIRE(event);
    application::apply(object, *event);
    events.push_back(*event);
    now.ms += 60'000;
  };

  const auto early = application::decide(object, rules, kAuthor, "submit", {}, now);
  REQUIRE(!early);
  CHECK(early.error().code == application::Refusal::Code::invalid);
  CHECK(early.error().problems.size() > 10);

  take(application::change_answers(object, rules, kAuthor, full_answers(), {}, now));
  take(application::decide(object, rules, kAuthor, "submit", {.next_number = 1}, now));
  CHECK(object.number == "ППМИ-2027-0001");
  CHECK(object.state == State::submitted_to_municipality);
  CHECK(object.submitted_at == at("2026-11-20T08:02:00Z"));
  CHECK(!application::decide(object, rules, kAuthor, "accept", {}, now));
  CHECK(!application::change_answers(object, rules, kAuthor, {{"name", "Другое название"}}, {}, now));

  take(application::decide(object, rules, kClerk, "return", {.remarks = {{"results", "Уточните длину"}}}, now));
  CHECK(object.open_remarks() == 1);
  take(application::change_answers(object, rules, kAuthor, {{"address", "ул. Лесная"}}, {}, now));
  take(application::decide(object, rules, kAuthor, "resubmit", {}, now));
  CHECK(object.state == State::submitted_to_municipality);
  CHECK(object.open_remarks() == 0);
  take(application::decide(object, rules, kClerk, "accept", {}, now));
  take(application::decide(object, rules, kCentre, "register", {}, now));
  CHECK(object.registered_at);
  take(application::decide(object, rules, kCentre, "return", {.remarks = {{"", "Приложите смету целиком"}}}, now));
  take(application::decide(object, rules, kClerk, "resubmit", {}, now));
  CHECK(object.state == State::formal_check);
  take(
      application::change_answers(object, rules, kCentre, {{"points_plus", "1"}, {"points_comment", "п. 5"}}, {}, now));
  take(application::decide(object, rules, kCentre, "admit", {}, now));
  CHECK(object.state == State::admitted);
  CHECK(object.number == "ППМИ-2027-0001");

  CHECK(application::replay(events).value() == object);
  std::vector<application::Event> stored;
  for (const auto& event : events)
    stored.push_back(application::event_from_json(ppmi().form, application::to_json(event)).value());
  CHECK(application::replay(stored).value() == object);
}

}  // namespace pochin::practice
