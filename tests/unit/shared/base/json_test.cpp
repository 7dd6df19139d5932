#include "shared/base/json.h"

#include <catch2/catch_test_macros.hpp>

using namespace pochin;

TEST_CASE("broken JSON is nothing, not an exception") {
  CHECK(parse_json("{\"a\":1}"));
  for (const char* text : {"", "{", "{a:1}", "[1,]", "nul", "\"\xFF\"", "1 2", "{\"a\":1}}"})
    CHECK_FALSE(parse_json(text));
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
