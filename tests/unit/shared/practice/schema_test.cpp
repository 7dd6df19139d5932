#include "shared/practice/schema.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

#include "shared/base/json.h"
#include "shared/practice/format.h"
#include "shared/practice/read.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

// A pack in which every shape of the format stands at least once.
Json complete() {
  Json json = Json::parse(pack_text());
  json["form"]["groups"][0]["sections"][0]["fields"][0]["note"] = "x";
  const Json base{{"title", "Т"}, {"weight", "0"}, {"max", "1"}, {"value", "project_cost"}, {"unknown", "нет"}};
  const auto add = [&](const char* shape, Json more) {
    Json item = base;
    item["code"] = shape;
    item["shape"] = shape;
    item.update(more);  // may name itself otherwise
    json["criteria"]["items"].push_back(item);
  };
  for (Json& field : json["form"]["groups"][1]["sections"][1]["fields"])
    if (field["kind"] == "table")
      field["columns"].push_back({{"id", "sum"}, {"kind", "computed"}, {"label", "С"}, {"value", "1"}});
  add("linear", {{"linear", {{{"from", "0"}, {"to", "1"}, {"from_points", "0"}, {"to_points", "1"}}}}});
  add("count", {{"points_each", "1"}});
  Json& workflow = json["workflow"];
  workflow["conversions"] = {
      {{"from", "idea"}, {"title", "П"}, {"roles", {"author"}}, {"fields", {{{"from", "name"}, {"to", "name"}}}}}};
  Json& submit = workflow["transitions"][0];
  submit["documents"] = {{{"field", "property_extract"}, {"title", "Выписка"}}};
  submit["deadline"] = {{"at", "2026-12-25T18:00"}};
  submit["notices"] = {{{"to", "author"}, {"text", "Принято"}}};
  const Json box{{"south", "60"}, {"west", "30"}, {"north", "62"}, {"east", "33"}};
  json["form"]["groups"][0]["sections"][0]["fields"].push_back(
      {{"id", "spot"}, {"kind", "point"}, {"label", "Место"}, {"box", box}});
  add("cohort", {{"digits", 3}, {"round_points", {{"digits", 0}}}});
  add("cohort", {{"digits", 3}, {"code", "least"}, {"best", "min"}});
  Json expert{{"code", "expert"}, {"shape", "expert"}, {"title", "Э"}, {"weight", "0"}, {"max", "5"}, {"digits", 1}};
  json["criteria"]["items"].push_back(expert);
  json["criteria"]["groups"] = {{{"code", "g"}, {"title", "Г"}, {"weight", "0"}}};
  json["criteria"]["gates"] = {{{"code", "k"}, {"title", "К"}, {"check", "true"}, {"reason", "нет"}}};
  json["ranking"]["windows"] = {{{"code", "w"}, {"title", "О"}}};
  json["ranking"]["per_municipality"] = {{"most", 4}, {"except", {{{"municipality", "1"}, {"most", 20}}}}};
  json["ranking"]["additional"] = Json::object();
  json["commission"] = {{"composition", {{"representative_share", "1/2"}}},
                        {"quorum", {{"share", "1/2"}}},
                        {"majority", {{"share", "2/3"}}},
                        {"binds", {"submit"}}};
  json["refund"] = {{"spent", "paid"}};
  workflow["staff_sections"] = {{{"section", "staff"}, {"states", {"draft"}}, {"roles", {"finance_officer"}}}};
  json["campaigns"] = {{{"id", "main"},
                        {"title", "Г"},
                        {"states", {"voting"}},
                        {"opens", "2027-02-01T00:00"},
                        {"closes", "2027-02-15T00:00"},
                        {"ballot", {{"kind", "approval"}, {"incompatible", Json::array({{{"projects", {"1", "2"}}}})}}},
                        {"tally", {{"rule", "greedy"}, {"budget", "1"}, {"ties", {"id"}}}}}};
  add("choice", {{"value", "typology"}, {"choices", {{{"code", "roads"}, {"title", "Дороги"}, {"points", "1"}}}}});
  return json;
}

using Keys = std::set<std::string>;
using ByShape = std::map<std::string, Keys>;

// The shape that stands at a pointer; null inside a dictionary.
const Shape* shape_at(std::string_view pointer) {
  const Shape* shape = &pack_shape();
  while (!pointer.empty() && shape) {
    pointer.remove_prefix(1);
    const std::string_view name = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(name.size());
    if (name[0] >= '0' && name[0] <= '9') continue;
    const auto key = std::ranges::find(shape->keys, name, &Key::name);
    shape = key == shape->keys.end() ? nullptr : key->shape;
  }
  return shape;
}

ByShape keys_of_reader() {
  std::vector<Asked> asked;
  Findings findings;
  findings.asked = &asked;
  (void)read_pack(complete(), findings);
  for (const Finding& each : findings.items) FAIL(each.pointer << ": " << each.message);
  ByShape keys;
  for (const Asked& each : asked)
    if (const Shape* shape = shape_at(each.pointer))
      keys[std::string(shape->name)].insert(each.keys.begin(), each.keys.end());
  return keys;
}

void keys_of_table(const Shape& shape, ByShape& all) {
  if (all.contains(std::string(shape.name))) return;
  Keys& mine = all[std::string(shape.name)];
  for (const Key& key : shape.keys) mine.insert(std::string(key.name));
  for (const Key& key : shape.keys)
    if (key.shape) keys_of_table(*key.shape, all);
}

// The part of JSON Schema that the shipped schema uses. Gives the places that do not conform.
class Validator {
 public:
  explicit Validator(const Json& root) : root_(root) {}
  std::vector<std::string> wrong;

  void check(const Json& schema, const Json& value, const std::string& place) {
    if (schema.is_boolean()) return expect(schema.get<bool>(), place, "refused");
    if (schema.contains("$ref")) {
      const std::string reference = schema["$ref"];
      check(root_.at(Json::json_pointer(reference.substr(1))), value, place);
    }
    if (schema.contains("type")) expect(is_of(schema["type"], value), place, "type");
    if (schema.contains("const")) expect(schema["const"] == value, place, "const");
    if (schema.contains("enum"))
      expect(std::ranges::find(schema["enum"], value) != schema["enum"].end(), place, "enum");
    if (schema.contains("minLength")) expect(value != "", place, "minLength");
    if (schema.contains("minimum") && value.is_number()) expect(value >= schema["minimum"], place, "minimum");
    if (schema.contains("maximum") && value.is_number()) expect(value <= schema["maximum"], place, "maximum");
    if (value.is_array() && schema.contains("items"))
      for (std::size_t i = 0; i < value.size(); ++i) check(schema["items"], value[i], step(place, i));
    if (value.is_object()) object(schema, value, place);
    for (const Json& part : get_array(schema, "allOf")) {
      Validator inner(root_);
      inner.check(part["if"], value, place);
      check(inner.wrong.empty() ? part["then"] : part["else"], value, place);
    }
  }

 private:
  void object(const Json& schema, const Json& value, const std::string& place) {
    for (const Json& key : get_array(schema, "required"))
      expect(value.contains(key.get<std::string>()), place, "required " + key.get<std::string>());
    for (const auto& [key, item] : value.items()) {
      if (schema.contains("properties") && schema["properties"].contains(key))
        check(schema["properties"][key], item, step(place, key));
      else if (schema.contains("additionalProperties"))
        check(schema["additionalProperties"], item, step(place, key));
    }
  }
  static bool is_of(const std::string& type, const Json& value) {
    return (type == "string" && value.is_string()) || (type == "boolean" && value.is_boolean()) ||
           (type == "integer" && value.is_number_integer()) || (type == "array" && value.is_array()) ||
           (type == "object" && value.is_object());
  }
  void expect(bool fine, const std::string& place, const std::string& why) {
    if (!fine) wrong.push_back(place + ": " + why);
  }
  const Json& root_;
};

std::vector<std::string> wrong_in(const Json& pack) {
  const Json schema = json_schema();
  Validator validator(schema);
  validator.check(schema, pack, "");
  return validator.wrong;
}

// Every object of the pack with its shape.
template <class Visit>
void visit(const Shape& shape, Json& json, const Visit& visit_one) {
  visit_one(shape, json);
  for (const Key& key : shape.keys) {
    if (!key.shape || !json.contains(std::string(key.name))) continue;
    Json& value = json[std::string(key.name)];
    if (key.holds == Holds::object) visit(*key.shape, value, visit_one);
    if (key.holds == Holds::list)
      for (Json& each : value) visit(*key.shape, each, visit_one);
  }
}

// Without the items of lists that show no key of their shape for the first time: what is tried in a pack is the same,
// and the reader has less to read. Gives whether this object shows one.
bool slim(const Shape& shape, Json& json, std::set<std::string>& shown) {
  bool first = false;
  for (const Key& key : shape.keys)
    if (json.contains(std::string(key.name)))
      first |= shown.insert(std::string(shape.name) + '/' + std::string(key.name)).second;
  for (const Key& key : shape.keys) {
    if (!key.shape || !json.contains(std::string(key.name))) continue;
    Json& value = json[std::string(key.name)];
    if (key.holds == Holds::object) first |= slim(*key.shape, value, shown);
    if (key.holds != Holds::list) continue;
    Json kept = Json::array();
    for (Json& each : value) {
      const bool shows = slim(*key.shape, each, shown);
      first |= shows;
      if (shows || kept.empty()) kept.push_back(std::move(each));
    }
    value = std::move(kept);
  }
  return first;
}

Json small_complete() {
  Json json = complete();
  std::set<std::string> shown;
  slim(pack_shape(), json, shown);
  return json;
}

// What the reader does not know, but for names of keys: words, and things that lie in the lists no more.
std::set<std::string> unknown_in(const Json& pack) {
  Findings findings;
  (void)read_pack(pack, findings);
  std::set<std::string> found;
  for (const Finding& each : findings.items)
    if (each.code.starts_with("unknown_") && each.code != "unknown_key") found.insert(each.code + ' ' + each.pointer);
  return found;
}

bool misses_a_key(const Json& pack) {
  Findings findings;
  (void)read_pack(pack, findings);
  return std::ranges::find(findings.items, "missing_key", &Finding::code) != findings.items.end();
}

}  // namespace

TEST_CASE("the table of the format has every key the reader knows, and no other") {
  ByShape table;
  keys_of_table(pack_shape(), table);
  const ByShape reader = keys_of_reader();
  CHECK(reader.size() == table.size());
  for (const auto& [shape, keys] : table) {
    INFO(shape);
    CHECK(reader.contains(shape));
    if (reader.contains(shape)) CHECK(reader.at(shape) == keys);
  }
}

TEST_CASE("a key the table calls needed is missed by the reader, others are not") {
  Json json = small_complete();
  std::set<std::string> tried;
  visit(pack_shape(), json, [&](const Shape& shape, Json& object) {
    for (const Key& key : shape.keys) {
      const std::string name(key.name);
      const auto found = object.find(name);
      if (found == object.end() || !tried.insert(std::string(shape.name) + '/' + name).second) continue;
      const Json kept = *found;
      object.erase(name);
      INFO(shape.name << "/" << name);
      const auto told = [&](std::string_view word) { return object[std::string(shape.told_by)] == word; };
      const bool needed = key.needed || (!key.only_for.empty() && !key.may && told(key.only_for)) ||
                          (!key.not_for.empty() && !told(key.not_for));
      CHECK(misses_a_key(json) == needed);
      object[name] = kept;
    }
  });
  CHECK(tried.size() > 120);
}

TEST_CASE("every word of the table is one the reader takes") {
  Json json = small_complete();
  const auto before = unknown_in(json);
  std::set<std::string> tried;
  visit(pack_shape(), json, [&](const Shape& shape, Json& object) {
    for (const Key& key : shape.keys) {
      const std::string name(key.name);
      if (key.vocabulary == Vocabulary::any || key.vocabulary == Vocabulary::criterion_shape) continue;
      if (!object.contains(name) || !tried.insert(std::string(shape.name) + '/' + name).second) continue;
      const Json kept = object[name];
      for (const std::string_view word : words(key.vocabulary)) {
        object[name] = key.holds == Holds::texts ? Json::array({word}) : Json(word);
        INFO(shape.name << "/" << name << " " << word);
        CHECK(std::ranges::includes(before, unknown_in(json)));
      }
      object[name] = kept;
    }
  });
  CHECK(tried.size() >= 10);
}

TEST_CASE("the shipped schema is the one the program makes") {
  std::ifstream file(POCHIN_ROOT "/web/packs/practice.schema.json", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  INFO("pochin practice schema > web/packs/practice.schema.json");
  const bool same = text.str() == schema_text();  // not shown: it is long
  CHECK(same);
}

TEST_CASE("the shipped pack conforms to the schema, and so does one with everything in it") {
  CHECK(wrong_in(Json::parse(pack_text())) == std::vector<std::string>{});
  CHECK(wrong_in(complete()) == std::vector<std::string>{});
}

TEST_CASE("the schema refuses what lint refuses") {
  const std::vector<std::pair<const char*, Json>> edits = {
      {"/titel", "x"},
      {"/title", 5},
      {"/format", 2},
      {"/form/groups/0/sections/0/fields/0/kind", "txt"},
      {"/form/groups/0/sections/0/fields/0/value", "1"},
      {"/criteria/items/0/points_yes", "1"},
      {"/workflow/transitions/0/roles/0", "autor"},
      {"/texts/what", 1},
  };
  for (const auto& [pointer, value] : edits) {
    Json json = Json::parse(pack_text());
    json[Json::json_pointer(pointer)] = value;
    INFO(pointer);
    CHECK(!wrong_in(json).empty());
    CHECK(has_errors(lint(json.dump())));
  }
}

}  // namespace pochin::practice
