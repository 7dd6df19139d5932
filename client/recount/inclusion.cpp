#include <algorithm>
#include <vector>

#include "client/recount/recount.h"
#include "shared/base/record.h"
#include "shared/base/tr.h"
#include "shared/voting/merkle.h"
#include "shared/voting/receipt.h"

namespace pochin::recount {
namespace {

struct Proof {
  std::string leaf, root, nonce, ballot;
  int64_t index = 0, size = 0;
  std::vector<std::string> path;
};

constexpr auto fields(const Proof*) {
  return std::tuple{record::needed("leaf", &Proof::leaf),   record::needed("index", &Proof::index),
                    record::needed("size", &Proof::size),   record::needed("path", &Proof::path),
                    record::needed("root", &Proof::root),   record::maybe("nonce", &Proof::nonce),
                    record::maybe("ballot", &Proof::ballot)};
}

Result<Digest> digest(const std::string& text, std::string place) {
  if (const auto read = voting::digest_from_hex(text)) return *read;
  return fail("record_format", std::string(tr("Здесь ожидаются 64 шестнадцатеричные цифры")), std::move(place));
}

Result<bool> check(const Proof& proof) {
  const auto entry = digest(proof.leaf, "leaf"), root = digest(proof.root, "root");
  if (!entry) return std::unexpected(entry.error());
  if (!root) return std::unexpected(root.error());
  std::vector<Digest> path;
  for (std::size_t i = 0; i < proof.path.size(); ++i) {
    const auto each = digest(proof.path[i], "path/" + std::to_string(i));
    if (!each) return std::unexpected(each.error());
    path.push_back(*each);
  }
  if (proof.index < 0 || proof.index >= proof.size)
    return fail("record_format", std::string(tr("Номер записи должен быть меньше числа записей")), "index");
  if (!proof.nonce.empty()) {
    const auto nonce = digest(proof.nonce, "nonce");
    if (!nonce) return std::unexpected(nonce.error());
    if (voting::commitment(voting::bytes_of(*nonce), proof.ballot) != *entry) return false;
  }
  return voting::verify_inclusion(voting::leaf_hash(voting::bytes_of(*entry)), static_cast<uint64_t>(proof.index),
                                  static_cast<uint64_t>(proof.size), path, *root);
}

}  // namespace

std::string verify_inclusion(std::string_view text) {
  const auto json = parse_json(text);
  auto proof = record::read<Proof>(json.value_or(Json()));
  const Result<bool> valid = proof ? check(*proof) : std::unexpected(proof.error());
  if (valid) return canonical({{"ok", true}, {"valid", *valid}});
  const Error& error = valid.error();
  return canonical({{"ok", false}, {"code", error.code}, {"message", error.message}, {"place", error.place}});
}

}  // namespace pochin::recount
