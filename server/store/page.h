// A page of a list ordered by a number and an id, newest first. The cursor is the key of the last line given and no
// line of the store: when that line is gone the list goes on behind the place where it was.
#pragma once
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "server/store/db.h"

namespace pochin::server {

struct Place {
  std::int64_t key = std::numeric_limits<std::int64_t>::max();
  std::string id = {};
  bool operator==(const Place&) const = default;
};

struct Page {
  Place after = {};  // the default is before everything
  int limit = 50;
};

// What a list gives: the lines of one page, how many there are on all pages, and where the next one begins.
template <class Line>
struct Paged {
  std::vector<Line> lines = {};
  std::int64_t total = 0;
  std::optional<Place> next = {};  // nothing: this was the last page
};

// Queries ask for one line more than the page has: whether there is one tells whether there is another page.
inline int asked_for(const Page& page) { return page.limit + 1; }

template <class Line, class PlaceOf>
Paged<Line> page_made(std::vector<Line> lines, const Page& page, std::int64_t total, PlaceOf place_of) {
  Paged<Line> made{.lines = std::move(lines), .total = total};
  if (made.lines.size() <= static_cast<std::size_t>(page.limit)) return made;
  made.lines.pop_back();
  made.next = place_of(made.lines.back());
  return made;
}

}  // namespace pochin::server
