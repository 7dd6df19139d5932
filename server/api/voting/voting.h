// Votes: campaigns and their lists, acts of people over them, ballots, sheets of paper, the public log, results.
#pragma once
#include "server/api/handling/route.h"

namespace pochin::server {

std::span<const Route> campaign_routes();
std::span<const Route> campaign_log_routes();
std::span<const Route> ballot_routes();
std::span<const Route> campaign_result_routes();
std::span<const Route> campaign_act_routes();
std::span<const Route> batch_routes();
std::span<const Route> observer_routes();

}  // namespace pochin::server
