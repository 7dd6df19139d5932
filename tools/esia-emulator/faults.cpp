#include "tools/esia-emulator/faults.h"

#include <algorithm>

namespace pochin::emulator {
namespace {

// Another fault = one line here and one `take` where it happens.
constexpr const char* kFaults[] = {
    "callback.state_missing",
    "callback.state_changed",
    "callback.state_twice",
    "callback.code_twice",
    "code.used",
    "code.expired",
    "code.foreign",
    "code.8k",
    "code.too_long",
    "te.500_html",
    "te.502",
    "te.redirect",
    "te.slow",
    "te.silent",
    "te.drip",
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
    "token.der",
    "token.unknown_key",
    "token.expired_certificate",
    "access.alg_none",
    "access.unknown_key",
    "access.exp_past",
    "claims.iss",
    "claims.aud",
    "claims.client_id",
    "claims.sub",
    "claims.access_subject",
    "claims.sid",
    "claims.subject_type",
    "claims.exp_past",
    "claims.exp_missing",
    "claims.exp_far",
    "claims.nbf_future",
    "claims.iat_future",
    "claims.is_tru_text",
    "claims.is_tru_number",
    "claims.is_tru_false",
    "claims.oid_text",
    "claims.oid_huge",
    "claims.auth_long_ago",
    "rest.roles_links",
};

}  // namespace

const std::vector<std::string>& rest_failures() {
  static const std::vector<std::string> all = {"401", "403", "404", "429", "500", "html", "redirect", "slow", "huge"};
  return all;
}

const std::vector<std::string>& known_faults() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> names(std::begin(kFaults), std::end(kFaults));
    for (const char* part : {"person", "ctts", "addrs", "docs", "roles", "orgs"})
      for (const std::string& how : rest_failures()) names.push_back(std::string("rest.") + part + "_" + how);
    return names;
  }();
  return all;
}

bool Faults::set(const std::string& name, int times) {
  if (std::ranges::find(known_faults(), name) == known_faults().end()) return false;
  const std::lock_guard lock(mutex_);
  left_[name] = times;
  return true;
}

void Faults::clear() {
  const std::lock_guard lock(mutex_);
  left_.clear();
}

bool Faults::take(std::string_view name) {
  const std::lock_guard lock(mutex_);
  const auto found = left_.find(name);
  if (found == left_.end() || found->second <= 0) return false;
  if (--found->second == 0) left_.erase(found);
  return true;
}

std::map<std::string, int> Faults::left() const {
  const std::lock_guard lock(mutex_);
  return {left_.begin(), left_.end()};
}

void Journal::add(JournalEntry entry) {
  constexpr std::size_t kMost = 1000;
  const std::lock_guard lock(mutex_);
  if (entries_.size() == kMost) entries_.erase(entries_.begin());
  entries_.push_back(std::move(entry));
}

std::vector<JournalEntry> Journal::entries() const {
  const std::lock_guard lock(mutex_);
  return entries_;
}

}  // namespace pochin::emulator
