// GET /api/v1/audit: the audit log for those who may read it, newest first.
#include "server/store/audit.h"

#include "server/api/routes.h"
#include "server/api/text.h"
#include "server/api/viewer.h"
#include "shared/access/access.h"

namespace pochin::server {
namespace {

constexpr int kPage = 100;

// What a right to the technical part alone shows: that something happened, not to whom and what.
bool is_technical(std::string_view kind) {
  static constexpr std::array kKinds{"login.", "logout.", "backup.", "server.", "addresses.", "audit."};
  return std::ranges::any_of(kKinds, [&](std::string_view start) { return kind.starts_with(start); });
}

enum class Sight { none, own, technical, all };

Sight sight_of(const Viewer& viewer) {
  const access::Actor actor = viewer.access_actor();
  access::Target log{.object = access::Object::audit_log};
  if (access::allowed(actor, access::Action::read, log)) return Sight::all;
  log.part = access::Part::technical;
  if (access::allowed(actor, access::Action::read, log)) return Sight::technical;
  log.part = access::Part::whole;
  log.owners = {viewer.id};
  return access::allowed(actor, access::Action::read, log) ? Sight::own : Sight::none;
}

Json line_of(const AuditEntry& entry, Sight sight) {
  const Json body = Json::parse(entry.body);
  Json line{{"seq", entry.seq}, {"at", body.at("at")}, {"kind", body.at("kind")}, {"hash", entry.hash}};
  if (sight == Sight::technical) return line;
  line["actor"] = body.at("actor");
  line["object"] = body.at("object");
  line["details"] = body.at("details");
  return line;
}

Response get_audit(Context& context, const Request& request) {
  const auto viewer = require_login(context, request);
  if (!viewer) return Response::of(viewer.error());
  const Sight sight = sight_of(*viewer);
  if (sight == Sight::none) return Response::of(forbidden(say("Журнал действий вам не открыт.")));
  std::int64_t before = 0;
  if (const auto cursor = request.query_value("before")) {
    const bool number = !cursor->empty() && cursor->size() <= 18 &&
                        std::ranges::all_of(*cursor, [](char c) { return c >= '0' && c <= '9'; });
    if (!number) return Response::of(invalid("before", "number", say("Нужен номер строки журнала.")));
    for (const char c : *cursor) before = before * 10 + (c - '0');
  }
  const auto answer = look(context, [&](Db& db) -> Checked<Json> {
    const std::string actor = sight == Sight::own ? viewer->id : std::string();
    Json items = Json::array();
    std::int64_t last = 0;
    for (const AuditEntry& entry : audit_newest(db, before, actor, kPage)) {
      last = entry.seq;
      Json line = line_of(entry, sight);
      if (sight != Sight::technical || is_technical(line["kind"].get<std::string>())) items.push_back(std::move(line));
    }
    const AuditHead head = audit_head(db);
    return Json{{"items", std::move(items)},
                {"next", last > 1 ? Json(last) : Json(nullptr)},
                {"head", {{"seq", head.seq}, {"hash", head.hash}}}};
  });
  return answer ? Response::json(*answer) : Response::of(answer.error());
}

}  // namespace

void add_audit_routes(Router& router, Context& context) {
  router.get("/api/v1/audit", [&context](const Request& r) { return get_audit(context, r); });
}

}  // namespace pochin::server
