// GET /api/v1/audit: the audit log for those who may read it, newest first; GET /api/v1/audit/chain: whether it is
// whole; GET /api/v1/audit/export: all of it, as `pochin audit verify --file` reads it.
#include "server/store/audit.h"

#include <algorithm>

#include "server/api/handling/page.h"
#include "server/api/handling/text.h"
#include "server/api/handling/viewed.h"
#include "server/api/handling/viewer.h"
#include "server/api/oversight/audit_words.h"
#include "server/api/oversight/oversight.h"
#include "shared/access/access.h"
#include "shared/base/json.h"
#include "shared/base/text.h"

namespace pochin::server {
namespace {

constexpr int kPage = 50;
constexpr int kMostExported = 200'000;  // lines; a longer log is for the command line
constexpr int kBatch = 1000;

// What a right to the technical part alone shows: that something happened, not to whom and what.
std::vector<std::string> technical_kinds() {
  return {"login.", "logout.", "backup.", "server.", "addresses.", "audit."};
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

const char* code_of(Sight sight) {
  return sight == Sight::all ? "all" : sight == Sight::technical ? "technical" : "own";
}

Problem not_open() { return forbidden(say("Журнал действий вам не открыт.")); }

Json line_of(const Context& context, Db& db, const AuditEntry& entry, Sight sight) {
  const Json body = stored_json(entry.body);
  Json line{{"seq", entry.seq},
            {"at", body.at("at")},
            {"kind", body.at("kind")},
            {"title", audit_title(get_string(body, "kind"))},
            {"hash", entry.hash}};
  if (sight == Sight::technical) return line;
  line["actor"] = body.at("actor");
  line["object"] = body.at("object");
  line["details"] = body.at("details");
  if (const auto row = application(db, get_string(body, "object")); row && row->number)
    line["object_title"] = tr("заявка {}", *row->number);
  else if (std::string words = object_words(context, get_string(body, "object")); !words.empty())
    line["object_title"] = std::move(words);
  line["summary"] = audit_summary(context, body.at("details"));
  return line;
}

// The names of those who serve or have served, by the numbers the lines have; residents stay numbers.
Json people_of(Db& db) {
  const auto names = db.all(
      "SELECT DISTINCT p.id, p.short_name FROM staff_grants g JOIN people p ON p.subject = g.subject "
      "WHERE p.short_name <> ''",
      [](const Row& row) { return std::pair(row.integer(0), row.text(1)); });
  Json people = Json::object();
  for (const auto& [id, name] : names) people[person_id(id)] = name;
  return people;
}

std::optional<std::int64_t> number_from(std::string_view text) {
  const bool digits =
      !text.empty() && text.size() <= 18 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) return std::nullopt;
  std::int64_t number = 0;
  for (const char c : text) number = number * 10 + (c - '0');
  return number;
}

Checked<std::vector<std::string>> kinds_from(std::string_view text) {
  std::vector<std::string> kinds(1);
  for (const char c : text) {
    if (c == ',')
      kinds.emplace_back();
    else if ((c >= 'a' && c <= 'z') || c == '.' || c == '_')
      kinds.back() += c;
    else
      return std::unexpected(invalid("kind", "unknown", say("Бывает, например, login. или grant.given.")));
  }
  std::erase(kinds, std::string());
  return kinds;
}

// The first moment of a day of the region, or of the day after it.
Checked<std::optional<Instant>> day_from(const Context& context, const Request& request, const char* name, int after) {
  const auto text = request.query_value(name);
  if (!text || text->empty()) return std::optional<Instant>();
  const auto date = parse_date(*text);
  if (!date) return std::unexpected(invalid(name, date.error().code, date.error().message));
  const Zone zone{context.config.region.zone_name, context.config.region.zone_minutes};
  return std::optional(instant(LocalTime{add_days(*date, after)}, zone));
}

Checked<AuditFilter> filter_of(const Context& context, const Request& request, const Viewer& viewer, Sight sight) {
  AuditFilter filter;
  if (const auto cursor = request.query_value("cursor")) {
    const auto number = number_from(*cursor);
    if (!number) return std::unexpected(invalid("cursor", "number", say("Нужен номер строки журнала.")));
    filter.before = *number;
  }
  filter.actor = request.query_value("actor").value_or("");
  filter.object = request.query_value("object").value_or("");
  // Whoever may not see whom a line is about may not find it out by asking for it either.
  if (sight == Sight::technical && !(filter.actor.empty() && filter.object.empty()))
    return std::unexpected(forbidden(say("Отбор по человеку и объекту открыт аудитору: вам видно, что и когда.")));
  if (sight == Sight::own) filter.actor = viewer.id;
  if (sight == Sight::technical) filter.allowed = technical_kinds();
  auto kinds = kinds_from(request.query_value("kind").value_or(""));
  if (!kinds) return std::unexpected(kinds.error());
  filter.kinds = *std::move(kinds);
  const auto from = day_from(context, request, "from", 0), until = day_from(context, request, "to", 1);
  if (!from) return std::unexpected(from.error());
  if (!until) return std::unexpected(until.error());
  filter.from = *from;
  filter.until = *until;
  if (filter.from && filter.until && *filter.from >= *filter.until)
    return std::unexpected(invalid("to", "before", say("Конец раньше начала: поменяйте даты местами.")));
  return filter;
}

Response get_audit(Context& context, const Request& request, const Viewer& viewer) {
  const Sight sight = sight_of(viewer);
  if (sight == Sight::none) return Response::of(not_open());
  const auto filter = filter_of(context, request, viewer, sight);
  if (!filter) return Response::of(filter.error());
  const auto answer = look(context, [&](Db& db) -> Checked<Json> {
    Json items = Json::array();
    AuditFilter wanted = *filter;
    if (const auto row = application_by_number(db, wanted.object)) wanted.object = row->id;
    const auto lines = audit_newest(db, wanted, kPage);
    // Counting reads the whole log: once for a list, not for each of its pages.
    const Json total = wanted.before == 0 ? Json(audit_count(db, wanted)) : Json(nullptr);
    for (const AuditEntry& entry : lines) items.push_back(line_of(context, db, entry, sight));
    const bool more = lines.size() == kPage && lines.back().seq > 1;
    const AuditHead head = audit_head(db);
    Json people = sight == Sight::all ? people_of(db) : Json::object();
    return Json{{"items", std::move(items)},
                {"next", more ? Json(std::to_string(lines.back().seq)) : Json(nullptr)},
                {"total", total},
                {"sight", code_of(sight)},
                {"people", std::move(people)},
                {"head", {{"seq", head.seq}, {"hash", head.hash}}}};
  });
  if (!answer) return Response::of(answer.error());
  if (sight == Sight::all) {
    const Viewed seen{.kind = "audit.viewed", .object = "audit", .details = {{"rows", (*answer)["items"].size()}}};
    if (const auto noted = note_viewed(context, viewer, seen); !noted) return Response::of(noted.error());
  }
  return Response::json(*answer);
}

Response get_chain(Context& context, const Request&, const Viewer& viewer) {
  const Sight sight = sight_of(viewer);
  if (sight != Sight::all && sight != Sight::technical) return Response::of(not_open());
  const auto answer = look(context, [&](Db& db) -> Checked<Json> {
    AuditHead head{0, std::string(64, '0')};
    const auto wrong = audit_fault(db, &head);
    Json fault = nullptr;
    if (wrong)
      fault = {{"seq", number_from(wrong->place).value_or(0)}, {"code", wrong->code}, {"message", wrong->message}};
    return Json{{"whole", !wrong},
                {"lines", head.seq},
                {"head", {{"seq", head.seq}, {"hash", head.hash}}},
                {"fault", std::move(fault)},
                {"checked", wire_time(context.login_now())}};
  });
  return answer ? Response::json(*answer) : Response::of(answer.error());
}

Response get_export(Context& context, const Request&, const Viewer& viewer) {
  if (sight_of(viewer) != Sight::all) return Response::of(not_open());
  const auto text = look(context, [&](Db& db) -> Checked<std::string> {
    const AuditHead head = audit_head(db);
    if (head.seq > kMostExported)
      return std::unexpected(conflict("too_long", say("Журнал слишком велик для браузера: его выгружает администратор "
                                                      "командой pochin audit export.")));
    std::string out;
    for (std::int64_t after = 0; after < head.seq;)
      for (const AuditEntry& line : audit_entries(db, after, kBatch)) {
        out += export_line(line) + "\n";
        after = line.seq;
      }
    return out + export_line(head) + "\n";
  });
  if (!text) return Response::of(text.error());
  const Viewed seen{.kind = "audit.exported", .object = "audit"};
  if (const auto noted = note_viewed(context, viewer, seen); !noted) return Response::of(noted.error());
  Response response = Response::text(*text);
  response.type = "application/x-ndjson";
  response.set("Content-Disposition", "attachment; filename=\"pochin-audit.ndjson\"");
  return response;
}

}  // namespace

std::span<const Route> audit_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/audit", "Журнал действий, новые сверху", logged_in, {Object::audit_log, Action::read}, get_audit,
          {.queries = {kCursorQuery,
                       {.name = "actor"},
                       {.name = "object"},
                       {.name = "kind"},
                       {.name = "from"},
                       {.name = "to"}},
           .answers = {.schema = "AuditPage", .about = "Строки журнала и где он кончается"},
           .refusals = {{422}},
           .scope = "list",
           .viewed = "audit.viewed"}),
      get("/api/v1/audit/chain", "Цел ли журнал действий", logged_in,
          {{Object::audit_log, Action::read}, {Object::audit_log, Action::read, "", access::Part::technical}},
          get_chain, {.answers = {.schema = "AuditChain", .about = "Состояние цепочки"}}),
      get("/api/v1/audit/export", "Журнал действий целиком, как его проверяет pochin audit verify --file", logged_in,
          {Object::audit_log, Action::read}, get_export,
          {.answers = {.about = "Строки JSON", .type = "application/x-ndjson"},
           .refusals = {{409}},
           .viewed = "audit.exported"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
