// Totals of many unrounded shares against Boost's fractions of any size; and what happens to what cannot be computed.
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "shared/scoring/order.h"
#include "shared/scoring/run.h"
#include "tests/unit/shared/dice.h"
#include "tests/unit/shared/scoring/fixture.h"

namespace pochin::scoring {
namespace {

using Exact = boost::multiprecision::cpp_rational;
using Big = boost::multiprecision::cpp_int;

std::string text_of(const Exact& value) {
  const Big below = denominator(value);
  return numerator(value).str() + (below == 1 ? "" : "/" + below.str());
}

Exact clamped(const Exact& value) { return value < 0 ? Exact(0) : value > 100 ? Exact(100) : value; }

std::string name(const char* kind, std::size_t i) { return kind + std::to_string(i); }

// Linear, cohort and counting criteria in turn, none of them rounded.
Criteria shares(std::size_t count) {
  Criteria criteria;
  for (std::size_t i = 0; i < count; ++i) {
    Criterion each = criterion_of(Shape::linear, name("part", i) + " * 100 / " + name("whole", i));
    each.code = name("c", i);
    each.title = name("Доля ", i);
    each.rounded = false;
    each.weight = *Ratio::make(static_cast<int64_t>(i % 5 + 1), 10);
    if (i % 3 == 0) each.linear = {{{}, "", Ratio(0), Ratio(37), Ratio(0), Ratio(100)}};
    if (i % 3 == 1) each.shape = Shape::cohort;
    if (i % 3 == 2) each.shape = Shape::count, each.points_each = *Ratio::make(3, 7);
    criteria.items.push_back(each);
  }
  return criteria;
}

struct Row {
  std::vector<Exact> values;
  Exact total;
};

void add_totals(std::vector<Row>& rows, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    Exact best(0);
    for (const Row& each : rows) best = std::max(best, each.values[i]);
    for (Row& each : rows) {
      const Exact& value = each.values[i];
      const Exact points = i % 3 == 0   ? clamped(value * 100 / 37)
                           : i % 3 == 1 ? value / best * 100
                                        : clamped(value * Exact(3, 7));
      each.total += points * Exact(static_cast<int>(i % 5 + 1), 10);
    }
  }
}

struct Made {
  Contest contest;
  std::vector<Row> rows;
};

void fill(Made& made, Dice& dice, std::size_t people, std::size_t count) {
  for (std::size_t n = 0; n < people; ++n) {
    form::Facts facts;
    Row row;
    for (std::size_t i = 0; i < count; ++i) {
      const int64_t whole = dice.roll(1, 9'999'999'999), part = dice.roll(0, whole);  // kopecks
      facts.emplace(name("part", i), formula::Value(*Ratio::make(part, 100)));
      facts.emplace(name("whole", i), formula::Value(*Ratio::make(whole, 100)));
      row.values.push_back(Exact(Big(part), Big(whole)) * 100);
    }
    made.contest.add("a" + std::to_string(n), std::move(facts));
    made.rows.push_back(std::move(row));
  }
  add_totals(made.rows, count);
}

std::vector<Contender> contenders_of(const std::vector<Tally>& tallies) {
  std::vector<Contender> all(tallies.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].id = "a" + std::to_string(i);
    all[i].total = tallies[i].total;
    all[i].subsidy = Money{100};
  }
  return all;
}

RankingRules with_money(int64_t kopecks) {
  RankingRules rules;
  rules.available = Money{kopecks};
  return rules;
}

}  // namespace

TEST_CASE("totals of unrounded shares with random wholes are the exact ones, and so is the order") {
  Dice dice(4126);
  for (int i = 0; i < 20; ++i) {
    const auto count = static_cast<std::size_t>(dice.roll(2, 30));
    const Criteria criteria = shares(count);
    Made made;
    fill(made, dice, 20, count);
    const auto tallies = tally_contest(criteria, made.contest.subjects());
    const auto scores = made.contest.score(criteria);
    for (std::size_t n = 0; n < tallies.size(); ++n) {
      REQUIRE(tallies[n].counted);
      REQUIRE(to_fraction(tallies[n].total) == text_of(made.rows[n].total));
      REQUIRE(scores[n].total == tallies[n].total);
      REQUIRE(scores[n].not_counted.empty());
    }
    const Ranking ranking = rank(contenders_of(tallies), with_money(500));
    for (std::size_t n = 1; n < ranking.rows.size(); ++n)
      REQUIRE(made.rows[ranking.rows[n - 1].index].total >= made.rows[ranking.rows[n].index].total);
    CHECK(ranking.used == Money{500});
  }
}

TEST_CASE("a difference behind every decimal decides, and is no tie") {
  Criteria criteria = shares(6);
  Contest contest;
  form::Facts facts;
  for (std::size_t i = 0; i < 6; ++i) {
    facts[name("part", i)] = formula::Value(Ratio(1'000'000'007 + static_cast<int64_t>(i) * 2));
    facts[name("whole", i)] = formula::Value(Ratio(9'999'999'967 - static_cast<int64_t>(i) * 6));
  }
  contest.add("less", facts);
  facts["whole5"] = formula::Value(*facts["whole5"].number() - *Ratio::make(1, 1'000'000'000'000));
  contest.add("more", facts);
  std::vector<Contender> both = contenders_of(tally_contest(criteria, contest.subjects()));
  REQUIRE(to_decimal(both[0].total, 6) == to_decimal(both[1].total, 6));
  both[0].submitted_at = Instant{1};
  both[1].submitted_at = Instant{1'000'000};
  RankingRules by_time;
  by_time.tie_chain = {TieBreak::submitted_at};
  const Ranking ranking = rank(both, by_time);
  CHECK(ranking.rows[0].index == 1);
  CHECK(ranking.rows[0].tie.empty());
}

TEST_CASE("a value that could not be computed leaves no total, and the reason names the criterion") {
  const form::Facts lost = {{"x", formula::Value::lost("Число слишком велико")}, {"y", form::fact(int64_t{1})}};
  const form::Environment environment = world(lost);
  const auto scored = [&](const Criterion& criterion) {
    Criteria criteria;
    Criterion whole = criterion_of(Shape::count, "y");
    whole.points_each = Ratio(5);
    criteria.items = {criterion, whole};
    const Score made = score(criteria, environment);
    CHECK(tally(criteria, environment).counted == made.not_counted.empty());
    CHECK(made.total == tally(criteria, environment).total);
    return made;
  };
  Criterion count = criterion_of(Shape::count), bands = criterion_of(Shape::bands),
            linear = criterion_of(Shape::linear), presence = criterion_of(Shape::presence, "x > 1"),
            choice = criterion_of(Shape::choice), cohort = criterion_of(Shape::cohort),
            applicable = criterion_of(Shape::count, "y"), table = criterion_of(Shape::bands, "y"),
            covered = criterion_of(Shape::count, "coalesce(x, 0)");
  bands.tables.emplace_back().bands.emplace_back();
  linear.linear = {{{}, "", Ratio(0), Ratio(1), Ratio(0), Ratio(1)}};
  applicable.applicable = formula_of("x > 1");
  table.tables.resize(2);
  table.tables[0].when = formula_of("x > 1");
  for (BandTable& each : table.tables) each.bands.emplace_back();
  for (const Criterion& each : {count, bands, linear, presence, choice, cohort, applicable, table, covered}) {
    const Score made = scored(each);
    CHECK(made.items[0].standing == Standing::lost);
    CHECK(made.not_counted == "Критерий — число слишком велико");
    CHECK(made.remark == "итог не подсчитан: Критерий — число слишком велико");
    CHECK(made.items[0].explanation == "Критерий: баллы не подсчитаны — число слишком велико.");
    CHECK(made.total == Ratio(0));
  }
  CHECK(scored(criterion_of(Shape::count, "y")).not_counted.empty());
  CHECK(scored(criterion_of(Shape::count, "z")).items[0].standing == Standing::unknown);

  Criteria gated;
  for (const Gate::Effect effect : {Gate::Effect::zero, Gate::Effect::not_admitted}) {
    gated.gates = {{"g", "Порог", formula_of("x > 1"), effect, "мало"}};
    CHECK(score(gated, environment).not_counted == "Порог — число слишком велико");
  }
}

TEST_CASE("what is not known is ranked behind all that is, and gets nothing") {
  std::vector<Contender> all(4);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].id = "a" + std::to_string(i);
    all[i].total = Ratio(static_cast<int64_t>(i));
    all[i].subsidy = Money{100};
  }
  all[3].not_counted = "Доля — число слишком велико";
  all[2].sum_known = false;
  RankingRules listed = with_money(1000);
  listed.reserve = 5;
  const Ranking ranking = rank(all, listed);
  CHECK(ranking.used == Money{200});
  const Ranked &last = ranking.rows[3], &first = ranking.rows[0];
  CHECK(last.index == 3);
  CHECK(last.place == Place::not_counted);
  CHECK_FALSE(last.funded);
  CHECK(last.why == "Балл не подсчитан: Доля — число слишком велико.");
  CHECK(first.place == Place::bad_sum);
  CHECK(first.why == "Запрошенная сумма неизвестна: исправьте заявку.");

  all[3].not_counted.clear();
  all[2].sum_known = true;
  all[0].votes = Ratio(0);
  all[1].votes = Ratio(7);
  RankingRules by_votes = with_money(1000);
  by_votes.order = RankingRules::Order::votes;
  by_votes.additional = RankingRules::Additional{};
  const Ranking voted = rank(all, by_votes);
  CHECK(voted.used == Money{200});
  CHECK(voted.rows[0].index == 1);
  CHECK(voted.rows[2].place == Place::not_counted);
  CHECK(voted.rows[2].why == "Голоса не подсчитаны.");
}

TEST_CASE("a run keeps why a total is missing") {
  Criteria criteria;
  criteria.items = {criterion_of(Shape::count)};
  const form::Environment environment = world({{"x", formula::Value::lost("Число слишком велико")}});
  const std::vector<Entrant> entrants = {{{"a", &environment}, {}}};
  const auto run = run_scores(criteria, entrants, Instant{0}, "Первый", "Иванова");
  REQUIRE(run);
  const auto read = run_from_json(to_json(*run));
  REQUIRE(read);
  CHECK(read->items[0].score.not_counted == "Критерий — число слишком велико");
  CHECK(read->items[0].score.items[0].standing == Standing::lost);
}

}  // namespace pochin::scoring
