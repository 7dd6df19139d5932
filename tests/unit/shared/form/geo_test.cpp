#include "shared/form/geo.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

namespace pochin::form {
namespace {

std::string read(std::string_view text) {
  const auto point = parse_point(text);
  return point ? format_point(*point) : point.error().code;
}

}  // namespace

TEST_CASE("a point is read as people copy it") {
  for (const char* text : {"61.784912, 34.346908", "61.784912,34.346908", "61.784912 34.346908", "61,784912 34,346908",
                           "61,784912, 34,346908", "61.784912;34.346908", "\u00A061.784912 ,\u200934.346908 "}) {
    INFO(text);
    CHECK(read(text) == "61.784912, 34.346908");
  }
}

TEST_CASE("more than six decimals are rounded, halves away from zero") {
  CHECK(read("61.7849124999999, 34.3469085") == "61.784912, 34.346909");
  CHECK(read("-0.0000005, –179.9999995") == "-0.000001, -180.000000");
  CHECK(read("0.0000, -0.1234") == "0.000000, -0.123400");
}

TEST_CASE("what is no point says so") {
  for (const char* text : {"", "61.784912", "61.784912, 34.346908, 5.0000", "61.784912, 34.34.6908", "61°47'N 34°20'E",
                           "61., 34.3469", ".7849, 34.3469", "6178.4912, 34.3469"}) {
    INFO(text);
    CHECK(read(text) == "point_format");
  }
  CHECK(read("61.784, 34.346908") == "point_coarse");
  CHECK(read("61, 34") == "point_coarse");
  CHECK(read("90.000001, 34.346908") == "point_range");
  CHECK(read("61.784912, 180.000001") == "point_range");
  CHECK(read("-90.000000, -180.000000") == "-90.000000, -180.000000");
}

TEST_CASE("a region over the 180th meridian has places on both sides of it") {
  Field field;
  field.kind = Kind::point;
  field.box = Box{61'800'000, 157'600'000, 71'600'000, -169'000'000};
  CHECK(!check_place(field, "64.733000, 177.496000", true));
  CHECK(!check_place(field, "65.640000, -170.000000", true));
  CHECK(check_place(field, "65.640000, 0.000000", true));
}

TEST_CASE("an area that crosses, touches or turns back is told from a plain one") {
  CHECK(!crosses_itself(std::vector<Point>{{0, 0}, {0, 10}, {10, 10}, {10, 0}}));
  CHECK(!crosses_itself(std::vector<Point>{{0, 0}, {0, 10}, {10, 10}, {10, 0}, {0, 0}}));
  CHECK(!crosses_itself(std::vector<Point>{{0, 0}, {0, 5}, {0, 10}, {10, 0}}));
  CHECK(!crosses_itself(std::vector<Point>{{0, 0}, {0, 10}, {5, 2}, {10, 10}, {10, 0}}));
  CHECK(crosses_itself(std::vector<Point>{{0, 0}, {10, 10}, {0, 10}, {10, 0}}));
  CHECK(crosses_itself(std::vector<Point>{{0, 0}, {0, 10}, {0, 5}}));
  CHECK(crosses_itself(std::vector<Point>{{0, 0}, {0, 10}, {10, 5}, {0, 5}, {-10, 5}}));
  CHECK(crosses_itself(std::vector<Point>{{0, 0}, {5, 5}, {0, 10}, {10, 10}, {5, 5}, {10, 0}}));
}

TEST_CASE("whether an area crosses itself does not depend on where it begins and which way it goes") {
  uint32_t seed = 11;
  const auto next = [&] { return static_cast<int32_t>((seed = seed * 1664525 + 1013904223) >> 28); };
  int crossing = 0;
  for (int i = 0; i < 3000; ++i) {
    std::vector<Point> points(4 + static_cast<std::size_t>(i % 3));
    for (Point& each : points) each = {next(), next()};
    const bool crosses = crosses_itself(points);
    crossing += crosses ? 1 : 0;
    std::ranges::rotate(points, points.begin() + 1);
    CHECK(crosses_itself(points) == crosses);
    std::ranges::reverse(points);
    CHECK(crosses_itself(points) == crosses);
  }
  CHECK(crossing > 500);
  CHECK(crossing < 2900);
}

}  // namespace pochin::form
