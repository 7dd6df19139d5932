// What every handler works with: configuration, clock, store, packs. Handlers are functions of (Context, Request).
#pragma once
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/api/handling/login_gate.h"
#include "server/api/handling/packs.h"
#include "server/api/handling/term_cache.h"
#include "server/api/handling/text.h"
#include "server/auth/connector.h"
#include "server/http/public_cache.h"
#include "server/http/router.h"
#include "server/http/visitors.h"
#include "server/media/uploads.h"
#include "server/ops/clock.h"
#include "server/ops/config.h"
#include "server/store/instants.h"
#include "server/store/store.h"
#include "shared/base/json.h"
#include "shared/calendar/production_calendar.h"
#include "shared/practice/pack.h"
#include "shared/territory/territory.h"

namespace pochin::server {

class Projections;
struct Voting;

struct Context {
  const Config& config;
  Clock clock;
  Clock login_clock;  // Config::login_clock
  PublicCache& cache;
  std::unique_ptr<Store> store;
  std::unique_ptr<Uploads> uploads;
  LoginGate login_gate;
  LoginLimits login_limits;
  std::vector<auth::Connector> connectors = {};  // doors that are open
  Json consent = nullptr;                        // the document of Config::privacy

  territory::Region region = {};
  calendar::ProductionCalendar working_days = {};
  Packs packs = {};
  std::shared_ptr<Projections> projections = {};  // application/projection.h
  mutable TermCache terms = {};
  Visitors* visitors = nullptr;         // null where no sockets are
  std::string page_head = {};           // <link>s of pages that the server says itself (error_page.h)
  std::shared_ptr<Voting> voting = {};  // keys, logs and open campaigns (voting/campaign.h)

  std::optional<SettableClock> test_clock = {};  // of a server that runs the scenarios

  Instant now() const { return clock(); }
  Instant login_now() const { return login_clock(); }
  // The rules of the cycle that runs now; null when there is no such practice.
  const LoadedPack* practice(std::string_view id) const { return packs.current(id, now()); }
  const LoadedPack* pack(std::string_view practice, std::string_view version) const {
    return packs.find(practice, version);
  }
};

// Turns what the store failed with into an answer: 503 with Retry-After when it helps to come again.
Problem storage_problem(const Error& error);

// Runs `work(Db&)`, which gives a Checked<T>, in the writer: when it gives a Problem, nothing of it stays.
template <class Work>
auto change(Context& context, Work work) -> std::invoke_result_t<Work&, Db&> {
  using Answer = std::invoke_result_t<Work&, Db&>;
  std::optional<Answer> answer;
  const Result<bool> done = context.store->write([&](Db& db) -> Result<bool> {
    answer.emplace(work(db));
    if (!answer->has_value()) return std::unexpected(Error{"refused", "", ""});
    return true;
  });
  if (!done && (done.error().code != "refused" || !answer)) return std::unexpected(storage_problem(done.error()));
  return std::move(*answer);
}

// Runs `work(Db&)`, which gives a Checked<T>, in one snapshot of the store.
template <class Work>
auto look(Context& context, Work work) -> std::invoke_result_t<Work&, Db&> {
  using Answer = std::invoke_result_t<Work&, Db&>;
  std::optional<Answer> answer;
  const Result<bool> done = context.store->read([&](Db& db) -> Result<bool> {
    answer.emplace(work(db));
    return true;
  });
  if (!done) return std::unexpected(storage_problem(done.error()));
  return std::move(*answer);
}

// 256 or so random bits as text for ids and secrets.
std::string random_text(std::size_t bytes);
Bytes sha256_bytes(std::string_view text);

}  // namespace pochin::server
