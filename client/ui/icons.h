// Icons as paths in a 24 box: M, L and C with absolute numbers, stroked with round caps and joins (tokens.md, «Icons»).
// web/style.css holds the same paths; a unit test compares them.
#pragma once
#include <string_view>

#include "client/ui/tree.h"

namespace pochin::ui {

std::string_view icon_name(Icon);  // of the class "i-…"; empty for none
std::string_view icon_path(Icon);

}  // namespace pochin::ui
