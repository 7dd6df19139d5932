#include "shared/form/parts.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/form/validate.h"

namespace pochin::form {
namespace {

Field field(std::string id, Kind kind) {
  Field made;
  made.id = made.label = std::move(id);
  made.kind = kind;
  return made;
}

formula::Formula formula_of(std::string_view text) { return formula::parse(text).value(); }

// A term, several directions, and a table whose column «что ещё» is asked only in the row that needs it.
Form sample() {
  Form form;
  Field kinds = field("kinds", Kind::choices);
  kinds.options = {{"roads", "Дороги", ""}, {"light", "Освещение", ""}};
  Field who = field("who", Kind::person);
  who.parts = {"born"};
  who.min_age = 16;
  who.age_on = formula_of("term.from");
  Field rows = field("rows", Kind::table);
  Field kind = field("kind", Kind::choice), other = field("other", Kind::text), sum = field("sum", Kind::money);
  kind.options = {{"work", "Работы", ""}, {"other", "Иное", ""}};
  other.visible = other.required = formula_of("row.kind = \"other\" and \"roads\" in kinds");
  sum.subtotal = true;
  rows.columns = {kind, other, sum};
  form.groups = {{"g", "Г", {{"s", "С", "", Privacy::service, {}, {field("term", Kind::period), kinds, who, rows}}}}};
  prepare(form);
  return form;
}

std::string computed(const Answers& answers, std::string_view text) {
  const Form form = sample();
  return show(Environment(form, answers, {}).evaluate(formula_of(text)));
}

std::vector<std::string> problems(const Answers& answers) {
  std::vector<std::string> all;
  for (const Problem& each : validate(sample(), answers, {}, Level::submit))
    all.push_back(each.field + ":" + each.code);
  return all;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("a part is put in its line and the others stay") {
  CHECK(with_part("", 1, "Пётр") == "\nПётр");
  CHECK(with_part("\nПётр", 0, "Ёлкин") == "Ёлкин\nПётр");
  CHECK(with_part("Ёлкин\nПётр\n\n12.04.1990", 3, "") == "Ёлкин\nПётр");
  CHECK(with_part("Ёлкин\nПётр", 0, "Ёлкин\nмладший") == "Ёлкин младший\nПётр");
  CHECK(with_part("\nПётр", 1, "").empty());
  CHECK(part_of("Ёлкин\nПётр", 1) == "Пётр");
  CHECK(part_of("Ёлкин\nПётр", 2).empty());
}

TEST_CASE("any part of any text is given back as it was put") {
  uint32_t seed = 7;
  const auto next = [&] { return (seed = seed * 1664525 + 1013904223) >> 16; };
  std::string text;
  std::vector<std::string> parts(5);
  for (int i = 0; i < 2000; ++i) {
    const std::size_t at = next() % parts.size();
    parts[at] = std::string(next() % 4, static_cast<char>('a' + next() % 3));
    text = with_part(text, at, parts[at]);
    for (std::size_t each = 0; each < parts.size(); ++each) CHECK(part_of(text, each) == parts[each]);
    CHECK(!text.ends_with('\n'));
  }
}

TEST_CASE("a mark adds an option and takes it away, in the order of the pack") {
  const Form form = sample();
  const Field& kinds = *form.field("kinds");
  CHECK(with_choice(kinds, "light", "roads", true) == "roads\nlight");
  CHECK(with_choice(kinds, "roads\nlight", "roads", false) == "light");
  CHECK(with_choice(kinds, "light", "light", false).empty());
  CHECK(with_choice(kinds, "gone\nlight", "light", true) == "light");
}

TEST_CASE("formulas read parts, count choices and ask for one of them") {
  const Answers answers = {{"term", "01.05.2027\n30.08.2027"}, {"kinds", "light"}, {"who", "Ёлкин\nПётр"}};
  CHECK(computed(answers, "days(term.from, term.to)") == "121");
  CHECK(computed(answers, "filled(term)") == "Да");
  CHECK(computed(answers, "filled(who.born)") == "Нет");
  CHECK(computed(answers, "who.surname") == "Ёлкин");
  CHECK(computed(answers, "count(kinds)") == "1");
  CHECK(computed(answers, "\"light\" in kinds") == "Да");
  CHECK(computed(answers, "\"roads\" in kinds") == "Нет");
  CHECK(computed(answers, "\"roads\" not in kinds") == "Да");
  CHECK(computed({}, "\"roads\" in kinds or filled(kinds)") == "Нет");
  CHECK(computed({{"term", "01.05.2027"}}, "days(term.from, term.to)").empty());
}

TEST_CASE("a column is asked in the row whose cells and whose form ask for it") {
  const Rows rows = {{"a", {{"kind", "work"}}}, {"b", {{"kind", "other"}}}};
  CHECK(problems({{"kinds", "roads"}, {"rows", rows}}) == Codes{"rows/b/other:missing"});
  CHECK(problems({{"kinds", "light"}, {"rows", rows}}).empty());
}

TEST_CASE("the age is counted on the day the pack names") {
  const auto born = [](const char* date) {
    return problems({{"term", "01.05.2027\n30.08.2027"}, {"who", std::string("Ёлкин\nПётр\n\n") + date}});
  };
  CHECK(born("01.05.2011").empty());
  CHECK(born("02.05.2011") == Codes{"who:too_young"});
}

TEST_CASE("a table shows the sum of a column, blank and broken cells add nothing") {
  const Form form = sample();
  const Answers answers = {
      {"rows", Rows{{"a", {{"sum", "40 000,50"}}}, {"b", {{"sum", "пять"}}}, {"c", {{"sum", "0,50"}}}}}};
  const Environment environment(form, answers, {});
  CHECK(display(environment, *form.field("rows")) == "3 строки; sum: 40\u00a0001\u00a0₽");
  CHECK(number_of(environment.evaluate(formula_of("sum(rows.sum)"))) == Ratio(40001));
}

}  // namespace pochin::form
