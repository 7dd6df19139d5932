#include "shared/base/order.h"

#include <algorithm>
#include <numeric>

namespace pochin {

std::vector<uint32_t> order_of(std::size_t size, bool (*before)(const void* what, uint32_t a, uint32_t b),
                               const void* what) {
  std::vector<uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0u);
  // A heap, the smallest of the standard sorts; equal ones keep their order because their places differ.
  const auto less = [&](uint32_t a, uint32_t b) { return before(what, a, b) || (!before(what, b, a) && a < b); };
  std::make_heap(order.begin(), order.end(), less);
  std::sort_heap(order.begin(), order.end(), less);
  return order;
}

}  // namespace pochin
