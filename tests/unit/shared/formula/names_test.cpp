#include "shared/formula/names.h"

#include <catch2/catch_test_macros.hpp>
#include <map>

namespace pochin::formula {

TEST_CASE("a name is found with its value, another is not") {
  Names names = {{"a", Value(1)}, {"municipality.population", Value(800)}};
  CHECK(names.find("a")->second == Value(1));
  CHECK(names.find("municipality.population")->second == Value(800));
  CHECK(names.find("b") == names.end());
  CHECK(Names().find("a") == Names().end());
}

TEST_CASE("assigning replaces, inserting keeps what was there") {
  Names names = {{"a", Value(1)}};
  names.insert_or_assign("a", Value(2));
  CHECK(names.find("a")->second == Value(2));
  const std::map<std::string, Value> more = {{"a", Value(3)}, {"b", Value(4)}};
  names.insert(more.begin(), more.end());
  CHECK(names.find("a")->second == Value(2));
  CHECK(names.find("b")->second == Value(4));
  names["b"] = Value(5);
  CHECK(names.find("b")->second == Value(5));
}

TEST_CASE("names of equal hash are told apart") {
  // "costarring" and "liquid" have one FNV-1a hash of 32 bits.
  Names names = {{"costarring", Value(1)}, {"liquid", Value(2)}};
  CHECK(names.find("costarring")->second == Value(1));
  CHECK(names.find("liquid")->second == Value(2));
}

TEST_CASE("thousands of names behave as a map does") {
  Names names;
  std::map<std::string, int> model;
  for (int i = 0; i < 3000; ++i) {
    const std::string name = "field_" + std::to_string(i * 7919 % 2000);
    names[name] = Value(i);
    model[name] = i;
  }
  for (const auto& [name, value] : model) REQUIRE(names.find(name)->second == Value(value));
  REQUIRE(static_cast<std::size_t>(std::distance(names.begin(), names.end())) == model.size());
}

}  // namespace pochin::formula
