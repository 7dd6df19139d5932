#include "server/ops/config.h"

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "server/ops/config_keys.h"
#include "server/ops/text_file.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

using Json = nlohmann::json;
using Findings = std::vector<Finding>;
namespace fs = std::filesystem;

template <class... F>
struct Cases : F... {
  using F::operator()...;
};
template <class... F>
Cases(F...) -> Cases<F...>;

Finding wrong(std::string key, std::string message) {
  return {Finding::Level::error, std::move(key), std::move(message)};
}

std::string resolve(const std::string& path, const std::string& folder) {
  return path.empty() ? path : (fs::path(folder) / path).lexically_normal().string();
}

size_t line_of(std::string_view text, size_t byte) {
  return 1 + static_cast<size_t>(std::count(
                 text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size())), '\n'));
}

// What is wrong with the value, or nothing after it has been put into its place.
std::string put(const ConfigKey& key, const Json& value) {
  return std::visit(Cases{
                        [&](std::string* slot) -> std::string {
                          if (!value.is_string()) return "нужен текст в кавычках";
                          *slot = value.get<std::string>();
                          return {};
                        },
                        [&](bool* slot) -> std::string {
                          if (!value.is_boolean()) return "нужно true или false";
                          *slot = value.get<bool>();
                          return {};
                        },
                        [&](std::vector<std::string>* slot) -> std::string {
                          if (!value.is_array()) return "нужен список текстов в квадратных скобках";
                          slot->clear();
                          for (const Json& item : value) {
                            if (!item.is_string()) return "нужен список текстов в квадратных скобках";
                            slot->push_back(item.get<std::string>());
                          }
                          return {};
                        },
                        [&](Environment* slot) -> std::string {
                          if (value == "production")
                            *slot = Environment::production;
                          else if (value == "demo")
                            *slot = Environment::demo;
                          else
                            return "нужно \"production\" или \"demo\"";
                          return {};
                        },
                        [&](std::optional<Instant>* slot) -> std::string {
                          slot->reset();
                          if (value.is_null()) return {};
                          auto at = value.is_string() ? parse_instant(value.get<std::string>()) : fail("type", "");
                          if (!at) return "нужен момент вида \"2026-11-23T09:00:00Z\" или null";
                          *slot = *at;
                          return {};
                        },
                        [&](auto* slot) -> std::string {
                          const bool fits = value.is_number_integer() &&
                                            !(value.is_number_unsigned() && value.get<uint64_t>() > INT64_MAX);
                          const int64_t number = fits ? value.get<int64_t>() : key.min - 1;
                          if (number < key.min || number > key.max)
                            return "нужно целое число от " + std::to_string(key.min) + " до " + std::to_string(key.max);
                          *slot = static_cast<std::remove_pointer_t<decltype(slot)>>(number);
                          return {};
                        },
                    },
                    key.slot);
}

std::expected<Json, Findings> parse_with_comments(std::string_view text) {
  std::vector<std::set<std::string>> names;
  Findings twice;
  const auto watch = [&](int, Json::parse_event_t event, Json& value) {
    if (event == Json::parse_event_t::object_start) names.emplace_back();
    if (event == Json::parse_event_t::object_end) names.pop_back();
    if (event == Json::parse_event_t::key && !names.back().insert(value.get<std::string>()).second)
      twice.push_back(wrong(value.get<std::string>(), "ключ встречается дважды"));
    return true;
  };
  auto file = parse_watched(text, watch, true);
  if (!file) {
    if (too_deep(text)) return std::unexpected(Findings{wrong("", "скобки вложены слишком глубоко")});
    const std::size_t byte = syntax_error(text, true).value_or(0);
    return std::unexpected(Findings{wrong("", "не JSON: ошибка в строке " + std::to_string(line_of(text, byte + 1)))});
  }
  if (!twice.empty()) return std::unexpected(std::move(twice));
  if (!file->is_object())
    return std::unexpected(Findings{wrong("", "файл должен быть объектом JSON в фигурных скобках")});
  return *std::move(file);
}

}  // namespace

Clock Config::clock() const {
  if (demo() && test_clock) return SettableClock(*test_clock);
  return demo() && demo_clock ? clock_from(*demo_clock) : system_clock();
}

std::expected<Config, Findings> parse_config(std::string_view text, const std::string& folder) {
  auto file = parse_with_comments(text);
  if (!file) return std::unexpected(std::move(file.error()));
  Config config = default_config();
  Findings findings;
  std::map<std::string, const ConfigKey*, std::less<>> known;
  const std::vector<ConfigKey> keys = config_keys(config);
  std::set<std::string, std::less<>> sections;
  for (const ConfigKey& key : keys) {
    known.emplace(key.name, &key);
    if (const size_t dot = key.name.find('.'); dot != std::string_view::npos) sections.emplace(key.name.substr(0, dot));
  }
  const auto take = [&](const std::string& name, const Json& value) {
    const auto key = known.find(name);
    if (key == known.end())
      return findings.push_back(wrong(name, "такого ключа нет; все ключи печатает «pochin config»"));
    if (std::string bad = put(*key->second, value); !bad.empty()) findings.push_back(wrong(name, std::move(bad)));
  };
  for (const auto& [name, value] : file->items()) {
    if (!sections.contains(name)) {
      take(name, value);
    } else if (!value.is_object()) {
      findings.push_back(wrong(name, "нужен объект в фигурных скобках"));
    } else {
      for (const auto& [inner, of_inner] : value.items()) take(name + "." + inner, of_inner);
    }
  }
  if (!findings.empty()) return std::unexpected(std::move(findings));
  for (const ConfigKey& key : keys) {
    if (!key.path) continue;
    if (auto* const* text_slot = std::get_if<std::string*>(&key.slot)) **text_slot = resolve(**text_slot, folder);
    if (auto* const* list = std::get_if<std::vector<std::string>*>(&key.slot))
      for (std::string& path : **list) path = resolve(path, folder);
  }
  while (config.public_url.ends_with('/')) config.public_url.pop_back();
  return config;
}

std::expected<Config, Findings> load_config(const std::string& path) {
  const auto text = read_text_file(path);
  if (!text) return std::unexpected(Findings{wrong("", "не прочитать файл " + path)});
  std::error_code ignored;
  const fs::path folder = fs::absolute(fs::path(path), ignored).parent_path();
  return parse_config(*text, folder.string());
}

std::string default_config_text() {
  Config defaults = default_config();
  const std::vector<ConfigKey> keys = config_keys(defaults);
  std::string out =
      "// Настройки Почина. Указывайте только то, что отличается: всё остальное — как здесь.\n"
      "// Пути — от папки этого файла. Проверка: pochin serve --config ФАЙЛ --check\n{\n";
  std::string section;
  for (size_t i = 0; i < keys.size(); ++i) {
    const ConfigKey& key = keys[i];
    const size_t dot = key.name.find('.');
    const std::string own(dot == std::string_view::npos ? std::string_view{} : key.name.substr(0, dot));
    if (own != section) {
      out += "\n  \"" + own + "\": {\n";
      section = own;
    }
    const std::string indent = section.empty() ? "  " : "    ";
    std::istringstream lines{std::string(key.explanation)};
    for (std::string line; std::getline(lines, line);) out += indent + "// " + line + "\n";
    const Json value = std::visit(
        Cases{[](Environment* e) -> Json { return *e == Environment::demo ? "demo" : "production"; },
              [](std::optional<Instant>* at) -> Json { return *at ? Json(format_instant(**at)) : Json(nullptr); },
              [](auto* slot) -> Json { return *slot; }},
        key.slot);
    const bool last = i + 1 == keys.size();
    const bool ends = !section.empty() && (last || !keys[i + 1].name.starts_with(section + "."));
    out += indent + "\"" + std::string(dot == std::string_view::npos ? key.name : key.name.substr(dot + 1)) +
           "\": " + value.dump();
    out += ends || last ? "\n" : ",\n";
    if (ends) out += last ? "  }\n" : "  },\n";
  }
  return out + "}\n";
}

}  // namespace pochin::server
