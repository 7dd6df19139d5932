#include "shared/voting/signals.h"

#include <catch2/catch_test_macros.hpp>

using namespace pochin;
using namespace pochin::voting;

namespace {
Instant minute(int64_t m, int64_t ms = 0) { return {m * 60'000 + ms}; }
}  // namespace

TEST_CASE("a vote more than the threshold in one minute is a sign, and only the first of them") {
  RateWatch watch(3);
  for (int i = 0; i < 3; ++i) CHECK_FALSE(watch.take(SignalKind::project, "p", "№ 7", minute(100, i)));
  const auto sign = watch.take(SignalKind::project, "p", "№ 7", minute(100, 9));
  REQUIRE(sign);
  CHECK(sign->text == "За проект № 7 голосуют чаще 3 раз в минуту");
  CHECK_FALSE(watch.take(SignalKind::project, "p", "№ 7", minute(100, 10)));
}

TEST_CASE("the same pace spread over two minutes is none") {
  RateWatch watch(3);
  for (int i = 0; i < 6; ++i) CHECK_FALSE(watch.take(SignalKind::network, "10.0.0.0", "10.0.0.0", minute(100 + i / 3)));
}

TEST_CASE("it is said again after a quarter of an hour, not before") {
  RateWatch watch(1);
  const auto storm = [&](int64_t at) {
    watch.take(SignalKind::territory, "t", "Т", minute(at));
    return watch.take(SignalKind::territory, "t", "Т", minute(at)).has_value();
  };
  CHECK(storm(100));
  CHECK_FALSE(storm(110));
  CHECK(storm(115));
}

TEST_CASE("ballots all alike are a sign that names no choice") {
  RateWatch watch(2);
  CHECK_FALSE(watch.take(SignalKind::sameness, "3f7a", {}, minute(5)));
  CHECK_FALSE(watch.take(SignalKind::sameness, "91c0", {}, minute(5)));
  CHECK_FALSE(watch.take(SignalKind::sameness, "3f7a", {}, minute(5)));
  const auto sign = watch.take(SignalKind::sameness, "3f7a", {}, minute(5));
  REQUIRE(sign);
  CHECK(sign->text == "Бюллетени с одним и тем же набором проектов приходят чаще 2 раз в минуту");
}

TEST_CASE("projects, territories and networks of one name are counted apart") {
  RateWatch watch(1);
  CHECK_FALSE(watch.take(SignalKind::project, "x", "x", minute(5)));
  CHECK_FALSE(watch.take(SignalKind::territory, "x", "x", minute(5)));
  CHECK_FALSE(watch.take(SignalKind::network, "x", "x", minute(5)));
  CHECK(watch.take(SignalKind::network, "x", "x", minute(5)));
}
