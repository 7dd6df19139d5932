#include "shared/base/record.h"

#include <catch2/catch_test_macros.hpp>

namespace pochin {
namespace {

enum class Size { small, large };

std::span<const Name<Size>> names(Size) {
  static constexpr Name<Size> kNames[] = {{Size::small, "small", "маленький"}, {Size::large, "large", "большой"}};
  return kNames;
}

struct Leaf {
  std::string name;
  Size size = Size::small;
  bool operator==(const Leaf&) const = default;
};

constexpr auto fields(const Leaf*) {
  return std::tuple{record::needed("name", &Leaf::name), record::maybe("size", &Leaf::size)};
}

struct Tree {
  std::string id;
  Money price;
  Ratio share;
  int64_t height = 0;
  bool green = false;
  std::optional<Date> planted;
  std::optional<Instant> seen;
  std::vector<Leaf> leaves;
  std::map<std::string, Ratio> points;
  bool operator==(const Tree&) const = default;
};

constexpr auto fields(const Tree*) {
  return std::tuple{record::needed("id", &Tree::id),       record::needed("price", &Tree::price),
                    record::needed("share", &Tree::share), record::maybe("height", &Tree::height),
                    record::maybe("green", &Tree::green),  record::maybe("planted", &Tree::planted),
                    record::maybe("seen", &Tree::seen),    record::maybe("leaves", &Tree::leaves),
                    record::maybe("points", &Tree::points)};
}

Tree full() {
  Tree tree{"t1", {INT64_MAX}, *Ratio::make(1, 3), -7, true, *make_date(2027, 1, 28), Instant{1'700'000'000'123},
            {},   {}};
  tree.leaves = {{"лист", Size::large}, {"«ель»", Size::small}};
  tree.points = {{"a", *Ratio::make(-1, 4)}, {"b", Ratio(5)}};
  return tree;
}

std::string refusal(const char* text) {
  const auto tree = record::read<Tree>(*parse_json(text), "/trees/0");
  if (tree) return "ok";
  CHECK_FALSE(tree.error().message.empty());
  return tree.error().code + " " + tree.error().place;
}

}  // namespace

TEST_CASE("a record comes back from its JSON as it was") {
  CHECK(record::read<Tree>(record::write(full())) == full());
  CHECK(record::read<Tree>(*parse_json(canonical(record::write(full())))) == full());
}

TEST_CASE("what is empty is not written, what is needed always is") {
  CHECK(canonical(record::write(Tree{})) == R"({"id":"","price":0,"share":"0"})");
}

TEST_CASE("a share is a decimal where it has one, and a fraction where it has none") {
  Tree tree;
  tree.share = *Ratio::make(1, 8);
  CHECK(record::write(tree)["share"] == "0.125");
  tree.share = *Ratio::make(2, 3);
  CHECK(record::write(tree)["share"] == "2/3");
}

TEST_CASE("a number of any length is read back as it was written") {
  Tree tree;
  tree.id = "t1";
  const Ratio third = *Ratio::make(1, 3), large = *Ratio::make((Int128(1) << 126) - 1, 1);
  for (const Ratio& share :
       {large, -large, large * large, large + *Ratio::make(1, 10), third / large, -third * large}) {
    tree.share = share;
    CAPTURE(to_fraction(share));
    CHECK(record::read<Tree>(record::write(tree))->share == share);
  }
}

TEST_CASE("what cannot be read is named with its place") {
  CHECK(refusal(R"([])") == "record_format /trees/0");
  CHECK(refusal(R"({"price":0,"share":"0"})") == "record_format /trees/0/id");
  CHECK(refusal(R"({"id":"t","price":0.5,"share":"0"})") == "record_format /trees/0/price");
  CHECK(refusal(R"({"id":"t","price":9223372036854775808,"share":"0"})") == "record_format /trees/0/price");
  CHECK(refusal(R"({"id":"t","price":0,"share":0.5})") == "record_format /trees/0/share");
  CHECK(refusal(R"({"id":"t","price":0,"share":"1/0"})") == "record_format /trees/0/share");
  CHECK(refusal(R"({"id":"t","price":0,"share":"0","planted":"31.02.2027"})") == "record_format /trees/0/planted");
  CHECK(refusal(R"({"id":"t","price":0,"share":"0","leaves":[{"name":"a"},{"name":"b","size":"huge"}]})") ==
        "record_format /trees/0/leaves/1/size");
  CHECK(refusal(R"({"id":"t","price":0,"share":"0","hieght":3})") == "record_unknown /trees/0/hieght");
}

TEST_CASE("a name of an enumeration is a code for files and a title for people") {
  CHECK(code_of(Size::large) == "large");
  CHECK(title_of(Size::small) == "маленький");
  CHECK(from_code<Size>("large") == Size::large);
  CHECK_FALSE(from_code<Size>("Large"));
}

}  // namespace pochin
