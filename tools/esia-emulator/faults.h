#pragma once
#include <array>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

// Things that go wrong on request of a test. Each is named after what it breaks and is used up after the number of
// times asked for. Another fault = one line here and one `take` where it happens.
namespace pochin::emulator {

inline constexpr std::array kFaults = {
    "callback.state_missing",
    "callback.state_changed",
    "callback.state_twice",
    "code.used",
    "code.expired",
    "code.foreign",
    "te.500_html",
    "te.502",
    "te.redirect",
    "te.slow",
    "te.truncated",
    "te.content_type",
    "te.huge",
    "te.state",
    "te.no_id_token",
    "token.alg_none",
    "token.alg_hs256",
    "token.alg_rs256_gost_key",
    "token.sbt_swapped",
    "token.reversed",
    "token.halves_swapped",
    "token.short",
    "token.long",
    "token.unknown_key",
    "claims.iss",
    "claims.aud",
    "claims.client_id",
    "claims.sub",
    "claims.sid",
    "claims.exp_past",
    "claims.exp_missing",
    "claims.nbf_future",
    "claims.is_tru_text",
    "claims.is_tru_number",
    "claims.is_tru_false",
    "claims.oid_text",
    "claims.oid_huge",
    "claims.auth_long_ago",
    "rest.person_500",
    "rest.person_html",
    "rest.person_403",
    "rest.addrs_500",
    "rest.roles_500",
    "rest.roles_links",
};

class Faults {
 public:
  // False for an unknown name.
  bool set(const std::string& name, int times);
  void clear();
  // True as many times as was asked for.
  bool take(std::string_view name);
  [[nodiscard]] std::map<std::string, int> left() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, int, std::less<>> left_;
};

struct JournalEntry {
  std::string at;
  std::string what;
  std::string outcome;
};

class Journal {
 public:
  void add(JournalEntry entry);
  [[nodiscard]] std::vector<JournalEntry> entries() const;

 private:
  mutable std::mutex mutex_;
  std::vector<JournalEntry> entries_;
};

}  // namespace pochin::emulator
