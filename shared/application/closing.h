// An official says of a remark that was answered that the answer is enough. The history keeps it as one more
// `remark_resolved`, whose action is kCloseRemark; the remark itself stays as it was.
#pragma once

#include <string_view>

#include "shared/application/decide.h"

namespace pochin::application {

inline constexpr std::string_view kCloseRemark = "close_remark";

// Whether this actor may return the application with remarks now: who asks is who says that it is enough.
bool may_remark(const Application& application, const Workflow& workflow, const Actor& actor);

// `closed`: it has been closed before. Refusals: unknown_field when there is no such remark, not_allowed, wrong_state.
std::expected<Event, Refusal> close_remark(const Application& application, const Rules& rules, const Actor& actor,
                                           std::string_view remark, bool closed, Instant now);

}  // namespace pochin::application
