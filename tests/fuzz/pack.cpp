#include "shared/practice/pack.h"

#include <nlohmann/json.hpp>

#include "shared/practice/arrange.h"
#include "shared/practice/diff.h"
#include "shared/practice/lint.h"
#include "tests/fuzz/fuzz.h"

namespace pochin::fuzz {

void pack(std::string_view bytes) {
  const auto findings = practice::lint(bytes);
  const auto parsed = practice::parse_pack(bytes);
  if (!parsed) return promise(!findings.empty());
  const auto json = nlohmann::json::parse(bytes, nullptr, false);
  promise(practice::parse_pack(std::string_view(practice::arranged(json))).has_value());
  promise(practice::diff(json, json).empty());
}

}  // namespace pochin::fuzz
