// The configuration: one JSON file with comments. `pochin config` prints it whole, every key explained; a file needs
// only the keys that differ. Relative paths are relative to the folder of the file.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/ops/clock.h"

namespace pochin::server {

enum class Environment { production, demo };

struct RegionConfig {
  std::string name, name_genitive, centre, phone, email;
  std::string zone_name;   // "МСК+1"
  int zone_minutes = 180;  // offset from UTC
};

struct EsiaConfig {
  bool enabled = false;
  bool emulator = false;                  // portal_url is our emulator, allowed in demo only
  std::string portal_url;                 // "https://esia.gosuslugi.ru"
  std::string client_id;                  // mnemonic of the information system
  std::string certificate;                // file: our certificate, PEM
  std::string private_key;                // file: our key, PEM
  std::string private_key_password_file;  // empty: the key has no password
  std::vector<std::string> sign_command;  // external signer (certified СКЗИ): argv; empty = OpenSSL's GOST engine
  bool sign_reversed = false;             // its 64 bytes come in CryptoPro's order
  std::string gost_engine;                // shared object of the engine; empty: OpenSSL's own place
  std::string ca_bundle;                  // roots trusted for the portal's TLS; empty: the system's
  std::string trusted_certificates;       // folder with the certificates ЕСИА signs its tokens with
  std::vector<std::string> issuers;       // allowed `iss`
  std::vector<std::string> algorithms;    // allowed `alg`: "GOST3410_2012_256", "RS256"
  std::string scope;                      // "openid fullname birthdate addresses"
  std::string staff_scope;                // the same plus "usr_org"
  int timeout_seconds = 5;
  int staff_max_auth_minutes = 720;  // how long ago a member of staff may have proved who they are to ЕСИА
};

struct SessionConfig {
  int idle_minutes = 30, staff_idle_minutes = 15;
  int longest_hours = 12, staff_longest_hours = 8;
};

struct LimitsConfig {
  int threads = 8, most_threads = 32, queue = 512;
  int connections = 16384;  // open at once
  int header_seconds = 10, body_seconds = 60, write_seconds = 30, keep_alive_seconds = 5;
  int stop_seconds = 20;                                 // how long accepted work may take after SIGTERM
  int logins_per_minute = 20, uploads_per_minute = 240;  // per address
  int64_t upload_bytes = 20 * 1024 * 1024;               // the largest file whatever a practice allows
};

struct Config {
  Environment environment = Environment::production;
  std::string address = "127.0.0.1";
  int port = 8080;         // 0 = any free one
  std::string public_url;  // "https://pochin.example.ru", no slash at the end
  std::vector<std::string> trusted_proxies;
  std::string data;                // folder of the database and the files people send
  std::string assets;              // folder tools/build-web wrote
  std::vector<std::string> packs;  // practice packs, files
  std::string territories;         // file
  std::string calendar;            // file of working days; empty = calendar.json beside the first practice
  bool insecure_cookies = false;
  bool log_requests = true;
  RegionConfig region;
  EsiaConfig esia;
  SessionConfig session;
  LimitsConfig limits;
  std::optional<Instant> demo_clock;  // demo only: the moment the clock starts from
  std::optional<Instant> test_clock;  // demo only: the clock stands there until it is set over HTTP

  bool demo() const { return environment == Environment::demo; }
  std::string database() const { return data + "/pochin.db"; }
  std::string uploads() const { return data + "/files"; }
  Clock clock() const;
  // Of what the outside world signs and keeps — ЕСИА, TLS, sessions: the true time when a test sets the usual clock.
  Clock login_clock(Clock usual) const { return test_clock ? system_clock() : usual; }
  std::string origin() const { return public_url; }
};

// Something wrong or insecure. `key` is the key of the file ("esia.private_key").
struct Finding {
  enum class Level { error, warning };
  Level level = Level::error;
  std::string key;
  std::string message;
};

// Reads the file. Unknown keys, wrong kinds and values out of range are errors, all of them at once.
std::expected<Config, std::vector<Finding>> load_config(const std::string& path);
std::expected<Config, std::vector<Finding>> parse_config(std::string_view text, const std::string& folder);

// The default file with an explanation of every key.
std::string default_config_text();

// What is wrong or insecure in it and around it (files, rights, addresses), in plain Russian.
std::vector<Finding> check_config(const Config& config);

}  // namespace pochin::server
