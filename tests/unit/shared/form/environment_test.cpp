#include "shared/form/environment.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/calendar/production_calendar.h"

namespace pochin::form {

TEST_CASE("conditions and named formulas count the working days of the given calendar") {
  Form form;
  NamedFormula due;
  due.name = "due";
  due.value = formula::parse("add_workdays(today, 1)").value();
  form.facts = {due};
  prepare(form);
  const Answers none;
  const Facts facts = {{"today", fact(make_date(2026, 12, 31).value())}};
  CHECK(show(Environment(form, none, facts).value("due")) == "01.01.2027");
  calendar::ProductionCalendar calendar;
  calendar.put({2027, "", "verified", {make_date(2027, 1, 1).value()}, {}});
  CHECK(show(Environment(form, none, facts, &calendar).value("due")) == "04.01.2027");
}

}  // namespace pochin::form
