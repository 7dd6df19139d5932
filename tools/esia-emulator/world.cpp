#include "tools/esia-emulator/world.h"

#include <filesystem>
#include <fstream>

namespace pochin::emulator {
namespace {

namespace fs = std::filesystem;

constexpr int kDays = 3650;
constexpr std::time_t kPendingLife = 1800;
constexpr std::time_t kCodeMemory = 3600;

KeyPair keep_or_make(const fs::path& key, const fs::path& certificate, Algorithm algorithm, const std::string& name) {
  if (!fs::exists(key) || !fs::exists(certificate)) {
    const KeyHandle made = new_key(algorithm);
    write_certificate(certificate.string(), self_signed(made, algorithm, name, kDays));
    write_key(key.string(), made);
  }
  return {read_key(key.string()), read_certificate(certificate.string())};
}

void write_text(const fs::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::trunc);
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

void make_own_keys(const fs::path& folder) {
  fs::create_directories(folder / "certificates");
  keep_or_make(folder / "emulator-gost.key", folder / "certificates/emulator-gost.cer", Algorithm::gost,
               "ESIA emulator GOST");
  keep_or_make(folder / "emulator-rsa.key", folder / "certificates/emulator-rsa.cer", Algorithm::rsa,
               "ESIA emulator RSA");
}

template <class Map, class Predicate>
void forget(Map& map, Predicate old) {
  for (auto it = map.begin(); it != map.end();) it = old(it->second) ? map.erase(it) : std::next(it);
}

}  // namespace

const Persona* World::persona(std::uint64_t oid) const {
  for (const Persona& persona : personas)
    if (persona.oid == oid) return &persona;
  return nullptr;
}

void World::forget_old() {
  const std::time_t at = now();
  forget(pending, [at](const Pending& p) { return at - p.at > kPendingLife; });
  forget(codes, [at](const Grant& g) { return at - g.issued > kCodeMemory; });
  forget(tokens, [at](const AccessToken& t) { return at > t.expires; });
  forget(sessions, [at](const Session& s) { return at - s.authenticated > kCodeMemory; });
}

void init_folder(const InitOptions& options) {
  const fs::path folder = fs::absolute(options.folder);
  fs::create_directories(folder);
  fs::permissions(folder, fs::perms::owner_all);
  make_own_keys(folder);
  keep_or_make(folder / "client.key", folder / "client.cer", Algorithm::gost, options.client);

  const Json client = {{"id", options.client},
                       {"active", true},
                       {"certificate", "client.cer"},
                       {"redirects", Json::array({options.redirect})},
                       {"scopes", Json::array({"openid", "fullname", "birthdate", "addresses", "usr_org"})},
                       {"token_alg", name_of(options.token_algorithm)}};
  write_text(folder / "clients.json", Json{{"clients", Json::array({client})}}.dump(2) + "\n");

  // The part `esia` of the server's configuration, ready to be put in.
  Json server = {{"enabled", true},
                 {"emulator", true},
                 {"client_id", options.client},
                 {"certificate", (folder / "client.cer").string()},
                 {"private_key", (folder / "client.key").string()},
                 {"trusted_certificates", (folder / "certificates").string()},
                 {"issuers", Json::array({"http://esia-emu.invalid/"})}};
  if (!options.portal.empty()) server["portal_url"] = options.portal;
  write_text(folder / "server.json", server.dump(2) + "\n");
}

void load_folder(World& world, const std::string& folder, const std::string& clients_file) {
  const fs::path base = folder;
  fs::create_directories(base);
  make_own_keys(base);
  world.gost = {read_key((base / "emulator-gost.key").string()),
                read_certificate((base / "certificates/emulator-gost.cer").string())};
  world.rsa = {read_key((base / "emulator-rsa.key").string()),
               read_certificate((base / "certificates/emulator-rsa.cer").string())};
  world.clients = read_clients(clients_file.empty() ? (base / "clients.json").string() : clients_file);
}

}  // namespace pochin::emulator
