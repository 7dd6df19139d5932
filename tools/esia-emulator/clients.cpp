#include "tools/esia-emulator/clients.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace pochin::emulator {
namespace {

using Json = nlohmann::json;

Client read_client(const Json& entry, const std::filesystem::path& folder) {
  Client client;
  client.id = entry.at("id").get<std::string>();
  client.active = entry.value("active", true);
  client.certificate = read_certificate((folder / entry.at("certificate").get<std::string>()).string());
  client.certificate_hash = certificate_hash(client.certificate);
  client.redirects = entry.at("redirects").get<std::vector<std::string>>();
  client.scopes = entry.at("scopes").get<std::vector<std::string>>();
  const std::string algorithm = entry.value("token_alg", "GOST3410_2012_256");
  if (algorithm != "GOST3410_2012_256" && algorithm != "RS256")
    throw std::runtime_error("clients: unknown token_alg " + algorithm);
  client.token_algorithm = algorithm == "RS256" ? Algorithm::rsa : Algorithm::gost;
  client.pkce = entry.value("pkce", "");
  if (!client.pkce.empty() && client.pkce != "S256") throw std::runtime_error("clients: unknown pkce " + client.pkce);
  return client;
}

}  // namespace

std::vector<Client> read_clients(const std::string& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file);
  std::vector<Client> clients;
  const Json json = Json::parse(in);
  for (const Json& entry : json.at("clients"))
    clients.push_back(read_client(entry, std::filesystem::path(file).parent_path()));
  return clients;
}

const Client* find_client(const std::vector<Client>& clients, const std::string& id) {
  const auto found = std::ranges::find(clients, id, &Client::id);
  return found == clients.end() || !found->active ? nullptr : &*found;
}

bool redirect_allowed(const Client& client, const std::string& uri) {
  const auto scheme = uri.find("://");
  if (scheme == std::string::npos || uri.size() > 2000) return false;
  const bool odd = std::ranges::any_of(uri, [](char c) {
    return c <= ' ' || c == '\\' || c == '#' || c == '@' || static_cast<unsigned char>(c) >= 0x7f;
  });
  const std::string path = uri.substr(0, uri.find('?'));
  if (odd || path.find("/..") != std::string::npos || path.find("%2e") != std::string::npos ||
      path.find("%2E") != std::string::npos)
    return false;
  return std::ranges::any_of(client.redirects, [&uri](const std::string& prefix) {
    if (!uri.starts_with(prefix)) return false;
    if (uri.size() == prefix.size() || prefix.ends_with('/')) return true;
    return uri[prefix.size()] == '/' || uri[prefix.size()] == '?';
  });
}

}  // namespace pochin::emulator
