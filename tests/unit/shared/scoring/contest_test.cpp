// Points that depend on the other applications (Киров), and what never may.
#include "shared/scoring/contest.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/unit/shared/scoring/fixture.h"

namespace pochin::scoring {
namespace {

Criterion relative(Criterion::Best best = Criterion::Best::most, std::string_view bound = "") {
  Criterion made = criterion_of(Shape::cohort);
  made.code = best == Criterion::Best::most ? "most" : "least";
  made.digits = 3;
  made.round = Rounding::Up;
  made.unit = "%";
  made.best = best;
  if (!bound.empty()) made.bound = formula_of(bound);
  return made;
}

std::vector<std::string> points(const std::vector<Score>& scores) {
  std::vector<std::string> all;
  for (const Score& each : scores) all.push_back(points_text(each.total));
  return all;
}

using Points = std::vector<std::string>;

}  // namespace

TEST_CASE("Киров: the share above 10 % relative to the greatest, rounded up to 0,001") {
  const Criteria criteria{"1", {relative(Criterion::Best::most, "10")}};
  Contest contest;
  contest.add_x("a", "40").add_x("b", "25").add_x("c", "20").add_x("d", "10").add_x("e", "5");
  const auto scores = contest.score(criteria);
  CHECK(points(scores) == Points{"100", "50", "33,4", "0", "0"});
  CHECK(scores[2].items[0].explanation ==
        "Критерий: 20\u00a0% (наибольшее среди заявок — 40\u00a0%) — 33,4\u00a0балла.");
}

TEST_CASE("one application alone does not know its points before the intake is over") {
  const Criteria criteria{"1", {relative()}};
  const Score alone = score(criteria, with_x("40"));
  CHECK(alone.total == Ratio(0));
  CHECK(!alone.complete);
  CHECK(alone.items[0].standing == Standing::later);
  CHECK(alone.items[0].explanation ==
        "Критерий: 0 баллов — будет известно после окончания приёма: сравнивается с лучшей заявкой.");
  Contest contest;
  const Cohort cohort = cohort_of(criteria, contest.add_x("a", "80").subjects());
  CHECK(score(criteria, with_x("40"), {.cohort = &cohort}).total == Ratio(50));
}

TEST_CASE("the least is the best: a half of the price gives twice the points, or against a stated maximum") {
  Contest contest;
  contest.add_x("a", "100").add_x("b", "200").add_x("c", "300");
  CHECK(points(contest.score({"1", {relative(Criterion::Best::least)}})) == Points{"100", "50", "33,4"});
  CHECK(points(contest.score({"1", {relative(Criterion::Best::least, "300")}})) == Points{"100", "50", "0"});
}

TEST_CASE("a contest of none, of one, of equals, of zeros, of unknowns") {
  const Criteria criteria{"1", {relative(Criterion::Best::most, "10")}};
  CHECK(Contest().score(criteria).empty());
  CHECK(points(Contest().add_x("a", "12").score(criteria)) == Points{"100"});
  CHECK(points(Contest().add_x("a", "12").add_x("b", "12").score(criteria)) == Points{"100", "100"});
  const auto zeros = Contest().add_x("a", "0").add_x("b", "0").score(criteria);
  CHECK(points(zeros) == Points{"0", "0"});
  CHECK(zeros[0].items[0].standing == Standing::no_best);
  CHECK(zeros[0].items[0].explanation ==
        "Критерий: 0 баллов — сравнивать не с чем: ни у одной заявки значение не лучше предельного.");
  const auto bound = Contest().add_x("a", "10").add_x("b", "10").score(criteria);
  CHECK(bound[1].items[0].standing == Standing::no_best);
  const auto mixed = Contest().add_x("a", "").add_x("b", "20").score(criteria);
  CHECK(points(mixed) == Points{"0", "100"});
  CHECK(mixed[0].items[0].standing == Standing::unknown);
  CHECK(points(Contest().add_x("a", "").score(criteria)) == Points{"0"});
  CHECK(points(Contest().add_x("a", "0").add_x("b", "5").score({"1", {relative(Criterion::Best::least)}})) ==
        Points{"0", "0"});
}

TEST_CASE("each window has its best; a criterion of the whole contest has one") {
  Criterion own = relative(), whole = relative();
  whole.whole_contest = true;
  Contest contest;
  contest.add_x("a", "10", "towns").add_x("b", "40", "villages").add_x("c", "5", "towns");
  CHECK(points(contest.score({"1", {own}})) == Points{"100", "100", "50"});
  CHECK(points(contest.score({"1", {whole}})) == Points{"25", "100", "12,5"});
}

TEST_CASE("what does not take part or fails a gate never sets the best of the others") {
  Criteria criteria{"1", {relative()}};
  criteria.gates = {{"fit", "Годность", formula_of("x < 50"), Gate::Effect::not_admitted, "не годится"}};
  Contest contest;
  contest.add_x("a", "10").add("b", {{"x", form::fact(int64_t{40})}}, "", {}, false).add_x("c", "90").add_x("d", "20");
  const auto scores = contest.score(criteria);
  CHECK(points(scores) == Points{"50", "100", "100", "100"});
  CHECK(!scores[2].admitted);
}

TEST_CASE("a criterion that does not apply to an application neither takes nor gives a best") {
  Criterion criterion = relative();
  criterion.applicable = formula_of("x < 50");
  const auto scores = Contest().add_x("a", "90").add_x("b", "20").score({"1", {criterion}});
  CHECK(points(scores) == Points{"0", "100"});
  CHECK(scores[0].items[0].standing == Standing::not_applicable);
}

TEST_CASE("the order of the applications never changes a score") {
  Criterion count = criterion_of(Shape::count);
  count.points_each = Ratio(1);
  const Criteria criteria{"1", {relative(Criterion::Best::most, "10"), relative(Criterion::Best::least), count}};
  Sequence sequence(20271);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::pair<std::string, std::string>> all;
    for (int i = 0; i < 12; ++i)
      all.emplace_back("a" + std::to_string(i), sequence.below(9) == 0 ? "" : std::to_string(sequence.below(60)));
    std::map<std::string, std::string> first;
    for (int turn = 0; turn < 4; ++turn) {
      Contest contest;
      for (const auto& [id, x] : all) contest.add_x(id, x, "w" + std::to_string(id.back() % 2));
      const auto scores = contest.score(criteria);
      for (std::size_t i = 0; i < all.size(); ++i) {
        const auto kept = first.try_emplace(all[i].first, points_text(scores[i].total)).first;
        CHECK(kept->second == points_text(scores[i].total));
      }
      sequence.shuffle(all);
    }
  }
}

TEST_CASE("the totals without words are the totals with them") {
  Criterion count = criterion_of(Shape::count), jury = criterion_of(Shape::expert);
  count.points_each = Ratio(3);
  count.min = Ratio(-10);
  jury.code = "jury";
  jury.pass = Ratio(40);
  Criteria criteria{"1", {relative(Criterion::Best::most, "10"), relative(Criterion::Best::least), count, jury}};
  criteria.cap = Ratio(180);
  criteria.gates = {{"a", "А", formula_of("x != 7"), Gate::Effect::not_admitted, "семь"},
                    {"b", "Б", formula_of("x != 9"), Gate::Effect::zero, "девять"}};
  Sequence sequence(5);
  Contest contest;
  for (int i = 0; i < 200; ++i) {
    std::vector<Mark> marks;
    if (i % 3 != 0) marks.push_back({"jury", "А", Ratio(sequence.below(100))});
    contest.add("a" + std::to_string(i), {{"x", form::fact(sequence.below(60))}}, "", marks, i % 11 != 0);
  }
  const auto scores = contest.score(criteria);
  const auto tallies = tally_contest(criteria, contest.subjects());
  REQUIRE(tallies.size() == scores.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    CHECK(tallies[i].total == scores[i].total);
    CHECK(tallies[i].admitted == scores[i].admitted);
    CHECK(tallies[i].complete == scores[i].complete);
  }
}

TEST_CASE("with the cohort given, one application scores the same as in the contest") {
  const Criteria criteria{"1", {relative(Criterion::Best::most, "10"), relative(Criterion::Best::least)}};
  Contest contest;
  for (int i = 0; i < 20; ++i) contest.add_x("a" + std::to_string(i), std::to_string(3 + i * 7 % 50));
  const auto scores = contest.score(criteria);
  const Cohort cohort = cohort_of(criteria, contest.subjects());
  for (std::size_t i = 0; i < scores.size(); ++i)
    CHECK(score(criteria, *contest.subjects()[i].environment, {.cohort = &cohort}).total == scores[i].total);
}

}  // namespace pochin::scoring
