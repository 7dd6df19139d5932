// Opens the doors the configuration names, and serves the page of the demonstration's own one.
#pragma once
#include <expected>
#include <string>
#include <vector>

#include "server/api/handling/context.h"

namespace pochin::server {

// The error says in Russian what is wrong.
std::expected<std::vector<auth::Connector>, std::string> open_doors(const Config& config);

// Roles of the demonstration's people, given when the portal starts.
std::expected<void, std::string> grant_demo_people(Context& context);

}  // namespace pochin::server
