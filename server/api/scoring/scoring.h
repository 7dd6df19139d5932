// Points: contests and their rating, recorded calculations, points by hand.
#pragma once
#include "server/api/handling/route.h"

namespace pochin::server {

std::span<const Route> rating_routes();
std::span<const Route> run_routes();
std::span<const Route> points_routes();

}  // namespace pochin::server
