// People and what they are here: logins, sessions, roles and invitations, consents, their own data, acts that wait for
// a second person.
#pragma once
#include "server/api/handling/route.h"

namespace pochin::server {

std::span<const Route> session_routes();
std::span<const Route> own_session_routes();
std::span<const Route> login_routes();
std::span<const Route> demo_login_routes();
std::span<const Route> approval_routes();
std::span<const Route> staff_routes();
std::span<const Route> own_data_routes();

// The answer to somebody whose session has ended: this browser drops its cookie.
Response signed_out(const Context&, Response = Response::empty());

// The consent of Config::privacy; null when none is set. The error is in words for the operator.
std::expected<Json, std::string> load_consent(const Config& config);

}  // namespace pochin::server
