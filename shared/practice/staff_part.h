// The part of a pack that only the staff see (form::Privacy::staff): cut out of the whole, and put back into what
// public_subset() (pack.h) has left. For any pack that parses,
//   add_staff_part(public_subset(pack), staff_part(pack))
// has the fields of the whole, those of the staff last in their section; put in twice they are there once.
#pragma once
#include <nlohmann/json_fwd.hpp>

namespace pochin::practice {

// {"groups": […], "reason": "points_comment"}: the groups and sections of the form with the staff's fields alone.
nlohmann::json staff_part(const nlohmann::json& pack);
void add_staff_part(nlohmann::json& open, const nlohmann::json& part);

}  // namespace pochin::practice
