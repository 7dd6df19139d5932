// The commission of a practice: who sits in it and how they were chosen, experts, marks, sittings and protocols.
#pragma once
#include "server/api/handling/route.h"

namespace pochin::server {

std::span<const Route> commission_routes();
std::span<const Route> lot_routes();
std::span<const Route> expertise_routes();
std::span<const Route> sheet_routes();
std::span<const Route> sitting_routes();
std::span<const Route> protocol_routes();

}  // namespace pochin::server
