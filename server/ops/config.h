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
  int staff_max_auth_minutes = 720;         // how long ago a member of staff may have proved who they are to ЕСИА
  std::string protocol = "v2";              // "v1" for systems registered long ago: CMS signatures
  std::string sign_url;                     // external signer over HTTP; empty = none
  std::string sign_token_file;              // its bearer token
  std::vector<std::string> verify_command;  // external verifier of GOST signatures: argv; empty = OpenSSL's GOST engine
  std::string verify_url;                   // the same over HTTP
};

// A certified gateway or a regional provider that speaks plain OpenID Connect.
struct OidcConfig {
  bool enabled = false;
  std::string title;                   // on the button: «Войти через региональный портал»
  std::string issuer;                  // exact `iss`
  bool discovery = true;               // endpoints from issuer/.well-known/openid-configuration
  std::string authorization_endpoint;  // without discovery
  std::string token_endpoint;
  std::string userinfo_endpoint;
  std::string jwks_uri;
  std::string keys;  // folder of certificates instead of jwks_uri: needed for GOST
  std::string client_id;
  std::string client_secret_file;
  std::string scope;
  std::vector<std::string> algorithms;  // "RS256", "ES256", "GOST3410_2012_256"
  std::string subject_claim;
  bool subject_is_oid = false;  // the claim is the number of ЕСИА: the same people as by the direct login
  std::string trusted_claim;
  std::string birthdate_claim;
  std::string addresses_claim;
  std::string ca_bundle;
  int timeout_seconds = 5;
};

// A login without any proof, for a show.
struct DemoLoginConfig {
  bool enabled = false;
  std::string people;  // file
};

struct SessionConfig {
  int idle_minutes = 30, staff_idle_minutes = 15;
  int longest_hours = 12, staff_longest_hours = 8;
  int fresh_minutes = 15;     // how old a proof of identity may be for an act that weighs
  int invitation_hours = 72;  // how long an invitation of staff may be used
  int two_person_hours = 72;  // how long an act waits for its second person
};

struct PrivacyConfig {
  std::string consent;            // file of the consent to the processing of personal data
  std::string voter_dedupe;       // "oid" or "oid_and_snils"
  int resident_days = 365;        // how long a resident who left nothing behind is remembered
  int revoked_staff_days = 1095;  // how long the account number of former staff is kept
};

struct BackupConfig {
  std::string folder;
  int days = 2;  // a copy older than this is an alarm
};

struct VotingConfig {
  int seal_seconds = 600;     // how often waiting entries join the public log
  int facts_hours = 24;       // how long what a login told about a voter is good
  int alarm_per_minute = 50;  // votes for one project from which observers are told
};

struct LimitsConfig {
  int threads = 8, most_threads = 32, queue = 512;
  int connections = 16384;  // open at once
  int header_seconds = 10, body_seconds = 60, write_seconds = 30, keep_alive_seconds = 5;
  int stop_seconds = 20;  // how long accepted work may take after SIGTERM
  // Per address, which a school, a village's mobile operator or an office shares. Of logins that are begun, and of
  // those that come back with what cannot be right.
  int logins_per_minute = 300, failed_logins_per_minute = 30;
  int uploads_per_minute = 240;             // per address
  int logins_at_once = 8;                   // that wait for the identity provider, of all people
  int64_t upload_bytes = 20 * 1024 * 1024;  // the largest file whatever a practice allows
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
  OidcConfig oidc;
  DemoLoginConfig demo_login;
  SessionConfig session;
  PrivacyConfig privacy;
  BackupConfig backup;
  VotingConfig voting;
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
  // For a command of the operator: nobody logs in, so no key is needed.
  void close_doors() { esia.enabled = oidc.enabled = demo_login.enabled = false; }
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
