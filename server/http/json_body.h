// JSON bodies: read strictly, with every complaint naming its field.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/problem.h"
#include "server/http/request.h"

namespace pochin::server {

// The body as JSON. 415 when Content-Type is not application/json (charset only utf-8); 400 when it is empty, not JSON,
// not UTF-8, nested deeper than 32, or names a member twice.
Checked<nlohmann::json> json_body(const Request& request);
// The same for a text.
Checked<nlohmann::json> parse_json(std::string_view text);

// Reads members of an object, remembers what is wrong with each, refuses those nobody asked for:
//   Fields in(body); auto name = in.text("name", 200); auto size = in.integer("size", 1, 20'000'000);
//   if (auto wrong = in.finish()) return Response::of(*wrong);
// A wrong or missing member gives an empty value and an error; use values only when finish() gives nothing.
class Fields {
 public:
  explicit Fields(const nlohmann::json& object, std::string prefix = {});

  std::string text(std::string_view name, size_t max_bytes = 10'000);
  std::optional<std::string> optional_text(std::string_view name, size_t max_bytes = 10'000);
  int64_t integer(std::string_view name, int64_t min, int64_t max);
  std::optional<int64_t> optional_integer(std::string_view name, int64_t min, int64_t max);
  bool boolean(std::string_view name);
  std::optional<bool> optional_boolean(std::string_view name);
  // The member itself; nullptr (and an error when required) when absent or of another kind.
  const nlohmann::json* object(std::string_view name, bool required = true);
  const nlohmann::json* array(std::string_view name, size_t max_items, bool required = true);
  const nlohmann::json* any(std::string_view name);

  void error(std::string_view name, std::string code, std::string message);
  // 422 with every error, unknown members among them; nothing when all is well.
  std::optional<Problem> finish();
  // Finishes one that reads a part of this object, and makes its errors this one's. False when there were some.
  bool take(Fields& part);

 private:
  const nlohmann::json* member(std::string_view name);
  const nlohmann::json& object_;
  std::string prefix_;
  std::set<std::string, std::less<>> asked_;
  std::vector<FieldError> errors_;
};

}  // namespace pochin::server
