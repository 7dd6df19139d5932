// Pages of lists on the wire: ?cursor=…&limit=… in, {"items", "next", "total"} out.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "server/api/handling/described.h"
#include "server/api/handling/text.h"
#include "server/http/problem.h"
#include "server/http/request.h"
#include "server/store/page.h"
#include "shared/base/json.h"

namespace pochin::server {

inline constexpr int kPageLimit = 50, kLongestPage = 200;
inline constexpr std::size_t kLongestSearch = 200;  // bytes

// The same in the description.
inline constexpr Query kCursorQuery{
    .name = "cursor",
    .about = "next прошлой страницы; исчезнет её последняя запись — список продолжится с того же места"};
inline constexpr Query kLimitQuery{.name = "limit", .least = 1, .most = kLongestPage, .whole = true};
inline constexpr Query kWordsQuery{.name = "q", .about = "Слова, которые ищут", .most = kLongestSearch};

// 422 for a cursor that this server did not make and for a limit that is none.
Checked<Page> page_of(const Request& request, int usual = kPageLimit, int most = kLongestPage);
// What is searched for, without spaces at its ends; 422 when it is longer than any words are.
Checked<std::string> words_of(const Request& request);
std::string cursor_of(const Place& place);
std::optional<Place> place_from(std::string_view cursor);  // nothing for what cursor_of() does not make
Json page_json(Json items, const std::optional<Place>& next, std::int64_t total);

}  // namespace pochin::server
