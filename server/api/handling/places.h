// Municipalities as the wire names them.
#pragma once
#include <string>
#include <string_view>

#include "server/api/handling/context.h"

namespace pochin::server {

Json territory_json(const territory::Municipality& municipality);
std::string place_name(const Context& context, std::string_view id);  // empty when there is none

}  // namespace pochin::server
