// What went wrong, as RFC 9457 problem details: the one shape of every refusal of the API.
#pragma once

#include <expected>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace pochin::server {

// One thing wrong with one field. `field` is a field path ("table/rowid/column", "If-Match", "practice").
struct FieldError {
  std::string field;
  std::string code;
  std::string message;
};

// `code` is the stable machine name; `title` and `detail` are Russian texts for the person.
struct Problem {
  int status = 500;
  std::string code;
  std::string title;
  std::string detail;
  std::vector<FieldError> errors;
  std::string members;                                       // JSON object text merged into the body, or empty
  std::vector<std::pair<std::string, std::string>> headers;  // e.g. Allow, Retry-After

  Problem& with_error(std::string field, std::string code, std::string message);
  Problem& with_members(const nlohmann::json& object);  // e.g. {"current":{…}}
};

template <class T>
using Checked = std::expected<T, Problem>;

// Any status with its standard Russian title. `code` and `detail` say more.
Problem problem(int status, std::string code, std::string detail = {});

// The common ones. Each `code` is the function's name.
Problem bad_request(std::string detail);
Problem not_logged_in();                                 // 401
Problem forbidden(std::string detail);                   // 403
Problem not_found(std::string detail = {});              // 404
Problem conflict(std::string code, std::string detail);  // 409
Problem stale();                                         // 412, code "conflict"
Problem invalid(std::vector<FieldError> errors);         // 422
Problem invalid(std::string field, std::string code, std::string message);

// The body of an application/problem+json answer.
std::string to_text(const Problem& problem);

}  // namespace pochin::server
