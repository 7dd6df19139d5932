// The style sheet holds the same tokens, icons and pictures as the painter, and each pair of colours is readable.
#include "client/ui/theme.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

#include "client/ui/icons.h"
#include "client/ui/pictures.h"

namespace pochin::ui {
namespace {

std::string style_sheet() {
  std::ifstream file(std::string(POCHIN_ROOT) + "/web/style.css");
  std::stringstream text;
  text << file.rdbuf();
  REQUIRE(text.str().size() > 1000);
  return text.str();
}

std::string hex(uint32_t rgb) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out = "#";
  for (int shift = 20; shift >= 0; shift -= 4) out += kDigits[rgb >> shift & 15];
  return out;
}

double luminance(uint32_t rgb) {
  double out = 0;
  static constexpr std::array kWeights = {0.0722, 0.7152, 0.2126};
  for (size_t i = 0; i < 3; ++i) {
    const double part = static_cast<double>(rgb >> (8 * i) & 255u) / 255;
    out += kWeights[i] * (part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
  }
  return out;
}

double contrast(Color a, Color b, Theme theme) {
  const double x = luminance(rgb(a, theme)), y = luminance(rgb(b, theme));
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

struct Pair {
  Color above, below;
  double least;
};
// design tokens, «Colour»: text 4.5:1, signs and borders of controls 3:1.
constexpr Pair kPairs[] = {
    {Color::Text, Color::Bg, 4.5},
    {Color::Text, Color::Surface, 4.5},
    {Color::Text2, Color::Bg, 4.5},
    {Color::Text2, Color::Surface, 4.5},
    {Color::Text2, Color::Sunken, 4.5},
    {Color::Accent, Color::Surface, 4.5},
    {Color::Accent, Color::Bg, 4.5},
    {Color::Accent, Color::AccentSoft, 4.5},
    {Color::OnAccent, Color::Accent, 4.5},
    {Color::OnAccent, Color::AccentHover, 4.5},
    {Color::OnAccent, Color::AccentPress, 4.5},
    {Color::Error, Color::Surface, 4.5},
    {Color::Error, Color::ErrorSoft, 4.5},
    {Color::Error, Color::Bg, 4.5},
    {Color::Ok, Color::Surface, 4.5},
    {Color::Ok, Color::OkSoft, 4.5},
    {Color::Ok, Color::Bg, 4.5},
    {Color::Warn, Color::WarnSoft, 4.5},
    {Color::Warn, Color::Bg, 4.5},
    {Color::Warn, Color::Surface, 4.5},
    {Color::Text, Color::WarnSoft, 4.5},
    {Color::Text2, Color::WarnSoft, 4.5},
    {Color::Text2, Color::AccentSoft, 4.5},
    {Color::Text, Color::ErrorSoft, 4.5},
    {Color::Text, Color::OkSoft, 4.5},
    {Color::Field, Color::Surface, 3},
    {Color::Field, Color::Bg, 3},
    {Color::Leaf, Color::Surface, 3},
    {Color::FocusIn, Color::Focus, 3},
};

}  // namespace

TEST_CASE("every pair of colours meets its contrast in every theme") {
  for (const Theme theme : {Theme::Light, Theme::Dark, Theme::Contrast}) {
    for (const Pair& pair : kPairs) {
      INFO(kTokens[static_cast<size_t>(pair.above)].name << " on " << kTokens[static_cast<size_t>(pair.below)].name
                                                         << ", theme " << static_cast<int>(theme));
      CHECK(contrast(pair.above, pair.below, theme) >= pair.least);
    }
  }
}

TEST_CASE("the style sheet has the tokens of each theme, and none of them on the canvas") {
  const std::string css = style_sheet();
  const std::array<std::string, 3> start = {"\n:root, .gl", "\n[data-theme=dark],", "\n[data-theme=contrast],"};
  for (size_t theme = 0; theme < 3; ++theme) {
    const size_t begin = css.find(start[theme]);
    REQUIRE(begin != std::string::npos);
    const std::string block = css.substr(begin, css.find("--check", begin) - begin);
    for (const Token& token : kTokens) {
      INFO(token.name << ", theme " << theme);
      CHECK(block.find(" --" + std::string(token.name) + ": " + hex(token.rgb[theme])) != std::string::npos);
    }
  }
  const size_t clear = css.find(".gl #app { --bg: transparent");
  REQUIRE(clear != std::string::npos);
  const std::string block = css.substr(clear, css.find('}', clear) - clear);
  for (const Token& token : kTokens)
    CHECK(block.find("--" + std::string(token.name) + ": transparent") != std::string::npos);
}

TEST_CASE("the style sheet draws the icons by the same paths") {
  const std::string css = style_sheet();
  for (int i = 1; i <= static_cast<int>(Icon::Ruble); ++i) {
    const auto icon = static_cast<Icon>(i);
    const size_t rule = css.find("\n.i-" + std::string(icon_name(icon)) + " {");
    INFO(icon_name(icon));
    REQUIRE(rule != std::string::npos);
    CHECK(css.substr(rule, css.find('}', rule) - rule).find("d='" + std::string(icon_path(icon)) + "'") !=
          std::string::npos);
  }
}

TEST_CASE("the style sheet has the pictures in the same colours") {
  const std::string css = style_sheet();
  for (const PictureScene& scene : picture_scenes()) {
    const size_t rule = css.find("\n.p-" + std::string(scene.name) + " {");
    REQUIRE(rule != std::string::npos);
    const std::string block = css.substr(rule, css.find('}', rule) - rule);
    for (const PictureShape& shape : scene.shapes) {
      INFO(scene.name);
      CHECK(block.find("%23" + hex(shape.rgb).substr(1)) != std::string::npos);
    }
  }
}

TEST_CASE("names of themes") {
  CHECK(theme_from("dark") == Theme::Dark);
  CHECK(theme_from("contrast") == Theme::Contrast);
  CHECK(theme_from("light") == Theme::Light);
  CHECK(theme_from("") == Theme::Light);
}

}  // namespace pochin::ui
