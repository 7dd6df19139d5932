// The commission of a practice: who sits in it and how they were chosen, experts, marks, sittings and protocols.
#pragma once
#include "server/api/handling/context.h"

namespace pochin::server {

void add_commission_routes(Router& router, Context& context);
void add_lot_routes(Router& router, Context& context);
void add_expertise_routes(Router& router, Context& context);
void add_sheet_routes(Router& router, Context& context);
void add_sitting_routes(Router& router, Context& context);

}  // namespace pochin::server
