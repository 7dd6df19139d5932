// Points: contests and their rating, recorded calculations, points by hand.
#pragma once
#include "server/api/handling/context.h"

namespace pochin::server {

void add_rating_routes(Router& router, Context& context);
void add_run_routes(Router& router, Context& context);
void add_points_routes(Router& router, Context& context);

}  // namespace pochin::server
