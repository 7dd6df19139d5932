// Parts that the events of applications and of ideas write as JSON in the same way.
#pragma once

#include <optional>

#include "shared/application/link.h"
#include "shared/base/json.h"

namespace pochin::application {

void put(Json& json, const char* key, const std::string& text);  // nothing for an empty text
Json link_json(const Link& link);
std::optional<Link> link_from(const Json& json);

}  // namespace pochin::application
