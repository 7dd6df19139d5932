// How long a published idea collects support (domain.md §2.2: published → expired). Ideas belong to no practice; the
// acts of each practice that they may go on to (Workflow::conversions) name the time as the term below.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "shared/base/instant.h"
#include "shared/calendar/production_calendar.h"
#include "shared/practice/pack.h"

namespace pochin::practice {

// The id in `terms` of a pack: «Жители поддерживают идею — 60 календарных дней».
inline constexpr std::string_view kIdeaSupportTerm = "idea_support";

// The moment (exclusive) at which support ends for an idea published at `published`: the latest that the given
// practices name, each counted by its own clock. Nothing when none of them both takes ideas and names the term, or when
// the term leads beyond all calendars: then no clock ends it. O(practices × terms).
std::optional<Instant> idea_support_end(Instant published, std::span<const Pack* const> practices,
                                        const calendar::ProductionCalendar& calendar);

}  // namespace pochin::practice
