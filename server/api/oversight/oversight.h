// Watching over the portal: the log of actions, what is insecure or unlawful in this installation.
#pragma once
#include "server/api/handling/context.h"
#include "server/store/retention.h"

namespace pochin::server {

void add_audit_routes(Router& router, Context& context);
void add_installation_routes(Router& router, Context& context);

// Up to when the configuration remembers people.
Retention retention_of(const Context& context);

// Why visitors are not told apart, in words for the operator; empty when they are, or when too few came to tell.
std::string proxy_trouble(const Context& context);

}  // namespace pochin::server
