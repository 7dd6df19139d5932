// The production calendar as a file, and what can be wrong in it. A region brings the next year by importing a file.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "shared/base/result.h"
#include "shared/calendar/production_calendar.h"

namespace pochin::calendar {

// {"format": 1, "years": [{"year": 2026, "act": "…", "source": "from memory", "days_off": ["2026-01-01", …],
// "workdays": ["2026-11-07"]}]}. Error.place is a JSON pointer. Codes: calendar_format, calendar_year (outside
// 1900..2199 or twice), calendar_source, calendar_day (no date, another year, twice, a day off at a weekend, a working
// day within the week).
Result<ProductionCalendar> read_calendar(std::string_view text);
Result<ProductionCalendar> read_calendar(const nlohmann::json& json);
nlohmann::json to_json(const ProductionCalendar& calendar);  // what read_calendar reads

// The years of `newer` replace those of the same number.
void merge(ProductionCalendar& calendar, const ProductionCalendar& newer);

}  // namespace pochin::calendar
