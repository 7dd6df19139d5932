// Lines break where browsers break them.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "client/ui/cluster.h"
#include "client/ui/layout.h"

namespace pochin::ui {
namespace {

// Each character is 10 px wide.
float ten(std::string_view text, float, bool) {
  float width = 0;
  for (size_t i = 0; i < text.size(); width += 10) next_codepoint(text, i);
  return width;
}

std::vector<std::string> lines_of(std::string_view text, float width, float letter = 0) {
  std::vector<std::string> out;
  const TextStyle style{.letter = letter};
  for (const Line& line : wrap(text, style, width, ten))
    out.emplace_back(text.substr(line.begin, line.end - line.begin));
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("text breaks at spaces, and the space hangs") {
  CHECK(lines_of("one two three", 70) == Lines{"one two", "three"});
  CHECK(lines_of("one two", 70) == Lines{"one two"});
  CHECK(lines_of("one  two", 50) == Lines{"one", "two"});
}

TEST_CASE("a no-break space never breaks") {
  CHECK(lines_of("на 5\u00A0000\u00A0₽ больше", 90) == Lines{"на", "5\u00A0000\u00A0₽", "больше"});
}

TEST_CASE("a hyphen between letters breaks after itself, before a figure it does not") {
  CHECK(lines_of("Щёголева-Ёлкина", 100) == Lines{"Щёголева-", "Ёлкина"});
  CHECK(lines_of("№ 152-15", 60) == Lines{"№", "152-15"});
}

TEST_CASE("a word wider than the box is broken inside") {
  CHECK(lines_of("abcdefgh", 30) == Lines{"abc", "def", "gh"});
  CHECK(lines_of("ab cdefgh", 30) == Lines{"ab", "cde", "fgh"});
}

TEST_CASE("a line break in the text is one on the page, an empty line too") {
  CHECK(lines_of("one\ntwo", 200) == Lines{"one", "two"});
  CHECK(lines_of("one\n\ntwo", 200) == Lines{"one", "", "two"});
}

TEST_CASE("letter spacing counts") {
  CHECK(lines_of("one two", 70) == Lines{"one two"});
  CHECK(lines_of("one two", 70, 2) == Lines{"one", "two"});
}

TEST_CASE("the width of a line is that of its characters without the hanging space") {
  const std::string_view text = "one two three";
  const auto lines = wrap(text, TextStyle{}, 75, ten);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].width == 70);
  CHECK(lines[1].width == 50);
}

TEST_CASE("broken UTF-8 ends and does not run over the text") {
  const std::string broken = "abc\xd0";
  size_t at = 0, steps = 0;
  while (at < broken.size()) {
    next_codepoint(broken, at);
    ++steps;
  }
  CHECK(at == broken.size());
  CHECK(steps == 4);
}

TEST_CASE("a line never breaks inside a sign of several code points") {
  const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467", flag = "\U0001F1F7\U0001F1FA",
                    stressed = "о\u0301", heart = "\u2764\uFE0F", thumb = "\U0001F44D\U0001F3FD";
  for (const std::string& sign : {family, flag, stressed, heart, thumb}) {
    CHECK(next_cluster(sign + sign, 0) == sign.size());
    CHECK(next_cluster("ж" + sign, 0) == 2);
    for (const Line& line : wrap(sign + sign + sign + sign, {}, 20, ten)) {
      CHECK(line.begin % sign.size() == 0);
      CHECK(line.end % sign.size() == 0);
    }
  }
  CHECK(next_cluster("аб", 0) == 2);
  CHECK(next_cluster("\U0001F1F7\U0001F1FA\U0001F1F7", 0) == 8);
  CHECK(next_cluster("\u200D", 0) == 3);
}

}  // namespace pochin::ui
