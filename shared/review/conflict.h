// Conflict of interest: who declared one on an application neither scores it nor votes on it. Declarations are only
// added: what was declared cannot be taken back by the one whom it binds.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/instant.h"
#include "shared/base/result.h"

namespace pochin::review {

struct Conflict {
  std::string person;
  std::string application;
  std::string reason;  // «заявку подала моя организация»
  Instant declared_at;
  bool operator==(const Conflict&) const = default;
};

// Errors: conflict_reason (it is empty), conflict_twice.
std::expected<void, Error> declare(std::vector<Conflict>& conflicts, Conflict conflict);

bool is_recused(const std::vector<Conflict>& conflicts, std::string_view person, std::string_view application);
// Nothing, or review_conflict with the reason that was declared.
std::expected<void, Error> may_judge(const std::vector<Conflict>& conflicts, std::string_view person,
                                     std::string_view application);
// The persons, for access::Target::conflicted.
std::vector<std::string> recused_on(const std::vector<Conflict>& conflicts, std::string_view application);

Result<Conflict> conflict_from_json(const nlohmann::json& json, const std::string& place = {});
nlohmann::json to_json(const Conflict& conflict);

}  // namespace pochin::review
