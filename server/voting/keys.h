// The secrets of voting, kept in files beside the database and made at the first start: one key from which each
// campaign has its own, and the key that signs tree heads. Without the first nobody can say whose ballot is whose or
// who has voted; whoever has it and the database can: it is not in the backup of the database.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "server/store/db.h"
#include "server/store/subject_key.h"
#include "shared/base/result.h"

namespace pochin::server {

// 32 bytes of HMAC-SHA256.
Bytes keyed_bytes(const SubjectKey& key, std::string_view text);
// 32 random bytes. Without them no secret can be made: throws std::runtime_error.
Bytes random_key_bytes();

// Each derived from the master key, the campaign's name and its salt.
struct CampaignKeys {
  SubjectKey participation, ballot, draft;
};
CampaignKeys campaign_keys(const SubjectKey& master, std::string_view campaign, const Bytes& salt);

// Ed25519 (RFC 8032).
class HeadSigner {
 public:
  // Reads the PEM file, or makes it with permissions 0600. Errors: key_format, storage.
  static Result<HeadSigner> open(const std::string& path);
  Bytes sign(std::string_view text) const;
  const Bytes& public_key() const { return public_; }  // 32 bytes

 private:
  std::shared_ptr<void> key_;  // EVP_PKEY
  Bytes public_;
};
bool verify_head(const Bytes& public_key, std::string_view text, const Bytes& signature);

struct VotingKeys {
  SubjectKey master;
  HeadSigner signer;
};
// `folder`/voting.key and `folder`/voting-heads.pem. Error codes besides: "key_missing" when the database has votes
// and the key is not there: a new one would let everybody vote again.
Result<VotingKeys> open_voting_keys(const std::string& folder, bool has_votes);

// RFC 4648 with padding.
std::string base64(const Bytes& bytes);

}  // namespace pochin::server
