// Whether the cycle of a pack may open: law/opening.h asked about its stages, by the region's clock.
#pragma once

#include <vector>

#include "shared/law/opening.h"
#include "shared/practice/pack.h"

namespace pochin::practice {

// Everything that forbids it, with places as JSON pointers of the pack, and remarks; empty = it may open.
std::vector<law::Problem> can_open(const Pack& pack);

}  // namespace pochin::practice
