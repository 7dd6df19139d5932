#include "server/api/handling/page.h"

#include <charconv>

#include "shared/base/text.h"

namespace pochin::server {
namespace {

template <class Number>
bool whole(std::string_view text, Number& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

}  // namespace

std::string cursor_of(const Place& place) { return std::to_string(place.key) + "." + place.id; }

std::optional<Place> place_from(std::string_view cursor) {
  Place place;
  const std::size_t dot = cursor.find('.');
  if (dot == std::string_view::npos || !whole(cursor.substr(0, dot), place.key)) return std::nullopt;
  place.id = cursor.substr(dot + 1);
  return place;
}

Checked<Page> page_of(const Request& request, int usual, int most) {
  Page page{.limit = usual};
  if (const auto limit = request.query_value("limit"))
    if (!whole(*limit, page.limit) || page.limit < 1 || page.limit > most)
      return std::unexpected(invalid("limit", "out_of_range", tr("Нужно целое число от 1 до {}.", most)));
  const auto cursor = request.query_value("cursor");
  if (!cursor || cursor->empty()) return page;
  auto place = place_from(*cursor);
  if (!place)
    return std::unexpected(
        invalid("cursor", "unknown", say("Такой страницы списка нет: возьмите cursor из поля next прошлого ответа.")));
  page.after = *std::move(place);
  return page;
}

Checked<std::string> words_of(const Request& request) {
  const std::string_view words = request.query_value("q").value_or("");
  if (words.size() > kLongestSearch)
    return std::unexpected(invalid("q", "too_long", say("Слишком длинный запрос: оставьте несколько слов.")));
  return fold(words);
}

Json page_json(Json items, const std::optional<Place>& next, std::int64_t total) {
  return {{"items", std::move(items)}, {"next", next ? Json(cursor_of(*next)) : Json(nullptr)}, {"total", total}};
}

}  // namespace pochin::server
