// Watching over the portal: the log of actions, what is insecure or unlawful in this installation.
#pragma once
#include "server/api/handling/context.h"
#include "server/api/handling/route.h"
#include "server/store/retention.h"

namespace pochin::server {

std::span<const Route> audit_routes();
std::span<const Route> installation_routes();

// Up to when the configuration remembers people.
Retention retention_of(const Context& context);

// Why visitors are not told apart, in words for the operator; empty when they are, or when too few came to tell.
std::string proxy_trouble(const Context& context);

}  // namespace pochin::server
