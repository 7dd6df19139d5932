// One function for each resource: it adds its routes. The *_json functions give what a visitor may see without a
// request, for server pages.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "server/api/handling/context.h"
#include "server/http/router.h"

namespace pochin::server {

struct Viewer;
struct Retention;

void add_commission_routes(Router& router, Context& context);
void add_expertise_routes(Router& router, Context& context);
void add_finance_routes(Router& router, Context& context);
void add_idea_routes(Router& router, Context& context);
void add_lot_routes(Router& router, Context& context);
void add_meeting_routes(Router& router, Context& context);
void add_office_routes(Router& router, Context& context);
void add_points_routes(Router& router, Context& context);
void add_run_routes(Router& router, Context& context);
void add_sheet_routes(Router& router, Context& context);
void add_session_routes(Router& router, Context& context);
void add_own_session_routes(Router& router, Context& context);
void add_approval_routes(Router& router, Context& context);
void add_staff_routes(Router& router, Context& context);
void add_audit_routes(Router& router, Context& context);
void add_own_data_routes(Router& router, Context& context);
void add_installation_routes(Router& router, Context& context);
void add_login_routes(Router& router, Context& context);
void add_portal_routes(Router& router, Context& context);
void add_practice_routes(Router& router, Context& context);
void add_rating_routes(Router& router, Context& context);
void add_territory_routes(Router& router, Context& context);
void add_project_routes(Router& router, Context& context);
void add_application_routes(Router& router, Context& context);
void add_answer_routes(Router& router, Context& context);
void add_action_routes(Router& router, Context& context);
void add_file_routes(Router& router, Context& context);
void add_campaign_routes(Router& router, Context& context);
void add_campaign_log_routes(Router& router, Context& context);
void add_ballot_routes(Router& router, Context& context);
void add_campaign_result_routes(Router& router, Context& context);
void add_campaign_act_routes(Router& router, Context& context);
void add_batch_routes(Router& router, Context& context);
void add_observer_routes(Router& router, Context& context);
void add_openapi_routes(Router& router, Context& context);
void add_test_clock_route(Router& router, Context& context, SettableClock clock);

// Up to when the configuration remembers people.
Retention retention_of(const Context& context);

// Why visitors are not told apart, in words for the operator; empty when they are, or when too few came to tell.
std::string proxy_trouble(const Context& context);

// The consent of Config::privacy; null when none is set. The error is in words for the operator.
std::expected<Json, std::string> load_consent(const Config& config);

Json session_json(const Context& context, const Viewer& viewer);

}  // namespace pochin::server
