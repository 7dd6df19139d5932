// What lint says about criteria and rankings that do not agree with themselves, each in its place.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/shared/practice/fragment_fixture.h"

namespace pochin::practice {
namespace {

struct Broken {
  const char* name;
  const char* fragment;
  const char* pointer;  // of the value that is replaced or added
  const char* value;    // JSON; "" = removed
  const char* code;
  const char* place;
  Finding::Level level = Finding::Level::error;
};

// kirov: items 0 cohort of the window, 1 cohort of the contest, 2 bands, 3 count, 4 choice, 5 expert.
const Broken kBroken[] = {
    {"an unknown shape", "kirov", "/criteria/items/0/shape", R"("best")", "unknown_shape", "/criteria/items/0/shape"},
    {"a shape that is missing", "kirov", "/criteria/items/0/shape", "", "missing_key", "/criteria/items/0"},
    {"an unknown rounding", "kirov", "/criteria/items/0/round", R"("upwards")", "unknown_rounding",
     "/criteria/items/0/round"},
    {"an unknown rounding of points", "kirov", "/criteria/items/5/round_points/round", R"("trunc")", "unknown_rounding",
     "/criteria/items/5/round_points/round"},
    {"a rounding of points without decimals", "kirov", "/criteria/items/5/round_points/digits", "", "missing_key",
     "/criteria/items/5/round_points"},
    {"a share of the best without decimals", "kirov", "/criteria/items/0/digits", "", "missing_key",
     "/criteria/items/0"},
    {"an average without decimals", "kirov", "/criteria/items/5/digits", "", "missing_key", "/criteria/items/5"},
    {"the best of what", "kirov", "/criteria/items/0/best", R"("most")", "unknown_word", "/criteria/items/0/best"},
    {"an unknown scope of the best", "kirov", "/criteria/items/1/scope", R"("region")", "unknown_word",
     "/criteria/items/1/scope"},
    {"a least value named as the greatest", "kirov", "/criteria/items/0/maximum", R"("10")", "unknown_key",
     "/criteria/items/0/maximum"},
    {"a minimum that is a text", "kirov", "/criteria/items/0/minimum", R"("\"ten\"")", "formula_type",
     "/criteria/items/0/minimum"},
    {"a minimum with an unknown name", "kirov", "/criteria/items/0/minimum", R"("least_share")", "formula_name",
     "/criteria/items/0/minimum"},
    {"a cohort criterion without a value", "kirov", "/criteria/items/0/value", "", "missing_key", "/criteria/items/0"},
    {"a cohort criterion that says nothing when unknown", "kirov", "/criteria/items/0/unknown", "", "missing_key",
     "/criteria/items/0"},
    {"an expert with a formula", "kirov", "/criteria/items/5/value", R"("1")", "unknown_key",
     "/criteria/items/5/value"},
    {"no member at all", "kirov", "/criteria/items/5/members", "0", "out_of_range", "/criteria/items/5/members"},
    {"a pass mark above the scale", "kirov", "/criteria/items/5/pass", R"("101")", "bad_points",
     "/criteria/items/5/pass"},
    {"a mark above the scale", "kirov", "/criteria/items/5/marks/3", R"("120")", "bad_points",
     "/criteria/items/5/marks/3"},
    {"a mark that is no number", "kirov", "/criteria/items/5/marks/1", R"("good")", "wrong_type",
     "/criteria/items/5/marks/1"},
    {"a step of nothing", "kirov", "/criteria/items/3/per", R"("0")", "bad_step", "/criteria/items/3/per"},
    {"a base above the cap", "kirov", "/criteria/items/3/points_base", R"("21")", "bad_points",
     "/criteria/items/3/points_base"},
    {"a penalty below the least", "kirov", "/criteria/items/4/choices/1/points", R"("-6")", "bad_points",
     "/criteria/items/4/choices/1/points"},
    {"a choice twice", "kirov", "/criteria/items/4/choices/1/code", R"("new")", "duplicate_id",
     "/criteria/items/4/choices/1/code"},
    {"no choice", "kirov", "/criteria/items/4/choices", "[]", "empty_list", "/criteria/items/4/choices"},
    {"a least above zero", "kirov", "/criteria/items/4/min", R"("1")", "bad_points", "/criteria/items/4/min"},
    {"a most below the least", "kirov", "/criteria/items/4/max", R"("-6")", "bad_points", "/criteria/items/4/max"},
    {"bands that fall without saying so", "kirov", "/criteria/items/2/tables/0/bands/1/points", R"("10.5")",
     "bad_points", "/criteria/items/2/tables/0/bands/1/points"},
    {"bands that must fall and rise", "kirov", "/criteria/items/2/falling", "true", "falling_points",
     "/criteria/items/2/tables/0/bands/1/points"},
    {"no table", "kirov", "/criteria/items/2/tables", "[]", "empty_list", "/criteria/items/2/tables"},
    {"a votes criterion with a misspelt fact", "kirov", "/criteria/items/2/value", R"("vote.count")", "formula_name",
     "/criteria/items/2/value"},
    {"a gate that is a number", "kirov", "/criteria/gates/1/check", R"("project_cost")", "formula_type",
     "/criteria/gates/1/check"},
    {"a gate without a reason", "kirov", "/criteria/gates/0/reason", "", "missing_key", "/criteria/gates/0"},
    {"a gate twice", "kirov", "/criteria/gates/1/code", R"("benefit")", "duplicate_id", "/criteria/gates/1/code"},
    {"an unknown effect of a gate", "kirov", "/criteria/gates/1/effect", R"("minus")", "unknown_word",
     "/criteria/gates/1/effect"},
    {"an unknown scale", "kirov", "/criteria/scale", R"("percent")", "unknown_word", "/criteria/scale"},
    {"weights that must be shares", "kirov", "/criteria/scale", R"("shares")", "weights", "/criteria/items"},
    {"a cap nobody reaches", "kirov", "/criteria/cap", R"("1000")", "cap", "/criteria/cap", Finding::Level::warning},
    {"a stated sum that is not the sum", "tos", "/criteria/max_total", R"("34")", "max_total", "/criteria/max_total"},
    {"a group whose weights do not add up", "altai", "/criteria/groups/0/weight", R"("0.36")", "group_weights",
     "/criteria/groups/0/weight"},
    {"a weight that breaks its group", "altai", "/criteria/items/0/weight", R"("0.13")", "group_weights",
     "/criteria/groups/0/weight"},
    {"a group nobody declared", "altai", "/criteria/items/0/group", R"("money")", "unknown_group",
     "/criteria/items/0/group"},
    {"a group twice", "altai", "/criteria/groups/1/code", R"("share")", "duplicate_id", "/criteria/groups/1/code"},
    {"no linear table", "altai", "/criteria/items/0/linear", "[]", "empty_list", "/criteria/items/0/linear"},
    {"a linear table from end to beginning", "altai", "/criteria/items/0/linear/0/to", R"("10")", "empty_band",
     "/criteria/items/0/linear/0"},
    {"points of a range above the most", "altai", "/criteria/items/0/linear/0/to_points", R"("101")", "bad_points",
     "/criteria/items/0/linear/0/to_points"},
    {"points below a range below the least", "altai", "/criteria/items/0/linear/0/below_points", R"("-1")",
     "bad_points", "/criteria/items/0/linear/0/below_points"},
    {"points above a range above the most", "altai", "/criteria/items/0/linear/0/above_points", R"("101")",
     "bad_points", "/criteria/items/0/linear/0/above_points"},
    {"a table nobody reaches", "tos", "/criteria/items/1/tables/0/when", "", "unreachable_table",
     "/criteria/items/1/tables/1"},

    {"an unknown tie", "kirov", "/ranking/tie_chain/1", R"("beauty")", "unknown_tie", "/ranking/tie_chain/1"},
    {"a tie that may stay a tie", "kirov", "/ranking/tie_chain", R"(["submitted_at"])", "undecided_tie",
     "/ranking/tie_chain"},
    {"no tie chain", "kirov", "/ranking/tie_chain", "", "undecided_tie", "/ranking/tie_chain"},
    {"a tie twice", "kirov", "/ranking/tie_chain/1", R"("submitted_at")", "duplicate_tie", "/ranking/tie_chain/1"},
    {"a tie behind the lot", "kirov", "/ranking/tie_chain", R"(["lot", "number"])", "unreachable_tie",
     "/ranking/tie_chain/1", Finding::Level::warning},
    {"an unknown border", "kirov", "/ranking/border", R"("half")", "unknown_border", "/ranking/border"},
    {"an unknown border of the additional round", "kirov", "/ranking/additional/border", R"("half")", "unknown_border",
     "/ranking/additional/border"},
    {"an unknown order", "kirov", "/ranking/order", R"("money")", "unknown_word", "/ranking/order"},
    {"money finer than a kopeck", "kirov", "/ranking/available", R"("0.001")", "out_of_range", "/ranking/available"},
    {"money below zero", "kirov", "/ranking/available", R"("-1")", "out_of_range", "/ranking/available"},
    {"a window's money below zero", "kirov", "/ranking/windows/0/available", R"("-1")", "out_of_range",
     "/ranking/windows/0/available"},
    {"windows with more money than there is", "kirov", "/ranking/windows/0/available", R"("6000000")", "windows_money",
     "/ranking/available", Finding::Level::warning},
    {"a window twice", "kirov", "/ranking/windows/1/code", R"("towns")", "duplicate_id", "/ranking/windows/1/code"},
    {"a window nobody gets into", "kirov", "/ranking/windows/0/when", "", "unreachable_window", "/ranking/windows/1"},
    {"a window's condition that is a text", "kirov", "/ranking/windows/0/when", R"("municipality.kind")",
     "formula_type", "/ranking/windows/0/when"},
    {"a window without a title", "kirov", "/ranking/windows/0/title", "", "missing_key", "/ranking/windows/0"},
    {"a reserve below zero", "kirov", "/ranking/reserve", "-1", "out_of_range", "/ranking/reserve"},
    {"no winner at all", "kirov", "/ranking/per_municipality/most", "0", "out_of_range",
     "/ranking/per_municipality/most"},
    {"an exception without a number", "kirov", "/ranking/per_municipality/except/0/most", "", "missing_key",
     "/ranking/per_municipality/except/0"},
    {"an exception twice", "kirov", "/ranking/per_municipality/except/1", R"({"municipality": "97701", "most": 1})",
     "duplicate_id", "/ranking/per_municipality/except/1/municipality"},
    {"a least of votes that is no text", "kirov", "/ranking/least_votes", "500", "wrong_type", "/ranking/least_votes"},
};

std::string broken_text(const Broken& broken) {
  Json json = fragment_json(broken.fragment);
  const Json::json_pointer pointer(broken.pointer);
  if (std::string_view(broken.value).empty())
    json.at(pointer.parent_pointer()).erase(pointer.back());
  else
    json[pointer] = Json::parse(broken.value);
  return json.dump(1);
}

}  // namespace

TEST_CASE("lint finds what is wrong in criteria and rankings, in its place") {
  for (const Broken& broken : kBroken) {
    DYNAMIC_SECTION(broken.name) {
      const auto findings = lint(broken_text(broken));
      const auto found = std::ranges::find_if(
          findings, [&](const Finding& each) { return each.code == broken.code && each.pointer == broken.place; });
      std::string all;
      for (const Finding& each : findings) all += each.code + " " + each.pointer + ": " + each.message + "\n";
      INFO(all);
      REQUIRE(found != findings.end());
      CHECK(found->level == broken.level);
      CHECK(found->line > 0);
      CHECK(!found->message.empty());
    }
  }
}

TEST_CASE("bands that fall on purpose are fine") {
  Json json = fragment_json("rural");
  Json& item = json["criteria"]["items"][1];
  item["falling"] = true;
  const char* points[] = {"15", "10", "5", "1"};
  for (std::size_t i = 0; i < 4; ++i) item["tables"][0]["bands"][i]["points"] = points[i];
  for (const Finding& each : lint(json.dump(1))) {
    INFO(each.pointer << ": " << each.message);
    CHECK(false);
  }
}

}  // namespace pochin::practice
