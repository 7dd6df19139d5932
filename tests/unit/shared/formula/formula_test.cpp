#include "shared/formula/formula.h"

#include <catch2/catch_test_macros.hpp>

using namespace pochin;
using namespace pochin::formula;

namespace {

Environment place() {
  Environment e;
  e.names = {{"a", Value(2)},
             {"b", Value(3)},
             {"kind", Value("sp")},
             {"start", Value(*parse_date("01.05.2027"))},
             {"yes", Value(true)},
             {"blank", Value(" ")},
             {"municipality.population", Value(800)},
             {"unknown", Value()}};
  e.tables["payers"] = {{{"sum", Value(*parse_decimal("20000,10"))}, {"name", Value("ООО")}},
                        {{"sum", Value(*parse_decimal("0,20"))}},
                        {{"sum", Value()}}};
  e.tables["none"] = {};
  return e;
}

Value value(std::string_view text) {
  const auto parsed = parse(text);
  INFO(text);
  REQUIRE(parsed);
  const auto result = evaluate(*parsed, place());
  if (!result) FAIL(result.error().message);
  return *result;
}

std::string shown(std::string_view text) {
  const Value v = value(text);
  if (v.is_null()) return "null";
  if (v.number()) return to_decimal(*v.number(), v.number()->is_integer() ? 0 : 4);
  if (v.text()) return *v.text();
  if (v.date()) return iso_date(*v.date());
  return v.is_true() ? "true" : "false";
}

}  // namespace

TEST_CASE("arithmetic is exact and binds as in school") {
  CHECK(shown("1 + 2 * 3") == "7");
  CHECK(shown("(1 + 2) * 3") == "9");
  CHECK(shown("10 - 4 - 3") == "3");
  CHECK(shown("-a * -b") == "6");
  CHECK(shown("0.1 + 0.2 == 0.3") == "true");
  CHECK(shown("1 / 3 * 3 = 1") == "true");
  CHECK(shown("round(1000 / 16000 * 100, 1)") == "6.3000");
  CHECK(shown("round(6.25, 1, \"half_even\")") == "6.2000");
  CHECK(shown("round(0.0001, 3, \"up\")") == "0.0010");
  CHECK(shown("min(a, b) + max(a, b, 10) + abs(-5)") == "17");
  CHECK(shown("floor(2.9) + ceil(2.1)") == "5");
}

TEST_CASE("logic has three values") {
  CHECK(shown("yes and unknown") == "null");
  CHECK(shown("false and unknown") == "false");
  CHECK(shown("unknown or true") == "true");
  CHECK(shown("not (a > b)") == "true");
  CHECK(shown("not unknown") == "null");
  CHECK(shown("a < b and b <= 3 and a != b") == "true");
  CHECK(shown("kind in [\"mo\", \"sp\"]") == "true");
  CHECK(shown("kind not in [\"mo\", \"mr\"]") == "true");
  CHECK(shown("unknown in [1]") == "null");
  CHECK(shown("if(unknown, 1, 2)") == "2");
  CHECK(shown("if(municipality.population > 1000, 5, 2)") == "2");
}

TEST_CASE("the unknown spreads and says why") {
  CHECK(shown("unknown + 1") == "null");
  CHECK(shown("unknown > 1") == "null");
  CHECK(shown("a / 0") == "null");
  CHECK(value("1 + a / 0").reason() == "деление на ноль");
  CHECK(shown("nothing_of_this_name") == "null");
  CHECK(shown("coalesce(unknown, a / 0, 7)") == "7");
  CHECK(shown("filled(blank)") == "false");
  CHECK(shown("filled(kind)") == "true");
  CHECK(shown("filled(payers)") == "true");
  CHECK(shown("filled(none)") == "false");
}

TEST_CASE("tables are summed; blank cells add nothing") {
  CHECK(shown("sum(payers.sum)") == "20000.3000");
  CHECK(shown("sum(none.sum)") == "0");
  CHECK(shown("count(payers)") == "3");
  CHECK(shown("max(payers.sum)") == "20000.1000");
  CHECK(shown("min(none.sum)") == "null");
}

TEST_CASE("dates") {
  CHECK(shown("start + 30") == "2027-05-31");
  CHECK(shown("days(start, date(\"2027-05-31\"))") == "30");
  CHECK(shown("date(\"31.05.2027\") - start") == "30");
  CHECK(shown("start < date(\"2027-05-02\")") == "true");
  CHECK(shown("year(start)") == "2027");
  CHECK(shown("age(date(\"2008-02-29\"), date(\"2026-02-28\"))") == "17");
}

TEST_CASE("a mistake has its line, its column and a hint") {
  const auto at = [](std::string_view text) {
    const auto r = parse(text);
    REQUIRE_FALSE(r);
    CHECK_FALSE(r.error().message.empty());
    return r.error().place;
  };
  CHECK(at("1 +") == "1:4");
  CHECK(at("1 +\n  * 2") == "2:3");
  CHECK(at("сумма(1)") == "1:1");
  CHECK(at("a & b") == "1:3");
  CHECK(at("(a") == "1:3");
  CHECK(at("\"без конца") == "1:1");
  CHECK(at("a b") == "1:3");
  CHECK(at("round(a)") == "1:1");
  CHECK(at("sum(a)") == "1:1");
  CHECK(at("1.2.3") == "1:1");
  CHECK(at("a in 5") == "1:6");
  CHECK(at("") == "1:1");
}

TEST_CASE("hostile formulas are refused at once") {
  CHECK(parse(std::string(100000, '1')).error().code == "formula_limit");
  CHECK(parse(std::string(1000, '(') + "1" + std::string(1000, ')')).error().code == "formula_limit");
  CHECK(parse(std::string(2000, '-') + "1").error().code == "formula_limit");
  std::string nots;
  for (int i = 0; i < 500; ++i) nots += "not ";
  CHECK(parse(nots + "yes").error().code == "formula_limit");
  std::string sum = "1";
  for (int i = 0; i < 900; ++i) sum += "+1";
  CHECK(parse(sum).error().code == "formula_limit");
  std::string product = "99999999999999999999";
  for (int i = 0; i < 80; ++i) product += "*99999999999999999999";
  const auto big = parse(product);
  REQUIRE(big);
  CHECK(evaluate(*big, {}).error().code == "formula_range");
  uint32_t seed = 7;
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (int n = 0; n < 12; ++n) {
      seed = seed * 1664525 + 1013904223;
      text += std::string_view("()+-*/,.\"[]<>=!ab1 \\not and or in if(sum(\xd0")[seed >> 8 & 31];
    }
    if (const auto f = parse(text)) (void)evaluate(*f, place());
  }
}

TEST_CASE("types are checked against the form") {
  Schema schema;
  schema.names = {{"a", Type::Number}, {"kind", Type::Text}, {"start", Type::Date}, {"yes", Type::Bool}};
  schema.tables["payers"] = {{"sum", Type::Number}, {"name", Type::Text}, {"due", Type::Date}};
  const auto type = [&](std::string_view text) { return check(*parse(text), schema); };
  CHECK(type("a * 2 + sum(payers.sum)") == Type::Number);
  CHECK(type("if(yes, start, start + 1)") == Type::Date);
  CHECK(type("kind = \"sp\" and not yes") == Type::Bool);
  CHECK(type("max(payers.due)") == Type::Date);
  CHECK(type("workdays(start, start + 5) > 3") == Type::Bool);
  CHECK(type("add_workdays(start, a)") == Type::Date);
  CHECK(type("is_workday(start) and yes") == Type::Bool);
  CHECK(type("add_workdays(null, 1)") == Type::Date);
  CHECK(type("if(yes, null, a)") == Type::Number);
  for (std::string_view bad : {"a + kind", "kind > 5", "yes and a", "b", "sum(payers.name)", "sum(payers.due)",
                               "sum(others.sum)", "payers + 1", "if(a, 1, 2)", "start + start", "round(a, 1, \"near\")",
                               "yes < yes", "length(a)", "days(a, start)", "kind in [1]", "workdays(start, a)",
                               "add_workdays(start, start)", "add_workdays(a, 1)", "is_workday(kind)"}) {
    INFO(bad);
    const auto r = type(bad);
    REQUIRE_FALSE(r);
    CHECK(r.error().place.find(':') != std::string::npos);
  }
  CHECK(names(*parse("a + sum(payers.sum) + count(payers) + a")) ==
        std::vector<std::string>{"a", "payers", "payers.sum"});
}
