#include "client/screens/kit/words.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/screens/kit/typography.h"
#include "shared/base/money.h"
#include "shared/base/tr.h"

namespace pochin::screens {
namespace {

constexpr int64_t kMinute = 60'000, kHour = 60 * kMinute;

Zone zone(const app::State& state) { return {state.session.zone_name, state.session.zone_minutes}; }
LocalTime at(const app::State& state, Instant when) { return local(when, zone(state)); }

// «18:00 (МСК+1)» where the device keeps other time: the reader's own 18:00 is another moment.
std::string clock_in(const app::State& state, Instant when) {
  const app::Session& session = state.session;
  const bool other =
      state.device_minutes && *state.device_minutes != session.zone_minutes && !session.zone_name.empty();
  return format_clock(at(state, when)) + (other ? "\u00a0(" + session.zone_name + ")" : std::string{});
}

}  // namespace

std::string say(std::string_view russian) { return typeset(tr(russian)); }

std::string roubles(int64_t kopecks) { return format_roubles(Money{kopecks}); }

std::string roubles_short(int64_t kopecks) {
  constexpr int64_t kMillion = 100'000'000;
  if (kopecks < kMillion) return roubles(kopecks);
  const int64_t tenths = (kopecks + kMillion / 20) / (kMillion / 10);
  return grouped(tenths / 10) + "," + std::to_string(tenths % 10) + "\u00a0млн\u00a0₽";
}

std::string day(const app::State& state, Instant when) { return typeset(format_date_long(at(state, when).date)); }

std::string day_short(const app::State& state, Instant when) {
  const Date date = at(state, when).date;
  return typeset(date.year() == at(state, state.now).date.year() ? format_day_month(date) : format_date_long(date));
}

std::string day_and_time(const app::State& state, Instant when) {
  return day_short(state, when) + ", " + clock_in(state, when);
}

std::string to_the_second(const app::State& state, Instant when) {
  return typeset(format_local_seconds(when, zone(state)));
}

std::string clock(const app::State& state, Instant when) { return clock_in(state, when); }

std::string weekday_today(const app::State& state) {
  const Date today = at(state, state.now).date;
  return typeset(std::string(weekday_name(today.weekday())) + ", " + format_date_long(today));
}

std::string days_range(const Zone& zone, Instant from, Instant to) {
  const Date first = local(from, zone).date;
  // The end is not included: a stage until midnight ends on the day before.
  const LocalTime end = local(Instant{to.ms - 1}, zone);
  const LocalTime border = local(to, zone);
  std::string last = format_date_long(end.date);
  if (border.hour != 0 || border.minute != 0) last += ", " + format_clock(border) + " (" + zone.name + ")";
  if (first == end.date) return typeset(last);
  const bool same_year = first.year() == end.date.year();
  const bool same_month = same_year && first.month() == end.date.month();
  if (same_month) return typeset(std::to_string(first.day()) + "–" + last);
  return typeset((same_year ? format_day_month(first) : format_date_long(first)) + " – " + last);
}

Deadline time_left(const app::State& state, Instant deadline) {
  const int64_t left = deadline.ms - state.now.ms;
  if (left <= 0) return {say("Срок прошёл"), ui::Tone::Error};
  // A deadline at midnight is the end of the day before.
  const int64_t days = days_between(at(state, state.now).date, at(state, Instant{deadline.ms - 1}).date);
  const bool whole_day = at(state, deadline).date != at(state, Instant{deadline.ms - 1}).date;
  if (left < kHour) {
    return {say("Осталось ") + counted(std::max<int64_t>(left / kMinute, 1), "минута", "минуты", "минут"),
            ui::Tone::Warn};
  }
  if (days <= 1) {
    const std::string when = days == 0 ? say("Сегодня ") : say("Завтра ");
    return {when + (whole_day ? say("последний день") : say("до ") + clock(state, deadline)), ui::Tone::Warn};
  }
  const std::string_view verb = plural(days, "Остался", "Осталось", "Осталось");
  return {std::string(verb) + " " + counted(days, "день", "дня", "дней"),
          days <= 10 ? ui::Tone::Warn : ui::Tone::Neutral};
}

std::optional<Instant> instant_of(const app::Json& object, std::string_view key) {
  const auto parsed = parse_instant(app::text(object, key));
  return parsed ? std::optional<Instant>(*parsed) : std::nullopt;
}

std::string bytes(int64_t size) {
  constexpr int64_t kKilo = 1024, kMega = kKilo * 1024;
  if (size < 1) return say("0 байт");
  if ((size + kKilo - 1) / kKilo < 1000) return grouped((size + kKilo - 1) / kKilo) + "\u00a0КБ";
  const int64_t tenths = (size * 10 + kMega / 2) / kMega;
  return grouped(tenths / 10) + (tenths % 10 == 0 ? std::string{} : "," + std::to_string(tenths % 10)) + "\u00a0МБ";
}

std::string file_kind(std::string_view name) {
  const size_t dot = name.rfind('.');
  std::string out(dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1));
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return out;
}

std::string join(const std::string& a, std::string_view between, const std::string& b) {
  if (a.empty() || b.empty()) return a + b;
  return a + std::string(between) + b;
}

}  // namespace pochin::screens
