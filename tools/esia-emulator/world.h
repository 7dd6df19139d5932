#pragma once
#include <atomic>
#include <ctime>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tools/esia-emulator/clients.h"
#include "tools/esia-emulator/faults.h"
#include "tools/esia-emulator/personas.h"
#include "tools/esia-emulator/profile.h"

// What the emulator knows and remembers while it runs.
namespace pochin::emulator {

struct KeyPair {
  KeyHandle key;
  CertificateHandle certificate;
};

// An accepted authorisation request, waiting for the person's choice.
struct Pending {
  std::string client, scope, state, redirect_uri, access_type, challenge;
  bool only_confirmed = false;  // person_filter
  std::uint64_t chosen = 0;     // whom the page of consent asks
  std::time_t at = 0;
};

struct Grant {
  std::string client, scope, redirect_uri, access_type, challenge, sid;
  std::uint64_t oid = 0;
  std::time_t authenticated = 0;
  std::time_t issued = 0;
  bool used = false;
  std::string access_token;  // issued for this code
};

// A system's own token, for records of organisations, has no oid.
struct AccessToken {
  std::uint64_t oid = 0;
  std::string scope;
  std::time_t expires = 0;
  bool revoked = false;
};

// A person who has just logged in is not asked again when the same browser comes for further scopes.
struct Session {
  std::uint64_t oid = 0;
  std::string sid, client, scope;
  std::time_t authenticated = 0;
};

class World {
 public:
  std::string issuer = "http://esia-emu.invalid/";
  std::vector<Client> clients;
  Profile profile;
  std::string folder;
  KeyPair expired_gost, expired_rsa;  // their certificates ran out long ago
  Faults faults;
  Journal journal;
  std::atomic<std::time_t> clock_shift = 0;  // seconds added to the machine's clock
  std::atomic<int> latency_ms = 0;           // before a record of the person

  mutable std::mutex mutex;  // guards what follows
  KeyPair gost, rsa;         // signing now
  std::vector<CertificateHandle> published;
  std::map<std::string, Pending> pending;
  std::map<std::string, Grant> codes;
  std::map<std::string, AccessToken> tokens;
  std::map<std::string, Session> sessions;  // by the browser's cookie

  [[nodiscard]] std::time_t now() const { return std::time(nullptr) + clock_shift; }
  [[nodiscard]] std::shared_ptr<const std::vector<Persona>> personas() const;
  void set_personas(std::vector<Persona> personas);
  [[nodiscard]] std::shared_ptr<const Persona> persona(std::uint64_t oid) const;
  [[nodiscard]] KeyPair keys(Algorithm algorithm) const;
  // Forgets what has expired; called with `mutex` held before something is added.
  void forget_old();

 private:
  std::shared_ptr<const std::vector<Persona>> personas_;
};

// The next key and certificate sign from now on; the certificate joins the folder of the trusted ones when
// `published`. Gives the certificate's file.
std::string rotate_keys(World& world, Algorithm algorithm, bool published);

// Makes keys, certificates and clients.json in an empty folder; keys that are there already are kept.
struct InitOptions {
  std::string folder, client, redirect, portal;
  Algorithm token_algorithm = Algorithm::gost;
};
void init_folder(const InitOptions& options);

void load_folder(World& world, const std::string& folder, const std::string& clients_file);

}  // namespace pochin::emulator
