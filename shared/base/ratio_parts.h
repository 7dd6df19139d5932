// The two parts of a ratio as numbers without an end: how the arithmetic and the texts of ratio.h see large ones.
#pragma once

#include "shared/base/ratio.h"
#include "shared/base/wide.h"

namespace pochin {

namespace wide {
struct Parts {
  bool negative = false;
  Natural above, below;
};
}  // namespace wide

wide::Parts parts_of(const Ratio& value);
Ratio ratio_of(wide::Parts parts);  // reduces; precondition: below > 0

}  // namespace pochin
