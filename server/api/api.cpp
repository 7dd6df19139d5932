#include "server/api/api.h"

#include <filesystem>

#include "server/api/application/projection.h"
#include "server/api/filing/filing.h"
#include "server/api/handling/context.h"
#include "server/api/handling/viewer.h"
#include "server/api/ideas/ideas.h"
#include "server/api/money/money.h"
#include "server/api/openapi.h"
#include "server/api/oversight/oversight.h"
#include "server/api/people/doors.h"
#include "server/api/people/people.h"
#include "server/api/portal/portal.h"
#include "server/api/practices/install.h"
#include "server/api/practices/practices.h"
#include "server/api/review/review.h"
#include "server/api/scoring/scoring.h"
#include "server/api/test_clock.h"
#include "server/api/voting/campaign.h"
#include "server/api/voting/voting.h"
#include "server/ops/calendar_file.h"
#include "server/store/audit.h"
#include "server/store/retention.h"

namespace pochin::server {
namespace {

using Opened = std::expected<std::unique_ptr<Context>, std::string>;

std::expected<void, std::string> open_voting(Context& context) {
  const auto has_votes = look(context, [](Db& db) -> Checked<bool> { return !approved_campaigns(db).empty(); });
  if (!has_votes) return std::unexpected(has_votes.error().detail);
  auto keys = open_voting_keys(context.config.data, *has_votes);
  if (!keys) return std::unexpected(keys.error().message);
  context.voting = std::make_shared<Voting>(*std::move(keys), context.config.voting.alarm_per_minute);
  return {};
}

Opened open_context(const Config& config, const Clock& clock, PublicCache& cache) {
  std::error_code failed;
  std::filesystem::create_directories(config.data, failed);
  if (failed) return std::unexpected(tr("Не удалось создать папку данных {}: {}", config.data, failed.message()));
  auto store = Store::open({.path = config.database()});
  if (!store) return std::unexpected(tr("Не удалось открыть базу {}: {}", config.database(), store.error().message));
  auto uploads = Uploads::open(config.uploads());
  if (!uploads) return std::unexpected(uploads.error());
  auto context = std::unique_ptr<Context>(
      new Context{.config = config,
                  .clock = clock,
                  .login_clock = config.login_clock(clock),
                  .cache = cache,
                  .store = *std::move(store),
                  .uploads = std::make_unique<Uploads>(*std::move(uploads)),
                  .login_gate = LoginGate(config.limits.logins_at_once),
                  .login_limits = {config.limits.logins_per_minute, config.limits.failed_logins_per_minute},
                  .projections = std::make_shared<Projections>()});
  if (auto opened = open_voting(*context); !opened) return std::unexpected(opened.error());
  auto working_days = load_calendar(config);
  if (!working_days) return std::unexpected(working_days.error());
  context->working_days = *std::move(working_days);
  auto consent = load_consent(config);
  if (!consent) return std::unexpected(consent.error());
  context->consent = *std::move(consent);
  auto doors = open_doors(config);
  if (!doors) return std::unexpected(doors.error());
  context->connectors = *std::move(doors);
  return context;
}

}  // namespace

Api::Api(std::unique_ptr<Context> context) : context_(std::move(context)) {}
Api::~Api() { stop(); }

std::expected<std::unique_ptr<Api>, std::string> Api::open(const Config& config, Clock clock, PublicCache& cache) {
  auto context = open_context(config, clock, cache);
  if (!context) return std::unexpected(context.error());
  if (auto installed = install_configured(**context); !installed) return std::unexpected(installed.error());
  if (auto loaded = load_rules(**context); !loaded) return std::unexpected(loaded.error());
  if (auto ends = change(**context, [&](Db& db) { return write_missing_ends(db, **context); }); !ends)
    return std::unexpected(ends.error().detail);
  if (auto staffed = grant_demo_people(**context); !staffed) return std::unexpected(staffed.error());
  return std::unique_ptr<Api>(new Api(*std::move(context)));
}

void Api::add_routes(Router& router) const {
  add_session_routes(router, *context_);
  add_own_session_routes(router, *context_);
  add_login_routes(router, *context_);
  add_demo_login_routes(router, *context_);
  add_approval_routes(router, *context_);
  add_staff_routes(router, *context_);
  add_audit_routes(router, *context_);
  add_own_data_routes(router, *context_);
  add_installation_routes(router, *context_);
  add_portal_routes(router, *context_);
  add_practice_routes(router, *context_);
  add_rating_routes(router, *context_);
  add_territory_routes(router, *context_);
  add_project_routes(router, *context_);
  add_application_routes(router, *context_);
  add_draft_routes(router, *context_);
  add_remark_routes(router, *context_);
  add_answer_routes(router, *context_);
  add_action_routes(router, *context_);
  add_file_routes(router, *context_);
  add_commission_routes(router, *context_);
  add_expertise_routes(router, *context_);
  add_finance_routes(router, *context_);
  add_idea_routes(router, *context_);
  add_lot_routes(router, *context_);
  add_sitting_routes(router, *context_);
  add_office_routes(router, *context_);
  add_points_routes(router, *context_);
  add_run_routes(router, *context_);
  add_sheet_routes(router, *context_);
  add_campaign_routes(router, *context_);
  add_campaign_log_routes(router, *context_);
  add_ballot_routes(router, *context_);
  add_campaign_result_routes(router, *context_);
  add_campaign_act_routes(router, *context_);
  add_batch_routes(router, *context_);
  add_observer_routes(router, *context_);
  add_openapi_routes(router, *context_);
}

void Api::add_test_clock(Router& router, SettableClock clock) const {
  add_test_clock_route(router, *context_, std::move(clock));
}

std::expected<void, std::string> Api::take_news() {
  if (const auto taken = take_new_packs(*context_); !taken) return std::unexpected(taken.error());
  return {};
}

std::expected<void, std::string> Api::forget_overdue() {
  const auto done = change(*context_, [&](Db& db) -> Checked<bool> {
    const Retention retention = retention_of(*context_);
    if (const Forgotten late = overdue(db, retention); late.people + late.grants == 0) return true;
    const Forgotten gone = pochin::server::forget_overdue(db, retention);
    audit(db, {.kind = "retention.forgotten",
               .actor = "clock",
               .details = {{"people", gone.people}, {"grants", gone.grants}},
               .at = context_->login_now()});
    return true;
  });
  if (!done) return std::unexpected(done.error().detail);
  return {};
}

void Api::stop() { context_->store->close(); }

}  // namespace pochin::server
