// Sorting by a comparison behind a pointer: one copy for a whole program. std::sort and std::stable_sort are 2 to 3 KB
// of WebAssembly at every place; lists that a browser sorts are short.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace pochin {

// Positions 0…size-1 as they stand after a stable sort; `before` is a strict weak order of positions. O(n log n).
std::vector<uint32_t> order_of(std::size_t size, bool (*before)(const void* what, uint32_t a, uint32_t b),
                               const void* what);

// Stable; `before(a, b)` of two elements.
template <typename Element, typename Before>
void sort_short(std::vector<Element>& list, const Before& before) {
  const auto by_position = [&](uint32_t a, uint32_t b) { return before(list[a], list[b]); };
  const auto order = order_of(
      list.size(),
      [](const void* what, uint32_t a, uint32_t b) { return (*static_cast<decltype(&by_position)>(what))(a, b); },
      std::addressof(by_position));
  std::vector<Element> sorted;
  sorted.reserve(list.size());
  for (const uint32_t at : order) sorted.push_back(std::move(list[at]));
  list = std::move(sorted);
}
template <typename Element>
void sort_short(std::vector<Element>& list) {
  sort_short(list, [](const Element& a, const Element& b) { return a < b; });
}

}  // namespace pochin
