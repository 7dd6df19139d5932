#include "shared/calendar/read.h"

#include <algorithm>
#include <string>

#include "shared/base/json.h"
#include "shared/base/tr.h"

namespace pochin::calendar {
namespace {

constexpr unsigned kSaturday = 6;
constexpr int kFirstYear = 1900, kLastYear = 2199;

std::unexpected<Error> wrong(const char* code, std::string_view message, std::string place) {
  return fail(code, std::string(message), std::move(place));
}

Result<Date> read_day(const Json& json, int year, bool weekend, const std::string& place) {
  const auto day = json.is_string() ? parse_date(json.get_ref<const std::string&>()) : Result<Date>(fail("", ""));
  if (!day) return wrong("calendar_day", tr("Нужна дата вида \"2026-01-31\""), place);
  if (day->year() != year) return wrong("calendar_day", tr("Дата относится к другому году, не к {}", year), place);
  if ((day->weekday() >= kSaturday) == weekend) return *day;
  return wrong("calendar_day",
               weekend ? tr("{} — {}, а здесь пишут только рабочие субботы и воскресенья", format_date(*day),
                            weekday_name(day->weekday()))
                       : tr("{} — {}, этот день и так выходной", format_date(*day), weekday_name(day->weekday())),
               place);
}

Result<std::vector<Date>> read_days(const Json& json, const char* key, int year, bool weekend,
                                    const std::string& place) {
  std::vector<Date> days;
  const Json& list = get(json, key);
  if (!list.is_array() && !list.is_null())
    return wrong("calendar_format", tr("Здесь должен быть список [ … ]"), place + "/" + key);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string here = place + "/" + key + "/" + std::to_string(i);
    const auto day = read_day(list[i], year, weekend, here);
    if (!day) return std::unexpected(day.error());
    if (std::ranges::find(days, *day) != days.end())
      return wrong("calendar_day", tr("День {} записан дважды", format_date(*day)), here);
    days.push_back(*day);
  }
  return days;
}

Result<Year> read_year(const Json& json, const std::string& place) {
  Year year;
  const int64_t number = get_int(json, "year");
  if (number < kFirstYear || number > kLastYear)
    return wrong("calendar_year", tr("Нужен год от {} до {}", kFirstYear, kLastYear), place + "/year");
  year.year = static_cast<int>(number);
  year.act = get_string(json, "act");
  year.source = get_string(json, "source");
  if (year.source != "verified" && year.source != "from memory" && year.source != "illustrative")
    return wrong("calendar_source", tr("Источник года: verified, from memory или illustrative"), place + "/source");
  auto off = read_days(json, "days_off", year.year, false, place);
  if (!off) return std::unexpected(off.error());
  auto worked = read_days(json, "workdays", year.year, true, place);
  if (!worked) return std::unexpected(worked.error());
  year.days_off = *std::move(off);
  year.workdays = *std::move(worked);
  return year;
}

Json dates(const std::vector<Date>& days) {
  Json list = Json::array();
  for (const Date day : days) list.push_back(iso_date(day));
  return list;
}

}  // namespace

Result<ProductionCalendar> read_calendar(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return fail("calendar_format", std::string(tr("Файл не читается как JSON")));
  return read_calendar(*json);
}

Result<ProductionCalendar> read_calendar(const Json& json) {
  if (get_int(json, "format") != 1) return wrong("calendar_format", tr("Нужен формат 1"), "/format");
  const Json& years = get(json, "years");
  if (!years.is_array() || years.empty())
    return wrong("calendar_format", tr("В календаре нет ни одного года"), "/years");
  ProductionCalendar calendar;
  for (std::size_t i = 0; i < years.size(); ++i) {
    const std::string place = "/years/" + std::to_string(i);
    auto year = read_year(years[i], place);
    if (!year) return std::unexpected(year.error());
    if (calendar.find(year->year))
      return wrong("calendar_year", tr("Год {} записан дважды", year->year), place + "/year");
    calendar.put(*std::move(year));
  }
  return calendar;
}

Json to_json(const ProductionCalendar& calendar) {
  Json years = Json::array();
  for (const Year& year : calendar.years())
    years.push_back({{"year", year.year},
                     {"act", year.act},
                     {"source", year.source},
                     {"days_off", dates(year.days_off)},
                     {"workdays", dates(year.workdays)}});
  return {{"format", 1}, {"years", years}};
}

void merge(ProductionCalendar& calendar, const ProductionCalendar& newer) {
  for (const Year& year : newer.years()) calendar.put(year);
}

}  // namespace pochin::calendar
