// Consents to the processing of personal data: which version of the text, when, and when taken back. Functions throw
// SQLite::Exception.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/base/instant.h"

namespace pochin::server {

struct ConsentRow {
  std::string document = {};
  std::string version = {};
  std::string text_hash = {};  // SHA-256 of the text that was shown
  Instant given = {};
  std::optional<Instant> withdrawn = {};
};

// Nothing new when this very version stands already.
void give_consent(Db& db, std::int64_t person, const ConsentRow& consent);
void withdraw_consent(Db& db, std::int64_t person, std::string_view document, Instant now);
std::vector<ConsentRow> consents_of(Db& db, std::int64_t person);  // newest first

}  // namespace pochin::server
