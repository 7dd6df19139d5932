// Numbers and dates as people type them, where there is more than one way. Files and the wire have one: parse_decimal,
// parse_date.
#pragma once

#include <string_view>

#include "shared/base/date.h"

namespace pochin {

// «300,000» and «1.000»: a thousand in one country and one with three decimals in another. Who reads a number with
// fewer decimals asks then, and does not guess. «0,125» and «1 234,500» can be read in one way only.
bool is_ambiguous_decimal(std::string_view text);

// What parse_date takes, and «28.1.27», «28/01/2027», «28 января 2027 г.», "28012027". Two digits of a year are
// 1950..2049. Errors: date_format (the message shows how to write it), date_calendar.
Result<Date> read_date(std::string_view text);

}  // namespace pochin
