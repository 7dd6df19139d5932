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

std::expected<std::unique_ptr<Api>, std::string> Api::open(const Config& config, const Clock& clock,
                                                           PublicCache& cache) {
  auto context = open_context(config, clock, cache);
  if (!context) return std::unexpected(context.error());
  if (auto installed = install_configured(**context); !installed) return std::unexpected(installed.error());
  if (auto loaded = load_rules(**context); !loaded) return std::unexpected(loaded.error());
  if (auto ends = change(**context, [&](Db& db) { return write_missing_ends(db, **context); }); !ends)
    return std::unexpected(ends.error().detail);
  if (auto staffed = grant_demo_people(**context); !staffed) return std::unexpected(staffed.error());
  return std::unique_ptr<Api>(new Api(*std::move(context)));
}

std::vector<std::span<const Route>> api_routes() {
  return {session_routes(),      own_session_routes(), login_routes(),           demo_login_routes(),
          approval_routes(),     staff_routes(),       audit_routes(),           own_data_routes(),
          installation_routes(), portal_routes(),      practice_routes(),        rating_routes(),
          territory_routes(),    project_routes(),     application_routes(),     draft_routes(),
          remark_routes(),       answer_routes(),      action_routes(),          file_routes(),
          commission_routes(),   expertise_routes(),   finance_routes(),         idea_routes(),
          lot_routes(),          sitting_routes(),     protocol_routes(),        office_routes(),
          points_routes(),       run_routes(),         sheet_routes(),           campaign_routes(),
          campaign_log_routes(), ballot_routes(),      campaign_result_routes(), campaign_act_routes(),
          batch_routes(),        observer_routes(),    openapi_routes()};
}

void Api::add_routes(Router& router) const {
  for (const auto rows : api_routes()) pochin::server::add_routes(router, *context_, rows);
}

void Api::add_test_clock(Router& router, SettableClock clock) const {
  context_->test_clock = std::move(clock);
  pochin::server::add_routes(router, *context_, test_clock_routes());
}

std::expected<void, std::string> Api::take_news() {
  if (const auto taken = take_new_packs(*context_); !taken) return std::unexpected(taken.error());
  return {};
}

std::expected<int, std::string> Api::forget_overdue() {
  const auto done = change(*context_, [&](Db& db) -> Checked<int> {
    const Retention retention = retention_of(*context_);
    if (const Forgotten late = overdue(db, retention); late.people + late.grants == 0) return 0;
    const Forgotten gone = pochin::server::forget_overdue(db, retention);
    audit(db, {.kind = "retention.forgotten",
               .actor = "clock",
               .details = {{"people", gone.people}, {"grants", gone.grants}},
               .at = context_->login_now()});
    return gone.people + gone.grants;
  });
  if (!done) return std::unexpected(done.error().detail);
  return *done;
}

void Api::stop() { context_->store->close(); }

}  // namespace pochin::server
