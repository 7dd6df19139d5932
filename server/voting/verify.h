// What an observer checks by the published files and the opening file of the commission: that the published ballots
// are exactly the committed ones, and that they give the announced result. Pure: texts in, findings out.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"

namespace pochin::server {

struct Published {
  std::string ballots;  // ballots.json of every district or of all
  std::string log;      // log.json
  std::optional<std::string> opening;
  std::optional<std::string> results;
  std::optional<std::string> key;  // base64 of the key that signs heads, from elsewhere than the log itself
};

struct Mismatch {
  std::string code;  // file, head_root, head_signature, head_key, log_end, opening_missing, opening_extra,
                     // opening_twice, ballot_changed, ballot_missing, ballot_extra, tracker, order, opening_hash,
                     // recount, result_votes, result_selected
  std::string text;  // Russian, with the tracker or the number it is about
};

struct Verified {
  std::size_t leaves = 0, heads = 0, ballots = 0, opened = 0, lists = 0;
  std::vector<Mismatch> wrong;
};

// O(n log n). Stops at nothing: everything that does not agree is named.
Verified verify(const Published& files);

// pochin verify --ballots F --log F [--opening F] [--results F] [--key K] [--json]: 0 when all agrees.
int verify_command(std::span<const std::string> arguments);

}  // namespace pochin::server
