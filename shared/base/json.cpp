#include "shared/base/json.h"

#include "shared/base/tr.h"

namespace pochin {

namespace {

// Finds the byte where a text stops being JSON: the browser's build knows no exceptions.
struct FirstError {
  std::size_t byte = 0;
  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool number_integer(Json::number_integer_t) { return true; }
  bool number_unsigned(Json::number_unsigned_t) { return true; }
  bool number_float(Json::number_float_t, const std::string&) { return true; }
  bool string(const std::string&) { return true; }
  bool binary(const Json::binary_t&) { return true; }
  bool start_object(std::size_t) { return true; }
  bool key(const std::string&) { return true; }
  bool end_object() { return true; }
  bool start_array(std::size_t) { return true; }
  bool end_array() { return true; }
  bool parse_error(std::size_t position, const std::string&, const Json::exception&) {
    byte = position > 0 ? position - 1 : 0;
    return false;
  }
};

// The parser is a large template: this is its only use.
Json parse(std::string_view text, const Json::parser_callback_t& watch, bool throws, bool comments) {
  return Json::parse(text.begin(), text.end(), watch, throws, comments);
}

std::unexpected<Error> refused(const char* code, std::string message, std::string_view text, std::size_t byte) {
  const Position at = position_of(text, byte);
  return fail(code, std::move(message), std::to_string(at.line) + ":" + std::to_string(at.column));
}

}  // namespace

std::optional<std::size_t> too_deep(std::string_view text, std::size_t deepest) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i)
        if (text[i] == '\\') ++i;
    } else if (c == '[' || c == '{') {
      if (++depth > deepest) return i;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> syntax_error(std::string_view text, bool comments) {
  FirstError error;
  const bool json = Json::sax_parse(text.begin(), text.end(), &error, Json::input_format_t::json, true, comments);
  return json ? std::nullopt : std::optional(error.byte);
}

Position position_of(std::string_view text, std::size_t byte) {
  Position position;
  for (std::size_t i = 0; i < byte && i < text.size(); ++i) {
    if (text[i] == '\n') {
      ++position.line;
      position.column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++position.column;
    }
  }
  return position;
}

std::optional<Json> parse_watched(std::string_view text, const Json::parser_callback_t& watch, bool comments) {
  if (too_deep(text)) return std::nullopt;
  Json json = parse(text, watch, false, comments);
  return json.is_discarded() ? std::nullopt : std::optional<Json>(std::move(json));
}

std::optional<Json> parse_json(std::string_view text) { return parse_watched(text, nullptr); }

Result<Json> read_json(std::string_view text) {
  if (const auto byte = too_deep(text))
    return refused("json_depth", tr("Данные вложены глубже {} уровней: столько скобок здесь не бывает", kDeepestJson),
                   text, *byte);
  if (auto json = parse_json(text)) return *std::move(json);
  return refused("not_json", std::string(tr("Здесь текст перестаёт быть JSON: проверьте запятые, кавычки и скобки")),
                 text, syntax_error(text).value_or(0));
}

Json stored_json(std::string_view text) { return parse(text, nullptr, true, false); }

const Json& get(const Json& json, std::string_view key) {
  static const Json kNull;
  if (!json.is_object()) return kNull;
  const auto it = json.find(key);
  return it == json.end() ? kNull : *it;
}

std::string get_string(const Json& json, std::string_view key, std::string_view otherwise) {
  const Json& value = get(json, key);
  return value.is_string() ? value.get_ref<const std::string&>() : std::string(otherwise);
}

int64_t get_int(const Json& json, std::string_view key, int64_t otherwise) {
  const Json& value = get(json, key);
  if (!value.is_number_integer()) return otherwise;
  // nlohmann would wrap what does not fit round into a negative number.
  if (value.is_number_unsigned() && value.get<uint64_t>() > uint64_t{INT64_MAX}) return otherwise;
  return value.get<int64_t>();
}

bool get_bool(const Json& json, std::string_view key, bool otherwise) {
  const Json& value = get(json, key);
  return value.is_boolean() ? value.get<bool>() : otherwise;
}

const Json& get_array(const Json& json, std::string_view key) {
  static const Json kEmpty = Json::array();
  const Json& value = get(json, key);
  return value.is_array() ? value : kEmpty;
}

std::string canonical(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace pochin
