#include "tools/esia-emulator/login.h"

#include <algorithm>

#include "tools/esia-emulator/checks.h"
#include "tools/esia-emulator/pages.h"
#include "tools/esia-emulator/tokens.h"

namespace pochin::emulator {
namespace {

constexpr const char* kCookie = "esia_emulator";

void show(httplib::Response& response, int status, const std::string& page) {
  response.status = status;
  response.set_header("Content-Security-Policy", kPagePolicy);
  response.set_header("Cache-Control", "no-store");
  response.set_header("Referrer-Policy", "no-referrer");
  response.set_content(page, "text/html; charset=utf-8");
}

void send_to(httplib::Response& response, const std::string& where) {
  response.status = 302;
  response.set_header("Location", where);
  response.set_header("Cache-Control", "no-store");
  response.set_header("Referrer-Policy", "no-referrer");
}

std::string with_query(const std::string& uri, const std::string& query) {
  return uri + (uri.find('?') == std::string::npos ? "?" : "&") + query;
}

// In the order of parameters of the real one: the description first.
void send_refusal(httplib::Response& response, const std::string& uri, const std::string& state,
                  const Refusal& refused) {
  send_to(response, with_query(uri, "error_description=" + url_encode(refused.code + ": " + refused.text) +
                                        "&state=" + url_encode(state) + "&error=" + refused.error));
}

std::string cookie_of(const httplib::Request& request) {
  const std::string header = request.get_header_value("Cookie");
  for (std::string part : split(header, ';')) {
    while (part.starts_with(' ')) part.erase(0, 1);
    if (part.starts_with(std::string(kCookie) + "=")) return part.substr(std::string(kCookie).size() + 1);
  }
  return {};
}

std::string callback_query(World& world, const std::string& code, const std::string& state) {
  std::string good = "code=" + url_encode(code);
  if (world.faults.take("callback.code_twice")) good += "&" + good;
  if (world.faults.take("callback.state_missing")) return good;
  if (world.faults.take("callback.state_changed")) return good + "&state=" + random_uuid();
  const std::string whole = good + "&state=" + url_encode(state);
  return world.faults.take("callback.state_twice") ? whole + "&state=" + url_encode(state) : whole;
}

void spoil_grant(World& world, Grant& grant) {
  if (world.faults.take("code.used")) grant.used = true;
  if (world.faults.take("code.expired")) grant.issued -= world.profile.code_life + 60;
  if (world.faults.take("code.foreign")) grant.client = "ANOTHER";
}

// Issues a code for the person and sends the browser back.
void let_in(World& world, httplib::Response& response, const Pending& request, Session session) {
  const Client* client = find_client(world.clients, request.client);
  if (client == nullptr) return show(response, 400, error_page("ESIA-007005", "Система больше не зарегистрирована."));
  Grant grant{request.client,
              request.scope,
              request.redirect_uri,
              request.access_type,
              request.challenge,
              session.sid,
              session.oid,
              session.authenticated,
              world.now(),
              false,
              {}};
  const std::string code = make_code(world, *client, grant, request.state);
  spoil_grant(world, grant);
  const std::string cookie = random_hex(32);
  session.client = request.client;
  session.scope = request.scope;
  {
    const std::lock_guard lock(world.mutex);
    world.forget_old();
    world.codes[code] = grant;
    world.sessions[cookie] = session;
  }
  response.set_header("Set-Cookie", std::string(kCookie) + "=" + cookie + "; Path=/; HttpOnly; SameSite=Lax");
  note(world, "login " + std::to_string(session.oid), "code");
  send_to(response, with_query(request.redirect_uri, callback_query(world, code, request.state)));
}

std::optional<Session> silent_session(World& world, const Pending& request, const std::string& cookie) {
  const std::lock_guard lock(world.mutex);
  const auto found = world.sessions.find(cookie);
  if (found == world.sessions.end()) return std::nullopt;
  const Session session = found->second;
  const bool further = split(request.scope, ' ').size() > split(session.scope, ' ').size();
  if (session.client != request.client || !further || world.now() - session.authenticated > world.profile.silent_login)
    return std::nullopt;
  world.sessions.erase(found);
  return session;
}

void authorize(World& world, Version version, const httplib::Request& request, httplib::Response& response) {
  const auto question = request.target.find('?');
  const auto form = Form::parse(question == std::string::npos ? "" : request.target.substr(question + 1));
  if (!form) return show(response, 400, error_page("ESIA-007038", "Параметры запроса не читаются."));
  if (const auto refused = check_authorization(world, *form, version)) {
    note(world, "ac " + form->get("client_id"), refused->code + " " + refused->text);
    // Only a registered address of a registered system may be redirected to.
    if (addressee(world, *form) == nullptr)
      return show(response, 400, error_page(refused->code, "Запрос системы не прошёл проверку."));
    return send_refusal(response, form->get("redirect_uri"), form->get("state"), *refused);
  }
  note(world, "ac " + form->get("client_id"), "accepted");
  Pending pending{form->get("client_id"),
                  form->get("scope"),
                  form->get("state"),
                  form->get("redirect_uri"),
                  form->get("access_type"),
                  form->get("code_challenge"),
                  form->count("person_filter") > 0,
                  0,
                  world.now()};
  if (auto session = silent_session(world, pending, cookie_of(request)))
    return let_in(world, response, pending, *std::move(session));
  const std::string id = random_hex(16);
  {
    const std::lock_guard lock(world.mutex);
    world.forget_old();
    world.pending[id] = std::move(pending);
  }
  send_to(response, "/login?request=" + id);
}

std::optional<Pending> pending_of(World& world, const std::string& id, bool take) {
  const std::lock_guard lock(world.mutex);
  world.forget_old();
  const auto found = world.pending.find(id);
  if (found == world.pending.end()) return std::nullopt;
  Pending pending = found->second;
  if (take) world.pending.erase(found);
  return pending;
}

void choose(World& world, const httplib::Request& request, httplib::Response& response) {
  const auto pending = pending_of(world, request.get_param_value("request"), false);
  if (!pending) return show(response, 400, error_page("ESIA-007003", "Запрос на вход устарел."));
  show(response, 200,
       choice_page(*world.personas(), pending->client, pending->scope, request.get_param_value("request")));
}

std::shared_ptr<const Persona> by_number(const World& world, const std::string& number) {
  const auto all = world.personas();
  const auto found = std::ranges::find(*all, number, [](const Persona& p) { return std::to_string(p.oid); });
  return found == all->end() ? nullptr : std::shared_ptr<const Persona>(all, &*found);
}

void ask_consent(World& world, httplib::Response& response, Pending pending, const Persona& persona) {
  const std::string id = random_hex(16);
  pending.chosen = persona.oid;
  const std::string page = consent_page(persona, pending.client, pending.scope, id);
  {
    const std::lock_guard lock(world.mutex);
    world.pending[id] = std::move(pending);
  }
  show(response, 200, page);
}

void chosen(World& world, const httplib::Request& request, httplib::Response& response) {
  const auto form = Form::parse(request.body);
  if (!form) return show(response, 400, error_page("ESIA-007038", "Параметры запроса не читаются."));
  auto pending = pending_of(world, form->get("request"), true);
  if (!pending) return show(response, 400, error_page("ESIA-007003", "Запрос на вход устарел."));
  const std::string& choice = form->get("persona");
  if (choice == "cancel")
    return send_refusal(response, pending->redirect_uri, pending->state, refusal("ESIA-007004", "refused by the user"));
  const auto persona = by_number(world, choice);
  if (!persona) return show(response, 400, error_page("ESIA-007003", "Такого человека в эмуляторе нет."));
  const std::string refused = pending->only_confirmed && !persona->trusted ? "ESIA-007055" : persona->refusal;
  if (!refused.empty()) {
    note(world, "login " + choice, refused);
    return send_refusal(response, pending->redirect_uri, pending->state, refusal(refused));
  }
  if (world.profile.consent_page) return ask_consent(world, response, *std::move(pending), *persona);
  // What the person does not agree to give is left out of the data, not out of the request that was signed.
  let_in(world, response, *pending, {persona->oid, random_hex(32), pending->client, pending->scope, world.now()});
}

// The answer to the page of consent.
void consent(World& world, const httplib::Request& request, httplib::Response& response) {
  const auto form = Form::parse(request.body);
  const auto pending = form ? pending_of(world, form->get("request"), true) : std::nullopt;
  if (!pending || pending->chosen == 0)
    return show(response, 400, error_page("ESIA-007003", "Запрос на вход устарел."));
  if (form->get("agree") != "yes")
    return send_refusal(response, pending->redirect_uri, pending->state, refusal("ESIA-007004", "refused by the user"));
  let_in(world, response, *pending, {pending->chosen, random_hex(32), pending->client, pending->scope, world.now()});
}

void logout(World& world, const httplib::Request& request, httplib::Response& response) {
  {
    const std::lock_guard lock(world.mutex);
    world.sessions.erase(cookie_of(request));
  }
  response.set_header("Set-Cookie", std::string(kCookie) + "=; Path=/; Max-Age=0");
  const Client* client = find_client(world.clients, request.get_param_value("client_id"));
  const std::string to = request.get_param_value("redirect_url");
  const bool same_site = client != nullptr && std::ranges::any_of(client->redirects, [&to](const std::string& prefix) {
                           const auto path = prefix.find('/', prefix.find("://") + 3);
                           const std::string origin = prefix.substr(0, path);
                           return to == origin || (to.starts_with(origin + "/") && to.find('\\') == std::string::npos);
                         });
  if (same_site) return send_to(response, to);
  show(response, to.empty() ? 200 : 400, logged_out_page());
}

}  // namespace

void note(World& world, const std::string& what, const std::string& outcome) {
  const std::time_t now = world.now();
  tm parts{};
  gmtime_r(&now, &parts);
  char at[32];
  std::strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", &parts);
  world.journal.add({at, what, outcome});
}

void add_login_routes(httplib::Server& server, World& world) {
  server.Get("/", [](const httplib::Request&, httplib::Response& r) { show(r, 200, front_page()); });
  server.Get("/aas/oauth2/v2/ac",
             [&world](const httplib::Request& q, httplib::Response& r) { authorize(world, Version::second, q, r); });
  if (world.profile.first_version) {
    server.Get("/aas/oauth2/ac",
               [&world](const httplib::Request& q, httplib::Response& r) { authorize(world, Version::first, q, r); });
  }
  server.Get("/login", [&world](const httplib::Request& q, httplib::Response& r) { choose(world, q, r); });
  server.Post("/login", [&world](const httplib::Request& q, httplib::Response& r) { chosen(world, q, r); });
  server.Post("/consent", [&world](const httplib::Request& q, httplib::Response& r) { consent(world, q, r); });
  server.Get("/idp/ext/Logout", [&world](const httplib::Request& q, httplib::Response& r) { logout(world, q, r); });
}

}  // namespace pochin::emulator
