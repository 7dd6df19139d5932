#include "shared/review/opinion.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

namespace pochin::review {
namespace {

const Date kDeadline = *make_date(2027, 1, 15);

std::vector<Assignment> assigned() {
  return {{"a12", "e1", add_days(kDeadline, -14), kDeadline}, {"a12", "e2", add_days(kDeadline, -14), kDeadline}};
}

Opinion opinion(Verdict verdict, int64_t day = 0, std::string expert = "e1") {
  Opinion made;
  made.id = "o1";
  made.application = "a12";
  made.expert = std::move(expert);
  made.verdict = verdict;
  made.given_on = add_days(kDeadline, day);
  made.given_at = Instant{int64_t{made.given_on.days} * 86'400'000};
  return made;
}

std::string refusal(const Opinion& given, const std::vector<Conflict>& conflicts = {}) {
  const auto fine = check_opinion(given, assigned(), conflicts);
  if (fine) return "ok";
  CHECK_FALSE(fine.error().message.empty());
  return fine.error().code + " " + fine.error().place;
}

OpinionStatus after(const std::vector<Opinion>& opinions, int64_t day) {
  return status(assigned()[0], opinions, add_days(kDeadline, day));
}

}  // namespace

TEST_CASE("each verdict carries what it needs and nothing that contradicts it") {
  CHECK(refusal(opinion(Verdict::positive)) == "ok");
  CHECK(refusal(opinion(Verdict::negative)) == "opinion_reason text");
  CHECK(refusal(opinion(Verdict::with_remarks)) == "opinion_remarks remarks");
  Opinion given = opinion(Verdict::negative);
  given.text = "Земля не принадлежит муниципалитету";
  CHECK(refusal(given) == "ok");
  given = opinion(Verdict::with_remarks);
  given.remarks = {{"cost_works", "В смете нет НДС"}, {"", " "}};
  CHECK(refusal(given) == "opinion_remark_text remarks/1/text");
  given.remarks.pop_back();
  CHECK(refusal(given) == "ok");
  given.verdict = Verdict::positive;
  CHECK(refusal(given) == "opinion_remarks verdict");
}

TEST_CASE("only the expert to whom the application was given speaks, and not with a conflict of interest") {
  CHECK(refusal(opinion(Verdict::positive, 0, "e3")) == "opinion_unassigned expert");
  Opinion other = opinion(Verdict::positive);
  other.application = "a13";
  CHECK(refusal(other) == "opinion_unassigned expert");
  CHECK(refusal(opinion(Verdict::positive), {{"e1", "a12", "смету составлял мой брат", Instant{}}}) ==
        "review_conflict ");
}

TEST_CASE("the last day of the deadline is in time, the next is overdue") {
  CHECK(after({}, -3).state == OpinionState::waiting);
  CHECK(after({}, -3).days == 3);
  CHECK(after({}, 0).state == OpinionState::waiting);
  CHECK(after({}, 0).days == 0);
  CHECK(after({}, 1).state == OpinionState::overdue);
  CHECK(after({}, 5).days == 5);
}

TEST_CASE("an opinion given in time stays in time; one given late stays late") {
  CHECK(after({opinion(Verdict::positive)}, 30).state == OpinionState::given);
  const std::vector<Opinion> late = {opinion(Verdict::positive, 2)};
  CHECK(after(late, 30).state == OpinionState::given_late);
  CHECK(after(late, 30).days == 2);
}

TEST_CASE("the later opinion of an expert is the one in force, in whatever order they are kept") {
  const Opinion first = opinion(Verdict::with_remarks, -5), second = opinion(Verdict::positive, -1);
  for (const auto& opinions : {std::vector{first, second}, std::vector{second, first}})
    CHECK(after(opinions, 0).opinion->verdict == Verdict::positive);
}

TEST_CASE("the summary of an application counts opinions in force and those still owed") {
  const std::vector<Opinion> opinions = {opinion(Verdict::negative, -3), opinion(Verdict::positive, -1)};
  CHECK(summary("a12", assigned(), opinions, kDeadline) == OpinionSummary{1, 0, 0, 1, 0});
  CHECK(summary("a12", assigned(), opinions, add_days(kDeadline, 1)) == OpinionSummary{1, 0, 0, 0, 1});
  CHECK(summary("a13", assigned(), opinions, kDeadline) == OpinionSummary{});
}

TEST_CASE("opinions and assignments come back from JSON as they were") {
  Opinion given = opinion(Verdict::with_remarks);
  given.remarks = {{"cost_works", "В смете нет НДС"}};
  CHECK(*opinion_from_json(to_json(given)) == given);
  CHECK(*assignment_from_json(to_json(assigned()[0])) == assigned()[0]);
}

}  // namespace pochin::review
