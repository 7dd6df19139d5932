#include "server/voting/log.h"

#include <algorithm>

#include "shared/voting/receipt.h"
#include "shared/voting/tree_head.h"

namespace pochin::server {
namespace {

constexpr std::int64_t kRowsAtOnce = 10'000;

std::string_view text_of(const Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

Digest digest_of(const Bytes& bytes) {
  Digest digest{};
  std::copy_n(bytes.begin(), digest.size(), digest.begin());
  return digest;
}

}  // namespace

std::string head_text(std::string_view campaign, std::string_view terms, const TreeHeadRow& head) {
  return voting::head_text(campaign,
                           {head.size, hex(digest_of(head.root)), format_instant(head.at), std::string(terms)});
}

std::shared_ptr<VotingLog::Tree> VotingLog::tree(std::string_view campaign) {
  {
    const std::shared_lock lock(mutex_);
    if (const auto found = trees_.find(campaign); found != trees_.end()) return found->second;
  }
  const std::unique_lock lock(mutex_);
  std::shared_ptr<Tree>& made = trees_[std::string(campaign)];
  if (!made) made = std::make_shared<Tree>();
  return made;
}

// The store's entries are the tree: what it has not seen yet is read behind what it has.
void VotingLog::grow(Tree& tree, Db& db, std::string_view campaign, std::uint64_t size) {
  while (tree.merkle.size() < size) {
    const auto from = static_cast<std::int64_t>(tree.merkle.size());
    const auto rows = log_entries(db, campaign, from, kRowsAtOnce);
    if (rows.empty()) return;
    for (const Bytes& leaf : rows) tree.merkle.add(voting::leaf_hash(text_of(leaf)));
  }
}

std::optional<TreeHeadRow> VotingLog::seal(Db& db, std::string_view campaign, std::string_view terms,
                                           const HeadSigner& signer, Instant now) {
  const std::vector<Bytes> waiting = pending_entries(db, campaign);
  if (waiting.empty() && last_tree_head(db, campaign)) return std::nullopt;
  const std::int64_t from = log_size(db, campaign);
  seal_entries(db, campaign, waiting, from);
  const auto held = tree(campaign);
  const std::lock_guard lock(held->mutex);
  const auto size = static_cast<std::uint64_t>(from) + waiting.size();
  grow(*held, db, campaign, size);
  const Digest root = held->merkle.root(size);
  TreeHeadRow head{
      .size = static_cast<std::int64_t>(size), .root = {root.begin(), root.end()}, .at = now, .signature = {}};
  head.at.ms -= head.at.ms % 1000;  // the wire says seconds, and what is signed is what is sent
  head.signature = signer.sign(head_text(campaign, terms, head));
  add_tree_head(db, campaign, head);
  return head;
}

void VotingLog::forget(std::string_view campaign) {
  const std::unique_lock lock(mutex_);
  if (const auto found = trees_.find(campaign); found != trees_.end()) trees_.erase(found);
}

std::vector<Digest> VotingLog::inclusion(Db& db, std::string_view campaign, std::uint64_t index, std::uint64_t size) {
  const auto held = tree(campaign);
  const std::lock_guard lock(held->mutex);
  grow(*held, db, campaign, size);
  return held->merkle.inclusion(index, size);
}

std::vector<Digest> VotingLog::consistency(Db& db, std::string_view campaign, std::uint64_t from, std::uint64_t to) {
  const auto held = tree(campaign);
  const std::lock_guard lock(held->mutex);
  grow(*held, db, campaign, to);
  return held->merkle.consistency(from, to);
}

}  // namespace pochin::server
