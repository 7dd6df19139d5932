// Opens the doors the configuration names, and serves the page of the demonstration's own one.
#pragma once
#include <expected>
#include <string>
#include <vector>

#include "server/api/handling/context.h"
#include "server/http/router.h"

namespace pochin::server {

// The error says in Russian what is wrong.
std::expected<std::vector<auth::Connector>, std::string> open_doors(const Config& config);

// Roles of the demonstration's people, given when the portal starts.
std::expected<void, std::string> grant_demo_people(Context& context);

// GET /auth/demo/people: who may be picked. Not there unless the demonstration's login is on.
void add_demo_login_routes(Router& router, Context& context);

}  // namespace pochin::server
