#include "server/voting/log.h"

#include <catch2/catch_test_macros.hpp>

#include "server/store/campaigns.h"
#include "server/store/store.h"
#include "shared/voting/receipt.h"
#include "tests/unit/server/store/scratch.h"

using namespace pochin;
using namespace pochin::server;

namespace {

const std::string kTerms(64, 'a');

struct Shelf {
  Scratch scratch;
  std::unique_ptr<Store> store = Store::open({.path = scratch.file("pochin.db")}).value();
  HeadSigner signer = HeadSigner::open(scratch.file("heads.pem")).value();
  VotingLog log;

  Shelf() {
    write([](Db& db) {
      db.run("INSERT INTO practices (id, position, current_version) VALUES ('p', 1, '1')");
      db.run("INSERT INTO pack_versions (practice, version, pack, published_at) VALUES ('p', '1', '{}', 1)");
      add_campaign(db,
                   {.id = "p.c",
                    .practice = "p",
                    .pack_version = "1",
                    .campaign = "c",
                    .salt = Bytes(32, 1),
                    .incompatible = "[]",
                    .approved = {}},
                   {});
      return true;
    });
  }
  template <class Work>
  void write(Work work) {
    const auto done = store->write([&](Db& db) -> Result<bool> {
      if (!work(db)) return fail("no", "no");
      return true;
    });
    INFO((done ? std::string() : done.error().message));
    CHECK((done || done.error().code == "no"));
  }
  void cast(int number) {
    write([&](Db& db) {
      const Digest leaf = sha256("leaf " + std::to_string(number));
      BallotRow row{.ballot = random_key_bytes(),
                    .nonce = random_key_bytes(),
                    .leaf = {leaf.begin(), leaf.end()},
                    .choices = "[]"};
      add_ballot(db, "p.c", row);
      return true;
    });
  }
  std::optional<TreeHeadRow> seal(bool keep = true) {
    std::optional<TreeHeadRow> head;
    write([&](Db& db) {
      head = log.seal(db, "p.c", kTerms, signer, {1'000'000});
      return keep;
    });
    if (!keep) log.forget("p.c");
    return head;
  }
};

}  // namespace

TEST_CASE("each seal appends what waits, signs a head, and is the beginning of the next") {
  Shelf shelf;
  REQUIRE(shelf.seal()->size == 0);
  CHECK_FALSE(shelf.seal());
  for (int i = 0; i < 5; ++i) shelf.cast(i);
  const auto first = shelf.seal();
  REQUIRE(first);
  CHECK(first->size == 5);
  CHECK(verify_head(shelf.signer.public_key(), head_text("p.c", kTerms, *first), first->signature));
  for (int i = 5; i < 8; ++i) shelf.cast(i);
  const auto second = shelf.seal();
  REQUIRE(second->size == 8);
  shelf.write([&](Db& db) {
    Digest old{}, fresh{};
    std::copy_n(first->root.begin(), 32, old.begin());
    std::copy_n(second->root.begin(), 32, fresh.begin());
    CHECK(voting::verify_consistency(5, 8, old, fresh, shelf.log.consistency(db, "p.c", 5, 8)));
    return true;
  });
}

TEST_CASE("a seal whose commit failed leaves nothing: the next is as if it had not been") {
  Shelf shelf;
  for (int i = 0; i < 4; ++i) shelf.cast(i);
  const auto lost = shelf.seal(false);
  shelf.cast(4);
  const auto kept = shelf.seal();
  REQUIRE(kept->size == 5);
  VotingLog fresh;
  shelf.write([&](Db& db) {
    CHECK(log_size(db, "p.c") == 5);
    const auto leaf = log_entries(db, "p.c", 2, 1).at(0);
    Digest root{};
    std::copy_n(kept->root.begin(), 32, root.begin());
    const auto path = fresh.inclusion(db, "p.c", 2, 5);
    CHECK(voting::verify_inclusion(voting::leaf_hash({reinterpret_cast<const char*>(leaf.data()), leaf.size()}), 2, 5,
                                   path, root));
    CHECK(shelf.log.inclusion(db, "p.c", 2, 5) == path);
    return true;
  });
  CHECK(lost->size == 4);
}
