// What a row says of its operation in the description of the API (server/api/openapi.h) and nowhere else: the rest of
// the description follows from the method, from who may ask and from the kind of work. Schemas are named: they stand
// among the records (server/api/schemas.cpp) or in server/api/components.json.
#pragma once
#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

namespace pochin::server {

// A list of at most N, for tables that the compiler makes.
template <class T, std::size_t N>
struct Few {
  constexpr Few() = default;
  constexpr Few(std::initializer_list<T> list) {
    for (const T& each : list) items[count++] = each;
  }
  constexpr std::span<const T> all() const { return {items.data(), count}; }

  std::array<T, N> items = {};
  std::size_t count = 0;
};

// ?name=… of the address. A text, or a whole number.
struct Query {
  std::string_view name = {}, about = {};
  std::string_view one_of = {};                       // all it may be, parted by spaces
  std::optional<std::int64_t> least = {}, most = {};  // of a number; `most` of a text: its length
  bool whole = false, required = false;
};

// The body of a request.
struct Body {
  std::string_view schema = {};
  bool optional = false;
  std::string_view type = "application/json";
  constexpr bool any() const { return !schema.empty() || type != "application/json"; }
};

// What comes when all went well.
struct Answer {
  std::string_view schema = {};
  int status = 200;
  int or_status = 0;              // the same with another status, when there are two ways to go well
  std::string_view about = {};    // the summary when empty
  std::string_view headers = {};  // that always come with it, parted by spaces
  std::string_view type = "application/json";
};

// What comes instead, besides what follows from the row (operation.cpp: refusals_of).
struct Refusal {
  int status = 0;
  std::string_view about = {}, type = {};  // of one that is no problem+json
};

}  // namespace pochin::server
