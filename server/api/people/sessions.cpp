// GET /api/v1/sessions, DELETE /api/v1/sessions/{id}, POST /auth/logout-everywhere: a person's own sessions.
#include "server/api/handling/text.h"
#include "server/api/handling/viewer.h"
#include "server/api/people/people.h"
#include "server/store/audit.h"
#include "shared/base/bytes.h"

namespace pochin::server {
namespace {

constexpr std::size_t kShownBytes = 8;

// Enough of the hash of the cookie to name a session, and of no use to anybody.
std::string session_id(const Bytes& hash) { return "s" + to_hex(std::span(hash).first(kShownBytes)); }

Json session_line(const SessionRow& session, const Viewer& viewer) {
  return {{"id", session_id(session.id_hash)},
          {"device", session.device},
          {"door", session.connector},
          {"created", wire_time(session.created)},
          {"seen", wire_time(session.seen)},
          {"expires", wire_time(session.expires)},
          {"current", session.id_hash == viewer.session}};
}

Response get_sessions(Context& context, const Request&, const Viewer& viewer) {
  const auto items = look(context, [&](Db& db) -> Checked<Json> {
    Json list = Json::array();
    for (const SessionRow& session : sessions_of(db, viewer.person, context.login_now()))
      list.push_back(session_line(session, viewer));
    return list;
  });
  return items ? Response::json({{"items", *items}}) : Response::of(items.error());
}

void note(Db& db, const Context& context, const Viewer& viewer, std::string_view kind, int ended) {
  audit(db, {.kind = std::string(kind),
             .actor = viewer.id,
             .object = "session",
             .details = {{"ended", ended}},
             .at = context.login_now()});
}

Response delete_session(Context& context, const Request& request, const Viewer& viewer) {
  const auto ended = change(context, [&](Db& db) -> Checked<bool> {
    for (const SessionRow& session : sessions_of(db, viewer.person, context.login_now())) {
      if (session_id(session.id_hash) != request.param("id")) continue;
      end_session(db, session.id_hash);
      note(db, context, viewer, "logout.one", 1);
      return true;
    }
    return std::unexpected(not_found());
  });
  return ended ? Response::empty() : Response::of(ended.error());
}

Response post_logout_everywhere(Context& context, const Request&, const Viewer& viewer) {
  const auto ended = change(context, [&](Db& db) -> Checked<bool> {
    note(db, context, viewer, "logout.everywhere", end_sessions_of(db, viewer.person));
    return true;
  });
  return ended ? signed_out(context) : Response::of(ended.error());
}

}  // namespace

std::span<const Route> own_session_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/sessions", "Мои входы", logged_in, kSelf, get_sessions,
          {.answers = {.schema = "OwnSessionList", .about = "Сеансы"}}),
      del("/api/v1/sessions/{id}", "Закончить один из своих входов", logged_in, kSelf, delete_session,
          {.answers = {.status = 204, .about = "Сеанс закончен"}, .log = "logout.one"}),
      post("/auth/logout-everywhere", "Выйти на всех устройствах", logged_in, kSelf, post_logout_everywhere,
           {.answers = {.status = 204, .about = "Все сеансы закончены"}, .log = "logout.everywhere"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
