#include "shared/scoring/score_json.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "tests/unit/shared/scoring/fixture.h"

namespace pochin::scoring {

TEST_CASE("numbers for machines: a point, no zeros at the end, six decimals") {
  CHECK(machine_text(decimal("73,50")) == "73.5");
  CHECK(machine_text(Ratio(100)) == "100");
  CHECK(machine_text(Ratio(0)) == "0");
  CHECK(machine_text(Ratio(-5)) == "-5");
  CHECK(machine_text(Ratio::make(20, 3).value()) == "6.666667");
}

TEST_CASE("each point has its input, its rule, its step and its result, a sentence each") {
  Criterion bands = criterion_of(Shape::bands);
  bands.unit = "%";
  bands.weight = decimal("0.3");
  BandTable table;
  table.title = "для сельских поселений";
  table.bands = {{{}, {}, false, true, Ratio(60), "от 2 до 5 %"}};
  bands.tables = {table};
  const Reasons why = reasons(score_one(bands, with_x("4")), "2027.1");
  CHECK(why.input == "Взято значение: 4,0\u00a0%.");
  CHECK(why.rule == "Правила версии 2027.1, критерий «Критерий», таблица «для сельских поселений».");
  CHECK(why.band == "Ступень: от 2 до 5 %.");
  CHECK(why.result == "Баллов 18 из 30: 60 × 0,3.");
}

TEST_CASE("a score as JSON says everything a person was told, and every kind of standing has a code") {
  Criterion count = criterion_of(Shape::count);
  count.points_each = Ratio(2);
  Criteria criteria{"7", {count}};
  criteria.hash = "abc";
  criteria.gates = {{"g", "Ворота", formula_of("x > 3"), Gate::Effect::zero, "мало"}};
  const Json json = to_json(score(criteria, with_x("2")));
  CHECK(json.at("criteria_version") == "7");
  CHECK(json.at("criteria_hash") == "abc");
  CHECK(json.at("total") == "0");
  CHECK(json.at("remark") == "итог обнулён: мало");
  CHECK(json.at("gates").at(0).at("passed") == false);
  const Json& item = json.at("scores").at(0);
  CHECK(item.at("points") == "4");
  CHECK(item.at("number") == "2");
  CHECK(item.at("standing") == "scored");
  CHECK(item.at("reasons").at("result") == "Баллов 4 из 100: 4 × 1.");
  for (Standing each :
       {Standing::scored, Standing::not_applicable, Standing::unknown, Standing::below_minimum, Standing::outside,
        Standing::later, Standing::no_best, Standing::few_members, Standing::bad_mark})
    CHECK(standing_from(code_of(each)) == each);
  CHECK(!standing_from("else"));
}

}  // namespace pochin::scoring
