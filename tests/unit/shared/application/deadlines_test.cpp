#include "shared/application/deadlines.h"

#include "tests/unit/shared/application/life_fixture.h"

namespace pochin::application {

using calendar::day;

TEST_CASE("a submitted project is published in three working days and decided in thirty days") {
  Life life;
  CHECK(life.running().empty());
  life.submit();
  REQUIRE(life.running().size() == 2);
  const Deadline publish = life.running("publish");
  CHECK(publish.last_day == day("05.03.2026"));
  CHECK(publish.end == at("2026-03-05T21:00:00Z"));  // midnight in the region
  CHECK(publish.who == std::vector<std::string>{"municipal_operator"});
  CHECK(publish.law == "131");
  CHECK(deadline_text(publish, life.clock.zone) == "до 5\u00a0марта 2026\u00a0года");
  CHECK(life.running("support").last_day == day("01.04.2026"));
}

TEST_CASE("a deadline is late from its end on, and overdue by working days only") {
  Life life;
  life.submit();
  life.now = at("2026-03-05T20:59:59.999Z");
  CHECK(!life.running("publish").late);
  life.now = at("2026-03-05T21:00:00Z");  // Friday begins
  CHECK(life.running("publish").late);
  CHECK(life.running("publish").overdue == 1);
  life.now = at("2026-03-09T12:00:00Z");  // after the weekend, a day off
  CHECK(life.running("publish").overdue == 1);
  CHECK(deadline_text(life.running("publish"), life.clock.zone) == "просрочено на 1\u00a0рабочий день");
  life.now = at("2026-03-11T12:00:00Z");
  CHECK(deadline_text(life.running("publish"), life.clock.zone) == "просрочено на 3\u00a0рабочих дня");
}

TEST_CASE("on the free day right behind the last one it is late by no working day") {
  Life life;
  life.now = at("2026-03-03T09:00:00Z");
  life.submit();
  life.now = at("2026-03-07T09:00:00Z");  // Saturday; the last day was Friday
  CHECK(life.running("publish").late);
  CHECK(life.running("publish").overdue == 0);
  CHECK(deadline_text(life.running("publish"), life.clock.zone) == "срок истёк");
}

TEST_CASE("two answers to one deadline are told once") {
  Life life;
  life.review();
  REQUIRE(life.running().size() == 1);
  CHECK(life.running()[0].title == "Принять решение");
}

TEST_CASE("the clock stands while the application is returned by the state that has to decide") {
  Life life;
  life.review();
  const Date before = life.running("support").last_day;
  life.act(life.head, "refine", {.remarks = {{"name", "Уточните"}}});
  life.now = at("2026-03-16T09:00:00Z");
  CHECK(life.running("support").paused);
  CHECK(deadline_text(life.running("support"), life.clock.zone) == "срок остановлен: заявка на доработке");
  life.act(life.author, "resubmit");
  CHECK(!life.running("support").paused);
  CHECK(life.running("support").last_day == add_days(before, 5));  // from the 11th to the 16th
}

TEST_CASE("what was late before the return stays late, and no more days are added") {
  Life life;
  life.submit();
  life.now = at("2026-03-11T12:00:00Z");
  life.act(life.clerk, "return", {.remarks = {{"name", "Уточните"}}});
  life.now = at("2026-03-20T12:00:00Z");
  CHECK(life.running("publish").paused);
  CHECK(life.running("publish").late);
  CHECK(life.running("publish").overdue == 3);
}

TEST_CASE("a deadline of a fixed moment does not wait for a returned application") {
  Life life;
  life.workflow.transitions[1].deadline->start = DeadlineRule::Start::fixed;
  life.workflow.transitions[1].deadline->at = at("2026-03-20T15:00:00Z");
  life.submit();
  life.act(life.clerk, "return", {.remarks = {{"name", "Уточните"}}});
  const Deadline fixed = life.running("publish");
  CHECK(!fixed.paused);
  CHECK(fixed.last_day == day("20.03.2026"));
  CHECK(deadline_text(fixed, life.clock.zone) == "до 20\u00a0марта 2026\u00a0года, 18:00 (МСК)");
  life.now = at("2026-03-20T15:00:00Z");
  CHECK(life.running("publish").late);
}

TEST_CASE("coming into a state anew begins its term again") {
  Life life;
  Transition again = transition("publish_again", {State::public_comment}, State::public_comment, "municipal_operator");
  life.workflow.transitions.push_back(again);
  life.submit();
  life.act(life.clerk, "publish");
  CHECK(life.running("end_comments").last_day == day("10.03.2026"));
  life.now = at("2026-03-05T09:00:00Z");
  life.act(life.clerk, "publish_again");
  CHECK(life.running("end_comments").last_day == day("13.03.2026"));
}

TEST_CASE("the clock ends the comments exactly at midnight after five working days, and once") {
  Life life;
  life.submit();
  life.act(life.clerk, "publish");
  CHECK(life.running("end_comments").at_least);
  life.now = at("2026-03-10T20:59:59.999Z");  // the 9th is a day off
  CHECK(life.due().empty());
  CHECK(life.refusal(clock_actor(), "end_comments").code == Refusal::Code::too_early);
  life.now = at("2026-03-10T21:00:00Z");
  CHECK(life.due() == std::vector<std::string>{"end_comments"});
  CHECK(life.due() == std::vector<std::string>{"end_comments"});
  life.act(clock_actor(), "end_comments");
  CHECK(life.object.state == State::municipal_review);
  CHECK(life.events.back().actor == "Портал");
  CHECK(life.due().empty());
}

TEST_CASE("nobody cuts the time of residents short, and without a calendar nobody ends it") {
  Life life;
  life.submit();
  life.act(life.clerk, "publish");
  CHECK(life.refusal(life.clerk, "end_comments").code == Refusal::Code::not_allowed);
  life.now = at("2026-05-01T09:00:00Z");
  const Rules blind{life.workflow, life.form, life.facts, true, life.grounds};
  const auto decided = decide(life.object, blind, clock_actor(), "end_comments", {}, life.now);
  REQUIRE(!decided);
  CHECK(decided.error().code == Refusal::Code::too_early);
}

TEST_CASE("a year without a calendar is told as uncertain") {
  Life life;
  life.now = at("2031-03-03T09:00:00Z");
  life.submit();
  CHECK(!life.running("publish").certain);
  CHECK(deadline_text(life.running("publish"), life.clock.zone).ends_with("(календарь этого года уточняется)"));
}

TEST_CASE("a term beyond all calendars is an error and no silence") {
  Life life;
  life.workflow.transitions[1].deadline->term = {10'000, calendar::Unit::months, calendar::DayOff::stay};
  life.submit();
  CHECK(deadlines(life.object, life.workflow, life.clock, life.now).error().code == "term_range");
  CHECK(!due_transitions(life.object, life.workflow, life.clock, life.now));
}

}  // namespace pochin::application
