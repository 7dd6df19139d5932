#include "shared/base/record.h"

#include <algorithm>

#include "shared/base/tr.h"

namespace pochin::record {
namespace {

// The decimal of a fraction that has one of at most 12 places.
std::optional<int> places_of(const Ratio& value) {
  for (int digits = 0; digits <= 12; ++digits)
    if (round_to(value, digits, Rounding::Down) == value) return digits;
  return std::nullopt;
}

std::optional<Ratio> ratio_from(std::string_view text) {
  const std::size_t bar = text.find('/');
  const auto above = parse_decimal(text.substr(0, bar));
  if (!above) return parse_fraction(text);
  if (bar == std::string_view::npos) return above;
  const auto below = parse_decimal(text.substr(bar + 1));
  return below ? checked_div(*above, *below) : parse_fraction(text);
}

template <class T>
Trouble assign(const std::optional<T>& value, const std::string& place, std::string_view expected, T& out) {
  if (!value) return wrong(place, expected);
  out = *value;
  return {};
}

template <class T>
std::optional<T> valid(const Result<T>& value) {
  return value ? std::optional<T>(*value) : std::nullopt;
}

std::optional<int64_t> whole_number(const Json& json) {
  if (!json.is_number_integer()) return std::nullopt;
  if (json.is_number_unsigned() && json.get<uint64_t>() > uint64_t{INT64_MAX}) return std::nullopt;
  return json.get<int64_t>();
}

std::string text_of(const Json& json) { return json.is_string() ? json.get<std::string>() : std::string(); }

}  // namespace

Json write_one(const std::string& value) { return Json(value); }
Json write_one(bool value) { return Json(value); }
Json write_one(int64_t value) { return Json(value); }
Json write_one(Money value) { return Json(value.kopecks); }
Json write_one(Date value) { return Json(iso_date(value)); }
Json write_one(Instant value) { return Json(format_instant(value)); }

Json write_one(const Ratio& value) {
  if (const auto digits = places_of(value))
    if (auto text = to_decimal(value, *digits); parse_decimal(text)) return Json(std::move(text));
  return Json(to_fraction(value));
}

Trouble read_one(const Json& json, const std::string& place, std::string& out) {
  if (!json.is_string()) return wrong(place, tr("текст"));
  out = json.get<std::string>();
  return {};
}

Trouble read_one(const Json& json, const std::string& place, bool& out) {
  if (!json.is_boolean()) return wrong(place, "true, false");
  out = json.get<bool>();
  return {};
}

Trouble read_one(const Json& json, const std::string& place, int64_t& out) {
  return assign(whole_number(json), place, tr("целое число"), out);
}

Trouble read_one(const Json& json, const std::string& place, Money& out) {
  return assign(whole_number(json), place, tr("сумма в копейках целым числом"), out.kopecks);
}

Trouble read_one(const Json& json, const std::string& place, Date& out) {
  return assign(valid(parse_date(text_of(json))), place, tr("дата, например 2027-01-28"), out);
}

Trouble read_one(const Json& json, const std::string& place, Instant& out) {
  return assign(valid(parse_instant(text_of(json))), place, tr("время, например 2026-11-23T18:00:00Z"), out);
}

Trouble read_one(const Json& json, const std::string& place, Ratio& out) {
  return assign(ratio_from(text_of(json)), place, tr("число текстом, например 0.25 или 1/3"), out);
}

Error wrong(const std::string& place, std::string_view expected) {
  return {"record_format", tr("Запись не читается. Здесь нужно: {}", expected), place};
}

Trouble unknown_key(const Json& json, const std::string& place, std::initializer_list<std::string_view> known) {
  if (!json.is_object()) return wrong(place, "{ … }");
  for (const auto& [key, value] : json.items())
    if (std::ranges::find(known, key) == known.end())
      return Error{"record_unknown", tr("Записи не известно поле «{}». Проверьте, нет ли опечатки", key),
                   place + "/" + key};
  return {};
}

}  // namespace pochin::record
