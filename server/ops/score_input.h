// What the file of applications says that the calculation would pass over: keys nobody reads, values of a wrong kind,
// answers that their fields refuse.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "shared/base/result.h"
#include "shared/form/environment.h"

namespace pochin::server {

using Troubles = std::vector<Error>;  // Error.place is the path within the application

Troubles troubles_of(const nlohmann::json& application, const form::Environment& environment);

}  // namespace pochin::server
