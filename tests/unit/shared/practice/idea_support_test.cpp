#include "shared/practice/idea_support.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "tests/unit/shared/calendar/calendar_fixture.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

Instant at(std::string_view text) { return parse_instant(text).value(); }

// The pack of a municipality by 131-ФЗ whose ideas are supported for so many calendar days; 0 = it does not say.
Pack municipality(int days) {
  Json json = Json::parse(pack_text("initiative_131"));
  Json terms = Json::array();
  for (Json& term : json["terms"]) {
    if (term["id"] == kIdeaSupportTerm) {
      if (days == 0) continue;
      term["count"] = days;
      term["day_off"] = "stay";
    }
    terms.push_back(term);
  }
  json["terms"] = terms;
  return parse_pack(json).value();
}

std::optional<Instant> end_of(const std::vector<const Pack*>& packs) {
  return idea_support_end(at("2026-11-02T07:00:00Z"), packs, calendar::shipped());
}

}  // namespace

TEST_CASE("support of an idea ends at the region's midnight after its last day") {
  const Pack thirty = municipality(30);
  CHECK(thirty.zone_minutes == 240);
  CHECK(end_of({&thirty}) == at("2026-12-02T20:00:00Z"));
}

TEST_CASE("of several practices the one that waits longest decides") {
  const Pack thirty = municipality(30), forty = municipality(40);
  CHECK(end_of({&thirty, &forty}) == end_of({&forty}));
  CHECK(end_of({&forty, &thirty}) == end_of({&forty}));
}

TEST_CASE("nothing ends the support where no practice says when, or the one that says takes no ideas") {
  const Pack silent = municipality(0), thirty = municipality(30);
  CHECK(!end_of({}));
  CHECK(!end_of({&silent}));
  CHECK(end_of({&silent, &thirty}) == end_of({&thirty}));
  Pack deaf = municipality(30);
  std::erase_if(deaf.workflow.conversions,
                [](const application::Conversion& each) { return each.from == application::Track::idea; });
  CHECK(!end_of({&deaf}));
}

}  // namespace pochin::practice
