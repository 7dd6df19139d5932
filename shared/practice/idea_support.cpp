#include "shared/practice/idea_support.h"

#include <algorithm>

namespace pochin::practice {

std::optional<Instant> idea_support_end(Instant published, std::span<const Pack* const> practices,
                                        const calendar::ProductionCalendar& calendar) {
  std::optional<Instant> latest;
  for (const Pack* pack : practices) {
    if (!pack->workflow.conversion(application::Track::idea)) continue;
    const auto named = std::ranges::find(pack->terms, kIdeaSupportTerm, &NamedTerm::id);
    if (named == pack->terms.end()) continue;
    const auto ends = calendar::deadline(named->term, published, pack->zone(), calendar);
    if (!ends) return std::nullopt;
    if (!latest || *latest < ends->end) latest = ends->end;
  }
  return latest;
}

}  // namespace pochin::practice
