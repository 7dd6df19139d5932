// POST /api/v1/test/clock: sets the clock of a server that runs the scenarios. Not among api_routes(): no server that
// serves people has it.
#include "server/api/test_clock.h"

#include "server/http/json_body.h"

namespace pochin::server {
namespace {

Response post_clock(Context& context, const Request& request) {
  const auto body = json_body(request);
  if (!body) return Response::of(body.error());
  Fields in(*body);
  const auto now = parse_instant(in.text("now", 40));
  if (!now) in.error("now", "instant", say("Нужен момент вида 2026-11-23T09:00:00Z."));
  if (auto wrong = in.finish()) return Response::of(*wrong);
  context.test_clock->set(*now);
  context.cache.changed();
  return Response::json({{"now", wire_time(context.now())}});
}

}  // namespace

std::span<const Route> test_clock_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      post("/api/v1/test/clock", "Поставить часы", anybody, kEveryone, post_clock),
  };
  return kRoutes;
}

}  // namespace pochin::server
