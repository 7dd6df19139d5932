// The public log: an append-only Merkle tree of the shape of RFC 6962 (Certificate Transparency), section 2.1. An entry
// of the log is hashed with the byte 0 before it, a node with the byte 1: nobody can pass a node for an entry.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "shared/base/sha256.h"

namespace pochin::voting {

Digest leaf_hash(std::string_view entry);
Digest node_hash(const Digest& left, const Digest& right);

// Keeps every complete subtree: 64 bytes for an entry.
class MerkleTree {
 public:
  // O(log n), amortised O(1).
  void add(const Digest& leaf);
  uint64_t size() const { return levels_.empty() ? 0 : levels_.front().size(); }

  // Of the first `size` entries; the root of none is SHA-256 of nothing. Precondition: size <= size(). O(log n).
  Digest root(uint64_t size) const;
  Digest root() const { return root(size()); }
  // The audit path of entry `index` in the tree of the first `size`, from the bottom. Precondition: index < size <=
  // size(). O(log² n).
  std::vector<Digest> inclusion(uint64_t index, uint64_t size) const;
  // That the first `from` entries are the beginning of the first `to`. Empty when from is 0 or equal to `to`.
  // Precondition: from <= to <= size(). O(log² n).
  std::vector<Digest> consistency(uint64_t from, uint64_t to) const;

 private:
  Digest range(uint64_t begin, uint64_t end) const;
  std::vector<std::vector<Digest>> levels_;  // levels_[h][i]: the complete subtree of entries [i·2^h, (i + 1)·2^h)
};

// What whoever checks needs: nothing but hashes. `leaf` is leaf_hash of the entry. O(log n).
bool verify_inclusion(const Digest& leaf, uint64_t index, uint64_t size, std::span<const Digest> path,
                      const Digest& root);
bool verify_consistency(uint64_t from, uint64_t to, const Digest& root_from, const Digest& root_to,
                        std::span<const Digest> path);

}  // namespace pochin::voting
