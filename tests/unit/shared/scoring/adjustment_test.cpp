#include "shared/scoring/adjustment.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "tests/unit/shared/scoring/fixture.h"

namespace pochin::scoring {
namespace {

const Instant kAt = parse_instant("2026-12-26T10:00:00Z").value();

std::string refused(const Ratio& points, std::string_view reason, std::string_view author, std::string_view second) {
  const auto made = adjust(points, reason, author, second, kAt);
  return made ? "" : made.error().code + " " + made.error().place;
}

}  // namespace

TEST_CASE("points by hand need a reason and two people") {
  CHECK(refused(Ratio(1), "первое участие", "petrov", "sokolova").empty());
  CHECK(refused(Ratio(0), "первое участие", "petrov", "sokolova") == "adjustment_zero points");
  CHECK(refused(Ratio(1), " \u00a0", "petrov", "sokolova") == "adjustment_reason reason");
  CHECK(refused(Ratio(1), "первое участие", "", "sokolova") == "adjustment_author author");
  CHECK(refused(Ratio(1), "первое участие", "petrov", " ") == "adjustment_second confirmed");
  CHECK(refused(Ratio(1), "первое участие", "petrov", "petrov") == "adjustment_second confirmed");
  CHECK(refused(Ratio(1), "первое участие", "petrov", " petrov ") == "adjustment_second confirmed");
}

TEST_CASE("what was added and what was taken are summed apart") {
  const std::vector<Adjustment> all = {adjust(decimal("1.5"), "а", "x", "y", kAt).value(),
                                       adjust(Ratio(-2), "б", "x", "y", kAt).value(),
                                       adjust(Ratio(1), "в", "x", "y", kAt).value()};
  CHECK(sum_of(all).plus == decimal("2.5"));
  CHECK(sum_of(all).minus == Ratio(2));
  CHECK(sum_of({}).plus == Ratio(0));
}

TEST_CASE("an adjustment explains itself, and is read back only when it was rightful") {
  const Adjustment made = adjust(Ratio(-2), "прошлый проект не закончен", "Петров", "Соколова", kAt).value();
  CHECK(explain(made) == "Снято вручную: 2 — прошлый проект не закончен (предложил Петров, подтвердил Соколова).");
  const Json json = to_json(made);
  CHECK(to_json(adjustment_from_json(json).value()) == json);
  Json alone = json;
  alone["confirmed"] = "Петров";
  CHECK(adjustment_from_json(alone).error().code == "adjustment_second");
  Json vague = json;
  vague["points"] = 2.5;
  CHECK(adjustment_from_json(vague).error().place == "points");
}

}  // namespace pochin::scoring
