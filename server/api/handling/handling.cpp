#include "server/api/handling/handling.h"

#include <algorithm>

#include "server/api/handling/idempotent.h"
#include "server/api/handling/text.h"
#include "server/api/handling/viewed.h"
#include "server/store/audit.h"
#include "shared/base/typed.h"

namespace pochin::server {
namespace {

Response shown(Context& context, const Request& request, const Checked<Viewer>& viewer, GetWork work) {
  if (!viewer) return Response::of(viewer.error());
  const auto made = look(context, [&](Db& db) { return work(db, context, request, *viewer); });
  return made ? Response::json(*made) : Response::of(made.error());
}

// Where what was made is found; nothing when nothing was.
Json made_by(const Response& response) {
  const std::string_view address = response.header("Location");
  return address.empty() ? Json::object() : Json{{"made", address}};
}

}  // namespace

void add_post(Router& router, Context& context, std::string_view path, std::string_view kind, PostWork work) {
  router.post(path, [&context, kind, work](const Request& request) {
    const auto viewer = require_change(context, request);
    if (!viewer) return Response::of(viewer.error());
    Json body = Json::object();
    if (!request.body.empty()) {
      auto read = json_body(request);
      if (!read) return Response::of(read.error());
      body = *std::move(read);
    }
    Response response = once(context, *viewer, request, [&](Db& db) -> Checked<Response> {
      auto done = work(db, context, request, *viewer, body);
      if (done)
        audit(db, {.kind = std::string(kind),
                   .actor = viewer->id,
                   .object = std::string(request.param("id")),
                   .details = made_by(*done),
                   .at = context.now()});
      return done;
    });
    if (response.status < 300) context.cache.changed();
    return response;
  });
}

void add_get(Router& router, Context& context, std::string_view path, GetWork work, std::string_view viewed) {
  router.get(path, [&context, work, viewed](const Request& request) {
    const auto viewer = require_login(context, request);
    Response response = shown(context, request, viewer, work);
    if (viewed.empty() || response.status != 200) return response;
    const auto noted =
        note_viewed(context, *viewer, {.kind = std::string(viewed), .object = std::string(request.param("id"))});
    return noted ? response : Response::of(noted.error());
  });
}

void add_open_get(Router& router, Context& context, std::string_view path, GetWork work) {
  router.get(path, [&context, work](const Request& request) {
    return shown(context, request, viewer_of(context, request), work);
  });
}

std::optional<Problem> forbids(const Viewer& viewer, access::Action action, const access::Target& target) {
  const auto allowed = access::permit(viewer.access_actor(), action, target);
  if (allowed) return std::nullopt;
  if (!viewer.logged_in()) return not_logged_in();
  return problem(403, allowed.error().code, allowed.error().message + ".");
}

Problem refused_by(const Error& error, std::string_view otherwise_field) {
  switch (error.kind) {
    case ErrorKind::not_you:
      return problem(403, error.code, error.message + ".");
    case ErrorKind::not_now:
      return conflict(error.code, error.message + ".");
    case ErrorKind::wrong:
      break;
  }
  return invalid(error.place.empty() ? std::string(otherwise_field) : error.place, error.code, error.message + ".");
}

namespace {

// The portal's own records lie in these years: others are slips of the hand.
constexpr int kFirstYear = 2000, kLastYear = 2099;

std::optional<Date> date_of(Fields& in, std::string_view name, std::string_view text) {
  const auto date = read_date(text);
  if (!date) {
    in.error(name, date.error().code, date.error().message + ".");
    return std::nullopt;
  }
  if (date->year() >= kFirstYear && date->year() <= kLastYear) return *date;
  in.error(name, "date_year", tr("Проверьте год: {}.", date->year()));
  return std::nullopt;
}

}  // namespace

std::optional<Date> optional_date(Fields& in, std::string_view name) {
  const auto text = in.optional_text(name, 20);
  if (!text) return std::nullopt;
  return date_of(in, name, *text);
}

Date needed_date(Fields& in, std::string_view name) {
  const std::string text = in.text(name, 20);
  if (text.empty()) return {};
  return date_of(in, name, text).value_or(Date{});
}

std::vector<std::string> texts(Fields& in, std::string_view name, std::size_t most) {
  std::vector<std::string> list;
  const Json* array = in.array(name, most, false);
  if (!array) return list;
  for (const Json& each : *array) {
    if (each.is_string())
      list.push_back(each);
    else
      in.error(name, "type", say("Нужен список текстов."));
  }
  return list;
}

std::int64_t person_named(Db& db, Context& context, Fields& in, std::string_view name) {
  const std::string oid = in.text(name, 40);
  if (oid.empty()) return 0;
  if (!std::ranges::all_of(oid, [](char c) { return c >= '0' && c <= '9'; })) {
    in.error(name, "oid", say("Номер учётной записи на Госуслугах — только цифры."));
    return 0;
  }
  return remember_person(db, oid, context.now());
}

Date today_of(const Context& context) {
  return local(context.now(), Zone{context.config.region.zone_name, context.config.region.zone_minutes}).date;
}

}  // namespace pochin::server
