// GET /auth/{door}/login, GET /auth/{door}/callback (esia.md §4): the same walk through every door.
#include <algorithm>
#include <iterator>

#include "server/api/handling/error_page.h"
#include "server/api/handling/text.h"
#include "server/api/handling/viewer.h"
#include "server/api/people/admission.h"
#include "server/api/people/people.h"
#include "server/auth/encoding.h"
#include "server/http/cookie.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

// Each attempt has a cookie of its own: logins in two tabs do not know of each other.
constexpr std::string_view kAttemptCookie = "esia_cb_";
constexpr std::size_t kMostAttempts = 8;  // of one browser, so that their cookies fit into a request
constexpr int kWaitSeconds = 5;

std::string attempt_cookie(std::string_view state) {
  std::string name(kAttemptCookie);
  std::ranges::copy_if(state, std::back_inserter(name), [](char c) { return c != '-'; });
  return name;
}

RateLimiter::Time moment() { return std::chrono::steady_clock::now(); }

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
  return error_page(context, failure.alarm ? 503 : 400, say("Войти не получилось"), failure.message, failure.code,
                    wish.return_to, wish.door);
}

// The browser comes again by itself, nothing of the attempt is spent.
Response coming_again(Response page, int seconds) {
  page.set("Refresh", std::to_string(seconds));
  page.set("Retry-After", std::to_string(seconds));
  return page;
}

// Too many logins wait for the provider.
Response wait_page(const Context& context, const Wish& wish) {
  return coming_again(error_page(context, 503, say("Госуслуги отвечают медленно"),
                                 say("Сейчас входит много людей. Страница повторит попытку сама через несколько "
                                     "секунд, ничего нажимать не нужно."),
                                 "login.queue", wish.return_to, wish.door),
                      kWaitSeconds);
}

// Too many begin from one address of the network, which may be a whole school's.
Response too_many_page(const Context& context, const Wish& wish, int wait) {
  const int seconds = std::max(wait, kWaitSeconds);
  return coming_again(
      error_page(context, 429, say("Из вашей сети входит сразу много людей"),
                 tr("Подождите: страница повторит попытку сама через {} с, ничего нажимать не нужно.", seconds),
                 "login.often", wish.return_to, wish.door),
      seconds);
}

// The store did not answer: a person is told so, not a program.
Response stuck_page(const Context& context, const Problem& problem, const Wish& wish) {
  return coming_again(error_page(context, problem.status, say("Войти пока не получается"),
                                 say("Портал занят. Страница повторит попытку сама через несколько секунд, ничего "
                                     "нажимать не нужно."),
                                 problem.code, wish.return_to, wish.door),
                      kWaitSeconds);
}

Response no_such_door(const Context& context, const Wish& wish) {
  return error_page(
      context, 503, say("Вход через Госуслуги пока не подключён"),
      say("Администратор портала ещё не настроил вход. Попробуйте позже или позвоните в проектный центр."), "login.off",
      wish.return_to, wish.door);
}

// Attempts that were given up leave their cookies behind: the oldest make room.
void make_room(const Context& context, const Request& request, Response& response) {
  const CookieJar jar{context.config.insecure_cookies};
  const std::string beginning = jar.name(kAttemptCookie);
  const auto names = request.cookies_named(beginning);
  for (std::size_t i = 0; i + kMostAttempts <= names.size(); ++i)
    jar.clear(response, std::string(kAttemptCookie).append(names[i].substr(beginning.size())));
}

// Sends the browser to the provider and remembers the attempt.
Response start(Context& context, const Request& request, const auth::Connector& door, const Wish& wish) {
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
  if (!kept) return stuck_page(context, kept.error(), wish);
  Response response = Response::redirect(begun->url);
  make_room(context, request, response);
  CookieJar{context.config.insecure_cookies}.write(response, attempt_cookie(begun->attempt.state), begun->cookie,
                                                   static_cast<int>(auth::attempt_lifetime(door).count()));
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
  if (const int wait = context.login_limits.starts.take(request.remote, moment()); wait > 0)
    return too_many_page(context, wish, wait);
  const bool staff = invitation || wish.return_to == "/work" || wish.return_to.starts_with("/work/");
  wish.flow = staff ? auth::Flow::staff : auth::Flow::citizen;
  const LoginGate::Place place(context.login_gate);
  return place ? start(context, request, *door, wish) : wait_page(context, wish);
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
  // A refusal that cannot be written down is a refusal still.
  [[maybe_unused]] const auto noted = change(context, [&](Db& db) -> Checked<bool> {
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
    return error_page(context, 403, say("Нужна подтверждённая учётная запись"), why, "login.unconfirmed",
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
    return error_page(context, admitted.error().status, say("Войти не получилось"), admitted.error().detail,
                      admitted.error().code, "/", wish.door);
  }
  if (admitted->needs_organisation) {
    wish.flow = auth::Flow::staff;
    return start(context, request, door, wish);
  }
  Response response = Response::redirect(wish.return_to);
  jar.write(response, kSessionCookie, admitted->cookie, std::nullopt);
  return response;
}

// A callback that no attempt of ours waits for. Whoever is logged in has opened an old tab or pressed «Назад»: they go
// where the attempt wanted to lead, which is all that is left of it.
Response unexpected(Context& context, const Request& request, Wish wish, const std::optional<AttemptSeen>& seen,
                    bool whole) {
  if (seen) wish.return_to = seen->return_to;
  if (const auto viewer = viewer_of(context, request); viewer && viewer->logged_in())
    return Response::redirect(wish.return_to);
  if (const int wait = context.login_limits.failures.take(request.remote, moment()); wait > 0)
    return too_many_page(context, wish, wait);
  if (!whole)
    return error_page(context, 400, say("Войти не получилось"),
                      say("Ссылка для входа неполная. Начните вход заново с главной страницы."), "login.state", "/",
                      wish.door);
  return error_page(context, 400, say("Вход уже закончен или прерван"),
                    say("Эта ссылка для входа использована или устарела. Начните вход заново."), "login.used",
                    wish.return_to, wish.door);
}

// The attempt was found and is spent now.
Response end_attempt(Context& context, const Request& request, const auth::Connector& door, Wish wish,
                     const AttemptRow& attempt, const Json& details) {
  const CookieJar jar{context.config.insecure_cookies};
  const auth::LoginAttempt login = attempt_of(attempt, details);
  wish.flow = login.flow;
  wish.return_to = login.return_to;
  wish.invitation = get_string(details, "invitation");
  wish.fresh = get_bool(details, "fresh");
  const std::string name = attempt_cookie(login.state);
  const auto cookie = jar.read(request, name);
  const auto identity = auth::complete(door, login, request.query, cookie.value_or(""), seconds(context.login_now()));
  if (!identity) note_failure(context, wish, identity.error().code, {});
  Response response =
      identity ? let_in(context, request, door, wish, *identity) : failed(context, identity.error(), wish);
  jar.clear(response, name);
  return response;
}

Response callback(Context& context, const Request& request) {
  Wish wish{.door = std::string(request.param("door")), .return_to = "/", .invitation = {}};
  const auth::Connector* door = auth::find(context.connectors, wish.door);
  const auto state = auth::callback_state(request.query);
  if (door == nullptr || !state) return unexpected(context, request, wish, std::nullopt, false);
  const LoginGate::Place place(context.login_gate);
  if (!place) return wait_page(context, wish);
  const Instant now = context.login_now();
  const auto seen =
      look(context, [&](Db& db) -> Checked<std::optional<AttemptSeen>> { return see_attempt(db, *state, now); });
  if (!seen) return stuck_page(context, seen.error(), wish);
  if (!*seen || (*seen)->taken) return unexpected(context, request, wish, *seen, true);
  const auto attempt =
      change(context, [&](Db& db) -> Checked<std::optional<AttemptRow>> { return take_attempt(db, *state, now); });
  if (!attempt) return stuck_page(context, attempt.error(), wish);
  const Json details = *attempt ? stored_json((*attempt)->details) : Json::object();
  if (!*attempt || get_string(details, "door") != wish.door) return unexpected(context, request, wish, *seen, true);
  return end_attempt(context, request, *door, std::move(wish), **attempt, details);
}

Response get_callback(Context& context, const Request& request) {
  Response response = callback(context, request);
  response.set("Cache-Control", "no-store");
  response.set("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace

std::span<const Route> login_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/auth/{door}/login", "Начать вход: esia — Госуслуги, oidc — шлюз, demo — демонстрация", anybody, kEveryone,
          get_login,
          {.queries = {{.name = "return_to"}},
           .answers = {.status = 303, .about = "Переход в ЕСИА"},
           .refusals = {{429, "Из этой сети входит слишком много людей: страница повторит попытку сама", "text/html"},
                        {503, "Вход не подключён", "text/html"}},
           .options = {.max_body = 0, .log_query = false}}),
      get("/auth/{door}/callback", "Возврат оттуда", anybody, kEveryone, get_callback,
          {.queries = {{.name = "state"}, {.name = "code"}},
           .answers = {.status = 303, .about = "Вход выполнен, или он уже был выполнен: туда, куда человек шёл"},
           .refusals = {{400, "Ссылка не подходит", "text/html"},
                        {403, "Учётная запись не подтверждена", "text/html"},
                        {429, "Слишком много чужих и повторных ссылок из этой сети; настоящему входу предел не мешает",
                         "text/html"},
                        {503, "ЕСИА недоступна", "text/html"}},
           .options = {.max_body = 0, .log_query = false}}),
  };
  return kRoutes;
}

}  // namespace pochin::server
