// The JSON Schema of a pack (draft 2020-12), for editors and other programs. It says what a key holds; whether the
// parts agree with each other only lint() can say. It ships as web/packs/practice.schema.json.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace pochin::practice {

nlohmann::json json_schema();
std::string schema_text();  // as it ships: two spaces, a line break at the end

}  // namespace pochin::practice
