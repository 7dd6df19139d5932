// The HTTP API v1 and the login routes: what the program's wiring needs of this room.
#pragma once
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/public_cache.h"
#include "server/http/router.h"
#include "server/ops/clock.h"
#include "server/ops/config.h"

namespace pochin::server {

struct Context;
struct Route;

// Every row of /api/v1 and /auth, resource by resource.
std::vector<std::span<const Route>> api_routes();

class Api {
 public:
  // Opens the store, the folder of uploads and the ЕСИА connector the configuration names; puts the territories and
  // packs it names into the store. The error is in words for the operator. `config` and `cache` must outlive the Api.
  static std::expected<std::unique_ptr<Api>, std::string> open(const Config& config, const Clock& clock,
                                                               PublicCache& cache);
  ~Api();

  // All of api_routes().
  void add_routes(Router& router) const;

  // POST /api/v1/test/clock {"now": "2026-11-10T12:00:00Z"}: sets the clock the Api was opened with. Only for a server
  // whose configuration has test_clock.
  void add_test_clock(Router& router, SettableClock clock) const;

  // Takes in what `pochin practice import` has published since; cheap when there is nothing. To be called now and then.
  // The error is in words for the operator; what could not be read is tried again.
  std::expected<void, std::string> take_news();

  // Forgets people and account numbers whose time is over; how many. To be called now and then.
  std::expected<int, std::string> forget_overdue();

  // After the HTTP server has stopped: commits what was accepted and closes the store.
  void stop();

  Context& context() const { return *context_; }

 private:
  explicit Api(std::unique_ptr<Context> context);
  std::unique_ptr<Context> context_;
};

}  // namespace pochin::server
