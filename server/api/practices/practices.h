// Practices and places as everybody reads them: packs come in, are published and shown; territories.
#pragma once
#include "server/api/handling/context.h"

namespace pochin::server {

void add_practice_routes(Router& router, Context& context);
void add_territory_routes(Router& router, Context& context);

// The practice a path names: its current cycle, or the one that ?cycle=… names, or the very ?version=….
const LoadedPack* asked_practice(const Context& context, const Request& request);

}  // namespace pochin::server
