#include <chrono>
#include <thread>

#include "tools/esia-emulator/checks.h"
#include "tools/esia-emulator/login.h"
#include "tools/esia-emulator/tokens.h"

namespace pochin::emulator {
namespace {

void answer(httplib::Response& response, int status, const Json& body) {
  response.status = status;
  response.set_header("Cache-Control", "no-store");
  response.set_content(esia_json(body), "application/json; charset=UTF-8");
}

void refuse(World& world, httplib::Response& response, const Form& form, const Refusal& refused) {
  note(world, "te " + form.get("client_id"), refused.code + " " + refused.text);
  answer(response, 400,
         {{"error", refused.error},
          {"error_description", refused.code + ": " + refused.text},
          {"state", form.get("state")}});
}

// The code belongs to this very request: known, unused, young, same system, address and scope. A second use also
// takes back what the first one gave.
std::optional<Refusal> use_code(World& world, const Form& form, Grant& grant) {
  const std::lock_guard lock(world.mutex);
  const auto found = world.codes.find(form.get("code"));
  if (found == world.codes.end()) return refusal("ESIA-007011", "unknown code");
  if (found->second.used) {
    const auto token = world.tokens.find(found->second.access_token);
    if (token != world.tokens.end()) token->second.revoked = true;
    return refusal("ESIA-007011", "the code has been used");
  }
  found->second.used = true;
  grant = found->second;
  if (world.now() - grant.issued > world.profile.code_life) return refusal("ESIA-007011", "the code has expired");
  if (grant.client != form.get("client_id") || grant.redirect_uri != form.get("redirect_uri") ||
      grant.scope != form.get("scope"))
    return refusal("ESIA-007011", "the code was given for another request");
  if (!grant.challenge.empty() && sha256_base64url(form.get("code_verifier")) != grant.challenge)
    return refusal("ESIA-007040", "code_verifier");
  return std::nullopt;
}

// True when a fault has taken the answer's place.
bool broken_answer(World& world, const httplib::Request& request, httplib::Response& response) {
  Faults& faults = world.faults;
  if (faults.take("te.500_html")) {
    response.status = 500;
    response.set_content("<html><body>Internal Server Error</body></html>", "text/html");
    return true;
  }
  if (faults.take("te.502")) {
    response.status = 502;
    return true;
  }
  if (faults.take("te.redirect")) {
    response.status = 302;
    response.set_header("Location", "/elsewhere");
    return true;
  }
  if (faults.take("te.slow")) std::this_thread::sleep_for(std::chrono::seconds(8));
  if (faults.take("te.silent")) {
    const auto longest = std::chrono::steady_clock::now() + std::chrono::minutes(10);
    while (!request.is_connection_closed() && std::chrono::steady_clock::now() < longest)
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return true;
  }
  if (faults.take("te.drip")) {
    response.set_content_provider(200, "application/json", [](std::size_t, std::size_t, httplib::DataSink& sink) {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      return sink.write(" ", 1);
    });
    return true;
  }
  if (faults.take("te.huge")) {
    response.set_content_provider(100U << 20, "application/json",
                                  [](std::size_t, std::size_t length, httplib::DataSink& sink) {
                                    const std::string spaces(std::min<std::size_t>(length, 65536), ' ');
                                    return sink.write(spaces.data(), spaces.size());
                                  });
    return true;
  }
  return false;
}

void give_tokens(World& world, const Form& form, const Grant& grant, httplib::Response& response) {
  const Client* client = find_client(world.clients, grant.client);
  const auto persona = world.persona(grant.oid);
  if (!persona) return refuse(world, response, form, refusal("ESIA-007011", "the person is gone"));
  const TokenPair tokens = make_tokens(world, *client, grant, *persona);
  {
    const std::lock_guard lock(world.mutex);
    world.forget_old();
    world.tokens[tokens.access] = {grant.oid, grant.scope, world.now() + world.profile.access_life, false};
    world.codes[form.get("code")].access_token = tokens.access;
  }
  Json body = {{"access_token", tokens.access}};
  if (grant.access_type == "offline") body["refresh_token"] = random_uuid();
  const bool openid = (" " + grant.scope + " ").find(" openid ") != std::string::npos;
  if (openid && !world.faults.take("te.no_id_token")) body["id_token"] = tokens.id;
  body["state"] = world.faults.take("te.state") ? random_uuid() : form.get("state");
  body["token_type"] = "Bearer";
  body["expires_in"] = world.profile.access_life;
  note(world, "te " + grant.client, "tokens");
  answer(response, 200, body);
  if (world.faults.take("te.truncated")) response.body.resize(response.body.size() / 2);
  if (world.faults.take("te.content_type")) response.set_content(std::string(response.body), "text/plain");
}

// A token of the system itself; no person takes part.
void give_system_token(World& world, const Form& form, httplib::Response& response) {
  const Client* client = find_client(world.clients, form.get("client_id"));
  const std::string token = make_system_token(world, *client, form.get("scope"));
  {
    const std::lock_guard lock(world.mutex);
    world.forget_old();
    world.tokens[token] = {0, form.get("scope"), world.now() + world.profile.access_life, false};
  }
  note(world, "te " + client->id, "system token");
  answer(response, 200,
         {{"access_token", token},
          {"state", form.get("state")},
          {"token_type", "Bearer"},
          {"expires_in", world.profile.access_life}});
}

void token(World& world, Version version, const httplib::Request& request, httplib::Response& response) {
  if (!request.get_header_value("Content-Type").starts_with("application/x-www-form-urlencoded"))
    return refuse(world, response, {}, refusal("ESIA-007014", "mandatory parameters are missing: [state, client_id]"));
  const auto form = Form::parse(request.body);
  if (!form) return refuse(world, response, {}, refusal("ESIA-007038"));
  if (const auto refused = check_token_request(world, *form, version)) return refuse(world, response, *form, *refused);
  if (form->get("grant_type") == "client_credentials") return give_system_token(world, *form, response);
  Grant grant;
  if (const auto refused = use_code(world, *form, grant)) return refuse(world, response, *form, *refused);
  if (!broken_answer(world, request, response)) give_tokens(world, *form, grant, response);
}

}  // namespace

void add_token_route(httplib::Server& server, World& world) {
  server.Post("/aas/oauth2/v3/te",
              [&world](const httplib::Request& q, httplib::Response& r) { token(world, Version::second, q, r); });
  if (world.profile.first_version) {
    server.Post("/aas/oauth2/te",
                [&world](const httplib::Request& q, httplib::Response& r) { token(world, Version::first, q, r); });
  }
}

}  // namespace pochin::emulator
