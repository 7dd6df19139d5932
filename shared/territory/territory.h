// Municipalities of a region: kinds, populations by date, settlements (domain.md §7).
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/names.h"
#include "shared/base/result.h"

namespace pochin::territory {

enum class Kind { municipal_okrug, municipal_district, urban_okrug, urban_settlement, rural_settlement };

std::span<const Name<Kind>> names(Kind);
std::optional<Kind> kind_from(std::string_view code);  // "mo", "mr", "go", "gp", "sp"
std::string_view code_of(Kind kind);
std::string_view title_of(Kind kind);  // «сельское поселение»

struct Population {
  Date date;
  int64_t people = 0;
  bool operator==(const Population&) const = default;
};

struct Municipality {
  std::string id;  // ОКТМО
  std::string name;
  Kind kind = Kind::rural_settlement;
  std::string parent_name;              // the district it is a part of; empty for others
  std::string ogrn;                     // of its administration; empty = unknown
  std::vector<Population> populations;  // oldest first
  std::vector<std::string> settlements;

  // The last count made on that day or before it; nothing when there is none: an unknown population is no zero.
  std::optional<Population> population_at(Date date) const;
  std::optional<Population> latest_population() const;
};

// The ОКТМО itself and those of everything that lies around it, from near to far: "86500411101" → itself, "86500411",
// "86500000". The code tells it (ОК 033-2013: two digits of the region, three of the district, three of the
// settlement, three of the place); no list of territories is needed. Empty for what is no such code.
std::vector<std::string> chain_of(std::string_view oktmo);

// What grants may name besides the municipalities of the list: a district of which only settlements are in it.
struct District {
  std::string id, name;
  bool operator==(const District&) const = default;
};

struct Region {
  std::vector<Municipality> municipalities;  // in the order of lists

  const Municipality* find(std::string_view id) const;
  std::vector<District> districts() const;         // in the order of lists
  std::string name_of(std::string_view id) const;  // of a municipality or a district; empty when it is neither
};

// Error.place is a JSON pointer. Codes: territory_format, territory_kind, territory_twice.
Result<Municipality> municipality_from_json(const nlohmann::json& json, const std::string& place);
Result<Region> region_from_json(const nlohmann::json& json);
nlohmann::json to_json(const Municipality& municipality);

}  // namespace pochin::territory
