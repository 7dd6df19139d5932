// People and what they are here: logins, sessions, roles and invitations, consents, their own data, acts that wait for
// a second person.
#pragma once
#include "server/api/handling/context.h"

namespace pochin::server {

void add_session_routes(Router& router, Context& context);
void add_own_session_routes(Router& router, Context& context);
void add_login_routes(Router& router, Context& context);
void add_demo_login_routes(Router& router, Context& context);
void add_approval_routes(Router& router, Context& context);
void add_staff_routes(Router& router, Context& context);
void add_own_data_routes(Router& router, Context& context);

// The consent of Config::privacy; null when none is set. The error is in words for the operator.
std::expected<Json, std::string> load_consent(const Config& config);

}  // namespace pochin::server
