#include "shared/form/answers.h"

#include <array>
#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "shared/form/environment.h"
#include "shared/form/schema.h"

namespace pochin::form {
namespace {

Form sample() {
  Form form;
  Field name, rows, files, total, column;
  name.id = "name";
  rows.id = "rows";
  rows.kind = Kind::table;
  column.id = "sum";
  column.kind = Kind::money;
  rows.columns = {column};
  files.id = "files";
  files.kind = Kind::files;
  total.id = "total";
  total.kind = Kind::computed;
  form.groups = {{"g", "Г", {{"s", "С", "", Privacy::service, {}, {name, rows, files, total}}}}};
  return form;
}

std::string place_of(const char* json) {
  const auto answers = answers_from_json(sample(), Json::parse(json));
  return answers ? "fine" : answers.error().place + " " + answers.error().code;
}

}  // namespace

TEST_CASE("answers go to JSON and back unchanged, empty lists keep their kind") {
  const Answers answers = {{"name", "Мост"},
                           {"rows", Rows{{"r1", {{"sum", "40000"}}}}},
                           {"files", Files{{"f_1", "протокол.pdf", "application/pdf", 123}}}};
  CHECK(answers_from_json(sample(), to_json(answers)).value() == answers);
  const Answers empty = {{"rows", Rows{}}, {"files", Files{}}};
  CHECK(answers_from_json(sample(), to_json(empty)).value() == empty);
}

TEST_CASE("any answers go to JSON and back unchanged") {
  Form form;
  std::vector<Field> fields;
  for (int kind = 0; kind <= static_cast<int>(Kind::note); ++kind) {
    Field field;
    field.kind = static_cast<Kind>(kind);
    field.id = std::string(code_of(field.kind));
    if (field.kind == Kind::table) field.columns = {fields[0], fields[1]};
    if (field.answerable()) fields.push_back(std::move(field));
  }
  form.groups = {{"g", "Г", {{"s", "С", "", Privacy::service, {}, fields}}}};
  uint32_t seed = 5;
  const auto next = [&](uint32_t most) { return ((seed = seed * 1664525 + 1013904223) >> 16) % most; };
  const auto text = [&] {
    std::string made;
    for (uint32_t i = next(6); i > 0; --i) made += std::array{"а", "1", "\n", "\u00A0", "\"", "\\", "😀", "\t"}[next(8)];
    return made;
  };
  for (int i = 0; i < 500; ++i) {
    Answers answers;
    for (const Field& field : fields) {
      if (next(3) == 0) continue;
      Rows rows;
      Files files;
      for (uint32_t each = next(3); each > 0; --each) {
        rows.push_back({"r" + std::to_string(each), {{"text", text()}, {"long_text", text()}}});
        files.push_back({"f" + std::to_string(each), text(), text(), next(1000)});
      }
      answers[field.id] = field.kind == Kind::table   ? Answer(std::move(rows))
                          : field.kind == Kind::files ? Answer(std::move(files))
                                                      : Answer(text());
    }
    CHECK(answers_from_json(form, Json::parse(to_json(answers).dump())).value() == answers);
  }
}

TEST_CASE("an answer of a wrong shape is refused by its own path") {
  CHECK(place_of(R"({"name": 5})") == "name wrong_type");
  CHECK(place_of(R"({"nome": "x"})") == "nome unknown_field");
  CHECK(place_of(R"({"total": "5"})") == "total unknown_field");
  CHECK(place_of(R"({"rows": "x"})") == "rows wrong_type");
  CHECK(place_of(R"({"rows": [{"sum": "5"}]})") == "rows/0/id bad_id");
  CHECK(place_of(R"({"rows": [{"id": "r1", "sum": 5}]})") == "rows/r1/sum wrong_type");
  CHECK(place_of(R"({"rows": [{"id": "r1", "summa": "5"}]})") == "rows/r1/summa unknown_field");
  CHECK(place_of(R"({"rows": [{"id": "r1"}, {"id": "r1"}]})") == "rows/r1 duplicate_id");
  CHECK(place_of(R"({"files": [{"id": "../etc", "name": "x"}]})") == "files/0/id bad_id");
  CHECK(place_of(R"({"files": [{"id": "f", "size": -1}]})") == "files/0/size wrong_type");
  CHECK(place_of(R"([])") == " wrong_type");
}

TEST_CASE("merging sets and removes") {
  Answers answers = {{"name", "Мост"}, {"files", Files{}}};
  merge(answers, {{"name", "Дорога"}}, {"files", "rows"});
  CHECK(answers == Answers{{"name", "Дорога"}});
}

TEST_CASE("blank is no text, no files, or rows of nothing") {
  const Answers answers = {{"name", " \u00a0 "}, {"rows", Rows{{"r1", {{"sum", ""}}}}}, {"files", Files{}}};
  for (const char* field : {"name", "rows", "files", "absent"}) CHECK(is_blank(answers, field));
  CHECK(text_at({{"rows", Rows{{"r1", {{"sum", "5"}}}}}}, "rows/r1/sum") == "5");
  CHECK(text_at({{"rows", Rows{{"r1", {{"sum", "5"}}}}}}, "rows/r2/sum").empty());
}

TEST_CASE("facts go over the wire with their types") {
  const Json json = Json::parse(
      R"({"municipality.kind":"sp","municipality.population":800,"settlement.population":null,"today":"2026-11-23"})");
  const Facts facts = facts_from_json(json);
  CHECK(facts.at("municipality.kind") == fact("sp"));
  CHECK(facts.at("municipality.population") == fact(int64_t{800}));
  CHECK(facts.at("settlement.population").is_null());
  CHECK(facts.at("today") == fact(*make_date(2026, 11, 23)));
  CHECK(to_json(facts) == json);
}

}  // namespace pochin::form
