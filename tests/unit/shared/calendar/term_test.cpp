#include "shared/calendar/term.h"

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "tests/unit/shared/calendar/calendar_fixture.h"

namespace pochin::calendar {
namespace {

const Zone kMoscow{"МСК", 180};
constexpr Term kPublish{3, Unit::working_days, DayOff::next_working};
constexpr Term kComments{5, Unit::working_days, DayOff::next_working};
constexpr Term kDecide{30, Unit::calendar_days, DayOff::next_working};
constexpr Term kReport{30, Unit::calendar_days, DayOff::stay};

Instant at(std::string_view local_time, const Zone& zone = kMoscow) {
  return instant(parse_local_time(local_time).value(), zone);
}

std::string last(const Term& term, std::string_view start, std::vector<Pause> pauses = {}) {
  const auto found = deadline(term, at(start), kMoscow, shipped(), pauses);
  return found ? format_date(found->last_day) : found.error().code;
}

Pause pause(std::string_view from, std::string_view to) { return {at(from), at(to)}; }

}  // namespace

TEST_CASE("a project is published within three working days after it was brought in") {
  CHECK(last(kPublish, "2026-03-02T10:00") == "05.03.2026");
  CHECK(last(kPublish, "2026-03-05T23:59") == "11.03.2026");  // 7–9 March are off
  CHECK(last(kPublish, "2026-12-29T10:00") == "12.01.2027");
}

TEST_CASE("comments are taken for five whole working days") {
  CHECK(last(kComments, "2026-04-27T09:00") == "05.05.2026");
  CHECK(last(kComments, "2024-04-26T09:00") == "07.05.2024");  // 27 April is worked, 29 and 30 are not
}

TEST_CASE("a decision is due in 30 days, on the next working day when the last is off") {
  CHECK(last(kDecide, "2026-03-02T10:00") == "01.04.2026");
  CHECK(last(kDecide, "2025-12-05T10:00") == "12.01.2026");
  CHECK(last(kDecide, "2024-01-31T10:00") == "01.03.2024");
}

TEST_CASE("a report is due in 30 calendar days whatever day that is") {
  CHECK(last(kReport, "2025-12-05T10:00") == "04.01.2026");
}

TEST_CASE("a term that may not move past its last day moves back") {
  CHECK(last({30, Unit::calendar_days, DayOff::previous}, "2025-12-05T10:00") == "30.12.2025");
}

TEST_CASE("months end on the same number, or on the last day of a shorter month") {
  const auto months = [](int64_t count) { return Term{count, Unit::months, DayOff::stay}; };
  CHECK(last(months(1), "2024-01-31T10:00") == "29.02.2024");
  CHECK(last(months(1), "2025-01-31T10:00") == "28.02.2025");
  CHECK(last(months(3), "2025-11-30T10:00") == "28.02.2026");
  CHECK(last(months(12), "2024-02-29T10:00") == "28.02.2025");
  CHECK(last(months(48), "2024-02-29T10:00") == "29.02.2028");
  CHECK(last(months(1), "2025-12-15T10:00") == "15.01.2026");
}

TEST_CASE("a term of no days ends on the day of the event") {
  CHECK(last({0, Unit::calendar_days, DayOff::stay}, "2026-03-07T10:00") == "07.03.2026");
  CHECK(last({0, Unit::working_days, DayOff::next_working}, "2026-03-07T10:00") == "10.03.2026");
}

TEST_CASE("the last day ends at its midnight by the region's clock: 23:59:59 is in time, a second later is late") {
  const Deadline found = deadline(kDecide, at("2026-03-02T10:00"), kMoscow, shipped()).value();
  const Instant end{at("2026-04-01T23:59").ms + 59'000};
  CHECK(in_time(found, end));
  CHECK(in_time(found, {end.ms + 999}));
  CHECK(!in_time(found, {end.ms + 1000}));
}

TEST_CASE("a fixed moment: 17:59:59.999 is in time, 18:00:00.000 is late") {
  const Zone zone{"МСК+1", 240};
  const Deadline found = deadline_at("2026-12-25T18:00", zone).value();
  CHECK(found.certain);
  CHECK(found.last_day == day("25.12.2026"));
  CHECK(format_instant(found.end) == "2026-12-25T14:00:00Z");
  CHECK(in_time(found, {found.end.ms - 1}));
  CHECK(!in_time(found, found.end));
  CHECK(deadline_at("25.12.2026 18:00", zone).error().code == "local_time_format");
}

TEST_CASE("in each of the eleven zones the same local day ends at its own moment") {
  Instant before;
  for (int hours = 12; hours >= 2; --hours) {
    const Zone zone{"", hours * 60};
    const Deadline found = deadline(kPublish, at("2026-03-02T00:00", zone), zone, shipped()).value();
    CHECK(found.last_day == day("05.03.2026"));
    CHECK(local(found.end, zone) == LocalTime{day("06.03.2026"), 0, 0, 0});
    if (before.ms != 0) CHECK(found.end.ms - before.ms == 3'600'000);
    before = found.end;
  }
}

TEST_CASE("an evening in Kaliningrad is the next day in Kamchatka: the term runs by the region's clock") {
  const Instant evening = at("2026-03-02T22:00", {"МСК-1", 120});
  CHECK(deadline(kPublish, evening, {"МСК-1", 120}, shipped())->last_day == day("05.03.2026"));
  CHECK(deadline(kPublish, evening, {"МСК+9", 720}, shipped())->last_day == day("06.03.2026"));
}

TEST_CASE("while a project is with its authors for revision the clock stands") {
  CHECK(last(kReport, "2026-03-02T10:00") == "01.04.2026");
  CHECK(last(kReport, "2026-03-02T10:00", {pause("2026-03-10T15:00", "2026-03-15T11:00")}) == "06.04.2026");
  CHECK(last(kPublish, "2026-03-02T10:00", {pause("2026-03-03T15:00", "2026-03-06T11:00")}) == "11.03.2026");
}

TEST_CASE("a revision returned on the same day costs nothing") {
  CHECK(last(kReport, "2026-03-02T10:00", {pause("2026-03-10T09:00", "2026-03-10T17:00")}) == "01.04.2026");
}

TEST_CASE("overlapping pauses count once, in whatever order they come") {
  const std::string once = last(kReport, "2026-03-02T10:00", {pause("2026-03-10T15:00", "2026-03-20T11:00")});
  CHECK(once == "11.04.2026");
  CHECK(last(kReport, "2026-03-02T10:00",
             {pause("2026-03-13T00:00", "2026-03-20T11:00"), pause("2026-03-10T15:00", "2026-03-15T11:00"),
              pause("2026-03-11T00:00", "2026-03-12T00:00"), pause("2026-03-30T00:00", "2026-03-29T00:00")}) == once);
}

TEST_CASE("a pause before the event or after the last day moves nothing") {
  CHECK(last(kReport, "2026-03-02T10:00", {pause("2026-02-01T00:00", "2026-02-20T00:00")}) == "01.04.2026");
  CHECK(last(kReport, "2026-03-02T10:00", {pause("2026-04-02T00:00", "2026-04-20T00:00")}) == "01.04.2026");
}

TEST_CASE("a project returned on the last day comes back with no day left: it is due that day") {
  CHECK(last(kReport, "2026-03-02T10:00", {pause("2026-04-01T15:00", "2026-04-08T11:00")}) == "08.04.2026");
  CHECK(last(kDecide, "2026-03-02T10:00", {pause("2026-04-01T15:00", "2026-04-11T11:00")}) == "13.04.2026");
}

TEST_CASE("a term of months stands too") {
  CHECK(last({1, Unit::months, DayOff::stay}, "2026-03-02T10:00", {pause("2026-03-10T00:00", "2026-03-15T00:00")}) ==
        "07.04.2026");
}

TEST_CASE("a deadline in a year that is not in the calendar says that it is not certain") {
  CHECK(deadline(kPublish, at("2026-03-02T10:00"), kMoscow, shipped())->certain);
  CHECK(!deadline(kPublish, at("2031-03-03T10:00"), kMoscow, shipped())->certain);
  CHECK(!deadline(kDecide, at("2031-03-03T10:00"), kMoscow, shipped())->certain);
  CHECK(deadline(kReport, at("2031-03-03T10:00"), kMoscow, shipped())->certain);  // calendar days need no calendar
}

TEST_CASE("a term that cannot be is refused") {
  CHECK(last({-1, Unit::calendar_days}, "2026-03-02T10:00") == "term_range");
  CHECK(last({10'001, Unit::calendar_days}, "2026-03-02T10:00") == "term_range");
  CHECK(last({10'000, Unit::months}, "2026-03-02T10:00") == "term_range");
  CHECK(last({10'000, Unit::working_days}, "2190-03-02T10:00") == "term_range");
}

TEST_CASE("one more pause never makes a deadline earlier, one more day always makes it later or equal") {
  Numbers numbers(4);
  for (int i = 0; i < 500; ++i) {
    const Instant start{at("2024-01-01T00:00").ms + numbers.upto(700) * 86'400'000 + numbers.upto(86'399'999)};
    const Term term{numbers.upto(60), static_cast<Unit>(numbers.upto(1)), static_cast<DayOff>(numbers.upto(1))};
    std::vector<Pause> pauses;
    Deadline found = deadline(term, start, kMoscow, shipped()).value();
    for (int more = 0; more < 4; ++more) {
      const Instant from{start.ms + (numbers.upto(90) - 10) * 86'400'000 + numbers.upto(86'399'999)};
      pauses.push_back({from, {from.ms + numbers.upto(20) * 86'400'000}});
      const Deadline next = deadline(term, start, kMoscow, shipped(), pauses).value();
      INFO(format_instant(start) << " " << term.count << " " << iso_date(found.last_day));
      CHECK(next.last_day >= found.last_day);
      found = next;
    }
    Term longer = term;
    ++longer.count;
    CHECK(deadline(longer, start, kMoscow, shipped(), pauses)->last_day >= found.last_day);
  }
}

TEST_CASE("terms are said in Russian") {
  CHECK(term_text({1, Unit::working_days}) == "1\u00a0рабочий день");
  CHECK(term_text({3, Unit::working_days}) == "3\u00a0рабочих дня");
  CHECK(term_within({3, Unit::working_days}) == "3\u00a0рабочих дней");
  CHECK(term_within({30, Unit::calendar_days}) == "30\u00a0календарных дней");
  CHECK(term_within({21, Unit::calendar_days}) == "21\u00a0календарного дня");
  CHECK(term_within({1, Unit::months}) == "1\u00a0месяца");
}

}  // namespace pochin::calendar
