#include "shared/calendar/term.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::calendar {
namespace {

constexpr std::pair<std::string_view, Unit> kUnits[] = {
    {"calendar_days", Unit::calendar_days}, {"working_days", Unit::working_days}, {"months", Unit::months}};
constexpr std::pair<std::string_view, DayOff> kRules[] = {
    {"next_working", DayOff::next_working}, {"stay", DayOff::stay}, {"previous", DayOff::previous}};

// The days on which the clock stands: after `from` up to and including `to`.
struct Standing {
  Date from, to;
};

std::vector<Pause> merged(std::span<const Pause> pauses) {
  std::vector<Pause> sorted, out;
  for (const Pause& pause : pauses)
    if (pause.from < pause.to) sorted.push_back(pause);
  std::ranges::sort(sorted, {}, &Pause::from);
  for (const Pause& pause : sorted)
    if (out.empty() || out.back().to < pause.from)
      out.push_back(pause);
    else
      out.back().to = std::max(out.back().to, pause.to);
  return out;
}

// Nothing outside 1900–2199.
std::optional<Date> add_months(Date date, int64_t months) {
  const int64_t month = int64_t{date.year()} * 12 + date.month() - 1 + months;
  const int year = static_cast<int>(month / 12);
  const auto number = static_cast<unsigned>(month % 12) + 1;
  for (unsigned day = date.day(); day > 28; --day)
    if (const auto found = make_date(year, number, day)) return found;
  return make_date(year, number, std::min(date.day(), 28u));
}

std::optional<Date> inside(Date date) { return make_date(date.year(), date.month(), date.day()); }

// Walks through a term: `at` is the last day that is behind, `left` are the days still to run.
class Walk {
 public:
  Walk(const Term& term, Date start, const ProductionCalendar& calendar)
      : term_(term), calendar_(calendar), at_(start), left_(term.count) {
    if (term.unit != Unit::months) return;
    const auto end = add_months(start, term.count);
    left_ = end ? days_between(start, *end) : -1;
  }

  // The last day if the clock does not stand any more.
  std::optional<Day> last() const {
    if (left_ < 0) return std::nullopt;
    if (term_.unit == Unit::working_days && left_ > 0) return add_working_days(calendar_, at_, left_);
    const auto day = inside(add_days(at_, left_));
    if (!day) return std::nullopt;
    if (calendar_.is_working_day(*day) || term_.day_off == DayOff::stay)
      return Day{*day, term_.day_off == DayOff::stay || calendar_.is_certain(*day, *day)};
    return term_.day_off == DayOff::next_working ? next_working_day(calendar_, *day)
                                                 : previous_working_day(calendar_, *day);
  }

  void stand(Standing days) {
    days.from = std::max(days.from, at_);
    const int64_t ran = term_.unit == Unit::working_days ? working_days_between(calendar_, at_, days.from).days
                                                         : days_between(at_, days.from);
    left_ = std::max<int64_t>(left_ - ran, 0);
    at_ = days.to;
  }

 private:
  const Term& term_;
  const ProductionCalendar& calendar_;
  Date at_;
  int64_t left_;
};

std::unexpected<Error> out_of_range() {
  return fail("term_range", tr("Срок должен быть от 0 до {} дней и кончаться до 2199 года", kMaxCount));
}

std::string counted(const Term& term, std::string_view one, std::string_view few, std::string_view many) {
  return group_digits(term.count) + kNoBreakSpace + std::string(plural(term.count, one, few, many));
}

}  // namespace

std::optional<Unit> unit_from(std::string_view wanted) {
  for (const auto& [code, unit] : kUnits)
    if (code == wanted) return unit;
  return std::nullopt;
}

std::string_view code_of(Unit wanted) {
  for (const auto& [code, unit] : kUnits)
    if (unit == wanted) return code;
  return {};
}

std::optional<DayOff> day_off_from(std::string_view wanted) {
  for (const auto& [code, rule] : kRules)
    if (code == wanted) return rule;
  return std::nullopt;
}

std::string_view code_of(DayOff wanted) {
  for (const auto& [code, rule] : kRules)
    if (rule == wanted) return code;
  return {};
}

std::string term_text(const Term& term) {
  switch (term.unit) {
    case Unit::calendar_days:
      return counted(term, tr("календарный день"), tr("календарных дня"), tr("календарных дней"));
    case Unit::working_days:
      return counted(term, tr("рабочий день"), tr("рабочих дня"), tr("рабочих дней"));
    case Unit::months:
      return counted(term, tr("месяц"), tr("месяца"), tr("месяцев"));
  }
  return {};
}

std::string term_within(const Term& term) {
  switch (term.unit) {
    case Unit::calendar_days:
      return counted(term, tr("календарного дня"), tr("календарных дней"), tr("календарных дней"));
    case Unit::working_days:
      return counted(term, tr("рабочего дня"), tr("рабочих дней"), tr("рабочих дней"));
    case Unit::months:
      return counted(term, tr("месяца"), tr("месяцев"), tr("месяцев"));
  }
  return {};
}

Result<Deadline> deadline(const Term& term, Instant start, const Zone& zone, const ProductionCalendar& calendar,
                          std::span<const Pause> pauses) {
  const Date event = local(start, zone).date;
  if (term.count < 0 || term.count > kMaxCount || !inside(event)) return out_of_range();
  Walk walk(term, event, calendar);
  auto last = walk.last();
  bool certain = last && last->certain;
  for (const Pause& pause : merged(pauses)) {
    const Standing days{local(pause.from, zone).date, local(pause.to, zone).date};
    if (!last || last->date < days.from) break;
    if (days.to <= event) continue;
    walk.stand(days);
    last = walk.last();
    certain = certain && last && last->certain;
  }
  if (!last) return out_of_range();
  return Deadline{last->date, instant({add_days(last->date, 1), 0, 0, 0}, zone), certain};
}

Result<Deadline> deadline_at(std::string_view local_time, const Zone& zone) {
  const auto time = parse_local_time(local_time);
  if (!time) return std::unexpected(time.error());
  return Deadline{time->date, instant(*time, zone), true};
}

}  // namespace pochin::calendar
