#include "shared/review/sheet.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "tests/unit/shared/dice.h"

namespace pochin::review {
namespace {

using Names = std::vector<std::string>;

const std::vector<SheetCriterion> kCriteria = {{"urgency", "Острота", Ratio(0), Ratio(10), Ratio(1)},
                                               {"quality", "Качество", Ratio(0), Ratio(5), *Ratio::make(1, 2)}};
const Names kMembers = {"m1", "m2", "m3"};

Mark mark(std::string member, std::string criterion, Ratio points, int64_t at = 1) {
  return {std::move(member), "a12", std::move(criterion), points, "", Instant{at}};
}

std::vector<Mark> full() {
  return {mark("m1", "urgency", 7), mark("m1", "quality", *Ratio::make(9, 2)),
          mark("m2", "urgency", 8), mark("m2", "quality", 4),
          mark("m3", "urgency", 5), mark("m3", "quality", 5)};
}

Result<Averages> average(const std::vector<Mark>& marks, const AverageRule& rule = {},
                         const std::vector<Conflict>& conflicts = {}) {
  return averages("a12", kMembers, kCriteria, marks, conflicts, rule);
}

std::string refusal(const Mark& given, const std::vector<Conflict>& conflicts = {}) {
  const auto fine = check_mark(given, kCriteria, conflicts);
  if (fine) return "ok";
  CHECK_FALSE(fine.error().message.empty());
  return fine.error().code;
}

std::string criteria_refusal(const char* text) {
  const auto criteria = sheet_criteria_from_json(*parse_json(text), "/sheet");
  return criteria ? "ok" : criteria.error().code + " " + criteria.error().place;
}

}  // namespace

TEST_CASE("a mark is within its borders and on its step") {
  CHECK(refusal(mark("m1", "urgency", 0)) == "ok");
  CHECK(refusal(mark("m1", "urgency", 10)) == "ok");
  CHECK(refusal(mark("m1", "urgency", 11)) == "mark_range");
  CHECK(refusal(mark("m1", "urgency", -1)) == "mark_range");
  CHECK(refusal(mark("m1", "urgency", *Ratio::make(1, 2))) == "mark_step");
  CHECK(refusal(mark("m1", "quality", *Ratio::make(9, 2))) == "ok");
  CHECK(refusal(mark("m1", "novelty", 1)) == "mark_criterion");
}

TEST_CASE("steps count from the least mark; a step of zero takes any") {
  const std::vector<SheetCriterion> odd = {{"c", "C", Ratio(1), Ratio(9), Ratio(2)}, {"any", "A", 0, 1, Ratio(0)}};
  CHECK(check_mark(mark("m1", "c", 3), odd, {}));
  CHECK_FALSE(check_mark(mark("m1", "c", 4), odd, {}));
  CHECK(check_mark(mark("m1", "any", *Ratio::make(1, 3)), odd, {}));
}

TEST_CASE("who declared a conflict of interest gives no marks, and old ones do not count") {
  const std::vector<Conflict> conflicts = {{"m3", "a12", "соавтор", Instant{}}};
  CHECK(refusal(mark("m3", "urgency", 1), conflicts) == "review_conflict");
  CHECK(average(full(), {}, conflicts)->by_criterion.at("urgency") == *Ratio::make(15, 2));
}

TEST_CASE("a sheet is partial until every criterion has a mark") {
  const auto marks = std::vector{mark("m1", "quality", 3)};
  const Sheet partial = sheet_of("m1", "a12", kCriteria, marks);
  CHECK_FALSE(partial.complete());
  CHECK(partial.missing == Names{"urgency"});
  CHECK(sheet_of("m1", "a12", kCriteria, full()).complete());
  CHECK(sheet_of("m1", "a13", kCriteria, full()).empty());
}

TEST_CASE("the average is the sum of the marks by the number of those who scored, exactly") {
  const auto made = average(full());
  REQUIRE(made);
  CHECK(made->by_criterion.at("urgency") == *Ratio::make(20, 3));
  CHECK(made->by_criterion.at("quality") == *Ratio::make(9, 2));
  CHECK(made->total == *Ratio::make(67, 6));
  CHECK(made->members.at("urgency") == 3);
}

TEST_CASE("the score gets plain values by name") {
  CHECK(average(full())->facts() == std::map<std::string, Ratio>{{"commission.quality", *Ratio::make(9, 2)},
                                                                 {"commission.total", *Ratio::make(67, 6)},
                                                                 {"commission.urgency", *Ratio::make(20, 3)}});
}

TEST_CASE("a member who did not score is not counted as a zero") {
  auto marks = full();
  marks.resize(4);
  CHECK(average(marks)->by_criterion.at("urgency") == *Ratio::make(15, 2));
  CHECK(average(marks)->members.at("urgency") == 2);
}

TEST_CASE("a partial sheet counts where it has marks, or not at all, as the rule says") {
  auto marks = full();
  marks.pop_back();
  const auto counted = average(marks);
  CHECK(counted->members.at("urgency") == 3);
  CHECK(counted->members.at("quality") == 2);
  CHECK(counted->incomplete == Names{"m3"});
  const auto complete = average(marks, {1, true});
  CHECK(complete->members.at("urgency") == 2);
  CHECK(complete->incomplete == Names{"m3"});
}

TEST_CASE("too few members give no average, and the criterion is named") {
  auto marks = full();
  marks.pop_back();
  CHECK(average(full(), {3, false}));
  const auto few = average(marks, {3, false});
  CHECK(few.error().code == "average_members");
  CHECK(few.error().place == "quality");
  CHECK(average({}).error().code == "average_members");
}

TEST_CASE("a changed mark is a new one and the last counts, in whatever order they are kept") {
  auto marks = full();
  marks.push_back(mark("m1", "urgency", 10, 2));
  CHECK(average(marks)->by_criterion.at("urgency") == *Ratio::make(23, 3));
  std::swap(marks.front(), marks.back());
  CHECK(average(marks)->by_criterion.at("urgency") == *Ratio::make(23, 3));
}

TEST_CASE("a stranger's marks do not count") {
  auto marks = full();
  marks.push_back(mark("m9", "urgency", 10));
  CHECK(average(marks)->by_criterion.at("urgency") == *Ratio::make(20, 3));
}

TEST_CASE("property: the average lies between the least and the greatest mark and does not depend on the order") {
  Dice dice(21);
  for (int round = 0; round < 500; ++round) {
    std::vector<Mark> marks;
    Ratio least = 10, greatest = 0;
    for (const std::string& member : kMembers) {
      const Ratio points(dice.roll(0, 10));
      least = std::min(least, points), greatest = std::max(greatest, points);
      marks.push_back(mark(member, "urgency", points));
      marks.push_back(mark(member, "quality", Ratio(dice.roll(0, 5))));
    }
    const auto before = average(marks);
    REQUIRE(before->by_criterion.at("urgency") >= least);
    REQUIRE(before->by_criterion.at("urgency") <= greatest);
    dice.shuffle(marks);
    REQUIRE(average(marks)->facts() == before->facts());
  }
}

TEST_CASE("criteria that contradict themselves are refused with their place") {
  CHECK(criteria_refusal(R"([{"code":"a","title":"A","min":"0","max":"5","step":"1"},
                             {"code":"a","title":"B","min":"0","max":"5","step":"1"}])") ==
        "sheet_twice /sheet/1/code");
  CHECK(criteria_refusal(R"([{"code":"a","title":"A","min":"6","max":"5","step":"1"}])") == "sheet_range /sheet/0");
  CHECK(criteria_refusal(R"([{"code":"a","title":"A","min":"0","max":"5","step":"-1"}])") == "sheet_range /sheet/0");
}

TEST_CASE("criteria, marks and the rule come back from JSON as they were") {
  CHECK(*sheet_criteria_from_json(to_json(kCriteria)) == kCriteria);
  CHECK(*mark_from_json(to_json(full()[1])) == full()[1]);
  CHECK(*average_rule_from_json(to_json(AverageRule{3, true})) == AverageRule{3, true});
}

}  // namespace pochin::review
