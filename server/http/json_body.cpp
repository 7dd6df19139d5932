#include "server/http/json_body.h"

#include <nlohmann/json.hpp>

#include "server/http/ascii.h"
#include "server/text/clean.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

using Json = nlohmann::json;
constexpr std::size_t kDeepest = 32;

bool is_json_type(std::string_view type) {
  const size_t end = type.find(';');
  if (!same_ignoring_case(trim_spaces(type.substr(0, end)), "application/json")) return false;
  if (end == std::string_view::npos) return true;
  const std::string_view parameter = trim_spaces(type.substr(end + 1));
  return parameter.empty() || same_ignoring_case(parameter, "charset=utf-8") ||
         same_ignoring_case(parameter, "charset=\"utf-8\"");
}

}  // namespace

Checked<Json> parse_json(std::string_view text) {
  if (trim_spaces(text).empty()) return std::unexpected(problem(400, "not_json", "В запросе нет данных JSON."));
  std::vector<std::set<std::string>> names;
  std::string twice;
  const auto watch = [&](int, Json::parse_event_t event, Json& value) {
    switch (event) {
      case Json::parse_event_t::object_start:
        names.emplace_back();
        break;
      case Json::parse_event_t::object_end:
        names.pop_back();
        break;
      case Json::parse_event_t::key:
        if (const auto& name = value.get_ref<const std::string&>(); !names.back().insert(name).second && twice.empty())
          twice = name;
        break;
      default:
        break;
    }
    return true;
  };
  if (too_deep(text, kDeepest))
    return std::unexpected(problem(400, "too_deep", "Данные запроса вложены слишком глубоко."));
  auto value = parse_watched(text, watch);
  if (!value) return std::unexpected(problem(400, "not_json", "Данные запроса — не JSON в кодировке UTF-8."));
  if (!twice.empty()) {
    Problem wrong = problem(400, "duplicate_member", "Член «" + twice + "» встречается дважды.");
    return std::unexpected(wrong.with_error(twice, "duplicate", "Встречается дважды."));
  }
  return *std::move(value);
}

// The one door for texts that people send: they are clean when they have passed.
Checked<Json> json_body(const Request& request) {
  if (request.header_count("Content-Type") != 1 || !is_json_type(request.header("Content-Type"))) {
    Problem wrong = problem(415, "not_json_type", "Принимаются только данные application/json.");
    return std::unexpected(wrong.with_error("Content-Type", "unsupported", "Нужно application/json."));
  }
  auto body = parse_json(request.body);
  if (body) clean(*body);
  return body;
}

Fields::Fields(const Json& object, std::string prefix) : object_(object), prefix_(std::move(prefix)) {}

const Json* Fields::member(std::string_view name) {
  asked_.emplace(name);
  if (!object_.is_object()) return nullptr;
  const auto found = object_.find(name);
  return found == object_.end() ? nullptr : &*found;
}

void Fields::error(std::string_view name, std::string code, std::string message) {
  errors_.push_back({prefix_ + std::string(name), std::move(code), std::move(message)});
}

std::optional<std::string> Fields::optional_text(std::string_view name, size_t max_bytes) {
  const Json* value = member(name);
  if (!value || value->is_null()) return std::nullopt;
  if (!value->is_string()) {
    error(name, "type", "Нужен текст.");
    return std::nullopt;
  }
  const auto& text = value->get_ref<const std::string&>();
  if (text.size() > max_bytes) {
    error(name, "too_long", "Слишком длинно.");
    return std::nullopt;
  }
  return text;
}

std::string Fields::text(std::string_view name, size_t max_bytes) {
  const size_t before = errors_.size();
  auto value = optional_text(name, max_bytes);
  if (!value && errors_.size() == before) error(name, "required", "Не указано.");
  return value.value_or("");
}

std::optional<int64_t> Fields::optional_integer(std::string_view name, int64_t min, int64_t max) {
  const Json* value = member(name);
  if (!value || value->is_null()) return std::nullopt;
  if (!value->is_number_integer()) {
    error(name, "type", "Нужно целое число.");
    return std::nullopt;
  }
  const bool huge = value->is_number_unsigned() && value->get<uint64_t>() > static_cast<uint64_t>(INT64_MAX);
  const int64_t number = huge ? INT64_MAX : value->get<int64_t>();
  if (huge || number < min || number > max) {
    error(name, "range", "Допустимо от " + std::to_string(min) + " до " + std::to_string(max) + ".");
    return std::nullopt;
  }
  return number;
}

int64_t Fields::integer(std::string_view name, int64_t min, int64_t max) {
  const size_t before = errors_.size();
  auto value = optional_integer(name, min, max);
  if (!value && errors_.size() == before) error(name, "required", "Не указано.");
  return value.value_or(min);
}

std::optional<bool> Fields::optional_boolean(std::string_view name) {
  const Json* value = member(name);
  if (!value || value->is_null()) return std::nullopt;
  if (value->is_boolean()) return value->get<bool>();
  error(name, "type", "Нужно true или false.");
  return std::nullopt;
}

bool Fields::boolean(std::string_view name) {
  const size_t before = errors_.size();
  auto value = optional_boolean(name);
  if (!value && errors_.size() == before) error(name, "required", "Не указано.");
  return value.value_or(false);
}

const Json* Fields::object(std::string_view name, bool required) {
  const Json* value = member(name);
  if (value && value->is_object()) return value;
  if (value && !value->is_null())
    error(name, "type", "Нужен объект.");
  else if (required)
    error(name, "required", "Не указано.");
  return nullptr;
}

const Json* Fields::array(std::string_view name, size_t max_items, bool required) {
  const Json* value = member(name);
  if (value && value->is_array()) {
    if (value->size() <= max_items) return value;
    error(name, "too_many", "Не больше " + std::to_string(max_items) + ".");
    return nullptr;
  }
  if (value && !value->is_null())
    error(name, "type", "Нужен список.");
  else if (required)
    error(name, "required", "Не указано.");
  return nullptr;
}

const Json* Fields::any(std::string_view name) { return member(name); }

std::optional<Problem> Fields::finish() {
  if (!object_.is_object()) {
    std::string where = prefix_.empty() ? "body" : prefix_;
    if (where.ends_with('/')) where.pop_back();
    return invalid(std::move(where), "type", "Нужен объект JSON.");
  }
  for (const auto& [name, value] : object_.items())
    if (!asked_.contains(name)) error(name, "unknown", "Такого поля нет.");
  if (errors_.empty()) return std::nullopt;
  return invalid(errors_);
}

bool Fields::take(Fields& part) {
  auto wrong = part.finish();
  if (!wrong) return true;
  // Their fields are named from the top already.
  errors_.insert(errors_.end(), wrong->errors.begin(), wrong->errors.end());
  return false;
}

}  // namespace pochin::server
