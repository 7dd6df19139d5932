#pragma once
#include <optional>
#include <string>
#include <vector>

#include "tools/esia-emulator/crypto.h"

// Information systems registered with the emulator (clients.json beside its keys).
namespace pochin::emulator {

struct Client {
  std::string id;
  bool active = true;
  CertificateHandle certificate;
  std::string certificate_hash;
  std::vector<std::string> redirects;  // prefixes
  std::vector<std::string> scopes;     // approved
  Algorithm token_algorithm = Algorithm::gost;
  std::string pkce;  // the method its code_challenge must have; empty: none is asked for
};

// Certificates are named relative to the file. Throws with what is wrong.
std::vector<Client> read_clients(const std::string& file);

const Client* find_client(const std::vector<Client>& clients, const std::string& id);

// Same scheme, host and port as a registered prefix, and its path up to a border of segments. Addresses with user
// info, a backslash, a dot segment or a fragment are never allowed.
bool redirect_allowed(const Client& client, const std::string& uri);

}  // namespace pochin::emulator
