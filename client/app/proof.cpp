// The proof that a receipt lies in the log, counted on this device (RFC 9162, 2.1.3.2; the tree of RFC 6962).
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/parts.h"
#include "shared/base/sha256.h"

namespace pochin::app {
namespace {

std::string bytes_of(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string out;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) out += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  return out;
}

std::string raw(const Digest& digest) { return {digest.begin(), digest.end()}; }
std::string of_leaf(std::string_view leaf) { return raw(sha256('\x00' + std::string(leaf))); }
std::string of_node(std::string_view a, std::string_view b) {
  return raw(sha256('\x01' + std::string(a) + std::string(b)));
}

bool leads_to_root(const std::string& leaf, int64_t index, int64_t size, const Json& path, const std::string& root) {
  int64_t at = index, last = size - 1;
  std::string sum = of_leaf(bytes_of(leaf));
  for (const Json& one : path) {
    if (!one.is_string() || last == 0) return false;
    const std::string other = bytes_of(one.get_ref<const std::string&>());
    if ((at & 1) == 1 || at == last) {
      sum = of_node(other, sum);
      while ((at & 1) == 0 && at != 0) {
        at >>= 1;
        last >>= 1;
      }
    } else {
      sum = of_node(sum, other);
    }
    at >>= 1;
    last >>= 1;
  }
  return last == 0 && sum == bytes_of(root);
}

}  // namespace

void check_proof(Proof& proof, const Json& answer) {
  const Json& path = items(answer, "path");
  proof.index = integer(answer, "index", -1);
  proof.steps = static_cast<int64_t>(path.size());
  const bool sound = proof.index >= 0 && proof.index < proof.size && integer(answer, "size") == proof.size;
  proof.found = sound && leads_to_root(proof.leaf, proof.index, proof.size, path, proof.root) ? Proof::Found::Held
                                                                                              : Proof::Found::Broken;
}

}  // namespace pochin::app
