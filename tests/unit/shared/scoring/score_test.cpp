// The shapes of criteria that the ППМИ pack does not use (domain.md §4.1); its own borders are in practice/.
#include "shared/scoring/score.h"

#include <catch2/catch_test_macros.hpp>

namespace pochin::scoring {
namespace {

formula::Formula formula_of(std::string_view text) { return formula::parse(text).value(); }
Ratio decimal(std::string_view text) { return parse_decimal(text).value(); }

Criterion criterion(Shape shape) {
  Criterion made;
  made.code = "c";
  made.title = "Критерий";
  made.shape = shape;
  made.weight = Ratio(1);
  made.max = Ratio(100);
  made.value = formula_of("x");
  made.unknown = "значение не указано";
  return made;
}

CriterionScore score_with(const Criterion& criterion, const char* x) {
  form::Form form;
  form::Field field;
  field.id = "x";
  field.kind = criterion.shape == Shape::choice ? form::Kind::choice : form::Kind::decimal;
  for (const Choice& choice : criterion.choices) {
    field.options.emplace_back();
    field.options.back().code = choice.code;
    field.options.back().title = choice.title;
  }
  form.groups = {{"g", "Г", {{"s", "С", "", form::Privacy::service, {}, {field}}}}};
  form::prepare(form);
  const form::Answers answers = {{"x", x}};
  return score_one(criterion, form::Environment(form, answers, {}));
}

}  // namespace

TEST_CASE("linear between limits: the points grow exactly in proportion (Башкортостан)") {
  Criterion linear = criterion(Shape::linear);
  linear.rounded = false;
  linear.linear = {{{}, "", Ratio(5), Ratio(20), Ratio(0), Ratio(100)}};
  CHECK(score_with(linear, "4,99").points == Ratio(0));
  CHECK(score_with(linear, "5").points == Ratio(0));
  CHECK(score_with(linear, "6").points == Ratio::make(20, 3));
  CHECK(score_with(linear, "12,5").points == Ratio(50));
  CHECK(score_with(linear, "20").points == Ratio(100));
  CHECK(score_with(linear, "99").points == Ratio(100));
}

TEST_CASE("a count with a cap") {
  Criterion count = criterion(Shape::count);
  count.max = Ratio(5);
  count.points_each = Ratio(1);
  count.digits = 0;
  CHECK(score_with(count, "0").points == Ratio(0));
  CHECK(score_with(count, "4").points == Ratio(4));
  CHECK(score_with(count, "5").points == Ratio(5));
  CHECK(score_with(count, "6").points == Ratio(5));
}

TEST_CASE("a choice gives the points of what was chosen") {
  Criterion choice = criterion(Shape::choice);
  choice.choices = {{"low", "Низкая", Ratio(0)}, {"high", "Высокая", Ratio(10)}};
  CHECK(score_with(choice, "high").points == Ratio(10));
  CHECK(score_with(choice, "high").value == "Высокая");
  CHECK(score_with(choice, "").points == Ratio(0));
  CHECK(score_with(choice, "").explanation == "Критерий: 0 баллов — значение не указано.");
}

TEST_CASE("the value is rounded before the band only when the rules say so") {
  Criterion bands = criterion(Shape::bands);
  BandTable table;
  table.bands = {{{}, Ratio(5), false, true, Ratio(1), "до 5"}, {Ratio(5), {}, false, true, Ratio(2), "больше 5"}};
  bands.tables = {table};
  CHECK(score_with(bands, "5,04").points == Ratio(1));
  CHECK(score_with(bands, "5,05").points == Ratio(2));
  bands.rounded = false;
  CHECK(score_with(bands, "5,04").points == Ratio(2));
}

TEST_CASE("weights and totals are exact: thirds add up to one") {
  Criterion third = criterion(Shape::linear);
  third.weight = Ratio::make(1, 3).value();
  third.linear = {{{}, "", Ratio(0), Ratio(1), Ratio(0), Ratio(1)}};
  Criteria criteria{"1", {third, third, third}};
  form::Form form;
  form::Field field;
  field.id = "x";
  field.kind = form::Kind::decimal;
  form.groups = {{"g", "Г", {{"s", "С", "", form::Privacy::service, {}, {field}}}}};
  form::prepare(form);
  const form::Answers answers = {{"x", "1"}};
  CHECK(score(criteria, form::Environment(form, answers, {})).total == Ratio(1));
}

TEST_CASE("a criterion that does not apply gives nothing and says so") {
  Criterion count = criterion(Shape::count);
  count.applicable = formula_of("x > 10");
  count.points_each = decimal("1");
  CHECK(score_with(count, "5").value == "не применяется");
  CHECK(score_with(count, "11").points == Ratio(11));
}

}  // namespace pochin::scoring
