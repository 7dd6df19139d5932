// Region, territories, practices and their frozen pack versions. Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/base/instant.h"

namespace pochin::server {

struct TerritoryRow {
  std::string id = {};  // ОКТМО
  std::string kind = {};
  std::string name = {};
  std::string body = {};  // the territory's JSON as it was imported
};

struct PackRow {
  std::string practice = {};
  std::string version = {};
  std::string pack = {};  // JSON
};

// Replaces what is known of the territory; `position` orders lists.
void put_territory(Db& db, const TerritoryRow& territory, int position);
std::vector<TerritoryRow> territories(Db& db);

enum class Published { added, same, differs };
// A version is published once: again with the same text is harmless, with another text nothing is changed.
// `by` is who published it; empty = the configuration.
Published publish_pack(Db& db, const PackRow& pack, int position, Instant now, std::string_view by = {});
std::optional<std::string> pack_text(Db& db, std::string_view practice, std::string_view version);
// The version published last of each practice, in the order of lists.
std::vector<PackRow> current_packs(Db& db);
// Every version ever published, each practice in the order of publication: applications keep the rules they were
// written under.
std::vector<PackRow> all_packs(Db& db);
std::vector<std::string> pack_versions_of(Db& db, std::string_view practice);  // in the order of publication
// Versions never go, so another number means that there are new ones.
std::int64_t pack_count(Db& db);

// The next registration number's counter for the practice and year; 1, 2, 3… Writer only.
std::int64_t next_number(Db& db, std::string_view practice, int year);

}  // namespace pochin::server
