// Answers kept under the Idempotency-Key of their request. Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/store/db.h"
#include "shared/base/instant.h"

namespace pochin::server {

struct KeptAnswer {
  std::string route = {};
  std::string request_hash = {};
  int status = 0;
  std::string headers = {};  // JSON object
  std::string body = {};
};

std::optional<KeptAnswer> kept_answer(Db& db, std::int64_t person, std::string_view key);
void keep_answer(Db& db, std::int64_t person, std::string_view key, const KeptAnswer& answer, Instant now);
// Removes answers kept before `before`.
void sweep_answers(Db& db, Instant before);

}  // namespace pochin::server
