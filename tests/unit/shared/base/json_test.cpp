#include "shared/base/json.h"

#include <catch2/catch_test_macros.hpp>

using namespace pochin;

TEST_CASE("broken JSON is nothing, not an exception") {
  CHECK(parse_json("{\"a\":1}"));
  for (const char* text : {"", "{", "{a:1}", "[1,]", "nul", "\"\xFF\"", "1 2", "{\"a\":1}}"})
    CHECK_FALSE(parse_json(text));
}

TEST_CASE("what is nested too deep is refused before it is read, with its place") {
  const auto nested = [](std::size_t depth, std::string_view open, std::string_view close) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += open;
    text += "1";
    for (std::size_t i = 0; i < depth; ++i) text += close;
    return text;
  };
  CHECK(parse_json(nested(kDeepestJson, "[", "]")));
  CHECK(parse_json(nested(kDeepestJson / 2, "{\"a\":[", "]}")));
  CHECK_FALSE(parse_json(nested(kDeepestJson + 1, "[", "]")));
  CHECK_FALSE(parse_json(nested(kDeepestJson / 2 + 1, "{\"a\":[", "]}")));
  CHECK_FALSE(parse_json(std::string(200'000, '[')));
  CHECK_FALSE(parse_watched(nested(70, "[", "]"), nullptr));
  const auto deep = read_json("[\n" + nested(100'000, "[", "]") + "]");
  REQUIRE_FALSE(deep);
  CHECK(deep.error().code == "json_depth");
  CHECK(deep.error().place == "2:64");
  CHECK(deep.error().message == "Данные вложены глубже 64 уровней: столько скобок здесь не бывает");
  // Brackets of texts and those that were closed before do not count.
  CHECK(parse_json("[\"" + std::string(500, '[') + "\\\"" + std::string(500, '{') + "\"]"));
  std::string row = "[[1]";
  for (int i = 0; i < 500; ++i) row += ",[[]]";
  CHECK(parse_json(row + "]"));
}

TEST_CASE("why a text is no JSON is said with its place") {
  const auto wrong = read_json("{\"а\": 1,\n \"б\" 2}");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().code == "not_json");
  CHECK(wrong.error().place == "2:6");
  CHECK(read_json("[1]").value() == Json::array({1}));
  CHECK(syntax_error("{} // нет", false) == 3);
  CHECK_FALSE(syntax_error("{} // да", true));
  CHECK(stored_json("[1]") == Json::array({1}));
  CHECK_THROWS_AS(stored_json("[1"), Json::parse_error);
}

TEST_CASE("members are read without surprises") {
  const Json json =
      *parse_json(R"({"s":"т","n":5,"neg":-5,"f":5.5,"big":18446744073709551615,"b":true,"a":[1],"z":null})");
  CHECK(get_string(json, "s") == "т");
  CHECK(get_string(json, "n", "иначе") == "иначе");
  CHECK(get_string(json, "нет").empty());
  CHECK(get_int(json, "n") == 5);
  CHECK(get_int(json, "neg") == -5);
  CHECK(get_int(json, "f", 7) == 7);
  CHECK(get_int(json, "s", 7) == 7);
  CHECK(get_int(json, "big", 7) == 7);
  CHECK(get_bool(json, "b"));
  CHECK(get_bool(json, "n", true));
  CHECK(get_array(json, "a").size() == 1);
  CHECK(get_array(json, "s").empty());
  CHECK(get(json, "z").is_null());
  CHECK(get(Json::array({1}), "a").is_null());
  CHECK(get(Json(), "a").is_null());
  CHECK(get_array(Json(5), "l").empty());
}

TEST_CASE("the canonical text does not depend on the order of members and is always UTF-8") {
  CHECK(canonical(*parse_json(R"({ "б": [1, 2], "а": "x" })")) == canonical(*parse_json(R"({"а":"x","б":[1,2]})")));
  CHECK(canonical(*parse_json(R"({"b":1,"a":{}})")) == R"({"a":{},"b":1})");
  CHECK(canonical(Json("\xFF")) == "\"\uFFFD\"");
}
