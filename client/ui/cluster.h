// Signs of several code points: a letter with its marks, an emoji of several, a flag. Lines break and glyphs stand
// between signs, never inside one.
#pragma once
#include <cstddef>
#include <string_view>

namespace pochin::ui {

// Where the sign that begins at `at` ends. Precondition: at < size. O(length of the sign).
size_t next_cluster(std::string_view text, size_t at);

}  // namespace pochin::ui
