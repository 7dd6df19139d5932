// Of no workflow: an own draft that was given to nobody goes away, as an Acted with this action.
#pragma once
#include <string_view>

namespace pochin::app {

inline constexpr std::string_view kDeleteDraft = "delete_draft";

}  // namespace pochin::app
