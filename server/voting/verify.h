// What an observer checks by the published files and the opening file of the commission: that the vote was counted by
// the terms under which it was opened, that the published ballots are exactly the committed ones, and that every field
// of the results follows from them. Pure: texts in, findings out.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"

namespace pochin::server {

struct Published {
  std::string ballots;  // ballots.json of all lists
  std::string log;      // log.json
  std::optional<std::string> opening = {};
  std::optional<std::string> results = {};
  std::optional<std::string> key = {};  // base64 of the key that signs heads, from elsewhere than the log itself
  std::optional<std::string> lot = {};  // the number of the lot, from its source
  std::optional<std::string> csv = {};  // ballots.csv
  std::vector<std::string> pb = {};     // ballots.pb of any lists
};

struct VerifyFinding {
  std::string code, text;  // the text in Russian, with the tracker, the number or the field it is about
};

struct Verified {
  std::string campaign, title;
  int format = 2;  // of the log: 1 has no terms
  std::size_t leaves = 0, heads = 0, ballots = 0, opened = 0, lists = 0;
  // file, terms, head_terms, head_root, head_signature, head_key, head_order, log_twice, log_end, opening_missing,
  // opening_extra, opening_twice, ballot_changed, ballot_missing, ballot_extra, ballot_format, ballot_rules, tracker,
  // order, seed, list_missing, list_extra, opening_hash, opening_kind, recount, result_votes, result_selected,
  // result_field, result_text, result_turnout, result_annulled, result_signature, result_key, lot, csv, pb
  std::vector<VerifyFinding> wrong;
  // What these files, or files of this format, do not allow to check: terms, key, opening, results, result_signature,
  // lot. While there is any of it not everything agrees.
  std::vector<VerifyFinding> unchecked;
  std::vector<VerifyFinding> notes;  // what is known by the portal's signature alone; words of another version

  bool agrees() const { return wrong.empty() && unchecked.empty(); }
};

// O(n log n). Stops at nothing: everything that does not agree is named, at most 100 of a kind.
Verified verify(const Published& files);

// pochin verify --ballots F --log F --opening F --results F --key K [--lot N] [--csv F] [--pb F]… [--json]: 0 when all
// agrees, 1 when something does not, 3 when nothing disagrees and not everything could be checked.
int verify_command(std::span<const std::string> arguments);

}  // namespace pochin::server
