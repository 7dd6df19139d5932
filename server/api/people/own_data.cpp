// GET /api/v1/consent, POST and DELETE /api/v1/consent, GET /api/v1/me/data, POST /api/v1/me/erasure: what a person may
// ask of the operator about themselves (152-ФЗ, articles 9, 14 and 21).
#include "server/api/application/present.h"
#include "server/api/application/record.h"
#include "server/api/handling/idempotent.h"
#include "server/api/handling/text.h"
#include "server/api/people/people.h"
#include "server/api/voting/campaign.h"
#include "server/api/voting/cast.h"
#include "server/http/json_body.h"
#include "server/ops/text_file.h"
#include "server/store/audit.h"
#include "server/store/ballots.h"
#include "server/store/consents.h"
#include "server/store/ideas.h"
#include "server/store/personal_data.h"
#include "server/store/retention.h"
#include "shared/base/json.h"
#include "shared/base/sha256.h"

namespace pochin::server {
namespace {

constexpr int kBatch = 200;  // read at once

std::string hash_of(const Json& document) { return hex(sha256(get_string(document, "text"))); }

Json consent_line(const ConsentRow& row) {
  return {{"document", row.document},
          {"version", row.version},
          {"text_hash", row.text_hash},
          {"given", wire_time(row.given)},
          {"withdrawn", wire_time(row.withdrawn)}};
}

Json consents_json(Db& db, const Viewer& viewer) {
  Json list = Json::array();
  for (const ConsentRow& row : consents_of(db, viewer.person)) list.push_back(consent_line(row));
  return list;
}

// The document as it is now, with what this person has said to it.
Json consent_json(Db& db, const Context& context, const Viewer& viewer) {
  const Json& document = context.consent;
  bool given = false;
  Json history = Json::array();
  if (viewer.logged_in())
    for (const ConsentRow& row : consents_of(db, viewer.person)) {
      history.push_back(consent_line(row));
      given = given ||
              (!row.withdrawn && row.version == get_string(document, "version") && row.text_hash == hash_of(document));
    }
  return {{"document", get_string(document, "document")},
          {"version", get_string(document, "version")},
          {"title", get_string(document, "title")},
          {"text", get_string(document, "text")},
          {"basis", get_array(document, "basis")},
          {"given", given},
          {"history", std::move(history)}};
}

Response get_consent(Context& context, const Request&, const Viewer& viewer) {
  if (context.consent.is_null()) return Response::of(not_found(say("Согласие на портале не заведено.")));
  const auto json = look(context, [&](Db& db) -> Checked<Json> { return consent_json(db, context, viewer); });
  return json ? Response::json(*json) : Response::of(json.error());
}

Response post_consent(Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  Fields in(body);
  const std::string version = in.text("version", 40);
  if (context.consent.is_null()) return Response::of(not_found(say("Согласие на портале не заведено.")));
  if (!version.empty() && version != get_string(context.consent, "version"))
    in.error("version", "other", say("Текст согласия с тех пор изменился: прочитайте новый."));
  if (auto wrong = in.finish()) return Response::of(*wrong);
  return once(context, viewer, request, [&](Db& db) -> Checked<Response> {
    const ConsentRow row{.document = get_string(context.consent, "document"),
                         .version = version,
                         .text_hash = hash_of(context.consent),
                         .given = context.now()};
    give_consent(db, viewer.person, row);
    audit(db, {.kind = "consent.given",
               .actor = viewer.id,
               .object = row.document,
               .details = {{"version", row.version}, {"text", row.text_hash}},
               .at = context.now()});
    return Response::json(consent_json(db, context, viewer), 201);
  });
}

Response delete_consent(Context& context, const Request&, const Viewer& viewer) {
  const auto done = change(context, [&](Db& db) -> Checked<bool> {
    const std::string document = get_string(context.consent, "document");
    withdraw_consent(db, viewer.person, document, context.now());
    audit(db, {.kind = "consent.withdrawn", .actor = viewer.id, .object = document, .at = context.now()});
    return true;
  });
  return done ? Response::empty() : Response::of(done.error());
}

Json facts_json(const PersonFacts& facts) {
  return {{"confirmed", facts.confirmed},
          {"born", facts.born ? Json(iso_date(*facts.born)) : Json(nullptr)},
          {"residence",
           {{"where", code_of(facts.residence.where)},
            {"oktmo", facts.residence.oktmo},
            {"method", code_of(facts.residence.method)},
            {"assurance", "declared"},
            {"reason", facts.residence.reason}}}};
}

Json own_ideas(Db& db, const Viewer& viewer) {
  Json list = Json::array();
  IdeaQuery query{.author = viewer.person};
  for (Page page{.limit = kBatch};;) {
    const auto found = ideas(db, query, page);
    for (const IdeaLine& each : found.lines)
      if (const auto one = idea(db, each.id))
        list.push_back({{"id", one->id},
                        {"municipality", one->municipality},
                        {"state", code_of(one->state)},
                        {"title", one->text.title},
                        {"problem", one->text.problem},
                        {"place", one->text.place},
                        {"category", one->text.category},
                        {"created_at", wire_time(one->created_at)},
                        {"published_at", wire_time(one->published_at)}});
    if (!found.next) return list;
    page.after = *found.next;
  }
}

Json own_sessions(Db& db, const Context& context, const Viewer& viewer) {
  Json list = Json::array();
  for (const SessionRow& each : sessions_of(db, viewer.person, context.login_now()))
    list.push_back({{"device", each.device},
                    {"door", each.connector},
                    {"created", wire_time(each.created)},
                    {"seen", wire_time(each.seen)},
                    {"expires", wire_time(each.expires)}});
  return list;
}

// All of them: an export that ends somewhere is none.
Json own_actions(Db& db, const Viewer& viewer) {
  Json lines = Json::array();
  for (AuditFilter filter{.actor = viewer.id};;) {
    const auto found = audit_newest(db, filter, kBatch);
    for (const AuditEntry& entry : found) lines.push_back(stored_json(entry.body));
    if (static_cast<int>(found.size()) < kBatch || found.back().seq <= 1) return lines;
    filter.before = found.back().seq;
  }
}

Response get_data(Context& context, const Request&, const Viewer& viewer) {
  const auto data = change(context, [&](Db& db) -> Checked<Json> {
    Json applications = Json::array();
    for (const ApplicationRow& row : applications_of_author(db, viewer.person)) {
      auto record = record_of(db, context, row);
      if (!record) return std::unexpected(record.error());
      applications.push_back(application_json(context, db, *record, viewer));
    }
    Json roles = Json::array();
    for (const Grant& grant : viewer.grants) roles.push_back({{"role", grant.role}, {"scope", grant.scope}});
    audit(db, {.kind = "own_data.exported", .actor = viewer.id, .object = viewer.id, .at = context.now()});
    return Json{{"person", {{"id", viewer.id}, {"name", viewer.name}, {"realm", viewer.realm}}},
                {"login", facts_json(viewer.facts)},
                {"roles", std::move(roles)},
                {"sessions", own_sessions(db, context, viewer)},
                {"consents", consents_json(db, viewer)},
                {"applications", std::move(applications)},
                {"ideas", own_ideas(db, viewer)},
                {"other", other_traces(db, viewer.person)},
                {"actions", own_actions(db, viewer)}};
  });
  if (!data) return Response::of(data.error());
  Response response = Response::json(*data);
  response.set("Content-Disposition", "attachment; filename=\"pochin-my-data.json\"");
  return response;
}

// What stays, and by what law: of what there really is.
Json kept_json(const std::vector<Kept>& kept) {
  Json list = Json::array();
  for (const Kept& each : kept) list.push_back({{"what", each.what}, {"why", each.why}});
  return list;
}

// A basket that was not cast is known by a key that only the campaign can make.
Checked<bool> drop_ballot_drafts(Db& db, const Context& context, const Viewer& viewer) {
  const auto subjects = voter_subjects(db, viewer.person);
  for (const auto& campaign : all_campaigns(db, context, ""))
    if (campaign->approved) drop_ballot_draft(db, campaign->id, voter_keys(*campaign, subjects, "").draft);
  return true;
}

Response post_erasure(Context& context, const Request&, const Viewer& viewer) {
  std::vector<std::string> loose;
  const auto done = change(context, [&](Db& db) -> Checked<Json> {
    if (viewer.staff())
      return std::unexpected(
          conflict("has_roles", say("У вас есть служебная роль. Сначала попросите администратора снять её.")));
    const bool stays = leaves_traces(db, viewer.person);
    audit(db, {.kind = "own_data.erased",
               .actor = viewer.id,
               .object = viewer.id,
               .details = {{"applications_kept", stays}},
               .at = context.now()});
    withdraw_consent(db, viewer.person, get_string(context.consent, "document"), context.now());
    if (auto dropped = drop_ballot_drafts(db, context, viewer); !dropped) return std::unexpected(dropped.error());
    // Submitted applications need their author: the account stays with them, everything else of it ends.
    loose = forget_person(db, viewer.person, context.now());
    return Json{{"erased", !stays}, {"kept", kept_json(kept_after_erasure(db, viewer.person))}};
  });
  if (!done) return Response::of(done.error());
  for (const std::string& sha256 : loose) context.uploads->erase(sha256);
  return signed_out(context, Response::json(*done));
}

}  // namespace

std::expected<Json, std::string> load_consent(const Config& config) {
  if (config.privacy.consent.empty()) return Json(nullptr);
  auto json = read_json_file(config.privacy.consent);
  if (!json) return std::unexpected(json.error());
  for (const char* name : {"document", "version", "title", "text"})
    if (get_string(*json, name).empty())
      return std::unexpected(tr("{}: нужны document, version, title и text", config.privacy.consent));
  return *std::move(json);
}

std::span<const Route> own_data_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/consent", "Согласие на обработку персональных данных и дано ли оно", anybody, kEveryone, get_consent,
          {.answers = {.schema = "Consent", .about = "Согласие"}, .refusals = {{404}}}),
      post("/api/v1/consent", "Дать согласие", logged_in, kSelf, post_consent,
           {.takes = {"NewConsent"},
            .answers = {.schema = "Consent", .status = 201, .about = "Согласие"},
            .refusals = {{404}},
            .once = true,
            .log = "consent.given"}),
      del("/api/v1/consent", "Отозвать согласие", logged_in, kSelf, delete_consent,
          {.answers = {.status = 204, .about = "Отозвано"}, .log = "consent.withdrawn"}),
      get("/api/v1/me/data", "Всё, что портал знает обо мне", logged_in, kSelf, get_data,
          {.answers = {.schema = "OwnData", .about = "Мои данные"}, .log = "own_data.exported"}),
      post("/api/v1/me/erasure", "Удалить мои данные, кроме того, что хранить обязывает закон", fresh, kSelf,
           post_erasure,
           {.answers = {.schema = "Erasure", .about = "Что удалено и что осталось"},
            .refusals = {{409}},
            .log = "own_data.erased"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
