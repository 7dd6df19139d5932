// Shapes of domain.md §4.1, each by a table of values and points.
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/shared/scoring/fixture.h"

namespace pochin::scoring {
namespace {

struct Row {
  const char* value;
  const char* points;
};

void check(const Criterion& criterion, std::initializer_list<Row> table) {
  for (const Row& row : table) {
    INFO("at " << row.value);
    CHECK(points_text(score_one(criterion, with_x(row.value)).points) == row.points);
  }
}

Band band(const char* from, bool from_included, const char* to, bool to_included, int64_t points) {
  Band made;
  if (*from) made.from = decimal(from);
  if (*to) made.to = decimal(to);
  made.from_included = from_included;
  made.to_included = to_included;
  made.points = Ratio(points);
  made.text = "ступень";
  return made;
}

Criterion expert(int64_t members) {
  Criterion made = criterion_of(Shape::expert);
  made.max = Ratio(10);
  made.members = members;
  made.digits = 2;
  return made;
}

CriterionScore judged(const Criterion& criterion, const std::vector<Mark>& marks) {
  return score_one(criterion, world({}), {.marks = marks});
}

}  // namespace

TEST_CASE("a border belongs to the band that says so") {
  Criterion bands = criterion_of(Shape::bands);
  BandTable table;
  table.bands = {band("", false, "5", false, 1), band("5", true, "10", true, 2), band("10", false, "", true, 3)};
  bands.tables = {table};
  check(bands, {{"4,9", "1"}, {"5", "2"}, {"10", "2"}, {"10,1", "3"}});
}

TEST_CASE("the named rounding and its digits are applied before the band") {
  Criterion bands = criterion_of(Shape::bands);
  BandTable table;
  table.bands = {band("", false, "5", true, 1), band("5", false, "", true, 2)};
  bands.tables = {table};
  struct Case {
    Rounding round;
    int digits;
    std::initializer_list<Row> rows;
  };
  const Case cases[] = {
      {Rounding::HalfUp, 1, {{"5,04", "1"}, {"5,05", "2"}}},
      {Rounding::HalfEven, 1, {{"5,05", "1"}, {"5,0501", "2"}}},
      {Rounding::Down, 1, {{"5,09", "1"}, {"5,1", "2"}}},
      {Rounding::Up, 1, {{"5", "1"}, {"5,0001", "2"}}},
      {Rounding::HalfUp, 4, {{"5,00004", "1"}, {"5,00005", "2"}}},
      {Rounding::HalfUp, 0, {{"5,4", "1"}, {"5,5", "2"}}},
  };
  for (const Case& each : cases) {
    bands.round = each.round;
    bands.digits = each.digits;
    check(bands, each.rows);
  }
}

TEST_CASE("a range of per cent becomes a range of points, with its own points outside (Алтай)") {
  Criterion linear = criterion_of(Shape::linear);
  linear.rounded = false;
  linear.linear = {{{}, "", Ratio(10), Ratio(25), Ratio(5), Ratio(100), Ratio(0), Ratio(90)}};
  check(linear, {{"9,999", "0"}, {"10", "5"}, {"17,5", "52,5"}, {"25", "100"}, {"25,001", "90"}});
  linear.linear[0].below = linear.linear[0].above = std::nullopt;
  check(linear, {{"0", "5"}, {"99", "100"}});
}

TEST_CASE("a linear scale may fall: less is better") {
  Criterion linear = criterion_of(Shape::linear);
  linear.linear = {{{}, "", Ratio(0), Ratio(100), Ratio(100), Ratio(0)}};
  check(linear, {{"0", "100"}, {"25", "75"}, {"100", "0"}, {"200", "0"}});
}

TEST_CASE("«5 + 1 за каждые 10 чел. свыше 10, не более 20»") {
  Criterion count = criterion_of(Shape::count);
  count.max = Ratio(20);
  count.digits = 0;
  count.unit = "чел.";
  count.points_base = Ratio(5);
  count.points_each = Ratio(1);
  count.per = Ratio(10);
  count.above = Ratio(10);
  check(count, {{"0", "0"},
                {"1", "5"},
                {"10", "5"},
                {"19", "5"},
                {"20", "6"},
                {"29", "6"},
                {"30", "7"},
                {"159", "19"},
                {"160", "20"},
                {"5000", "20"}});
  CHECK(score_one(count, with_x("30")).explanation ==
        "Критерий: 30\u00a0чел. (5 и ещё 1 за каждые 10\u00a0чел. свыше 10, не больше 20) — 7\u00a0баллов.");
}

TEST_CASE("a count below zero gives nothing") {
  Criterion count = criterion_of(Shape::count);
  count.points_each = Ratio(1);
  count.points_base = Ratio(5);
  check(count, {{"–3", "0"}});
}

TEST_CASE("a penalty is below zero and no deeper than its least") {
  Criterion choice = criterion_of(Shape::choice);
  choice.min = Ratio(-5);
  choice.max = Ratio(10);
  choice.choices = {{"good", "Хорошо", Ratio(10)}, {"bad", "Плохо", Ratio(-5)}, {"worse", "Хуже", Ratio(-9)}};
  const auto of = [&](const char* code) { return score_one(choice, world({{"x", form::fact(code)}})); };
  CHECK(of("bad").points == Ratio(-5));
  CHECK(of("worse").points == Ratio(-5));
  CHECK(of("bad").explanation == "Критерий: Плохо — –5\u00a0баллов.");
  Criteria criteria{"1", {choice}};
  CHECK(score(criteria, world({{"x", form::fact("bad")}})).total == Ratio(-5));
}

TEST_CASE("points are rounded by the named mode when the rules say so") {
  Criterion linear = criterion_of(Shape::linear);
  linear.rounded = false;
  linear.linear = {{{}, "", Ratio(0), Ratio(3), Ratio(0), Ratio(1)}};
  linear.round_points = PointsRounding{Rounding::Up, 3};
  check(linear, {{"1", "0,334"}, {"2", "0,667"}});
  linear.round_points = PointsRounding{Rounding::Down, 3};
  check(linear, {{"1", "0,333"}, {"2", "0,666"}});
}

TEST_CASE("tables that differ by a condition: kind, population, cost") {
  Criterion bands = criterion_of(Shape::bands);
  BandTable cheap, other;
  cheap.when = formula_of("cost < 1000000");
  cheap.title = "до 1 млн";
  cheap.bands = {band("", false, "", true, 10)};
  other.title = "от 1 млн";
  other.bands = {band("", false, "", true, 5)};
  bands.tables = {cheap, other};
  const auto at = [&](formula::Value cost) {
    return score_one(bands, world({{"x", form::fact(int64_t{1})}, {"cost", std::move(cost)}}));
  };
  CHECK(at(form::fact(int64_t{999'999})).table == "до 1 млн");
  CHECK(at(form::fact(int64_t{1'000'000})).points == Ratio(5));
  CHECK(at(form::unknown_fact()).table == "от 1 млн");  // a condition that is not known does not hold
  bands.tables.pop_back();
  CHECK(at(form::fact(int64_t{1'000'000})).standing == Standing::unknown);
}

TEST_CASE("a value no band holds gives nothing and says so") {
  Criterion bands = criterion_of(Shape::bands);
  BandTable table;
  table.bands = {band("1", true, "2", true, 5)};
  bands.tables = {table};
  CHECK(score_one(bands, with_x("3")).standing == Standing::outside);
  CHECK(score_one(bands, with_x("3")).explanation == "Критерий: 0 баллов — значение вне шкалы.");
}

TEST_CASE("votes are a value like others") {
  Criterion votes = criterion_of(Shape::bands, "votes.count");
  votes.digits = 0;
  BandTable table;
  table.bands = {band("", false, "500", false, 0), band("500", true, "", true, 10)};
  votes.tables = {table};
  CHECK(score_one(votes, world({{"votes.count", form::fact(int64_t{499})}})).points == Ratio(0));
  CHECK(score_one(votes, world({{"votes.count", form::fact(int64_t{500})}})).points == Ratio(10));
  CHECK(score_one(votes, world({})).standing == Standing::unknown);
}

TEST_CASE("the average of the members: their number, the least, the order of marks") {
  const Criterion jury = expert(3);
  std::vector<Mark> marks = {{"c", "А", Ratio(10)}, {"c", "Б", Ratio(5)}, {"other", "А", Ratio(0)}};
  CHECK(judged(jury, marks).standing == Standing::few_members);
  CHECK(judged(jury, marks).explanation == "Критерий: 0 баллов — оценок 2, а нужно не меньше 3.");
  marks.push_back({"c", "В", Ratio(5)});
  const CriterionScore full = judged(jury, marks);
  CHECK(full.points == decimal("6,67"));
  CHECK(full.value == "6,67");
  CHECK(full.band == "средняя по 3 оценкам");
  std::swap(marks[0], marks[3]);
  CHECK(judged(jury, marks).points == full.points);
}

TEST_CASE("a mark off the scale or a second mark of one member spoils the average, and is said") {
  Criterion jury = expert(1);
  CHECK(judged(jury, {{"c", "А", Ratio(11)}}).standing == Standing::bad_mark);
  CHECK(judged(jury, {{"c", "А", Ratio(-1)}}).standing == Standing::bad_mark);
  CHECK(judged(jury, {{"c", "А", Ratio(1)}, {"c", "А", Ratio(1)}}).standing == Standing::bad_mark);
  CHECK(judged(jury, {{"c", "А", Ratio(7)}}).points == Ratio(7));
  jury.allowed = {Ratio(0), Ratio(5), Ratio(10)};
  CHECK(judged(jury, {{"c", "А", Ratio(7)}}).standing == Standing::bad_mark);
  CHECK(judged(jury, {{"c", "А", Ratio(5)}}).points == Ratio(5));
}

TEST_CASE("an average below the pass mark does not admit, at the mark it does") {
  Criterion jury = expert(1);
  jury.max = Ratio(100);
  jury.pass = Ratio(40);
  const Criteria criteria{"1", {jury}};
  const auto with = [&](int64_t points) {
    const std::vector<Mark> marks = {{"c", "А", Ratio(points)}};
    return score(criteria, world({}), {.marks = marks});
  };
  CHECK(with(40).admitted);
  CHECK(!with(39).admitted);
  CHECK(with(39).remark == "не допущена: Критерий — средняя оценка ниже проходной");
  CHECK(with(39).items[0].band == "оценка эксперта, ниже проходной 40");
  CHECK(!score(criteria, world({})).complete);  // nobody has scored it: not refused, not known
  CHECK(score(criteria, world({})).admitted);
}

TEST_CASE("gates: not admitted, or a total of zero, with the reason; what is not known does not pass") {
  Criterion count = criterion_of(Shape::count);
  count.points_each = Ratio(1);
  Criteria criteria{"1", {count}};
  criteria.gates = {{"private", "Общая польза", formula_of("not private"), Gate::Effect::not_admitted, "выгода одного"},
                    {"paid", "Деньги", formula_of("paid"), Gate::Effect::zero, "деньги не внесены"}};
  const auto at = [&](formula::Value is_private, formula::Value paid) {
    return score(criteria,
                 world({{"x", form::fact(int64_t{7})}, {"private", std::move(is_private)}, {"paid", std::move(paid)}}));
  };
  const Score fine = at(formula::Value(false), formula::Value(true));
  CHECK(fine.admitted);
  CHECK(fine.total == Ratio(7));
  CHECK(fine.remark.empty());
  CHECK(fine.gates[0].explanation == "Общая польза: условие выполнено.");
  const Score refused = at(formula::Value(true), formula::Value(true));
  CHECK(!refused.admitted);
  CHECK(refused.total == Ratio(7));
  CHECK(refused.remark == "не допущена: выгода одного");
  const Score zero = at(formula::Value(false), formula::Value(false));
  CHECK(zero.admitted);
  CHECK(zero.total == Ratio(0));
  CHECK(zero.items[0].points == Ratio(7));
  CHECK(zero.gates[1].explanation == "Деньги: деньги не внесены.");
  const Score unknown = at(form::unknown_fact(), formula::Value(true));
  CHECK(!unknown.admitted);
  CHECK(unknown.gates[0].explanation == "Общая польза: выгода одного (проверить нечем: данных нет).");
}

TEST_CASE("the total is no more than the cap, and says so") {
  Criterion count = criterion_of(Shape::count);
  count.points_each = Ratio(1);
  Criteria criteria{"1", {count, count}};
  criteria.cap = Ratio(120);
  CHECK(score(criteria, with_x("60")).total == Ratio(120));
  CHECK(score(criteria, with_x("60")).remark.empty());
  CHECK(score(criteria, with_x("61")).total == Ratio(120));
  CHECK(score(criteria, with_x("61")).remark == "итог не больше 120");
  CHECK(score(criteria, with_x("61")).max == Ratio(120));
}

}  // namespace pochin::scoring
