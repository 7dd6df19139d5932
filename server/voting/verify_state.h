// What the parts of a verification (verify.h) share: what has been read so far and what was found. Each part is one
// file: verify_log, verify_ballots, verify_results, verify_tables.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/voting/verify.h"
#include "shared/base/json.h"
#include "shared/base/sha256.h"
#include "shared/voting/ballot.h"
#include "shared/voting/tally.h"
#include "shared/voting/terms.h"

namespace pochin::server {

struct PublishedBallot {
  voting::Ballot cast;
  std::string status = "counted", act = {};
  bool used = false;
};

struct VerifyState {
  const Published& files;
  Verified out = {};
  std::string campaign = {}, terms_hash = {}, key = {}, last_root = {};
  std::int64_t last_size = 0;
  voting::Terms terms = {};  // of the log; of format 1 as the file of ballots says
  std::vector<Digest> leaves = {};
  std::map<std::string, PublishedBallot, std::less<>> ballots = {};         // by tracker
  std::map<std::string, std::vector<std::string>, std::less<>> order = {};  // trackers of a list that are counted
  std::map<std::string, std::size_t> named = {};

  void wrong(const std::string& code, std::string text);
  void unchecked(std::string code, std::string text) { out.unchecked.push_back({std::move(code), std::move(text)}); }
  bool signed_terms() const { return out.format >= 2; }
  std::vector<voting::CastBallot> counted(std::string_view list) const;
};

// The log: its entries, its heads, the terms they sign.
void verify_log(VerifyState& state, const Json& log);
// The published ballots against the terms, and against the log by the opening file. `lot` is the announced number.
void verify_ballots(VerifyState& state, const Json& ballots, const std::string& lot);
void verify_opening(VerifyState& state, const std::string& text);
void verify_results(VerifyState& state, const Json& results);
// Other forms of the same ballots.
void verify_csv(VerifyState& state, std::string_view text);
void verify_pb(VerifyState& state, std::string_view text);

// Every place where `is` differs from `should`: "projects/№ 12/cost". A missing member is null.
struct Difference {
  std::string place;
  Json should, is;
};
std::vector<Difference> differences(const Json& should, const Json& is);
std::string shown(const Json& value);  // for a finding: short

}  // namespace pochin::server
