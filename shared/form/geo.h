// Places on the map as people copy them from one: «61.784912, 34.346908», latitude first. Exact: millionths of a degree
// (about a decimetre), no floating point. They are typed as text until the map itself comes with the map's own room.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/form/check_value.h"
#include "shared/form/schema.h"

namespace pochin::form {

struct Point {
  int32_t lat = 0, lon = 0;  // millionths of a degree, −90…90 and −180…180
  auto operator<=>(const Point&) const = default;
};

// «61.784912, 34.346908», «61,784912 34,346908», «61.784912;34.346908»: a point or a comma in both numbers, from four
// decimals on (ten metres); those after the sixth are rounded, halves away from zero. Errors: point_format,
// point_coarse, point_range.
Result<Point> parse_point(std::string_view text);
std::string format_point(Point point);  // "61.784912, 34.346908"

// A closed line that touches or crosses itself, or turns back on itself. Equal neighbours count once. O(points²).
bool crosses_itself(std::span<const Point> points);

// point, line, area. Besides the errors of parse_point, with the number of the point: point_outside and point_swapped
// (the region's box), too_many_points; at submission too_few_points and area_crosses.
std::optional<Complaint> check_place(const Field& field, std::string_view text, bool submit);

}  // namespace pochin::form
