#include "shared/voting/merkle.h"

#include <bit>
#include <string>

namespace pochin::voting {
namespace {

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// The largest power of two below n. Precondition: n > 1.
uint64_t split_of(uint64_t n) { return std::bit_floor(n - 1); }

}  // namespace

Digest leaf_hash(std::string_view entry) {
  std::string bytes(1, '\0');
  bytes += entry;
  return sha256(bytes);
}

Digest node_hash(const Digest& left, const Digest& right) {
  std::string bytes(1, '\1');
  bytes += bytes_of(left);
  bytes += bytes_of(right);
  return sha256(bytes);
}

void MerkleTree::add(const Digest& leaf) {
  Digest done = leaf;
  for (std::size_t height = 0;; ++height) {
    if (levels_.size() == height) levels_.emplace_back();
    std::vector<Digest>& level = levels_[height];
    level.push_back(done);
    if (level.size() % 2 == 1) return;
    done = node_hash(level[level.size() - 2], level.back());
  }
}

// Of the entries [begin, end) as RFC 6962 cuts them: `begin` is a multiple of the largest power of two within.
Digest MerkleTree::range(uint64_t begin, uint64_t end) const {
  const uint64_t n = end - begin;
  if (n == 0) return sha256({});
  if (std::has_single_bit(n)) {
    const auto height = static_cast<std::size_t>(std::countr_zero(n));
    return levels_[height][static_cast<std::size_t>(begin >> height)];
  }
  const uint64_t middle = begin + split_of(n);
  return node_hash(range(begin, middle), range(middle, end));
}

Digest MerkleTree::root(uint64_t size) const { return range(0, size); }

std::vector<Digest> MerkleTree::inclusion(uint64_t index, uint64_t size) const {
  std::vector<Digest> down;
  uint64_t begin = 0, end = size;
  while (end - begin > 1) {
    const uint64_t middle = begin + split_of(end - begin);
    if (index < middle) {
      down.push_back(range(middle, end));
      end = middle;
    } else {
      down.push_back(range(begin, middle));
      begin = middle;
    }
  }
  return {down.rbegin(), down.rend()};
}

std::vector<Digest> MerkleTree::consistency(uint64_t from, uint64_t to) const {
  std::vector<Digest> down;
  if (from == 0 || from == to) return down;
  uint64_t begin = 0, end = to;
  bool known = true;  // the node [begin, from) is one that whoever checks has already
  while (from != end) {
    const uint64_t middle = begin + split_of(end - begin);
    if (from <= middle) {
      down.push_back(range(middle, end));
      end = middle;
    } else {
      down.push_back(range(begin, middle));
      begin = middle;
      known = false;
    }
  }
  if (!known) down.push_back(range(begin, end));
  return {down.rbegin(), down.rend()};
}

// RFC 9162, section 2.1.3.2.
bool verify_inclusion(const Digest& leaf, uint64_t index, uint64_t size, std::span<const Digest> path,
                      const Digest& root) {
  if (index >= size) return false;
  uint64_t node = index, last = size - 1;
  Digest hash = leaf;
  for (const Digest& beside : path) {
    if (last == 0) return false;
    if (node % 2 == 1 || node == last) {
      hash = node_hash(beside, hash);
      for (; node % 2 == 0 && node != 0; node /= 2) last /= 2;
    } else {
      hash = node_hash(hash, beside);
    }
    node /= 2;
    last /= 2;
  }
  return last == 0 && hash == root;
}

// RFC 9162, section 2.1.4.2.
bool verify_consistency(uint64_t from, uint64_t to, const Digest& root_from, const Digest& root_to,
                        std::span<const Digest> path) {
  if (from > to) return false;
  if (from == to) return path.empty() && root_from == root_to;
  if (from == 0) return path.empty() && root_from == sha256({});
  uint64_t node = from - 1, last = to - 1;
  for (; node % 2 == 1; node /= 2) last /= 2;
  std::size_t next = 0;
  if (!std::has_single_bit(from) && path.empty()) return false;
  const Digest& first = std::has_single_bit(from) ? root_from : path[next++];
  Digest old_root = first, new_root = first;
  for (; next < path.size(); ++next) {
    if (last == 0) return false;
    if (node % 2 == 1 || node == last) {
      old_root = node_hash(path[next], old_root);
      new_root = node_hash(path[next], new_root);
      for (; node % 2 == 0 && node != 0; node /= 2) last /= 2;
    } else {
      new_root = node_hash(new_root, path[next]);
    }
    node /= 2;
    last /= 2;
  }
  return last == 0 && old_root == root_from && new_root == root_to;
}

}  // namespace pochin::voting
