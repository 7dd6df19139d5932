#include "shared/practice/staff_part.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"

namespace pochin::practice {
namespace {

constexpr const char *kFields = "fields", *kGroups = "groups", *kSections = "sections";

bool is_staff(const Json& item) { return get_string(item, "privacy") == "staff"; }

Json& list_in(Json& object, const char* name) {
  Json& list = object[name];
  if (!list.is_array()) list = Json::array();
  return list;
}

// The item of the list with this id, or null.
Json* same(Json& list, const Json& item) {
  const auto found =
      std::ranges::find_if(list, [&](const Json& each) { return get_string(each, "id") == get_string(item, "id"); });
  return found == list.end() ? nullptr : &*found;
}

Json staff_sections(const Json& group) {
  Json sections = Json::array();
  for (Json section : get_array(group, kSections)) {
    if (!is_staff(section)) {
      std::erase_if(list_in(section, kFields).get_ref<Json::array_t&>(),
                    [](const Json& each) { return !is_staff(each); });
      if (section[kFields].empty()) continue;
    }
    sections.push_back(std::move(section));
  }
  return sections;
}

}  // namespace

Json staff_part(const Json& pack) {
  Json part{{kGroups, Json::array()}};
  const auto form = pack.find("form");
  if (form == pack.end()) return part;
  for (const Json& group : get_array(*form, kGroups)) {
    Json sections = staff_sections(group);
    if (sections.empty()) continue;
    Json mine = group;
    mine[kSections] = std::move(sections);
    part[kGroups].push_back(std::move(mine));
  }
  if (const auto limits = pack.find("limits"); limits != pack.end())
    if (const std::string reason = get_string(*limits, "reason"); !reason.empty()) part["reason"] = reason;
  return part;
}

void add_staff_part(Json& open, const Json& part) {
  Json& groups = list_in(open["form"], kGroups);
  for (const Json& group : get_array(part, kGroups)) {
    Json* known = same(groups, group);
    if (!known) {
      groups.push_back(group);
      continue;
    }
    Json& sections = list_in(*known, kSections);
    for (const Json& section : get_array(group, kSections)) {
      Json* place = same(sections, section);
      if (!place) {
        sections.push_back(section);
        continue;
      }
      Json& fields = list_in(*place, kFields);
      for (const Json& field : get_array(section, kFields))
        if (!same(fields, field)) fields.push_back(field);
    }
  }
  if (const std::string reason = get_string(part, "reason"); !reason.empty()) open["limits"]["reason"] = reason;
}

}  // namespace pochin::practice
