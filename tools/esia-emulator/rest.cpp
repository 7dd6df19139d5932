#include <algorithm>

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
    out["firstName"] = persona.first_name;
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

bool person_fault(World& world, httplib::Response& response) {
  if (world.faults.take("rest.person_500")) {
    deny(response, 500, "ESIA-000001", "internal error");
    return true;
  }
  if (world.faults.take("rest.person_403")) {
    deny(response, 403, "ESIA-005012", "forbidden");
    return true;
  }
  if (world.faults.take("rest.person_html")) {
    response.set_content("<html>maintenance</html>", "text/html");
    return true;
  }
  return false;
}

void person(World& world, const httplib::Request& request, httplib::Response& response) {
  const auto token = bearer(world, request, response);
  if (!token || person_fault(world, response)) return;
  if (request.path_params.at("oid") != std::to_string(token->oid))
    return deny(response, 403, "ESIA-005012", "another person's record");
  const Persona* persona = world.persona(token->oid);
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
  if (!token) return;
  const std::string name = collection.path;
  if (name != "ctts" && world.faults.take("rest." + name + "_500"))
    return deny(response, 500, "ESIA-000001", "internal error");
  if (request.path_params.at("oid") != std::to_string(token->oid))
    return deny(response, 403, "ESIA-005012", "another person's record");
  const Persona* persona = world.persona(token->oid);
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

}  // namespace

void add_rest_routes(httplib::Server& server, World& world) {
  server.Get("/rs/prns/:oid", [&world](const httplib::Request& q, httplib::Response& r) { person(world, q, r); });
  for (const Collection& collection : collections())
    server.Get(
        std::string("/rs/prns/:oid/") + collection.path,
        [&world, &collection](const httplib::Request& q, httplib::Response& r) { part(world, collection, q, r); });
  server.Get("/public/certs", [&world](const httplib::Request&, httplib::Response& r) {
    r.set_content(pem(world.gost.certificate) + pem(world.rsa.certificate), "application/x-pem-file");
  });
}

}  // namespace pochin::emulator
