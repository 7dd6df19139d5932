#include "tools/esia-emulator/world.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace pochin::emulator {
namespace {

namespace fs = std::filesystem;

constexpr int kDays = 3650;
constexpr int kExpired = -1;
constexpr std::time_t kPendingLife = 1800;
constexpr std::time_t kCodeMemory = 3600;

KeyPair keep_or_make(const fs::path& key, const fs::path& certificate, Algorithm algorithm, const std::string& name,
                     int days = kDays) {
  if (!fs::exists(key) || !fs::exists(certificate)) {
    const KeyHandle made = new_key(algorithm);
    write_certificate(certificate.string(), self_signed(made, algorithm, name, days));
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
  keep_or_make(folder / "expired-gost.key", folder / "certificates/expired-gost.cer", Algorithm::gost,
               "ESIA emulator GOST, expired", kExpired);
  keep_or_make(folder / "expired-rsa.key", folder / "certificates/expired-rsa.cer", Algorithm::rsa,
               "ESIA emulator RSA, expired", kExpired);
}

KeyPair read_pair(const fs::path& folder, const std::string& name) {
  return {read_key((folder / (name + ".key")).string()),
          read_certificate((folder / "certificates" / (name + ".cer")).string())};
}

template <class Map, class Predicate>
void forget(Map& map, Predicate old) {
  for (auto it = map.begin(); it != map.end();) it = old(it->second) ? map.erase(it) : std::next(it);
}

}  // namespace

std::shared_ptr<const std::vector<Persona>> World::personas() const {
  const std::lock_guard lock(mutex);
  return personas_;
}

void World::set_personas(std::vector<Persona> personas) {
  const std::lock_guard lock(mutex);
  personas_ = std::make_shared<const std::vector<Persona>>(std::move(personas));
}

std::shared_ptr<const Persona> World::persona(std::uint64_t oid) const {
  const auto all = personas();
  const auto found = std::ranges::find(*all, oid, &Persona::oid);
  return found == all->end() ? nullptr : std::shared_ptr<const Persona>(all, &*found);
}

KeyPair World::keys(Algorithm algorithm) const {
  const std::lock_guard lock(mutex);
  return algorithm == Algorithm::gost ? gost : rsa;
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
  world.folder = base.string();
  world.gost = read_pair(base, "emulator-gost");
  world.rsa = read_pair(base, "emulator-rsa");
  world.expired_gost = read_pair(base, "expired-gost");
  world.expired_rsa = read_pair(base, "expired-rsa");
  world.published = {world.gost.certificate, world.rsa.certificate};
  world.clients = read_clients(clients_file.empty() ? (base / "clients.json").string() : clients_file);
}

std::string rotate_keys(World& world, Algorithm algorithm, bool published) {
  const std::string kind = algorithm == Algorithm::gost ? "gost" : "rsa";
  const std::string name = "next-" + kind + "-" + random_hex(4) + ".cer";
  const KeyHandle key = new_key(algorithm);
  const CertificateHandle certificate = self_signed(key, algorithm, "ESIA emulator " + kind + ", next", kDays);
  const fs::path file = published ? fs::path(world.folder) / "certificates" / name : fs::path(world.folder) / name;
  write_certificate(file.string(), certificate);
  const std::lock_guard lock(world.mutex);
  (algorithm == Algorithm::gost ? world.gost : world.rsa) = {key, certificate};
  if (published) world.published.push_back(certificate);
  return file.string();
}

}  // namespace pochin::emulator
