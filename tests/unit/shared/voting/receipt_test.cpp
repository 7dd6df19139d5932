#include "shared/voting/receipt.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace pochin;
using namespace pochin::voting;

namespace {
const std::string kNonce(32, '\x07');
const Ballot kBallot{"18701", {{"b", 1}, {"a", -1}}};
}  // namespace

TEST_CASE("the canonical ballot is written to the letter, so that anybody can write it again") {
  CHECK(canonical_ballot("spb.main", BallotKind::plus_minus, kBallot) ==
        "pochin-ballot-1\nspb.main\n18701\na=-1\nb=1\n");
  CHECK(canonical_ballot("spb.main", BallotKind::ranked, kBallot) == "pochin-ballot-1\nspb.main\n18701\nb=1\na=-1\n");
  CHECK(canonical_ballot("spb.main", BallotKind::approval, {}) == "pochin-ballot-1\nspb.main\n\n");
}

TEST_CASE("the commitment is SHA-256 of the nonce and the ballot") {
  const std::string canonical = canonical_ballot("spb.main", BallotKind::approval, kBallot);
  CHECK(commitment(kNonce, canonical) == sha256(kNonce + canonical));
  CHECK(commitment(std::string(32, '\x08'), canonical) != commitment(kNonce, canonical));
}

TEST_CASE("the tracker is made of letters a person can read out, and follows from the nonce alone") {
  const std::string name = tracker(kNonce);
  CHECK(name.size() == 19);
  CHECK(name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567-") == std::string::npos);
  CHECK(tracker(kNonce) == name);
  std::set<std::string> names;
  for (char i = 0; i < 100; ++i) names.insert(tracker(std::string(32, i)));
  CHECK(names.size() == 100);
}

TEST_CASE("base32 of the tracker is that of RFC 4648") {
  // sha256("tracker" + 32 times 0x07), its first ten bytes in base32, computed by another program.
  CHECK(tracker(kNonce) == "CGEI-ZBKP-25KO-HMYK");
}

TEST_CASE("the receipt names the vote and the entry, never the choice") {
  const std::string leaf(64, 'a');
  const std::string text = receipt_text("spb.main", "Твой бюджет", leaf, "11qYAYKx=");
  CHECK(text.find("Твой бюджет") != std::string::npos);
  CHECK(text.find("aaaaaaaa aaaaaaaa") != std::string::npos);
  CHECK(receipt_qr("spb.main", leaf) == "pochin:spb.main:" + leaf);
}

TEST_CASE("hexadecimal is read back, and nothing else is") {
  const Digest digest = sha256("abc");
  CHECK(digest_from_hex(hex(digest)) == digest);
  CHECK_FALSE(digest_from_hex("ab"));
  CHECK_FALSE(digest_from_hex(std::string(64, 'g')));
}
