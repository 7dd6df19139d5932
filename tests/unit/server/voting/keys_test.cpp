#include "server/voting/keys.h"

#include <sys/stat.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "server/voting/log.h"
#include "shared/voting/tree_head.h"
#include "tests/unit/server/store/scratch.h"

using namespace pochin;
using namespace pochin::server;

TEST_CASE("keys are made once, for their owner alone, and read again") {
  const Scratch scratch;
  std::filesystem::create_directory(scratch.file("data"));
  const auto made = open_voting_keys(scratch.file("data"), false);
  REQUIRE(made);
  for (const char* name : {"/voting.key", "/voting-heads.pem"}) {
    struct stat about {};
    REQUIRE(stat((scratch.file("data") + name).c_str(), &about) == 0);
    CHECK((about.st_mode & 077) == 0);
  }
  const auto again = open_voting_keys(scratch.file("data"), true);
  REQUIRE(again);
  CHECK(again->master == made->master);
  CHECK(again->signer.public_key() == made->signer.public_key());
}

TEST_CASE("where there are votes a lost key is not replaced: everybody could vote again") {
  const Scratch scratch;
  std::filesystem::create_directory(scratch.file("data"));
  const auto opened = open_voting_keys(scratch.file("data"), true);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == "key_missing");
}

TEST_CASE("a head signed is verified by the public key, and by no other text or key") {
  const Scratch scratch;
  const auto signer = HeadSigner::open(scratch.file("a.pem")), other = HeadSigner::open(scratch.file("b.pem"));
  REQUIRE(signer);
  REQUIRE(other);
  const Bytes signature = signer->sign("head");
  CHECK(verify_head(signer->public_key(), "head", signature));
  CHECK_FALSE(verify_head(signer->public_key(), "heap", signature));
  CHECK_FALSE(verify_head(other->public_key(), "head", signature));
  CHECK_FALSE(verify_head(signer->public_key(), "head", {}));
}

TEST_CASE("what the server signs, the code of the browser finds signed, and nothing else") {
  const Scratch scratch;
  const auto signer = HeadSigner::open(scratch.file("a.pem")), other = HeadSigner::open(scratch.file("b.pem"));
  const TreeHeadRow head{
      .size = 7, .root = Bytes(32, 0xab), .at = parse_instant("2026-11-23T09:00:00Z").value(), .signature = {}};
  const voting::TreeHead shown{7, std::string(64, 'a'), "2026-11-23T09:00:00Z"};
  voting::TreeHead real = shown;
  real.root.clear();
  for (int i = 0; i < 32; ++i) real.root += "ab";
  const std::string signature = base64(signer->sign(head_text("ppmi.main", "", head)));
  const std::string key = base64(signer->public_key());
  CHECK(voting::head_holds("ppmi.main", real, signature, key));
  CHECK_FALSE(voting::head_holds("ppmi.main", shown, signature, key));
  CHECK_FALSE(voting::head_holds("ppmi.other", real, signature, key));
  CHECK_FALSE(voting::head_holds("ppmi.main", {8, real.root, real.at}, signature, key));
  CHECK_FALSE(voting::head_holds("ppmi.main", {7, real.root, "2026-11-23T09:00:01Z"}, signature, key));
  CHECK_FALSE(voting::head_holds("ppmi.main", real, signature, base64(other->public_key())));
  CHECK_FALSE(voting::head_holds("ppmi.main", real, "?" + signature, key));
}

TEST_CASE("campaigns, purposes and salts each have keys of their own") {
  const SubjectKey master(32, 7);
  const Bytes salt(32, 1), other(32, 2);
  const CampaignKeys a = campaign_keys(master, "spb.a", salt);
  CHECK(a.participation != a.ballot);
  CHECK(a.ballot != a.draft);
  CHECK(campaign_keys(master, "spb.b", salt).ballot != a.ballot);
  CHECK(campaign_keys(master, "spb.a", other).ballot != a.ballot);
  CHECK(campaign_keys(master, "spb.a", salt).ballot == a.ballot);
}

TEST_CASE("base64 of RFC 4648, section 10") {
  const auto of = [](std::string_view text) { return base64(Bytes(text.begin(), text.end())); };
  CHECK(of("") == "");
  CHECK(of("f") == "Zg==");
  CHECK(of("fo") == "Zm8=");
  CHECK(of("foobar") == "Zm9vYmFy");
}
