// The public logs of campaigns, each a Merkle tree in memory over the entries of the store. Safe for any threads.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/ballots.h"
#include "server/voting/keys.h"
#include "shared/voting/merkle.h"

namespace pochin::server {

// What is signed (shared/voting/tree_head.h); no terms = format 1.
std::string head_text(std::string_view campaign, std::string_view terms, const TreeHeadRow& head);

class VotingLog {
 public:
  // Appends what waits, in the order of its bytes, and signs a head; nothing when nothing waits and there is a head.
  // Call it in a write; when that fails, forget() the campaign.
  // `terms` is the hash of the campaign's terms, worked out once when it was opened.
  std::optional<TreeHeadRow> seal(Db& db, std::string_view campaign, std::string_view terms, const HeadSigner& signer,
                                  Instant now);
  void forget(std::string_view campaign);

  // Of the tree of the first `size` entries. Preconditions as merkle.h has them; `size` is that of a stored head.
  std::vector<Digest> inclusion(Db& db, std::string_view campaign, std::uint64_t index, std::uint64_t size);
  std::vector<Digest> consistency(Db& db, std::string_view campaign, std::uint64_t from, std::uint64_t to);

 private:
  struct Tree {
    std::mutex mutex;
    voting::MerkleTree merkle;
  };
  std::shared_ptr<Tree> tree(std::string_view campaign);
  static void grow(Tree& tree, Db& db, std::string_view campaign, std::uint64_t size);

  std::shared_mutex mutex_;
  std::map<std::string, std::shared_ptr<Tree>, std::less<>> trees_;
};

}  // namespace pochin::server
