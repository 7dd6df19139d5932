#include "shared/law/norms.h"

#include <catch2/catch_test_macros.hpp>

namespace pochin::law {
namespace {

Date day(std::string_view text) { return parse_date(text).value(); }

}  // namespace

TEST_CASE("the term of a step is cited from the statute in force on the day") {
  const TermNorm* before = term_norm(Step::comments, day("31.12.2026"));
  REQUIRE(before);
  CHECK(citation(*before) == "131-ФЗ, ст. 26.1 ч. 5");
  CHECK(before->count == 5);
  CHECK(before->at_least);
  const TermNorm* after = term_norm(Step::comments, day("01.01.2027"));
  REQUIRE(after);
  CHECK(citation(*after) == "33-ФЗ");
  CHECK(!term_norm(Step::comments, day("31.12.2020")));
}

TEST_CASE("thirty days for the decision bind the municipality only; publication and report bind everybody") {
  CHECK(term_norm(Step::decide, day("01.06.2026"))->only_initiative_project);
  CHECK(!term_norm(Step::publish, day("01.06.2026"))->only_initiative_project);
  CHECK(!term_norm(Step::report, day("01.06.2026"))->only_initiative_project);
}

TEST_CASE("each norm has dates that can be read and says how it is known") {
  for (const TermNorm& norm : term_norms()) {
    CHECK(parse_date(norm.valid_from));
    CHECK((norm.valid_to.empty() || parse_date(norm.valid_to)));
    CHECK((norm.source == "verified" || norm.source == "from memory"));
  }
}

}  // namespace pochin::law
