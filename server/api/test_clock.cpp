// POST /api/v1/test/clock: sets the clock of a server that runs the scenarios. Not in openapi.json: no server that
// serves people has it.
#include "server/api/test_clock.h"

#include "server/http/json_body.h"

namespace pochin::server {
namespace {

Response post_clock(Context& context, SettableClock clock, const Request& request) {
  const auto body = json_body(request);
  if (!body) return Response::of(body.error());
  Fields in(*body);
  const auto now = parse_instant(in.text("now", 40));
  if (!now) in.error("now", "instant", say("Нужен момент вида 2026-11-23T09:00:00Z."));
  if (auto wrong = in.finish()) return Response::of(*wrong);
  clock.set(*now);
  context.cache.changed();
  return Response::json({{"now", wire_time(context.now())}});
}

}  // namespace

void add_test_clock_route(Router& router, Context& context, SettableClock clock) {
  router.post("/api/v1/test/clock",
              [&context, clock = std::move(clock)](const Request& r) { return post_clock(context, clock, r); });
}

}  // namespace pochin::server
