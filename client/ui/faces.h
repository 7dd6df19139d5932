// The table from roles to tags and classes; html.cpp adds the attributes.
#pragma once
#include <string>
#include <string_view>

#include "client/ui/tree.h"

namespace pochin::ui {

std::string_view tag_of(const Tree&, const Node&);
std::string class_of(const Node&);
const Node& parent_of(const Tree&, const Node&);  // of a child of the root: the root

}  // namespace pochin::ui
