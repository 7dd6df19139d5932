// Complete tables of real acts (domain.md §4.3–4.6), each border on both sides.
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/shared/practice/fragment_fixture.h"

namespace pochin::practice {
namespace {

struct Expected {
  const char* value;
  const char* points;
};

// The points of a criterion when one field has each of the values and the rest stays.
void check_field(const Pack& pack, std::string_view code, const std::string& field, form::Answers answers,
                 const form::Facts& facts, std::initializer_list<Expected> table) {
  for (const Expected& row : table) {
    answers[field] = row.value;
    INFO(code << " at " << row.value);
    CHECK(scoring::points_text(item(score_of(pack, answers, facts), code).points) == row.points);
  }
}

form::Rows rows(int count) {
  form::Rows made;
  for (int i = 0; i < count; ++i) made.push_back({"r" + std::to_string(i), {{"what", "Дело"}}});
  return made;
}

void check_rows(const Pack& pack, std::string_view code, const std::string& field, std::initializer_list<int> points) {
  int count = 0;
  for (int wanted : points) {
    INFO(code << " with rows " << count);
    CHECK(item(score_of(pack, {{field, rows(count)}}, place("sp", 2000)), code).points == Ratio(wanted));
    ++count;
  }
}

}  // namespace

TEST_CASE("the fragments of real acts are packs without a single remark") {
  for (const char* name : {"tos", "best_practice", "rural", "altai", "kirov"})
    for (const Finding& each : lint(fragment_json(name).dump(1))) {
      INFO(name << " " << each.pointer << ": " << each.message);
      CHECK(false);
    }
}

TEST_CASE("social projects of ТОС: every border of the table, on both sides") {
  const Pack pack = fragment("tos");
  const form::Facts small = place("sp", 2000), big = place("gp", 3001);
  const form::Answers total = {{"tos_total", "1 000 000"}};
  SECTION("raised money, per cent of the cost") {
    check_field(pack, "raised", "tos_raised", total, small,
                {{"0", "1"},
                 {"100 000", "1"},
                 {"100 499,99", "1"},
                 {"101 000", "2"},
                 {"180 000", "2"},
                 {"181 000", "3"},
                 {"240 000", "3"},
                 {"241 000", "4"},
                 {"300 000", "4"},
                 {"301 000", "5"},
                 {"900 000", "5"}});
  }
  SECTION("people served, per cent in a settlement of up to 3 000") {
    check_field(pack, "users", "tos_users", {}, small,
                {{"0", "1"},
                 {"40", "1"},
                 {"42", "2"},
                 {"120", "2"},
                 {"122", "3"},
                 {"200", "3"},
                 {"202", "4"},
                 {"300", "4"},
                 {"302", "5"}});
    CHECK(item(score_of(pack, {{"tos_users", "60"}}, place("sp", 3000)), "users").points == Ratio(1));
  }
  SECTION("people served, by heads above 3 000") {
    check_field(
        pack, "users", "tos_users", {}, big,
        {{"50", "1"}, {"51", "2"}, {"100", "2"}, {"101", "3"}, {"150", "3"}, {"151", "4"}, {"200", "4"}, {"201", "5"}});
  }
  SECTION("one point for each row, no more than the cap") {
    check_rows(pack, "works", "tos_works", {0, 1, 2, 3, 4, 5, 5});
    check_rows(pack, "upkeep", "tos_upkeep", {0, 1, 2, 3, 3});
    check_rows(pack, "media", "tos_media", {0, 1, 2, 3, 4, 5, 5});
  }
  SECTION("attendance, per cent of the members") {
    check_field(pack, "present", "tos_present", {{"tos_members", "1000"}}, small,
                {{"300", "1"}, {"301", "3"}, {"600", "3"}, {"601", "5"}, {"1000", "5"}});
  }
  SECTION("local budget of one per cent or more") {
    check_field(pack, "local", "tos_local", total, small,
                {{"0", "0"}, {"9 499,99", "0"}, {"9 500", "3"}, {"10 000", "3"}, {"500 000", "3"}});
  }
  SECTION("an opening and a small settlement") {
    check_field(pack, "opening", "tos_opening", {}, small, {{"0", "0"}, {"1", "1"}});
    CHECK(item(score_of(pack, {}, place("sp", 999)), "small").points == Ratio(1));
    CHECK(item(score_of(pack, {}, place("sp", 1000)), "small").points == Ratio(0));
  }
}

TEST_CASE("ТОС: the most is 33, and a population of zero or unknown is no crash") {
  const Pack pack = fragment("tos");
  const form::Answers best = {{"tos_total", "1000000"}, {"tos_raised", "400000"}, {"tos_local", "50000"},
                              {"tos_users", "500"},     {"tos_present", "90"},    {"tos_members", "100"},
                              {"tos_works", rows(7)},   {"tos_upkeep", rows(7)},  {"tos_media", rows(7)},
                              {"tos_opening", "1"}};
  CHECK(score_of(pack, best, place("sp", 900)).total == Ratio(33));
  CHECK(score_of(pack, best, place("sp", 900)).max == Ratio(33));
  const scoring::Score none = score_of(pack, best, place("sp", 0));
  CHECK(item(none, "users").explanation == "Благополучатели: 0 баллов — данных нет.");
  form::Facts unknown = place("sp", 0);
  unknown["settlement.population"] = form::unknown_fact();
  CHECK(item(score_of(pack, best, unknown), "users").standing == scoring::Standing::unknown);
  CHECK(item(score_of(pack, best, unknown), "small").points == Ratio(0));
}

TEST_CASE("the best practice of ТОС: an expert's marks times the factors, 220 at most") {
  const Pack pack = fragment("best_practice");
  std::vector<scoring::Mark> marks;
  for (const scoring::Criterion& each : pack.criteria.items) marks.push_back({each.code, "эксперт", Ratio(5)});
  CHECK(score_of(pack, {}, place("sp", 800), marks).total == Ratio(220));
  const int factors[] = {5, 4, 3, 2, 3, 3, 1, 5, 5, 2, 4, 2, 5};  // as the act lists the criteria
  REQUIRE(pack.criteria.items.size() == std::size(factors));
  for (std::size_t i = 0; i < std::size(factors); ++i) {
    INFO(pack.criteria.items[i].title);
    const scoring::Mark one{pack.criteria.items[i].code, "эксперт", Ratio(1)};
    CHECK(score_of(pack, {}, place("sp", 800), std::vector{one}).total == Ratio(factors[i]));
  }
  marks.front().points = Ratio(3);
  const scoring::Score score = score_of(pack, {}, place("sp", 800), marks);
  CHECK(item(score, "involved").weighted == Ratio(15));
  CHECK(score.total == Ratio(210));
  CHECK(item(score, "involved").explanation == "Вовлечённые жители: 3,00 (оценка эксперта) — 15 из 25\u00a0баллов.");
  marks.front().points = Ratio(6);
  CHECK(item(score_of(pack, {}, place("sp", 800), marks), "involved").standing == scoring::Standing::bad_mark);
  CHECK(!score_of(pack, {}, place("sp", 800)).complete);
}

TEST_CASE("rural improvement: per cent with four decimals, both sides of each border") {
  const Pack pack = fragment("rural");
  const form::Facts facts = place("sp", 1'000'000);
  check_field(pack, "voted", "rural_voted", {}, facts,
              {{"100000", "1"}, {"100001", "5"}, {"250000", "5"}, {"250001", "10"}});
  check_field(pack, "cost", "rural_cost", {}, facts,
              {{"100 000", "1"},
               {"100 000,04", "1"},
               {"100 000,10", "5"},
               {"1 000 000", "5"},
               {"1 000 000,10", "10"},
               {"2 000 000", "10"},
               {"2 000 000,10", "15"}});
  check_field(pack, "raised", "rural_raised", {{"rural_cost", "1 000 000"}}, facts,
              {{"100 000", "1"},
               {"100 000,49", "1"},
               {"100 000,50", "5"},
               {"300 000", "5"},
               {"300 000,49", "5"},
               {"300 000,50", "15"}});
  check_field(pack, "farm", "rural_farm", {}, facts, {{"0", "0"}, {"1", "15"}});
  CHECK(item(score_of(pack, {{"rural_voted", "100001"}}, facts), "voted").value == "10,0001\u00a0%");
}

TEST_CASE("Алтай: ranges of per cent become ranges of points, nothing below the range, groups add up") {
  const Pack pack = fragment("altai");
  const auto with = [](const char* municipal, const char* people, const char* legal, const char* region) {
    return form::Answers{
        {"source_municipal", municipal}, {"source_people", people}, {"source_legal", legal}, {"source_region", region}};
  };
  const form::Facts facts = place("sp", 800);
  const auto municipal = [&](const char* own, const char* rest) {
    return scoring::points_text(item(score_of(pack, with(own, "0", "0", rest), facts), "municipal").points);
  };
  CHECK(municipal("99", "901") == "0");  // municipal_percent of the pack is rounded to 0,1 %
  CHECK(municipal("100", "900") == "5");
  CHECK(municipal("175", "825") == "52,5");
  CHECK(municipal("250", "750") == "100");
  CHECK(municipal("600", "400") == "100");
  const auto people = [&](const char* own, const char* rest) {
    return scoring::points_text(item(score_of(pack, with("0", own, "0", rest), facts), "people").points);
  };
  CHECK(people("49,99", "950,01") == "0");
  CHECK(people("50", "950") == "5");
  CHECK(people("100", "900") == "52,5");
  CHECK(people("150", "850") == "100");
  const auto legal = [&](const char* own, const char* rest) {
    return scoring::points_text(item(score_of(pack, with("0", "0", own, rest), facts), "legal").points);
  };
  CHECK(legal("0", "1000") == "0");
  CHECK(legal("35", "965") == "50");
  CHECK(legal("70", "930") == "100");
  check_field(pack, "forms", "forms", {}, facts,
              {{"0,94", "0"},
               {"0,95", "50"},
               {"1", "50"},
               {"5", "50"},
               {"5,04", "50"},
               {"5,05", "70"},
               {"10", "70"},
               {"10,1", "100"}});

  form::Answers all = with("300", "150", "70", "480");
  all["forms"] = "11";
  all["meeting_count"] = "5";
  const scoring::Score score = score_of(pack, all, facts);
  const auto groups = scoring::group_scores(pack.criteria, score);
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].points == Ratio(35));
  CHECK(groups[0].max == Ratio(35));
  CHECK(groups[1].points == Ratio(35));
  CHECK(score.total == Ratio(70));
}

}  // namespace pochin::practice
