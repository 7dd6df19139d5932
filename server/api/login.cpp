// GET /auth/{door}/login, GET /auth/{door}/callback (esia.md §4): the same walk through every door.
#include "server/api/admission.h"
#include "server/api/error_page.h"
#include "server/api/routes.h"
#include "server/api/text.h"
#include "server/api/viewer.h"
#include "server/auth/encoding.h"
#include "server/http/cookie.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

constexpr std::string_view kAttemptCookie = "esia_cb";
constexpr int kWaitSeconds = 5;

std::chrono::sys_seconds seconds(Instant at) { return std::chrono::sys_seconds{std::chrono::seconds{at.ms / 1000}}; }

// What of a login must survive until the callback besides the connector's own attempt.
struct Wish {
  std::string door;
  auth::Flow flow = auth::Flow::citizen;
  std::string return_to;
  std::string invitation;  // SHA-256 of its code, hex
  bool fresh = false;
};

Json attempt_json(const auth::LoginAttempt& attempt, const Wish& wish) {
  return {{"door", wish.door},
          {"flow", attempt.flow == auth::Flow::staff ? "staff" : "citizen"},
          {"cookie_sha256", attempt.cookie_sha256},
          {"redirect_uri", attempt.redirect_uri},
          {"scope", attempt.scope},
          {"created", attempt.created.time_since_epoch().count()},
          {"max_auth_age", attempt.max_auth_age.count()},
          {"nonce", attempt.nonce},
          {"code_verifier", attempt.code_verifier},
          {"invitation", wish.invitation},
          {"fresh", wish.fresh}};
}

auth::LoginAttempt attempt_of(const AttemptRow& row, const Json& details) {
  return {.state = row.state,
          .flow = details.at("flow") == "staff" ? auth::Flow::staff : auth::Flow::citizen,
          .cookie_sha256 = details.at("cookie_sha256"),
          .return_to = row.return_to,
          .redirect_uri = details.at("redirect_uri"),
          .scope = details.at("scope"),
          .created = std::chrono::sys_seconds{std::chrono::seconds{details.at("created").get<std::int64_t>()}},
          .max_auth_age = std::chrono::seconds{details.at("max_auth_age").get<std::int64_t>()},
          .nonce = details.at("nonce"),
          .code_verifier = details.at("code_verifier")};
}

Response failed(const Context& context, const auth::LoginFailure& failure, const Wish& wish) {
  return error_page(context.config, failure.alarm ? 503 : 400, say("Войти не получилось"), failure.message,
                    failure.code, wish.return_to, wish.door);
}

// Too many logins wait for the provider: the browser comes again by itself, nothing of the attempt is spent.
Response wait_page(const Context& context, const Wish& wish) {
  Response response = error_page(context.config, 503, say("Госуслуги отвечают медленно"),
                                 say("Сейчас входит много людей. Страница повторит попытку сама через несколько "
                                     "секунд, ничего нажимать не нужно."),
                                 "login.queue", wish.return_to, wish.door);
  response.set("Refresh", std::to_string(kWaitSeconds));
  response.set("Retry-After", std::to_string(kWaitSeconds));
  return response;
}

Response no_such_door(const Context& context, const Wish& wish) {
  return error_page(
      context.config, 503, say("Вход через Госуслуги пока не подключён"),
      say("Администратор портала ещё не настроил вход. Попробуйте позже или позвоните в проектный центр."), "login.off",
      wish.return_to, wish.door);
}

// Sends the browser to the provider and remembers the attempt.
Response start(Context& context, const auth::Connector& door, const Wish& wish) {
  const Instant now = context.login_now();
  const auto oldest = std::chrono::minutes(wish.fresh ? context.config.session.fresh_minutes : 0);
  const auto begun = auth::begin(door, wish.flow, wish.return_to, seconds(now), oldest);
  if (!begun) return failed(context, begun.error(), wish);
  const auto kept = change(context, [&](Db& db) -> Checked<bool> {
    sweep_logins(db, now);
    add_attempt(db, {.state = begun->attempt.state,
                     .cookie_hash = sha256_bytes(begun->cookie),
                     .return_to = begun->attempt.return_to,
                     .details = attempt_json(begun->attempt, wish).dump(),
                     .created = now,
                     .expires = later(now, auth::attempt_lifetime(door))});
    return true;
  });
  if (!kept) return Response::of(kept.error());
  Response response = Response::redirect(begun->url);
  CookieJar{context.config.insecure_cookies}.write(response, kAttemptCookie, begun->cookie, 600);
  response.set("Referrer-Policy", "no-referrer");
  return response;
}

// ЕСИА has no way to ask for a new proof: its session is ended first, and it sends the browser back here.
std::string again_without_session(const Context& context, const auth::Connector& door, const Wish& wish) {
  std::string here = context.config.origin() + "/auth/" + wish.door +
                     "/login?again=1&return_to=" + auth::percent_encode(wish.return_to);
  return auth::logout_url(door, here);
}

Response get_login(Context& context, const Request& request) {
  Wish wish{.door = std::string(request.param("door")),
            .return_to = auth::safe_return_to(request.query_value("return_to").value_or("/")),
            .invitation = {}};
  const auth::Connector* door = auth::find(context.connectors, wish.door);
  if (door == nullptr) return no_such_door(context, wish);
  const auto invitation = request.query_value("invitation");
  if (invitation) wish.invitation = auth::sha256_hex(*invitation);
  wish.fresh = request.query_value("again").has_value();
  if (request.query_value("fresh")) {
    if (std::string url = again_without_session(context, *door, wish); !url.empty()) return Response::redirect(url);
    wish.fresh = true;
  }
  const bool staff = invitation || wish.return_to == "/work" || wish.return_to.starts_with("/work/");
  wish.flow = staff ? auth::Flow::staff : auth::Flow::citizen;
  const LoginGate::Place place(context.login_gate);
  return place ? start(context, *door, wish) : wait_page(context, wish);
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

void note_failure(Context& context, const Wish& wish, std::string_view code, std::string_view sid) {
  (void)change(context, [&](Db& db) -> Checked<bool> {
    record_failed_login(db, context, wish.door, code, sid);
    return true;
  });
}

// The end of a login that the provider answered for.
Response let_in(Context& context, const Request& request, const auth::Connector& door, Wish wish,
                const auth::Identity& identity) {
  const CookieJar jar{context.config.insecure_cookies};
  if (const std::string why = refusal(identity); !why.empty()) {
    note_failure(context, wish, "login.unconfirmed", identity.sid);
    return error_page(context.config, 403, say("Нужна подтверждённая учётная запись"), why, "login.unconfirmed",
                      wish.return_to, wish.door);
  }
  const auto old = jar.read(request, kSessionCookie);
  const Arrival arrival{.door = wish.door,
                        .flow = wish.flow,
                        .old_cookie = old ? std::optional(std::string(*old)) : std::nullopt,
                        .invitation = wish.invitation,
                        .device = device_of(request.header("User-Agent"))};
  const auto admitted = change(context, [&](Db& db) { return admit(db, context, identity, arrival); });
  if (!admitted) {
    note_failure(context, wish, admitted.error().code, identity.sid);
    return error_page(context.config, admitted.error().status, say("Войти не получилось"), admitted.error().detail,
                      admitted.error().code, "/", wish.door);
  }
  if (admitted->needs_organisation) {
    wish.flow = auth::Flow::staff;
    return start(context, door, wish);
  }
  Response response = Response::redirect(wish.return_to);
  jar.write(response, kSessionCookie, admitted->cookie, std::nullopt);
  return response;
}

Response get_callback(Context& context, const Request& request) {
  const CookieJar jar{context.config.insecure_cookies};
  Wish wish{.door = std::string(request.param("door")), .return_to = "/", .invitation = {}};
  const auth::Connector* door = auth::find(context.connectors, wish.door);
  const auto state = auth::callback_state(request.query);
  if (door == nullptr || !state) {
    return error_page(context.config, 400, say("Войти не получилось"),
                      say("Ссылка для входа неполная. Начните вход заново с главной страницы."), "login.state", "/",
                      wish.door);
  }
  const LoginGate::Place place(context.login_gate);
  if (!place) return wait_page(context, wish);
  const auto attempt = change(context, [&](Db& db) -> Checked<std::optional<AttemptRow>> {
    return take_attempt(db, *state, context.login_now());
  });
  if (!attempt) return Response::of(attempt.error());
  const Json details = *attempt ? stored_json((*attempt)->details) : Json::object();
  if (!*attempt || get_string(details, "door") != wish.door) {
    return error_page(context.config, 400, say("Вход уже закончен или прерван"),
                      say("Эта ссылка для входа использована или устарела. Начните вход заново."), "login.used", "/",
                      wish.door);
  }
  const auth::LoginAttempt login = attempt_of(**attempt, details);
  wish.flow = login.flow;
  wish.return_to = login.return_to;
  wish.invitation = get_string(details, "invitation");
  wish.fresh = get_bool(details, "fresh");
  const auto cookie = jar.read(request, kAttemptCookie);
  const auto identity = auth::complete(*door, login, request.query, cookie.value_or(""), seconds(context.login_now()));
  if (!identity) note_failure(context, wish, identity.error().code, {});
  Response response =
      identity ? let_in(context, request, *door, wish, *identity) : failed(context, identity.error(), wish);
  // A login that goes on to ask for organisations has a cookie of its own already.
  if (response.header("Set-Cookie").find(kAttemptCookie) == std::string_view::npos) jar.clear(response, kAttemptCookie);
  response.set("Cache-Control", "no-store");
  response.set("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace

void add_login_routes(Router& router, Context& context) {
  const RouteOptions options{.max_body = 0, .spend = Spend::login, .log_query = false};
  router.get(
      "/auth/{door}/login", [&context](const Request& r) { return get_login(context, r); }, options);
  router.get(
      "/auth/{door}/callback", [&context](const Request& r) { return get_callback(context, r); }, options);
}

}  // namespace pochin::server
