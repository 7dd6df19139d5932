#include "shared/practice/schema.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/base/tr.h"
#include "shared/practice/format.h"

namespace pochin::practice {
namespace {

constexpr const char* kDecimal = "^-?[0-9]{1,20}([.,][0-9]{1,12})?$";
constexpr const char* kDate = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr const char* kLocalTime = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$";

Json reference(const Shape& shape) { return {{"$ref", "#/$defs/" + std::string(shape.name)}}; }

Json text_schema(const Key& key) {
  Json schema{{"type", "string"}};
  const auto known = words(key.vocabulary);
  if (!known.empty())
    schema["enum"] = known;
  else if (key.needed)
    schema["minLength"] = 1;
  return schema;
}

Json whole_schema(const Key& key) {
  Json schema{{"type", "integer"}};
  if (key.least != 0 || key.most != 0) {
    schema["minimum"] = key.least;
    schema["maximum"] = key.most;
  }
  return schema;
}

Json value_schema(const Key& key) {
  switch (key.holds) {
    case Holds::text:
      return text_schema(key);
    case Holds::formula:
      return {{"type", "string"}};
    case Holds::flag:
      return {{"type", "boolean"}};
    case Holds::whole:
      return whole_schema(key);
    case Holds::decimal:
      return {{"type", "string"}, {"pattern", kDecimal}};
    case Holds::date:
      return {{"type", "string"}, {"pattern", kDate}};
    case Holds::local_time:
      return {{"type", "string"}, {"pattern", kLocalTime}};
    case Holds::texts:
      return {
          {"type", "array"},
          {"items",
           text_schema(
               {.name = {}, .holds = Holds::text, .effect = key.effect, .title = {}, .vocabulary = key.vocabulary})}};
    case Holds::object:
      return reference(*key.shape);
    case Holds::list:
      return {{"type", "array"}, {"items", reference(*key.shape)}};
    case Holds::dictionary:
      return {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}};
  }
  return {};
}

// For each word of the key that tells: what is needed then, and what nobody else may have.
Json conditions(const Shape& shape) {
  Json all = Json::array();
  std::vector<std::string_view> told;
  for (const Key& key : shape.keys)
    for (const std::string_view word : {key.only_for, key.not_for})
      if (!word.empty() && std::ranges::find(told, word) == told.end()) told.push_back(word);
  for (const std::string_view word : told) {
    Json then = Json::object(), otherwise = Json::object();
    for (const Key& key : shape.keys) {
      const std::string name(key.name);
      if (key.only_for == word) {
        if (!key.may) then["required"].push_back(name);
        otherwise["properties"][name] = false;
      } else if (key.not_for == word) {
        then["properties"][name] = false;
        otherwise["required"].push_back(name);
      }
    }
    const Json tells{{std::string(shape.told_by), {{"const", word}}}};
    all.push_back({{"if", {{"properties", tells}}}, {"then", then}, {"else", otherwise}});
  }
  return all;
}

void define(const Shape& shape, Json& definitions) {
  const std::string name(shape.name);
  if (definitions.contains(name)) return;
  Json& mine = definitions[name] = Json::object();  // before its parts: a column may stand in a column
  Json properties = Json::object(), needed = Json::array();
  for (const Key& key : shape.keys) {
    Json schema = value_schema(key);
    schema["description"] = key.title;
    if (const auto otherwise = parse_json(key.otherwise)) schema["default"] = *otherwise;
    properties[std::string(key.name)] = std::move(schema);
    if (key.needed) needed.push_back(key.name);
  }
  mine = {{"type", "object"}, {"title", shape.title}, {"properties", properties}, {"additionalProperties", false}};
  if (!needed.empty()) mine["required"] = needed;
  if (Json all = conditions(shape); !all.empty()) mine["allOf"] = std::move(all);
  for (const Key& key : shape.keys)
    if (key.shape) define(*key.shape, definitions);
}

}  // namespace

Json json_schema() {
  Json definitions = Json::object();
  define(pack_shape(), definitions);
  Json schema = reference(pack_shape());
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schema["title"] = tr("Практика инициативного бюджетирования: пакет Почина");
  schema["$defs"] = std::move(definitions);
  return schema;
}

std::string schema_text() { return json_schema().dump(2) + '\n'; }

}  // namespace pochin::practice
