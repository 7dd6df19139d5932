#include "shared/form/geo.h"

#include <algorithm>

#include "shared/base/order.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/form/parts.h"

namespace pochin::form {
namespace {

constexpr int64_t kMostPoints = 200;
constexpr int kDecimals = 6, kLeastDecimals = 4;
constexpr int64_t kDegree = 1'000'000;

struct Angle {
  int64_t millionths = 0;
  int decimals = 0;
};

// Digits with one point or comma between them.
std::optional<Angle> parse_angle(std::string_view text) {
  bool negative = false;
  for (std::string_view mark : {"-", "–", "−", "+"})
    if (text.starts_with(mark)) {
      negative = mark != "+";
      text.remove_prefix(mark.size());
      break;
    }
  Angle angle;
  int whole = 0;
  bool fraction = false;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit && ((c != '.' && c != ',') || fraction || whole == 0)) return std::nullopt;
    if (!digit) {
      fraction = true;
    } else if (!fraction) {
      if (++whole > 3) return std::nullopt;
      angle.millionths = angle.millionths * 10 + (c - '0') * kDegree;
    } else {
      int64_t unit = kDegree;
      for (int i = 0; i <= angle.decimals && unit > 0; ++i) unit /= 10;
      angle.millionths += (c - '0') * unit;
      if (++angle.decimals == kDecimals + 1 && c >= '5') ++angle.millionths;
    }
  }
  if (whole == 0 || (fraction && angle.decimals == 0)) return std::nullopt;
  if (negative) angle.millionths = -angle.millionths;
  return angle;
}

// The two numbers of a line, without the comma between them.
std::vector<std::string_view> numbers(std::string_view text) {
  std::vector<std::string_view> found;
  std::size_t start = 0;
  const auto take = [&](std::size_t end) {
    std::string_view word = text.substr(start, end - start);
    while (word.ends_with(',')) word.remove_suffix(1);
    if (!word.empty()) found.push_back(word);
  };
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t at = i;
    const char32_t c = next_code_point(text, i);
    if (!is_space(c) && c != ';') continue;
    take(at);
    start = i;
  }
  take(text.size());
  if (found.size() != 1) return found;
  const std::string_view word = found.front();
  const std::size_t comma = word.find(',');
  if (word.find('.') == std::string_view::npos || comma == std::string_view::npos) return found;
  return {word.substr(0, comma), word.substr(comma + 1)};
}

std::string degrees(int64_t millionths) {
  std::string digits = std::to_string(millionths < 0 ? -millionths : millionths);
  if (digits.size() <= kDecimals) digits.insert(0, kDecimals + 1 - digits.size(), '0');
  digits.insert(digits.size() - kDecimals, ".");
  return (millionths < 0 ? "-" : "") + digits;
}

bool inside(const Box& box, Point p) {
  const bool across = box.west > box.east;  // the 180th meridian lies between
  const bool between = across ? p.lon >= box.west || p.lon <= box.east : p.lon >= box.west && p.lon <= box.east;
  return p.lat >= box.south && p.lat <= box.north && between;
}

// The sign of the turn a → b → c; 0 = on one line. The products stay below 2^58.
int turn(Point a, Point b, Point c) {
  const int64_t product =
      (int64_t{b.lat} - a.lat) * (int64_t{c.lon} - b.lon) - (int64_t{b.lon} - a.lon) * (int64_t{c.lat} - b.lat);
  return (product > 0) - (product < 0);
}

bool within(Point p, Point a, Point b) {
  return p.lat >= std::min(a.lat, b.lat) && p.lat <= std::max(a.lat, b.lat) && p.lon >= std::min(a.lon, b.lon) &&
         p.lon <= std::max(a.lon, b.lon);
}

bool meet(Point a, Point b, Point c, Point d) {
  const int abc = turn(a, b, c), abd = turn(a, b, d), cda = turn(c, d, a), cdb = turn(c, d, b);
  if (abc * abd < 0 && cda * cdb < 0) return true;
  return (abc == 0 && within(c, a, b)) || (abd == 0 && within(d, a, b)) || (cda == 0 && within(a, c, d)) ||
         (cdb == 0 && within(b, c, d));
}

// a → b → c goes back over itself.
bool turns_back(Point a, Point b, Point c) {
  if (turn(a, b, c) != 0) return false;
  return (int64_t{b.lat} - a.lat) * (int64_t{c.lat} - b.lat) + (int64_t{b.lon} - a.lon) * (int64_t{c.lon} - b.lon) < 0;
}

std::optional<Complaint> check_point(const Field& field, std::string_view text, std::vector<Point>& points) {
  const auto point = parse_point(text);
  if (!point) return Complaint{point.error().code, point.error().message};
  points.push_back(*point);
  if (!field.box || inside(*field.box, *point)) return std::nullopt;
  if (inside(*field.box, {point->lon, point->lat}))
    return Complaint{"point_swapped",
                     tr("Широта и долгота переставлены. Впишите так: {}", format_point({point->lon, point->lat}))};
  return Complaint{"point_outside", std::string(tr("Это место за пределами региона. Проверьте оба числа"))};
}

std::optional<Complaint> check_shape(const Field& field, std::vector<Point> points) {
  const bool area = field.kind == Kind::area;
  const std::size_t least = area ? 3 : 2;
  std::vector<Point> distinct = points;
  sort_short(distinct);
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  if (distinct.size() < std::max(least, static_cast<std::size_t>(field.min_count)))
    return Complaint{"too_few_points", tr("Впишите не меньше {} разных точек, каждую с новой строки",
                                          std::max<int64_t>(static_cast<int64_t>(least), field.min_count))};
  if (area && crosses_itself(points))
    return Complaint{"area_crosses",
                     std::string(tr("Граница пересекает сама себя. Впишите точки по порядку обхода, одну за другой"))};
  return std::nullopt;
}

}  // namespace

Result<Point> parse_point(std::string_view text) {
  const auto words = numbers(text);
  const auto lat = words.size() == 2 ? parse_angle(words[0]) : std::nullopt;
  const auto lon = words.size() == 2 ? parse_angle(words[1]) : std::nullopt;
  if (!lat || !lon)
    return fail("point_format",
                std::string(tr("Впишите широту и долготу двумя числами, например 61.784912, 34.346908")));
  if (lat->decimals < kLeastDecimals || lon->decimals < kLeastDecimals)
    return fail("point_coarse", std::string(tr("Нужно 5–6 цифр после точки: с ними место видно до метра")));
  if (lat->millionths < -90 * kDegree || lat->millionths > 90 * kDegree || lon->millionths < -180 * kDegree ||
      lon->millionths > 180 * kDegree)
    return fail("point_range", std::string(tr("Широта бывает до 90 градусов, долгота — до 180. Проверьте оба числа")));
  return Point{static_cast<int32_t>(lat->millionths), static_cast<int32_t>(lon->millionths)};
}

std::string format_point(Point point) { return degrees(point.lat) + ", " + degrees(point.lon); }

bool crosses_itself(std::span<const Point> points) {
  std::vector<Point> ring(points.begin(), points.end());
  ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
  while (ring.size() > 1 && ring.back() == ring.front()) ring.pop_back();
  const std::size_t count = ring.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Point a = ring[i], b = ring[(i + 1) % count];
    if (turns_back(a, b, ring[(i + 2) % count])) return true;
    for (std::size_t j = i + 2; j < count && j + 1 < count + i; ++j)
      if (meet(a, b, ring[j], ring[(j + 1) % count])) return true;
  }
  return false;
}

std::optional<Complaint> check_place(const Field& field, std::string_view text, bool submit) {
  std::vector<Point> points;
  if (field.kind == Kind::point) return check_point(field, text, points);
  int64_t number = 0;
  const int64_t most = field.max_count > 0 ? field.max_count : kMostPoints;
  for (const std::string_view line : lines_of(text)) {
    if (++number > most)
      return Complaint{"too_many_points",
                       tr("Оставьте не больше {} {}", most, plural(most, "точки", "точек", "точек"))};
    if (auto wrong = check_point(field, line, points)) {
      wrong->message = tr("Точка {}. {}", number, wrong->message);
      return wrong;
    }
  }
  return submit ? check_shape(field, std::move(points)) : std::nullopt;
}

}  // namespace pochin::form
