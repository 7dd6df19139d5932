#include "shared/voting/merkle.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "shared/voting/receipt.h"
#include "tests/unit/shared/dice.h"

using namespace pochin;
using namespace pochin::voting;

namespace {

std::vector<Digest> numbered_leaves(uint64_t n) {
  std::vector<Digest> leaves;
  for (uint64_t i = 0; i < n; ++i) leaves.push_back(leaf_hash("entry " + std::to_string(i)));
  return leaves;
}

MerkleTree tree_of(const std::vector<Digest>& leaves) {
  MerkleTree tree;
  for (const Digest& leaf : leaves) tree.add(leaf);
  return tree;
}

// The definition of RFC 6962, section 2.1, word for word.
Digest defined(std::span<const Digest> leaves) {
  if (leaves.empty()) return sha256("");
  if (leaves.size() == 1) return leaves[0];
  std::size_t k = 1;
  while (2 * k < leaves.size()) k *= 2;
  return node_hash(defined(leaves.first(k)), defined(leaves.subspan(k)));
}

}  // namespace

TEST_CASE("the roots of the known tree of Certificate Transparency") {
  const std::string entries[] = {"",
                                 std::string("\x00", 1),
                                 "\x10",
                                 "\x20\x21",
                                 "\x30\x31",
                                 "\x40\x41\x42\x43",
                                 "\x50\x51\x52\x53\x54\x55\x56\x57",
                                 "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
  const char* const roots[] = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                               "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                               "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                               "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                               "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                               "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                               "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                               "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  MerkleTree tree;
  CHECK(hex(tree.root()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (std::size_t i = 0; i < std::size(entries); ++i) {
    tree.add(leaf_hash(entries[i]));
    CHECK(hex(tree.root()) == roots[i]);
  }
}

TEST_CASE("the tree kept by levels is the tree of the definition, at every size") {
  const auto leaves = numbered_leaves(70);
  const MerkleTree tree = tree_of(leaves);
  for (uint64_t n = 0; n <= leaves.size(); ++n) CHECK(tree.root(n) == defined(std::span(leaves).first(n)));
}

TEST_CASE("every entry has a proof in every later tree, and it proves nothing else") {
  const auto leaves = numbered_leaves(40);
  const MerkleTree tree = tree_of(leaves);
  for (uint64_t size = 1; size <= leaves.size(); ++size) {
    const Digest root = tree.root(size);
    for (uint64_t index = 0; index < size; ++index) {
      const auto path = tree.inclusion(index, size);
      CHECK(verify_inclusion(leaves[index], index, size, path, root));
      CHECK_FALSE(verify_inclusion(leaves[(index + 1) % leaves.size()], index, size, path, root));
      CHECK_FALSE(verify_inclusion(leaves[index], index, size, path, tree.root(size - 1)));
      CHECK_FALSE(verify_inclusion(leaves[index], size, size, path, root));
      for (std::size_t i = 0; i < path.size(); ++i) {
        auto broken = path;
        broken[i][0] ^= 1;
        CHECK_FALSE(verify_inclusion(leaves[index], index, size, broken, root));
      }
      auto longer = path;
      longer.push_back(root);
      CHECK_FALSE(verify_inclusion(leaves[index], index, size, longer, root));
      if (!path.empty())
        CHECK_FALSE(verify_inclusion(leaves[index], index, size, std::span(path).first(path.size() - 1), root));
    }
  }
}

TEST_CASE("a longer log is shown to begin with the shorter one, and a rewritten one is not") {
  const auto leaves = numbered_leaves(40);
  const MerkleTree tree = tree_of(leaves);
  auto rewritten_leaves = leaves;
  rewritten_leaves[3] = leaf_hash("another entry");
  const MerkleTree rewritten = tree_of(rewritten_leaves);
  for (uint64_t to = 0; to <= leaves.size(); ++to)
    for (uint64_t from = 0; from <= to; ++from) {
      const auto path = tree.consistency(from, to);
      CHECK(verify_consistency(from, to, tree.root(from), tree.root(to), path));
      if (from > 3 && from < to) CHECK_FALSE(verify_consistency(from, to, rewritten.root(from), tree.root(to), path));
      if (from > 3 && from < to)
        CHECK_FALSE(verify_consistency(from, to, tree.root(from), rewritten.root(to), rewritten.consistency(from, to)));
      for (std::size_t i = 0; i < path.size(); ++i) {
        auto broken = path;
        broken[i][31] ^= 0x80;
        CHECK_FALSE(verify_consistency(from, to, tree.root(from), tree.root(to), broken));
      }
    }
  CHECK_FALSE(verify_consistency(5, 3, tree.root(5), tree.root(3), {}));
}

TEST_CASE("a proof of a large tree is short") {
  const MerkleTree tree = tree_of(numbered_leaves(5000));
  Dice dice(11);
  for (int i = 0; i < 200; ++i) {
    const auto index = static_cast<uint64_t>(dice.roll(0, 4999));
    const auto path = tree.inclusion(index, 5000);
    CHECK(path.size() <= 13);
    CHECK(verify_inclusion(leaf_hash("entry " + std::to_string(index)), index, 5000, path, tree.root()));
  }
}
