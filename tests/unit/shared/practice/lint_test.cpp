#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "shared/base/json.h"
#include "shared/base/text.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

struct Broken {
  const char* name;
  const char* pointer;  // of the value that is replaced
  const char* value;    // JSON; "" = removed
  const char* code;
  const char* place;  // where lint must point
};

// The groups of the form: 1/0 = works, 1/1 = sources; criteria items: 0 = municipal_excess, 1 = extra_budget_share.
const Broken kBroken[] = {
    {"a misspelt key", "/form/groups/0/sections/0/fields/0/lable", R"("x")", "unknown_key",
     "/form/groups/0/sections/0/fields/0/lable"},
    {"a key that is missing", "/workflow/transitions/0/title", "", "missing_key", "/workflow/transitions/0"},
    {"a number instead of a text", "/title", "5", "wrong_type", "/title"},
    {"a weight as a floating-point number", "/criteria/items/0/weight", "0.2", "wrong_type",
     "/criteria/items/0/weight"},
    {"a formula that does not parse", "/form/rules/0/check", R"("project_cost >")", "bad_formula",
     "/form/rules/0/check"},
    {"a formula with an unknown name", "/form/rules/0/check", R"("project_costs > 0")", "formula_name",
     "/form/rules/0/check"},
    {"a rule that adds a text to a number", "/form/rules/0/check", R"("name + 1 > 0")", "formula_type",
     "/form/rules/0/check"},
    {"a condition that is a number", "/form/rules/0/check", R"("project_cost")", "formula_type", "/form/rules/0/check"},
    {"a message with an unknown name", "/form/rules/0/message", R"("Нужно {costs|money}")", "formula_name",
     "/form/rules/0/message"},
    {"a message with an open brace", "/form/rules/0/message", R"("Нужно {project_cost")", "bad_template",
     "/form/rules/0/message"},
    {"a rule about a field that is not there", "/form/rules/0/fields/0", R"("cost_paint")", "unknown_field",
     "/form/rules/0/fields/0"},
    {"a fix of a field that is not there", "/form/rules/1/fix/field", R"("money")", "unknown_field",
     "/form/rules/1/fix/field"},
    {"bands with a gap", "/criteria/items/0/tables/0/bands/2/from", R"("6")", "band_gap",
     "/criteria/items/0/tables/0/bands/2"},
    {"bands that overlap", "/criteria/items/0/tables/0/bands/2/from", R"("4")", "band_overlap",
     "/criteria/items/0/tables/0/bands/2"},
    {"a border that belongs to two bands", "/criteria/items/0/tables/0/bands/2/from_included", "true", "band_overlap",
     "/criteria/items/0/tables/0/bands/2"},
    {"a border that belongs to no band", "/criteria/items/0/tables/0/bands/1/to_included", "false", "band_gap",
     "/criteria/items/0/tables/0/bands/2"},
    {"more for less", "/criteria/items/0/tables/0/bands/2/points", R"("30")", "falling_points",
     "/criteria/items/0/tables/0/bands/2/points"},
    {"weights that are not 1 together", "/criteria/items/0/weight", R"("0.25")", "weights", "/criteria/items"},
    {"a criterion twice", "/criteria/items/1/code", R"("municipal_excess")", "duplicate_id", "/criteria/items/1/code"},
    {"a criterion of a section that is not there", "/criteria/items/0/section", R"("money")", "unknown_section",
     "/criteria/items/0/section"},
    {"a lever that is not a number", "/criteria/items/0/levers/0/field", R"("name")", "unknown_field",
     "/criteria/items/0/levers/0/field"},
    {"a field twice", "/form/groups/0/sections/0/fields/1/id", R"("name")", "duplicate_id",
     "/form/groups/0/sections/0/fields/1/id"},
    {"an unknown kind of field", "/form/groups/0/sections/0/fields/0/kind", R"("txt")", "unknown_kind",
     "/form/groups/0/sections/0/fields/0/kind"},
    {"a choice without options", "/form/groups/0/sections/0/fields/4/options", "[]", "no_options",
     "/form/groups/0/sections/0/fields/4"},
    {"files without limits", "/form/groups/1/sections/2/fields/0/max_bytes", "", "no_file_limits",
     "/form/groups/1/sections/2/fields/0"},
    {"limits that are crossed", "/form/groups/0/sections/0/fields/0/min_length", "900", "crossed_limits",
     "/form/groups/0/sections/0/fields/0"},
    {"a sum of texts", "/form/groups/0/sections/0/fields/0/subtotal", R"(true)", "wrong_kind",
     "/form/groups/0/sections/0/fields/0/subtotal"},
    {"a least age of a text", "/form/groups/0/sections/0/fields/0/min_age", R"(16)", "wrong_kind",
     "/form/groups/0/sections/0/fields/0/min_age"},
    {"a day of the age of a text", "/form/groups/0/sections/0/fields/0/age_on", R"("today")", "wrong_kind",
     "/form/groups/0/sections/0/fields/0/age_on"},
    {"a number of choices of a text", "/form/groups/0/sections/0/fields/0/min_count", R"(2)", "wrong_kind",
     "/form/groups/0/sections/0/fields/0/min_count"},
    {"a most number of choices of a text", "/form/groups/0/sections/0/fields/0/max_count", R"(2)", "wrong_kind",
     "/form/groups/0/sections/0/fields/0/max_count"},
    {"parts of a text", "/form/groups/0/sections/0/fields/0/parts", R"(["born"])", "wrong_kind",
     "/form/groups/0/sections/0/fields/0/parts"},
    {"a box of a text", "/form/groups/0/sections/0/fields/0/box",
     R"({"south": "60", "west": "29", "north": "67", "east": "38"})", "wrong_kind",
     "/form/groups/0/sections/0/fields/0/box"},
    {"fresh as a word", "/form/groups/0/sections/0/fields/0/fresh", R"("yes")", "wrong_type",
     "/form/groups/0/sections/0/fields/0/fresh"},
    {"earlier ids as a word", "/form/groups/0/sections/0/fields/0/was", R"("title")", "wrong_type",
     "/form/groups/0/sections/0/fields/0/was"},
    {"an option from a day that is none", "/form/groups/0/sections/0/fields/4/options/0/valid_from", R"("31.31.2027")",
     "bad_date", "/form/groups/0/sections/0/fields/4/options/0/valid_from"},
    {"an old code that is still used", "/form/groups/0/sections/0/fields/4/options/0/was", R"(["roads"])",
     "duplicate_id", "/form/groups/0/sections/0/fields/4/options/0/was/0"},
    {"a stage that ends before it begins", "/stages/1/to", R"("2026-10-01T00:00")", "dates_order", "/stages/1/to"},
    {"stages that overlap", "/stages/2/from", R"("2026-12-01T00:00")", "dates_order", "/stages/2/from"},
    {"a time that is none", "/stages/1/to", R"("25.12.2026")", "bad_date", "/stages/1/to"},
    {"a stage without a legal basis", "/stages/1/law", "[]", "no_law", "/stages/1"},
    {"a legal basis nobody wrote down", "/stages/1/law/0", R"("131_27")", "unknown_law", "/stages/1/law/0"},
    {"a stage that no act of the practice names", "/stages/1/law", R"(["131_26_1_10"])", "no_practice_act",
     "/stages/1/law"},
    {"a stage before the act of the practice", "/law/8/valid_from", R"("2026-09-15")", "act_not_in_force",
     "/stages/0/law"},
    {"a check before the intake", "/stages/0/id", R"("expertise")", "stage_order", "/stages/0"},
    {"an act that ends before it begins", "/law/0/valid_to", R"("2020-01-01")", "dates_order", "/law/0/valid_to"},
    {"two wordings in force on the same day", "/law/0/wordings/0/valid_from", R"("2026-12-31")", "duplicate_id",
     "/law/0/wordings/0"},
    {"a basis twice", "/law/1/id", R"("131_26_1")", "duplicate_id", "/law/1"},
    {"a kind of act that is none", "/law/8/kind", R"("order")", "unknown_word", "/law/8/kind"},
    {"a source that is none", "/law/0/wordings/0/source", R"("hearsay")", "unknown_source", "/law/0/wordings/0/source"},
    {"a ground of refusal without its act", "/refusal_grounds/2/law", R"("131_27")", "unknown_law",
     "/refusal_grounds/2/law"},
    {"a ground of refusal twice", "/refusal_grounds/1/code", R"("procedure")", "duplicate_id",
     "/refusal_grounds/1/code"},
    {"a term in unknown days", "/terms/0/unit", R"("bank_days")", "unknown_word", "/terms/0/unit"},
    {"a term of less than nothing", "/terms/0/count", "-3", "out_of_range", "/terms/0/count"},
    {"a term without its act", "/terms/0/law", R"("131_27")", "unknown_law", "/terms/0/law"},
    {"no stage that takes applications", "/stages/1/intake", "false", "no_intake", "/stages"},
    {"an unknown state", "/workflow/transitions/0/to", R"("submited_to_municipality")", "unknown_state",
     "/workflow/transitions/0/to"},
    {"a state the workflow does not name", "/workflow/transitions/0/to", R"("voting")", "unused_state",
     "/workflow/transitions/0/to"},
    {"an unknown role", "/workflow/transitions/0/roles/0", R"("autor")", "unknown_role",
     "/workflow/transitions/0/roles/0"},
    {"a number format without a number", "/workflow/number_format", R"("ППМИ")", "bad_number_format",
     "/workflow/number_format"},
    {"personal data on the card", "/card/fields/0", R"("executor_phone")", "not_open", "/card/fields/0"},
    {"a newer format", "/format", "7", "newer_format", "/format"},
    {"a practice without an id", "/id", R"("")", "empty", "/id"},
    {"a version that is no version", "/version", R"("2027")", "bad_version", "/version"},
    {"a zone nobody lives in", "/zone_minutes", "0", "out_of_range", "/zone_minutes"},
    {"a year in quotes", "/cycle/year", R"("2027")", "wrong_type", "/cycle/year"},
    {"a cycle without its dates", "/cycle/reference_dates", "", "missing_key", "/cycle"},
    {"a day the calendar does not have", "/cycle/reference_dates/population", R"("2026-02-30")", "bad_date",
     "/cycle/reference_dates/population"},
    {"an act from nowhere", "/law/0/source", R"("guess")", "unknown_source", "/law/0/source"},
    {"a stage twice", "/stages/2/id", R"("meetings")", "duplicate_id", "/stages/2/id"},
    {"a button that leads nowhere", "/stages/1/action/href", "", "missing_key", "/stages/1/action"},
    {"a group twice", "/form/groups/1/id", R"("idea")", "duplicate_id", "/form/groups/1/id"},
    {"a section twice", "/form/groups/0/sections/1/id", R"("project")", "duplicate_id", "/form/groups/0/sections/1/id"},
    {"a section without fields", "/form/groups/0/sections/1/fields", "[]", "empty_section",
     "/form/groups/0/sections/1"},
    {"an unknown privacy", "/form/groups/0/sections/0/privacy", R"("secret")", "unknown_privacy",
     "/form/groups/0/sections/0/privacy"},
    {"an option twice", "/form/groups/0/sections/0/fields/4/options/1/code", R"("utilities")", "duplicate_id",
     "/form/groups/0/sections/0/fields/4/options/1/code"},
    {"a computed field without a formula", "/form/groups/0/sections/0/fields/3/value", "", "missing_key",
     "/form/groups/0/sections/0/fields/3"},
    {"a length below zero", "/form/groups/0/sections/0/fields/0/max_length", "-1", "out_of_range",
     "/form/groups/0/sections/0/fields/0/max_length"},
    {"a condition about nothing", "/form/groups/0/sections/0/fields/0/visible", R"("nothing > 1")", "formula_name",
     "/form/groups/0/sections/0/fields/0/visible"},
    {"an unknown severity", "/form/rules/0/severity", R"("fatal")", "unknown_severity", "/form/rules/0/severity"},
    {"a rule without fields", "/form/rules/0/fields", "[]", "missing_key", "/form/rules/0/fields"},
    {"a named formula that does not parse", "/facts/0/value", R"("cost_repair +")", "bad_formula", "/facts/0/value"},
    {"a named formula that hides a field", "/facts/1/name", R"("name")", "duplicate_id", "/facts/1/name"},
    {"a rating of a number that is not there", "/limits/cost", R"("nothing")", "unknown_name", "/limits/cost"},
    {"a source of money that is a text", "/limits/sources/0/field", R"("name")", "unknown_field",
     "/limits/sources/0/field"},
    {"a card of a field that is not there", "/card/title", R"("nothing")", "unknown_field", "/card/title"},
    {"an unknown shape of a criterion", "/criteria/items/0/shape", R"("stairs")", "unknown_shape",
     "/criteria/items/0/shape"},
    {"a weight below zero", "/criteria/items/0/weight", R"("-0.20")", "bad_weight", "/criteria/items/0/weight"},
    {"a table without bands", "/criteria/items/0/tables/0/bands", "[]", "no_bands", "/criteria/items/0/tables/0/bands"},
    {"more points than there are", "/criteria/items/0/tables/0/bands/4/points", R"("101")", "bad_points",
     "/criteria/items/0/tables/0/bands/4/points"},
    {"a criterion that does not say why there are no points", "/criteria/items/0/unknown", "", "missing_key",
     "/criteria/items/0"},
    {"advice in steps of nothing", "/criteria/items/0/levers/0/step", R"("0")", "bad_step",
     "/criteria/items/0/levers/0/step"},
    {"an unknown money line", "/ranking/border", R"("jump")", "unknown_border", "/ranking/border"},
    {"a tie broken by luck", "/ranking/tie_chain/0", R"("luck")", "unknown_tie", "/ranking/tie_chain/0"},
    {"a tenth of a kopeck", "/ranking/available", R"("1.001")", "out_of_range", "/ranking/available"},
    {"a beginning the workflow does not know", "/workflow/initial", R"("voting")", "unused_state", "/workflow/initial"},
    {"an action for nobody", "/workflow/transitions/0/roles", "[]", "no_roles", "/workflow/transitions/0/roles"},
    {"an action by an act that is not there", "/workflow/transitions/0/law", R"("131_27")", "unknown_law",
     "/workflow/transitions/0/law"},
    {"an action that leads nowhere", "/workflow/transitions/0/to", "", "no_target", "/workflow/transitions/0"},
    {"a guard that does not say why", "/workflow/transitions/0/guard", R"("project_cost > 0")", "missing_key",
     "/workflow/transitions/0"},
    {"a state nothing leads to", "/workflow/states/7", R"("voting")", "unreachable_state", "/workflow/states/7"},
    {"a text that is a number", "/texts/what", "1", "wrong_type", "/texts/what"},
};

const Json& shipped() {
  static const Json json = Json::parse(pack_text());
  return json;
}

Json with(const Broken& broken) {
  Json json = shipped();
  const Json::json_pointer pointer(broken.pointer);
  if (std::string_view(broken.value).empty())
    json.at(pointer.parent_pointer()).erase(pointer.back());
  else
    json[pointer] = Json::parse(broken.value);
  return json;
}

// Where the value at `place` begins in the text: found by writing a mark in its stead.
std::pair<int, int> place_of(const Broken& broken, Json json) {
  constexpr std::string_view kMark = "\"MARK\"";
  json.at(Json::json_pointer(broken.place)) = "MARK";
  const std::string text = json.dump(1);
  const std::string before = text.substr(0, text.find(kMark));
  const std::size_t line_start = before.rfind('\n') + 1;  // 0 in the first line
  return {1 + static_cast<int>(std::ranges::count(before, '\n')),
          1 + static_cast<int>(count_code_points(before.substr(line_start)))};
}

}  // namespace

TEST_CASE("lint accepts the shipped pack without a single remark") {
  for (const Finding& each : lint(pack_text())) {
    INFO(each.pointer << ": " << each.message);
    CHECK(false);
  }
}

TEST_CASE("every practice that ships is accepted") {
  int practices = 0;
  for (const auto& each : std::filesystem::directory_iterator(POCHIN_ROOT "/web/packs")) {
    std::ifstream file(each.path(), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    const auto json = parse_json(text.str());
    INFO(each.path().string());
    REQUIRE(json);
    if (!json->contains("stages")) continue;
    ++practices;
    for (const Finding& finding : lint(text.str())) {
      INFO(finding.pointer << ": " << finding.message);
      CHECK(finding.level != Finding::Level::error);
    }
  }
  CHECK(practices > 0);
}

TEST_CASE("a statute that ends without a later wording is a warning: the cycle may open") {
  Json json = Json::parse(pack_text());
  json["law"][0].erase("wordings");
  const auto findings = lint(json.dump(1));
  REQUIRE(findings.size() == 2);  // the rating and the works
  CHECK(findings[0].code == "law_not_in_force");
  CHECK(!has_errors(findings));
}

TEST_CASE("lint finds what is wrong, in its place") {
  for (const Broken& broken : kBroken) {
    DYNAMIC_SECTION(broken.name) {
      const Json json = with(broken);
      const auto findings = lint(json.dump(1));
      const auto found = std::ranges::find_if(
          findings, [&](const Finding& each) { return each.code == broken.code && each.pointer == broken.place; });
      std::string all;
      for (const Finding& each : findings) all += each.code + " " + each.pointer + ": " + each.message + "\n";
      INFO(all);
      REQUIRE(found != findings.end());
      CHECK(found->level == Finding::Level::error);
      const auto [line, column] = place_of(broken, json);
      CHECK(found->line == line);
      CHECK(found->column == column + found->offset);
      CHECK(!found->message.empty());
      CHECK(has_errors(findings));
    }
  }
}

TEST_CASE("lint finds what is wrong in the fields of parts, choices and places") {
  struct Wrong {
    const char* field;  // JSON of a field of its own
    const char* code;
    const char* place;  // after the field's pointer
  };
  const Wrong all[] = {
      {R"("kind": "person", "parts": ["born", "age"])", "unknown_part", "/parts/1"},
      {R"("kind": "address", "parts": ["street", "flat"])", "unknown_part", "/parts/1"},
      {R"("kind": "person", "parts": ["patronymic"], "min_age": 16)", "no_born", "/min_age"},
      {R"("kind": "person", "parts": ["patronymic"], "age_on": "today")", "no_born", "/age_on"},
      {R"("kind": "person", "parts": ["born"], "min_age": 160)", "out_of_range", "/min_age"},
      {R"("kind": "person", "parts": ["born"], "age_on": "project_cost")", "formula_type", "/age_on"},
      {R"("kind": "choices")", "no_options", ""},
      {R"("kind": "choices", "options": [{"code": "a", "title": "А"}], "min_count": 3, "max_count": 2)",
       "crossed_limits", ""},
      {R"("kind": "choices", "options": [{"code": "a", "title": "А", "valid_from": "2027-02-01", "valid_to": "2027-01-01"}])",
       "crossed_limits", "/options/0/valid_to"},
      {R"("kind": "point")", "no_box", ""},
      {R"("kind": "area", "box": {"south": "67", "west": "29", "north": "60", "east": "38"})", "crossed_limits",
       "/box"},
      {R"("kind": "line", "box": {"south": "60", "west": "29", "north": "97", "east": "38"})", "out_of_range",
       "/box/north"},
      {R"("kind": "line", "box": {"south": "60", "west": "29", "north": "67"})", "missing_key", "/box"},
      {R"("kind": "money", "subtotal": true)", "no_table", "/subtotal"},
      {R"("kind": "period", "visible": "added.till = today")", "formula_name", "/visible"},
      {R"("kind": "choices", "options": [{"code": "a", "title": "А"}], "visible": "added = \"a\"")", "formula_type",
       "/visible"},
      {R"("kind": "text", "visible": "\"a\" in legal_payers")", "formula_type", "/visible"},
      {R"("kind": "text", "visible": "row.sum > 0")", "formula_name", "/visible"},
      {R"("kind": "table", "columns": [{"id": "a", "kind": "text", "label": "А", "hint": "А", "visible": "row.b > 0"}])",
       "formula_name", "/columns/0/visible"},
  };
  const std::string place = "/form/groups/0/sections/0/fields/0";
  for (const Wrong& wrong : all) {
    Json pack = shipped();
    Json& fields = pack[Json::json_pointer("/form/groups/0/sections/0/fields")];
    fields.insert(fields.begin(), Json::parse(R"({"id": "added", "label": "Вопрос", "hint": "Ответ", )" +
                                              std::string(wrong.field) + "}"));
    std::string found;
    for (const Finding& each : lint(pack.dump(1))) found += each.code + " " + each.pointer + "\n";
    INFO(wrong.field << "\n" << found);
    CHECK(found.find(std::string(wrong.code) + " " + place + wrong.place + "\n") != std::string::npos);
  }
}

TEST_CASE("lint accepts a form with every kind of field") {
  Json pack = Json::parse(pack_text());
  Json& fields = pack[Json::json_pointer("/form/groups/0/sections/0/fields")];
  for (Json field : Json::parse(file_text("tests/unit/shared/practice/new_kinds.json")))
    fields.push_back(std::move(field));
  for (const Finding& each : lint(pack.dump(1))) {
    INFO(each.pointer << ": " << each.message);
    CHECK(false);
  }
}

TEST_CASE("lint says where the text stops being JSON") {
  const auto findings = lint("{\n  \"format\": 1,\n  \"id\": \"x\" \"y\"\n}");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "not_json");
  CHECK(findings[0].line == 3);
}

TEST_CASE("lint points at the character of a formula, in a line of the file") {
  std::string text = pack_text();
  const std::string good = "\"check\": \"project_cost > 0\"";
  const std::size_t at = text.find(good);
  REQUIRE(at != std::string::npos);
  text.replace(at, good.size(), "\"check\": \"project_cost > nothing\"");
  const auto findings = lint(text);
  REQUIRE(findings.size() == 1);
  const std::size_t line_start = text.rfind('\n', at) + 1;
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  CHECK(findings[0].line == line);
  CHECK(findings[0].column == static_cast<int>(text.find("nothing", at) - line_start) + 1);
}

TEST_CASE("lint suggests the word that was meant") {
  Json json = Json::parse(pack_text());
  json["workflow"]["transitions"][0]["primry"] = true;
  const auto findings = lint(json.dump());
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].message == "Неизвестный ключ «primry». Возможно, имелось в виду «primary»");
}

TEST_CASE("a key written twice is an error: JSON would take the last one in silence") {
  std::string text = pack_text();
  text.insert(text.find("\"id\": \"ppmi\""), "\"title\": \"Другая\", ");
  const auto findings = lint(text);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "duplicate_key");
  CHECK(findings[0].pointer == "/title");
}

}  // namespace pochin::practice
