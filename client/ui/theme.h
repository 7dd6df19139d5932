// Colours by role (design tokens). web/style.css holds the same table; a unit test compares them.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace pochin::ui {

enum class Theme : uint8_t { Light, Dark, Contrast };

// "light", "dark" or "contrast"; anything else is light.
constexpr Theme theme_from(std::string_view name) {
  return name == "dark" ? Theme::Dark : name == "contrast" ? Theme::Contrast : Theme::Light;
}

enum class Color : uint8_t {
  Bg,
  Surface,
  Sunken,
  Line,
  Field,
  Text,
  Text2,
  OnAccent,
  Accent,
  AccentHover,
  AccentPress,
  AccentSoft,
  Error,
  ErrorSoft,
  Ok,
  OkSoft,
  Warn,
  WarnSoft,
  WarnMark,
  Leaf,
  Leaf2,
  Soil,
  Focus,
  FocusIn,
  StepNow,
  StepOff,
  StepLine,
  Disabled,
  DisabledText,
};
inline constexpr size_t kColors = static_cast<size_t>(Color::DisabledText) + 1;

struct Token {
  std::string_view name;        // of the CSS variable, without the dashes
  std::array<uint32_t, 3> rgb;  // by theme
};

inline constexpr std::array<Token, kColors> kTokens = {{
    {"bg", {0xF3F6FA, 0x101A26, 0x000000}},
    {"surface", {0xFFFFFF, 0x182534, 0x000000}},
    {"sunken", {0xEDF1F6, 0x0C141E, 0x000000}},
    {"line", {0xDCE3EB, 0x2C3C4E, 0xFFFF00}},
    {"field", {0x6B7C8F, 0x7F93A8, 0xFFFF00}},
    {"text", {0x0B1F33, 0xE8EEF6, 0xFFFF00}},
    {"text2", {0x52616F, 0xA9B7C6, 0xFFFF00}},
    {"on-accent", {0xFFFFFF, 0x0B1F33, 0x000000}},
    {"accent", {0x0D4CD3, 0x8AB4FF, 0xFFFF00}},
    {"accent-hover", {0x0A3EAE, 0xA9C8FF, 0xFFFFFF}},
    {"accent-press", {0x082F86, 0xC3D9FF, 0xFFFFFF}},
    {"accent-soft", {0xE8EFFC, 0x1D314E, 0x000000}},
    {"error", {0xC4213A, 0xFF9AA5, 0xFFFFFF}},
    {"error-soft", {0xFDEFF1, 0x3A2028, 0x000000}},
    {"ok", {0x0E7A3B, 0x7FD6A0, 0xFFFF00}},
    {"ok-soft", {0xE6F4EB, 0x163526, 0x000000}},
    {"warn", {0x8A5200, 0xFFC766, 0xFFFFFF}},
    {"warn-soft", {0xFFF3DC, 0x3A2E17, 0x000000}},
    {"warn-mark", {0xF2A31B, 0xFFC766, 0xFFFFFF}},
    {"leaf", {0x2E9E57, 0x5FCB86, 0xFFFF00}},
    {"leaf2", {0x6CC283, 0xA4E3B8, 0xFFFF00}},
    {"soil", {0x0D4CD3, 0x8AB4FF, 0xFFFF00}},
    {"focus", {0xFFDD00, 0xFFDD00, 0xFFFFFF}},
    {"focus-in", {0x0B0C0C, 0x0B0C0C, 0x000000}},
    {"step-now", {0x2E9E57, 0x5FCB86, 0xFFFFFF}},
    {"step-off", {0xDCE3EB, 0x2C3C4E, 0x000000}},
    {"step-line", {0xDCE3EB, 0x2C3C4E, 0xFFFF00}},
    {"disabled", {0xE3E8EE, 0x263445, 0x000000}},
    {"disabled-text", {0x6A7886, 0x8A9AAB, 0xC8C800}},
}};

constexpr uint32_t rgb(Color color, Theme theme) {
  return kTokens[static_cast<size_t>(color)].rgb[static_cast<size_t>(theme)];
}

}  // namespace pochin::ui
