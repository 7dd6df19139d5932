// How long an idea collects support, by the rules that run now.
#pragma once
#include <optional>

#include "server/api/handling/context.h"

namespace pochin::server {

// practice::idea_support_end of all practices; nothing for an idea that is not published.
std::optional<Instant> support_end(const Context& context, std::optional<Instant> published);

}  // namespace pochin::server
