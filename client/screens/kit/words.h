// Numbers, sums, dates and times as a person reads them, in the region's zone. All results are typeset.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "client/app/state.h"
#include "client/ui/tree.h"

namespace pochin::screens {

std::string say(std::string_view russian);  // a text of ours: translated and typeset

std::string roubles(int64_t kopecks);                   // "2 000 000 ₽", "1 234 567,89 ₽"
std::string roubles_short(int64_t kopecks);             // "3,0 млн ₽" from a million on
std::string day(const app::State&, Instant);            // "28 января 2026 года"
std::string day_short(const app::State&, Instant);      // "28 января", with the year when it is another one
std::string day_and_time(const app::State&, Instant);   // "28 января, 18:00"
std::string to_the_second(const app::State&, Instant);  // "20 января 2026 года, 11:42:07 (МСК+1)"
std::string clock(const app::State&, Instant);  // "14:02"; where the device keeps other time, "14:02 (МСК+1)"
std::string weekday_today(const app::State&);   // "понедельник, 19 января 2026 года"
std::string days_range(const Zone&, Instant from, Instant to);  // "1 сентября – 31 октября 2025 года"

struct Deadline {
  std::string text;  // "Осталось 9 дней", "Сегодня до 18:00", "Завтра последний день", "Срок прошёл"
  ui::Tone tone = ui::Tone::Neutral;
};
Deadline time_left(const app::State&, Instant deadline);

std::optional<Instant> instant_of(const app::Json& object, std::string_view key);
std::string bytes(int64_t size);                                                         // "1,2 МБ"
std::string file_kind(std::string_view name);                                            // "PDF"
std::string join(const std::string& a, std::string_view between, const std::string& b);  // without the empty ones

}  // namespace pochin::screens
