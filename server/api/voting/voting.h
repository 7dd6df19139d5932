// Votes: campaigns and their lists, acts of people over them, ballots, sheets of paper, the public log, results.
#pragma once
#include "server/api/handling/context.h"

namespace pochin::server {

void add_campaign_routes(Router& router, Context& context);
void add_campaign_log_routes(Router& router, Context& context);
void add_ballot_routes(Router& router, Context& context);
void add_campaign_result_routes(Router& router, Context& context);
void add_campaign_act_routes(Router& router, Context& context);
void add_batch_routes(Router& router, Context& context);
void add_observer_routes(Router& router, Context& context);

}  // namespace pochin::server
