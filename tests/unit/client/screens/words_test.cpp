#include "client/screens/kit/words.h"

#include <catch2/catch_test_macros.hpp>

#include "client/screens/kit/typography.h"

namespace pochin::screens {

TEST_CASE("a line does not break after a short word, inside a number or before a unit") {
  CHECK(typeset("Родник в селе № 2 и ещё 3 000 ₽ — всё") ==
        "Родник в\u00a0селе №\u00a02\u00a0и\u00a0ещё 3\u00a0000\u00a0₽\u00a0— всё");
  CHECK(typeset("не больше 5 %") == "не\u00a0больше 5\u00a0%");
  CHECK(typeset("(в «Заречье»)") == "(в\u00a0«Заречье»)");
  CHECK(typeset("Орлов С. Н. пришёл бы") == "Орлов С.\u00a0Н.\u00a0пришёл\u00a0бы");
  const std::string once = typeset("Сейчас до 5 дней и — нет");
  CHECK(typeset(once) == once);
}

TEST_CASE("plural forms by rule") {
  CHECK(counted(1, "день", "дня", "дней") == "1\u00a0день");
  CHECK(counted(2, "день", "дня", "дней") == "2\u00a0дня");
  CHECK(counted(11, "день", "дня", "дней") == "11\u00a0дней");
  CHECK(counted(21, "день", "дня", "дней") == "21\u00a0день");
  CHECK(counted(112, "день", "дня", "дней") == "112\u00a0дней");
  CHECK(counted(1240, "знак", "знака", "знаков") == "1\u00a0240\u00a0знаков");
}

TEST_CASE("what is left until the deadline is told in words, by the region's days") {
  app::State state;
  state.session.zone_minutes = 240;
  state.now = parse_instant("2026-12-24T19:30:00Z").value();  // 23:30 in the region
  const Instant deadline = parse_instant("2026-12-25T14:00:00Z").value();
  CHECK(time_left(state, deadline).text == "Завтра до\u00a018:00");
  state.now = parse_instant("2026-12-24T20:30:00Z").value();  // 00:30 of the 25th there
  CHECK(time_left(state, deadline).text == "Сегодня до\u00a018:00");
  state.now = parse_instant("2026-12-25T13:59:30Z").value();
  CHECK(time_left(state, deadline).text == "Осталось 1\u00a0минута");
  state.now = deadline;
  CHECK(time_left(state, deadline).text == "Срок прошёл");
  state.now = parse_instant("2026-12-04T12:00:00Z").value();
  CHECK(time_left(state, deadline).text == "Остался 21\u00a0день");
}

TEST_CASE("a deadline at midnight is the end of the day before") {
  app::State state;
  state.session.zone_minutes = 240;
  const Instant midnight = parse_instant("2026-12-11T20:00:00Z").value();  // 00:00 of the 12th in the region
  state.now = parse_instant("2026-12-10T12:00:00Z").value();
  CHECK(time_left(state, midnight).text == "Завтра последний день");
  state.now = parse_instant("2026-12-11T12:00:00Z").value();
  CHECK(time_left(state, midnight).text == "Сегодня последний день");
  state.now = parse_instant("2026-12-11T19:30:00Z").value();
  CHECK(time_left(state, midnight).text == "Осталось 30\u00a0минут");
}

TEST_CASE("a stage until midnight ends on the day before, one until an hour names it") {
  const auto at = [](const char* text) { return parse_instant(text).value(); };
  CHECK(plural(2, "а", "б", "в") == "б");
  CHECK(days_range({"МСК+1", 240}, at("2026-08-31T20:00:00Z"), at("2026-10-31T20:00:00Z")) ==
        typeset("1 сентября – 31 октября 2026 года"));
  CHECK(days_range({"МСК+1", 240}, at("2026-12-01T20:00:00Z"), at("2026-12-25T14:00:00Z")) ==
        typeset("2–25 декабря 2026 года, 18:00 (МСК+1)"));
}

TEST_CASE("sizes are told in the units of a file manager") {
  CHECK(bytes(1) == "1\u00a0КБ");
  CHECK(bytes(0) == typeset("0 байт"));
  CHECK(bytes(1030 * 1000) == "1\u00a0МБ");
  CHECK(bytes(999 * 1024) == "999\u00a0КБ");
  CHECK(bytes(1258291) == "1,2\u00a0МБ");
  CHECK(bytes(10485760) == "10\u00a0МБ");
  CHECK(file_kind("Протокол.PDF") == "PDF");
}

}  // namespace pochin::screens
