#include <algorithm>
#include <chrono>
#include <thread>

#include "tools/esia-emulator/login.h"
#include "tools/esia-emulator/tokens.h"

namespace pochin::emulator {
namespace {

void answer(httplib::Response& response, int status, const Json& body) {
  response.status = status;
  response.set_header("Cache-Control", "no-store");
  response.set_content(esia_json(body), "application/json; charset=UTF-8");
}

void deny(httplib::Response& response, int status, const char* code, const char* message) {
  answer(response, status, {{"code", code}, {"message", message}});
}

struct Collection {
  const char* path;
  const char* embed;  // its name in embed=(….elements)
  std::vector<std::string> scopes;
  Json Persona::*elements;
};

const std::vector<Collection>& collections() {
  static const std::vector<Collection> all = {
      {"ctts", "contacts", {"contacts", "email", "mobile"}, &Persona::contacts},
      {"addrs", "addresses", {"addresses", "contacts"}, &Persona::addresses},
      {"docs", "documents", {"id_doc"}, &Persona::documents},
      {"roles", "roles", {"usr_org"}, &Persona::roles},
      {"orgs", "organizations", {"usr_org"}, &Persona::roles},
      {"kids", "kids", {"kids"}, &Persona::kids},
      {"vhls", "vehicles", {"vehicles"}, &Persona::vehicles},
  };
  return all;
}

// The scope was in the token and the person agreed to it.
bool granted(const AccessToken& token, const Persona& persona, const std::string& scope) {
  const auto scopes = split(token.scope, ' ');
  return std::ranges::find(scopes, scope) != scopes.end() &&
         std::ranges::find(persona.refused_scopes, scope) == persona.refused_scopes.end();
}

bool any_granted(const AccessToken& token, const Persona& persona, const std::vector<std::string>& scopes) {
  return std::ranges::any_of(scopes, [&](const std::string& scope) { return granted(token, persona, scope); });
}

// The live token of the request's Authorization, or an answer that refuses.
std::optional<AccessToken> bearer(World& world, const httplib::Request& request, httplib::Response& response) {
  const std::string header = request.get_header_value("Authorization");
  if (header.starts_with("Bearer ")) {
    const std::lock_guard lock(world.mutex);
    const auto found = world.tokens.find(header.substr(7));
    if (found != world.tokens.end() && !found->second.revoked && world.now() < found->second.expires)
      return found->second;
  }
  response.set_header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
  deny(response, 401, "ESIA-005011", "the access token is not valid");
  return std::nullopt;
}

std::string own_url(const httplib::Request& request) { return "http://" + request.get_header_value("Host"); }

Json collection_json(const Collection& collection, const Persona& persona, bool embedded, const std::string& url) {
  const Json& elements = persona.*collection.elements;
  Json shown = Json::array();
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (embedded || collection.elements == &Persona::roles)
      shown.push_back(elements[i]);
    else
      shown.push_back(url + "/" + std::to_string(elements[i].value("id", i + 1)));
  }
  return {{"stateFacts", Json::array({"hasSize"})}, {"size", shown.size()}, {"elements", shown}};
}

Json person_json(const AccessToken& token, const Persona& persona) {
  Json out = {{"stateFacts", Json::array({"EntityRoot"})}};
  if (granted(token, persona, "fullname")) {
    if (!persona.first_name.empty()) out["firstName"] = persona.first_name;
    if (!persona.last_name.empty()) out["lastName"] = persona.last_name;
    if (!persona.middle_name.empty()) out["middleName"] = persona.middle_name;
  }
  if (granted(token, persona, "birthdate")) out["birthDate"] = persona.birth_date;
  for (const auto& [name, value] : persona.person.items())
    if (granted(token, persona, name)) out[name] = value;
  out["trusted"] = persona.trusted;
  out["citizenship"] = persona.person.value("citizenship", "RUS");
  out["updatedOn"] = 1764000000;
  out["verifying"] = false;
  out["status"] = "REGISTERED";
  out["eTag"] = "2D4F" + std::to_string(persona.oid);
  return out;
}

// True when the asked-for failure of this part has taken the answer's place.
bool failed(World& world, const std::string& part, const httplib::Request& request, httplib::Response& response) {
  if (const int wait = world.latency_ms; wait > 0) std::this_thread::sleep_for(std::chrono::milliseconds(wait));
  for (const std::string& how : rest_failures()) {
    if (!world.faults.take("rest." + part + "_" + how)) continue;
    note(world, part, how);
    if (how == "html") {
      response.set_content("<html>maintenance</html>", "text/html");
    } else if (how == "redirect") {
      response.status = 302;
      response.set_header("Location", "http://elsewhere.invalid/");
    } else if (how == "slow") {
      std::this_thread::sleep_for(std::chrono::seconds(8));
      return request.is_connection_closed();
    } else if (how == "huge") {
      response.set_content(std::string(1U << 20, ' '), "application/json");
    } else {
      deny(response, std::stoi(how), "ESIA-000001", "asked for by a test");
    }
    return true;
  }
  return false;
}

void person(World& world, const httplib::Request& request, httplib::Response& response) {
  const auto token = bearer(world, request, response);
  if (!token || failed(world, "person", request, response)) return;
  if (request.path_params.at("oid") != std::to_string(token->oid))
    return deny(response, 403, "ESIA-005012", "another person's record");
  const auto persona = world.persona(token->oid);
  if (!persona) return deny(response, 404, "ESIA-005013", "no such person");
  Json body = person_json(*token, *persona);
  const std::string embed = request.get_param_value("embed");
  for (const Collection& collection : collections()) {
    if (embed.find(std::string(collection.embed) + ".elements") == std::string::npos) continue;
    if (any_granted(*token, *persona, collection.scopes))
      body[collection.embed] = collection_json(collection, *persona, true, {});
  }
  note(world, "prns", "200");
  answer(response, 200, body);
}

void part(World& world, const Collection& collection, const httplib::Request& request, httplib::Response& response) {
  const auto token = bearer(world, request, response);
  const std::string name = collection.path;
  if (!token || failed(world, name, request, response)) return;
  if (request.path_params.at("oid") != std::to_string(token->oid))
    return deny(response, 403, "ESIA-005012", "another person's record");
  const auto persona = world.persona(token->oid);
  if (!persona) return deny(response, 404, "ESIA-005013", "no such person");
  if (!any_granted(*token, *persona, collection.scopes))
    return deny(response, 403, "ESIA-005012", "the scope was not granted");
  const bool embedded = request.get_param_value("embed").find("elements") != std::string::npos;
  const std::string url = own_url(request) + "/rs/prns/" + request.path_params.at("oid") + "/" + name;
  Json body = collection_json(collection, *persona, embedded, url);
  if (name == "roles" && world.faults.take("rest.roles_links"))
    body["elements"] = Json::array({"http://elsewhere.invalid/rs/orgs/1"});
  note(world, name, "200");
  answer(response, 200, body);
}

// The record of an organisation that somebody of the invented people works for, for a token of a system with a scope
// that names it.
void organisation(World& world, const httplib::Request& request, httplib::Response& response) {
  const auto token = bearer(world, request, response);
  if (!token) return;
  const std::string& oid = request.path_params.at("oid");
  const bool named = std::ranges::any_of(split(token->scope, ' '),
                                         [&oid](const std::string& s) { return s.ends_with("?org_oid=" + oid); });
  if (token->oid != 0 || !named) return deny(response, 403, "ESIA-005012", "the scope was not granted");
  for (const Persona& persona : *world.personas()) {
    for (const Json& role : persona.roles) {
      if (std::to_string(role.at("oid").get<std::uint64_t>()) != oid) continue;
      Json body = {{"stateFacts", Json::array({"EntityRoot"})}};
      for (const char* name : {"oid", "shortName", "fullName", "ogrn", "type", "isLiquidated"})
        if (role.contains(name)) body[name] = role.at(name);
      return answer(response, 200, body);
    }
  }
  deny(response, 404, "ESIA-005013", "no such organisation");
}

}  // namespace

void add_rest_routes(httplib::Server& server, World& world) {
  server.Get("/rs/prns/:oid", [&world](const httplib::Request& q, httplib::Response& r) { person(world, q, r); });
  for (const Collection& collection : collections())
    server.Get(
        std::string("/rs/prns/:oid/") + collection.path,
        [&world, &collection](const httplib::Request& q, httplib::Response& r) { part(world, collection, q, r); });
  server.Get("/rs/orgs/:oid", [&world](const httplib::Request& q, httplib::Response& r) { organisation(world, q, r); });
  server.Get("/public/certs", [&world](const httplib::Request&, httplib::Response& r) {
    std::string all;
    const std::lock_guard lock(world.mutex);
    for (const CertificateHandle& certificate : world.published) all += pem(certificate);
    r.set_content(all, "application/x-pem-file");
  });
}

}  // namespace pochin::emulator
