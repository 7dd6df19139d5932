// Names that pass for others, links that lead elsewhere, rules that can never hold: each said at its place.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <map>

#include "shared/base/json.h"
#include "shared/practice/sense.h"
#include "tests/unit/shared/data_folder.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

using Edit = std::function<void(Json&)>;

const Json& shipped(const std::string& name) {
  static std::map<std::string, Json> packs;
  if (!packs.contains(name)) packs[name] = *parse_json(pack_text(name));
  return packs[name];
}

std::vector<Finding> findings_of(const Edit& edit, const std::string& name = "ppmi") {
  Json json = shipped(name);
  edit(json);
  return lint(json.dump());
}

bool has(const std::vector<Finding>& findings, std::string_view code, std::string_view pointer) {
  return std::ranges::any_of(findings,
                             [&](const Finding& each) { return each.code == code && each.pointer == pointer; });
}

std::string message_at(const std::vector<Finding>& findings, const std::string& pointer) {
  const auto found = std::ranges::find(findings, pointer, &Finding::pointer);
  return found == findings.end() ? std::string() : found->message;
}

std::string message(const std::vector<Finding>& findings, std::string_view code) {
  const auto found = std::ranges::find(findings, code, &Finding::code);
  return found == findings.end() ? std::string() : found->message;
}

std::vector<Finding> with_fact(const std::string& value, const std::string& name = "zz") {
  return findings_of([&](Json& json) {
    Json& facts = json["facts"];
    facts.insert(facts.begin(), Json{{"name", name}, {"value", value}});
  });
}

// One pack is looked at for all values: each stands in a copy of the first item of the list, and `seen` is told the
// value, the findings and the pointer of the copy.
using Seen = std::function<void(const char* value, const std::vector<Finding>& findings, const std::string& pointer)>;
void in_copies(const std::string& list, const std::vector<const char*>& values,
               const std::function<void(Json& item, const char* value)>& put, const Seen& seen) {
  size_t first = 0;
  const auto findings = findings_of([&](Json& json) {
    Json& items = json[Json::json_pointer(list)];
    const Json one = items[0];
    first = items.size();
    for (const char* value : values) {
      items.push_back(one);
      put(items.back(), value);
    }
  });
  for (size_t i = 0; i < values.size(); ++i) {
    CAPTURE(values[i]);
    seen(values[i], findings, list + "/" + std::to_string(first + i));
  }
}

// Checks of rules: whether each is found to be wrong in this way.
void checks(const std::vector<const char*>& formulas, std::string_view code, bool found) {
  in_copies(
      "/form/rules", formulas, [](Json& rule, const char* formula) { rule["check"] = formula; },
      [&](const char*, const std::vector<Finding>& findings, const std::string& at) {
        CHECK(has(findings, code, at + "/check") == found);
      });
}

const std::string kFields = "/form/groups/0/sections/0/fields";
void ids(const std::vector<const char*>& names, std::string_view code) {
  in_copies(
      kFields, names, [](Json& field, const char* id) { field["id"] = id; },
      [&](const char*, const std::vector<Finding>& findings, const std::string& at) {
        CHECK(has(findings, code, at + "/id"));
      });
}

}  // namespace

TEST_CASE("the packs of the portal pass every check of names and sense") {
  for (const char* name :
       {"ppmi", "karelia", "initiative_131", "kirov", "sakha", "spb", "tver", "volgograd", "yugra"}) {
    CAPTURE(name);
    for (const Finding& each : lint(pack_text(name))) {
      CAPTURE(each.code, each.pointer, each.message);
      CHECK(each.level != Finding::Level::error);
    }
  }
}

TEST_CASE("a name that is the portal's, a word, a path, or looks like another is refused") {
  ids({"votes.count", "today", "municipality.kind", "and", "null", "true", "in", "row"}, "reserved_name");
  ids({"a/b", "../x", "a b", "a.b", "1a", "a-b", "a?b", "a#b", "a%b", "<b>", "a\\b"}, "bad_name");
  ids({"a\u200Bb", "\u202Ename", "name\u00A0", "na\u00ADme", "name\u0007", "\uFEFFname"}, "hidden_character");
  ids({"c\u043Est"}, "mixed_letters");
  const auto counted = findings_of([](Json& json) { json[Json::json_pointer(kFields + "/0/id")] = "votes.count"; });
  CHECK(message(counted, "reserved_name") ==
        "«votes.count» портал знает сам, ответ заявителя его заменил бы. Назовите иначе");
  in_copies(
      "/facts", {"votes.count", "today"}, [](Json& fact, const char* name) { fact["name"] = name; },
      [](const char*, const std::vector<Finding>& findings, const std::string& at) {
        CHECK(has(findings, "reserved_name", at + "/name"));
      });
  const auto part = findings_of([](Json& json) {
    Json table = {{"id", "votes"}, {"kind", "table"}, {"label", "Т"}, {"hint", "т"}};
    table["columns"] = {{{"id", "count"}, {"kind", "integer"}, {"label", "Ч"}, {"hint", "ч"}}};
    json["form"]["groups"][0]["sections"][0]["fields"][0] = table;
  });
  CHECK(has(part, "reserved_name", "/form/groups/0/sections/0/fields/0/columns/0/id"));
  const auto named = {"/id",
                      "/cycle/id",
                      "/stages/0/id",
                      "/form/groups/0/id",
                      "/form/groups/0/sections/0/id",
                      "/form/rules/0/id",
                      "/criteria/items/0/code",
                      "/refusal_grounds/0/code"};
  for (const auto& [name, code] : {std::pair("a\u200Bb", "hidden_character"), std::pair("a/b", "bad_name")}) {
    const auto findings = findings_of([&](Json& json) {
      for (const char* pointer : named) json[Json::json_pointer(pointer)] = name;
    });
    for (const char* pointer : named) {
      CAPTURE(name, pointer);
      CHECK(has(findings, code, pointer));
    }
  }
  in_copies(
      "/form/groups/0/sections", {"check"}, [](Json& section, const char* id) { section["id"] = id; },
      [](const char*, const std::vector<Finding>& findings, const std::string& at) {
        CHECK(has(findings, "reserved_name", at + "/id"));
      });
}

TEST_CASE("a button leads to a page of the portal, a site, a letter or a call, and nowhere else") {
  const auto refused = [](const std::vector<const char*>& links, bool expected) {
    in_copies(
        "/stages", links,
        [](Json& stage, const char* href) {
          stage["action"] = {{"text", "Т"}, {"href", href}};
        },
        [&](const char*, const std::vector<Finding>& findings, const std::string& at) {
          CHECK(has(findings, "bad_link", at + "/action/href") == expected);
        });
  };
  refused({"/apply/ppmi", "https://example.ru/a?b=1", "http://example.ru", "HTTPS://example.ru", "mailto:a@example.ru",
           "tel:+78142000000", "/"},
          false);
  refused({"javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//example.ru", "/\\example.ru",
           " https://example.ru", "java\nscript:alert(1)", "ftp://example.ru", "apply", "https://",
           "tel:", "vbscript:x", "https://exa\u202Emple.ru"},
          true);
}

TEST_CASE("what no value can satisfy is said with the values there are") {
  checks({"municipality.kind = \"xx\"", "\"xx\" != municipality.kind", "municipality.kind in [\"sp\", \"xx\"]"},
         "formula_code", true);
  const auto wrong = findings_of([](Json& json) { json["form"]["rules"][0]["check"] = "municipality.kind = \"xx\""; });
  CHECK(message(wrong, "formula_code") ==
        "Ошибка в формуле: У «municipality.kind» не бывает значения «xx». Бывает: mo, mr, go, gp, sp");
  checks({"days(today, date(\"2027-02-29\")) > 0"}, "formula_date", true);
  checks({"project_cost / 0 > 1", "project_cost / (2 - 1 - 1) > 1"}, "formula_zero", true);
  checks(
      {"settlement.population > 5 and settlement.population < 3", "settlement.population < 0", "users_count > 10000000",
       "users_count > 1 and users_count < 2", "municipality.kind = \"sp\" and municipality.kind = \"go\"",
       "municipality.kind = \"sp\" and not municipality.kind in [\"sp\", \"mo\"]"},
      "never_holds", true);
  checks({"settlement.population > 5 and settlement.population < 7", "users_count >= 10000000",
          "project_cost > 1 and project_cost < 2", "municipality.kind != \"sp\"", "settlement.population * 3 = 10",
          "today > date(\"2027-01-01\")"},
         "never_holds", false);
}

TEST_CASE("facts read what stands above, and nothing that needs itself") {
  const auto two = findings_of([](Json& json) {
    Json& facts = json["facts"];
    facts.insert(facts.begin(), Json{{"name", "b1"}, {"value", "a1 + 1"}});
    facts.insert(facts.begin(), Json{{"name", "a1"}, {"value", "b1 + 1"}});
  });
  CHECK(message(two, "formula_name").find("«b1» стоит ниже") != std::string::npos);
  CHECK(message(two, "circle") == "Значение зависит само от себя: «a1» → «b1» → «a1». Разорвите круг");
  CHECK(has(with_fact("zz + 1"), "circle", "/facts/0/value"));
  const auto computed = findings_of([](Json& json) {
    Json& fields = json["form"]["groups"][0]["sections"][0]["fields"];
    for (const char* id : {"x1", "y1"})
      fields.push_back({{"id", id},
                        {"kind", "computed"},
                        {"label", "x"},
                        {"hint", "x"},
                        {"value", id == std::string("x1") ? "y1 + 1" : "x1 + 1"}});
  });
  CHECK_FALSE(message(computed, "circle").empty());
  const auto shown = findings_of([](Json& json) {
    Json& fields = json["form"]["groups"][0]["sections"][0]["fields"];
    for (const char* id : {"x1", "y1"})
      fields.push_back({{"id", id},
                        {"kind", "yes_no"},
                        {"label", "x"},
                        {"hint", "x"},
                        {"visible", id == std::string("x1") ? "y1" : "x1"}});
  });
  CHECK_FALSE(message(shown, "circle").empty());
}

TEST_CASE("a choice is compared with the codes of its field, and with nothing else") {
  const auto with = [](const std::string& value, const char* code) {
    return findings_of([&](Json& json) {
      json["form"]["groups"][0]["sections"][0]["fields"].push_back(
          {{"id", "sphere"},
           {"kind", "choice"},
           {"label", "С"},
           {"hint", "с"},
           {"options", {{{"code", "sport"}, {"title", "Спорт"}}, {{"code", "culture"}, {"title", "Культура"}}}}});
      Json& item = json["criteria"]["items"][0];
      item = {{"code", "c"},       {"title", "c"},
              {"shape", "choice"}, {"weight", "0.2"},
              {"max", "1"},        {"value", value},
              {"unknown", "x"},    {"choices", {{{"code", code}, {"title", "С"}, {"points", "1"}}}}};
    });
  };
  const std::string place = "/criteria/items/0/choices/0/code";
  CHECK(has(with("sphere", "sprot"), "unknown_option", place));
  CHECK(message(with("sphere", "sprot"), "unknown_option") ==
        "У «sphere» нет варианта «sprot». Есть sport, culture. Возможно, имелось в виду «sport»");
  CHECK_FALSE(has(with("sphere", "sport"), "unknown_option", place));
  CHECK(has(with("cycle.year", "2027"), "choice_type", "/criteria/items/0/value"));
  CHECK(has(with("today", "2027"), "choice_type", "/criteria/items/0/value"));
  CHECK(has(with("municipality.kind", "xx"), "unknown_option", place));
}

TEST_CASE("tables that leave places without points, and those that are never reached") {
  const auto with = [](std::vector<std::string> conditions) {
    return findings_of([&](Json& json) {
      Json& tables = json["criteria"]["items"][1]["tables"];
      const Json one = tables[0];
      tables = Json::array();
      for (const std::string& each : conditions) {
        tables.push_back(one);
        if (each.empty())
          tables.back().erase("when");
        else
          tables.back()["when"] = each;
      }
    });
  };
  const std::string tables = "/criteria/items/1/tables";
  const auto gap = with({"settlement.population > 10"});
  CHECK(has(gap, "table_gap", tables + "/0/when"));
  CHECK(message(gap, "table_gap").find("settlement.population = ") != std::string::npos);
  CHECK_FALSE(
      has(with({"settlement.population > 10", "settlement.population <= 10"}), "table_gap", tables + "/0/when"));
  CHECK_FALSE(has(with({"settlement.population > 10", ""}), "table_gap", tables + "/0/when"));
  CHECK(
      has(with({"settlement.population > 10", "settlement.population > 20", ""}), "unreachable_table", tables + "/1"));
  CHECK(has(with({"settlement.population > 10 and settlement.population < 5", ""}), "never_holds", tables + "/0/when"));
}

TEST_CASE("the zone's name and minutes agree, and a vote is held in the days of a stage") {
  const auto zone = [](const char* name, int minutes) {
    const auto findings =
        findings_of([&](Json& json) { json["zone_name"] = name, json["zone_minutes"] = minutes; }, "spb");
    return has(findings, "zone_mismatch", "/zone_minutes");
  };
  CHECK_FALSE(zone("МСК", 180));
  CHECK_FALSE(zone("МСК+9", 720));
  CHECK_FALSE(zone("МСК−1", 120));
  CHECK_FALSE(zone("МСК-1", 120));
  CHECK_FALSE(zone("UTC+3", 180));
  CHECK_FALSE(zone("по местному времени", 600));
  CHECK(zone("МСК", 600));
  CHECK(zone("МСК+2", 240));
  CHECK(zone("UTC+3", 240));
  const auto vote = findings_of(
      [](Json& json) {
        json["campaigns"][0]["opens"] = "2031-01-01T00:00", json["campaigns"][0]["closes"] = "2031-02-01T00:00";
      },
      "spb");
  CHECK(has(vote, "vote_stage", "/campaigns/0/opens"));
}

TEST_CASE("votes.count of two votes is nobody's") {
  const auto findings = findings_of(
      [](Json& json) {
        json["campaigns"].push_back(json["campaigns"][0]);
        json["campaigns"][1]["id"] = "second";
        json["facts"].push_back({{"name", "zz"}, {"value", "1"}});
        json["criteria"]["gates"] = {{{"code", "g"}, {"title", "Г"}, {"check", "votes.count > 5"}, {"reason", "мало"}}};
      },
      "spb");
  CHECK(has(findings, "votes_of_which", "/criteria/gates/0/check"));
}

TEST_CASE("a criterion that lives on an answer not always asked is told so") {
  const auto with = [](const std::string& value) {
    const auto findings = findings_of([&](Json& json) {
      json["form"]["groups"][0]["sections"][0]["fields"].push_back(
          {{"id", "extra"}, {"kind", "integer"}, {"label", "Д"}, {"hint", "д"}, {"visible", "project_cost > 5"}});
      json["criteria"]["items"][0]["value"] = value;
      for (Json& table : json["criteria"]["items"][0]["tables"]) table.erase("value");
    });
    return has(findings, "hidden_answer", "/criteria/items/0/value");
  };
  CHECK(with("extra"));
  CHECK(with("extra * 100 / project_cost"));
  CHECK_FALSE(with("coalesce(extra, 0)"));
  CHECK_FALSE(with("if(filled(extra), 1, 0)"));
  CHECK_FALSE(with("project_cost"));
}

TEST_CASE("what was meant is said for a comma, a percent sign and letters of another alphabet") {
  const std::map<std::string_view, std::string> told = {{"users_count * 1,5", "через точку: 1.5"},
                                                        {"(1,5 + users_count)", "через точку: 1.5"},
                                                        {"round(users_count * 1,5, 1, \"up\")", "через точку: 1.5"},
                                                        {"users_count * 10%", "x * 10 / 100"},
                                                        {"users_\u0441ount * 2", "русская буква «с»"},
                                                        {"users_count × 2", "Вместо «×» здесь пишется *"},
                                                        {"users_count ≥ 2", ">="},
                                                        {"users_count – 2", "Вместо «–» здесь пишется -"},
                                                        {"media и media", "Вместо «и» здесь пишется and"},
                                                        {"r\u043Eund(users_count, 1)", "латиницей"}};
  std::vector<const char*> formulas;
  for (const auto& [formula, words] : told) formulas.push_back(formula.data());
  int number = 0;
  in_copies(
      "/facts", formulas,
      [&](Json& fact, const char* formula) {
        fact["name"] = "zz" + std::to_string(++number);
        fact["value"] = formula;
      },
      [&](const char* formula, const std::vector<Finding>& findings, const std::string& at) {
        CHECK(message_at(findings, at + "/value").find(told.at(formula)) != std::string::npos);
      });
}

TEST_CASE("every pack that an examination found accepted is told what is wrong") {
  if (!testing::has_data("cases"))
    SKIP("the cases are not on this machine: shared/data/cases beside the clone, or POCHIN_DATA");
  const std::pair<const char*, const char*> cases[] = {{"lint_10_cycle_facts", "formula_name"},
                                                       {"lint_12_cycle_computed", "circle"},
                                                       {"lint_18_feb29_nonleap", "bad_date"},
                                                       {"lint_20_feb29_1900", "formula_date"},
                                                       {"lint_26_zone_name_mismatch", "zone_mismatch"},
                                                       {"lint_32_table_all_when", "table_gap"},
                                                       {"lint_57_choice_unknown_code", "unknown_option"},
                                                       {"lint_64_eq_unknown_option", "formula_code"},
                                                       {"lint_68_comma_decimal", "bad_formula"},
                                                       {"lint_70_cyr_c", "formula_name"},
                                                       {"lint_choice_number", "choice_type"},
                                                       {"lint_vote_in_2030", "vote_stage"},
                                                       {"shadowed_votes.pack", "reserved_name"},
                                                       {"hidden_answer.pack", "hidden_answer"}};
  for (const auto& [name, code] : cases) {
    std::ifstream file(testing::data_folder("cases/" + std::string(name) + ".json"), std::ios::binary);
    if (!file) continue;
    std::ostringstream text;
    text << file.rdbuf();
    CAPTURE(name);
    CHECK_FALSE(message(lint(text.str()), code).empty());
  }
}

TEST_CASE("a pack of brackets is refused at once, with the place of the first too many") {
  const auto findings = lint("{\"form\": " + std::string(100'000, '[') + std::string(100'000, ']') + "}");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "json_depth");
  CHECK(findings[0].column == 73);
}

}  // namespace pochin::practice
