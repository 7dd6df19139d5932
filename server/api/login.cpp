// GET /auth/esia/login, GET /auth/esia/callback (esia.md §4).
#include "server/api/error_page.h"
#include "server/api/routes.h"
#include "server/api/text.h"
#include "server/api/viewer.h"
#include "server/http/cookie.h"
#include "server/store/addresses.h"

namespace pochin::server {
namespace {

constexpr std::string_view kAttemptCookie = "esia_cb";

std::chrono::sys_seconds seconds(Instant at) { return std::chrono::sys_seconds{std::chrono::seconds{at.ms / 1000}}; }

Json attempt_json(const auth::LoginAttempt& attempt) {
  return {{"flow", attempt.flow == auth::Flow::staff ? "staff" : "citizen"},
          {"cookie_sha256", attempt.cookie_sha256},
          {"redirect_uri", attempt.redirect_uri},
          {"scope", attempt.scope},
          {"created", attempt.created.time_since_epoch().count()}};
}

auth::LoginAttempt attempt_of(const AttemptRow& row) {
  const Json details = Json::parse(row.details);
  return {.state = row.state,
          .flow = details.at("flow") == "staff" ? auth::Flow::staff : auth::Flow::citizen,
          .cookie_sha256 = details.at("cookie_sha256"),
          .return_to = row.return_to,
          .redirect_uri = details.at("redirect_uri"),
          .scope = details.at("scope"),
          .created = std::chrono::sys_seconds{std::chrono::seconds{details.at("created").get<std::int64_t>()}}};
}

Response failed(const Context& context, const auth::LoginFailure& failure, std::string_view return_to) {
  return error_page(context.config, failure.alarm ? 503 : 400, say("Войти не получилось"), failure.message,
                    failure.code, return_to);
}

// Sends the browser to ЕСИА and remembers the attempt.
Response start(Context& context, auth::Flow flow, std::string_view return_to) {
  const Instant now = context.login_now();
  const auto begun = context.esia->begin(flow, return_to, seconds(now));
  if (!begun) return failed(context, begun.error(), return_to);
  const auto kept = change(context, [&](Db& db) -> Checked<bool> {
    sweep_logins(db, now);
    add_attempt(db, {.state = begun->attempt.state,
                     .cookie_hash = sha256_bytes(begun->cookie),
                     .return_to = begun->attempt.return_to,
                     .details = attempt_json(begun->attempt).dump(),
                     .created = now,
                     .expires = later(now, context.esia->config().attempt_lifetime)});
    return true;
  });
  if (!kept) return Response::of(kept.error());
  Response response = Response::redirect(begun->url);
  CookieJar{context.config.insecure_cookies}.write(response, kAttemptCookie, begun->cookie, 600);
  response.set("Referrer-Policy", "no-referrer");
  return response;
}

Response get_login(Context& context, const Request& request) {
  const std::string return_to = auth::safe_return_to(request.query_value("return_to").value_or("/"));
  if (!context.esia) {
    return error_page(
        context.config, 503, say("Вход через Госуслуги пока не подключён"),
        say("Администратор портала ещё не настроил вход. Попробуйте позже или позвоните в проектный центр."),
        "login.off", return_to);
  }
  const bool staff = return_to == "/work" || return_to.starts_with("/work/");
  return start(context, staff ? auth::Flow::staff : auth::Flow::citizen, return_to);
}

// Why an account may not be used here; empty when it may.
std::string refusal(const auth::Identity& identity) {
  if (identity.level == auth::AccountLevel::child) {
    return say(
        "Это детская учётная запись. Подать заявку может взрослый житель: попросите родителей войти под своей "
        "учётной записью.");
  }
  if (!identity.trusted) {
    return say(
        "Ваша учётная запись на Госуслугах не подтверждена. Подтвердите её в личном кабинете Госуслуг: через банк, "
        "в центре обслуживания или почтой. Потом войдите снова.");
  }
  return {};
}

struct Admitted {
  bool needs_organisation = false;  // a role waits for what only the staff login tells
  std::string cookie;
};

Checked<Admitted> admit(Db& db, const Context& context, const auth::Identity& identity, auth::Flow flow,
                        const std::optional<std::string>& old_cookie) {
  const Instant now = context.login_now();
  Json organisations = Json::array();
  for (const auth::OrganisationRole& role : identity.organisations) {
    if (role.holds()) organisations.push_back(role.ogrn);
  }
  const auto grants = grants_of(db, identity.oid);
  bool staff = false;
  for (const Grant& grant : grants) {
    if (!grant.ogrn.empty() && flow == auth::Flow::citizen) return Admitted{.needs_organisation = true, .cookie = {}};
    staff = staff || grant.ogrn.empty() || std::ranges::find(organisations, Json(grant.ogrn)) != organisations.end();
  }
  const std::int64_t person = remember_person(db, identity.oid, now);
  const auth::Residence residence = auth::locate(identity, context.region, context.config.region.name,
                                                 [&db](std::string_view fias) { return oktmo_of_address(db, fias); });
  if (staff) keep_name(db, person, identity.full_name(), identity.short_name());
  if (old_cookie) end_session(db, sha256_bytes(*old_cookie));
  const SessionConfig& limits = context.config.session;
  const std::string cookie = random_text(32);
  add_session(db,
              {.id_hash = sha256_bytes(cookie),
               .person = person,
               .csrf = random_text(32),
               .name = identity.full_name(),
               .short_name = identity.short_name(),
               .organisations = organisations.dump(),
               .facts = facts_text(facts_of(identity, residence)),
               .proved = Instant{identity.auth_time.time_since_epoch().count() * 1000},
               .created = now,
               .seen = now,
               .idle_ms = std::int64_t{60'000} * (staff ? limits.staff_idle_minutes : limits.idle_minutes),
               .expires = later(now, std::chrono::hours(staff ? limits.staff_longest_hours : limits.longest_hours))});
  return Admitted{.needs_organisation = false, .cookie = cookie};
}

Response get_callback(Context& context, const Request& request) {
  const CookieJar jar{context.config.insecure_cookies};
  const auto state = auth::callback_state(request.query);
  if (!context.esia || !state) {
    return error_page(context.config, 400, say("Войти не получилось"),
                      say("Ссылка для входа неполная. Начните вход заново с главной страницы."), "login.state", "/");
  }
  const auto attempt = change(context, [&](Db& db) -> Checked<std::optional<AttemptRow>> {
    return take_attempt(db, *state, context.login_now());
  });
  if (!attempt) return Response::of(attempt.error());
  if (!*attempt) {
    return error_page(context.config, 400, say("Вход уже закончен или прерван"),
                      say("Эта ссылка для входа использована или устарела. Начните вход заново."), "login.used", "/");
  }
  const auth::LoginAttempt login = attempt_of(**attempt);
  const auto cookie = jar.read(request, kAttemptCookie);
  const auto identity = context.esia->complete(login, request.query, cookie.value_or(""), seconds(context.login_now()));
  Response response;
  if (!identity) {
    response = failed(context, identity.error(), login.return_to);
  } else if (const std::string why = refusal(*identity); !why.empty()) {
    response = error_page(context.config, 403, say("Нужна подтверждённая учётная запись"), why, "login.unconfirmed",
                          login.return_to);
  } else {
    const auto old = jar.read(request, kSessionCookie);
    const auto admitted = change(context, [&](Db& db) {
      return admit(db, context, *identity, login.flow, old ? std::optional(std::string(*old)) : std::nullopt);
    });
    if (!admitted) return Response::of(admitted.error());
    // The person has a staff role bound to an organisation: ЕСИА is asked once more, now with organisations.
    if (admitted->needs_organisation) return start(context, auth::Flow::staff, login.return_to);
    response = Response::redirect(login.return_to);
    jar.write(response, kSessionCookie, admitted->cookie, std::nullopt);
  }
  jar.clear(response, kAttemptCookie);
  response.set("Cache-Control", "no-store");
  response.set("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace

void add_login_routes(Router& router, Context& context) {
  const RouteOptions options{.max_body = 0, .spend = Spend::login, .log_query = false};
  router.get(
      "/auth/esia/login", [&context](const Request& r) { return get_login(context, r); }, options);
  router.get(
      "/auth/esia/callback", [&context](const Request& r) { return get_callback(context, r); }, options);
}

}  // namespace pochin::server
