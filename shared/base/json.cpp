#include "shared/base/json.h"

#include "shared/base/tr.h"

namespace pochin {

namespace {

// The parser is a large template: all readers stand behind the library's one interface, so that a program has it once.
using Events = nlohmann::json_sax<Json>;

// Makes the value, and knows the byte where a text stops being JSON: the browser's build knows no exceptions.
class Builder final : public Events {
 public:
  Json value;
  std::size_t byte = 0;

  bool null() override { return dom_.null(); }
  bool boolean(bool it) override { return dom_.boolean(it); }
  bool number_integer(number_integer_t it) override { return dom_.number_integer(it); }
  bool number_unsigned(number_unsigned_t it) override { return dom_.number_unsigned(it); }
  bool number_float(number_float_t it, const string_t& text) override { return dom_.number_float(it, text); }
  bool string(string_t& it) override { return dom_.string(it); }
  bool binary(binary_t& it) override { return dom_.binary(it); }
  bool start_object(std::size_t size) override { return dom_.start_object(size); }
  bool key(string_t& it) override { return dom_.key(it); }
  bool end_object() override { return dom_.end_object(); }
  bool start_array(std::size_t size) override { return dom_.start_array(size); }
  bool end_array() override { return dom_.end_array(); }
  bool parse_error(std::size_t position, const std::string&, const Json::exception&) override {
    byte = position > 0 ? position - 1 : 0;
    return false;
  }

 private:
  nlohmann::detail::json_sax_dom_parser<Json> dom_{value, false};
};

// Whether it is JSON.
bool build(std::string_view text, Builder& builder, bool comments = false) {
  Events* const events = &builder;
  return Json::sax_parse(text.begin(), text.end(), events, Json::input_format_t::json, true, comments);
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
  Builder builder;
  return build(text, builder, comments) ? std::nullopt : std::optional(builder.byte);
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
  Json json = Json::parse(text.begin(), text.end(), watch, false, comments);
  return json.is_discarded() ? std::nullopt : std::optional<Json>(std::move(json));
}

std::optional<Json> parse_json(std::string_view text) {
  Builder builder;
  if (too_deep(text) || !build(text, builder)) return std::nullopt;
  return std::move(builder.value);
}

Result<Json> read_json(std::string_view text) {
  if (const auto byte = too_deep(text))
    return refused("json_depth", tr("Данные вложены глубже {} уровней: столько скобок здесь не бывает", kDeepestJson),
                   text, *byte);
  Builder builder;
  if (build(text, builder)) return std::move(builder.value);
  return refused("not_json", std::string(tr("Здесь текст перестаёт быть JSON: проверьте запятые, кавычки и скобки")),
                 text, builder.byte);
}

Json stored_json(std::string_view text) { return Json::parse(text.begin(), text.end()); }

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
