#include "server/text/clean.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

using namespace pochin::server;

TEST_CASE("a letter is one letter however it was typed") {
  CHECK(clean("и\u0306") == "й");
  CHECK(clean("е\u0308лка И\u0306огурт") == "ёлка Йогурт");
  CHECK(clean("Kima\u0308") == "Kim\u00E4");
  CHECK(clean("\u212B") == "\u00C5");
  CHECK(clean("а\u0301") == "а\u0301");  // a stress has no letter of its own
  // The joiner between them, which nobody sees, does not keep them apart.
  CHECK(clean("и\u034F\u0306") == "й");
}

TEST_CASE("what is composed already, and what cannot be read, passes") {
  CHECK(clean("Ёлка, 1 234 ₽ — «так»\nи ещё 🙂") ==
        "Ёлка, 1 234 ₽ — «так»\nи ещё 🙂");
  CHECK(clean("") == "");
  CHECK(clean("a\xFF") == "a\uFFFD");
}

TEST_CASE("every text of a body is cleaned, at any depth") {
  nlohmann::json body = {{"title", "а\u202Eб"},
                         {"list", {"x\u200By", 7, {{"deep", std::string("н\0е", 5)}}}},
                         {"code", "abc"},
                         {"none", nullptr}};
  clean(body);
  CHECK(body ==
        nlohmann::json{{"title", "аб"}, {"list", {"xy", 7, {{"deep", "не"}}}}, {"code", "abc"}, {"none", nullptr}});
}
