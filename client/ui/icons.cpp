#include "client/ui/icons.h"

#include <array>

namespace pochin::ui {
namespace {

struct Shape {
  std::string_view name, path;
};

// In the order of enum Icon. A circle of radius r is four curves with handles of 0.55 r.
constexpr std::array kShapes = {
    Shape{"", ""},
    Shape{"check", "M5 12.5L10 17.5L19 7"},
    Shape{"clock", "M12 3C17 3 21 7 21 12C21 17 17 21 12 21C7 21 3 17 3 12C3 7 7 3 12 3M12 7L12 12L15.5 14"},
    Shape{"alert", "M12 3C17 3 21 7 21 12C21 17 17 21 12 21C7 21 3 17 3 12C3 7 7 3 12 3M12 7.5L12 13M12 16.4L12 16.5"},
    Shape{"info", "M12 3C17 3 21 7 21 12C21 17 17 21 12 21C7 21 3 17 3 12C3 7 7 3 12 3M12 11L12 16.5M12 7.5L12 7.6"},
    Shape{"cloud",
          "M7 18C1.5 18 1.5 10.5 7 10.5C8 5 16 5 17 10.5C22.5 10.5 22.5 18 17 18L7 18M9 13.5L11.2 15.6L15 11.8"},
    Shape{"cloud-off", "M9 18L7 18C1.5 18 1.5 10.5 7 10.5M10 7C13 5.5 16.4 7.5 17 10.5C21 10.5 22 15 20 17M4 4L20 20"},
    Shape{"upload", "M12 15L12 4M7.5 8.5L12 4L16.5 8.5M4 15L4 20L20 20L20 15"},
    Shape{"download", "M12 4L12 15M7.5 10.5L12 15L16.5 10.5M4 15L4 20L20 20L20 15"},
    Shape{"pencil", "M4 20L5 15.5L16 4.5L19.5 8L8.5 19L4 20M13.5 7L17 10.5"},
    Shape{"plus", "M12 5L12 19M5 12L19 12"},
    Shape{"close", "M6 6L18 18M18 6L6 18"},
    Shape{"menu", "M4 7L20 7M4 12L20 12M4 17L20 17"},
    Shape{"search", "M10.5 4C14 4 17 7 17 10.5C17 14 14 17 10.5 17C7 17 4 14 4 10.5C4 7 7 4 10.5 4M15.5 15.5L20 20"},
    Shape{"eye",
          "M2.5 12C6.5 4 17.5 4 21.5 12C17.5 20 6.5 20 2.5 12M12 9C13.7 9 15 10.3 15 12C15 13.7 13.7 15 12 15C10.3 15 "
          "9 13.7 9 "
          "12C9 10.3 10.3 9 12 9"},
    Shape{"person",
          "M12 4C14.2 4 16 5.8 16 8C16 10.2 14.2 12 12 12C9.8 12 8 10.2 8 8C8 5.8 9.8 4 12 4M4.5 20C4.5 13.5 19.5 13.5 "
          "19.5 20"},
    Shape{"document", "M6 3L14 3L18.5 7.5L18.5 21L6 21L6 3M9.5 11L15 11M9.5 15L15 15"},
    Shape{"phone", "M7 3L17 3L17 21L7 21L7 3M11.5 17.5L12.5 17.5"},
    Shape{"pin",
          "M12 21C4 13 4.5 9 5.5 7C8 2 16 2 18.5 7C19.5 9 20 13 12 21M12 7.5C13.4 7.5 14.5 8.6 14.5 10C14.5 11.4 13.4 "
          "12.5 12 "
          "12.5C10.6 12.5 9.5 11.4 9.5 10C9.5 8.6 10.6 7.5 12 7.5"},
    Shape{"left", "M15 5L8 12L15 19"},
    Shape{"right", "M9 5L16 12L9 19"},
    Shape{"down", "M5 9L12 16L19 9"},
    Shape{"up", "M5 15L12 8L19 15"},
    Shape{"trash", "M4 7L20 7M9 7L9 4L15 4L15 7M6 7L7 20L17 20L18 7M10.5 11L10.5 16M13.5 11L13.5 16"},
    Shape{"lock", "M5 11L19 11L19 20L5 20L5 11M8 11L8 8C8 2.7 16 2.7 16 8L16 11"},
    Shape{"chat", "M4 5L20 5L20 16L11 16L7 20L7 16L4 16L4 5"},
    Shape{"calendar", "M4 6L20 6L20 20L4 20L4 6M4 10.5L20 10.5M8.5 3.5L8.5 8M15.5 3.5L15.5 8"},
    Shape{"print", "M7 9L7 3.5L17 3.5L17 9M7 17L4 17L4 9L20 9L20 17L17 17M7 14L17 14L17 20.5L7 20.5L7 14"},
    Shape{"exit", "M14 4L5 4L5 20L14 20M10 12L20 12M16 8L20 12L16 16"},
    Shape{"return", "M8.5 4.5L4 9L8.5 13.5M4 9L14 9C21.5 9 21.5 19.5 14 19.5L8 19.5"},
    Shape{"ruble", "M8.5 20L8.5 4L13.5 4C19 4 19 13 13.5 13L6 13M6 16.5L13.5 16.5"},
};
static_assert(kShapes.size() == static_cast<size_t>(Icon::Ruble) + 1);

}  // namespace

std::string_view icon_name(Icon icon) { return kShapes[static_cast<size_t>(icon)].name; }
std::string_view icon_path(Icon icon) { return kShapes[static_cast<size_t>(icon)].path; }

}  // namespace pochin::ui
