// The proof that a receipt lies in the log, counted on this device with the code of whoever checks (shared/voting).
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/parts.h"
#include "shared/voting/merkle.h"
#include "shared/voting/receipt.h"

namespace pochin::app {

void check_proof(Proof& proof, const Json& answer) {
  const auto entry = voting::digest_from_hex(proof.leaf), root = voting::digest_from_hex(proof.root);
  std::vector<Digest> path;
  for (const Json& one : items(answer, "path")) {
    const auto hash = one.is_string() ? voting::digest_from_hex(one.get_ref<const std::string&>()) : std::nullopt;
    if (hash) path.push_back(*hash);
  }
  proof.index = integer(answer, "index", -1);
  proof.steps = static_cast<int64_t>(path.size());
  const bool held =
      entry && root && proof.index >= 0 && proof.size > 0 &&
      voting::verify_inclusion(voting::leaf_hash(voting::bytes_of(*entry)), static_cast<uint64_t>(proof.index),
                               static_cast<uint64_t>(proof.size), path, *root);
  proof.found = held ? Proof::Found::Held : Proof::Found::Broken;
}

}  // namespace pochin::app
