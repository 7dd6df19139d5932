// Criteria of real acts as fragments of a pack: the shipped pack with a section of their fields and their criteria.
#pragma once

#include "shared/base/json.h"
#include "shared/scoring/contest.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {

// Help texts are not what these tests are about.
inline Json hinted(Json fields) {
  for (Json& field : fields) {
    field["hint"] = "Для критериев";
    if (field.contains("columns")) field["columns"] = hinted(field["columns"]);
  }
  return fields;
}

inline Json fragment_json(const std::string& name) {
  std::ifstream file(POCHIN_ROOT "/tests/unit/shared/practice/fragments/" + name + ".json", std::ios::binary);
  const Json fragment = Json::parse(file);
  Json pack = Json::parse(pack_text());
  if (!fragment.at("fields").empty())
    pack["form"]["groups"][0]["sections"].push_back(
        {{"id", "fragment"}, {"title", "Сведения для критериев"}, {"fields", hinted(fragment.at("fields"))}});
  pack["criteria"] = fragment.at("criteria");
  if (fragment.contains("ranking")) pack["ranking"] = fragment.at("ranking");
  return pack;
}

inline Pack fragment(const std::string& name) { return parse_pack(fragment_json(name)).value(); }

inline scoring::Score score_of(const Pack& pack, const form::Answers& answers, const form::Facts& facts,
                               std::span<const scoring::Mark> marks = {}) {
  return scoring::score(pack.criteria, form::Environment(pack.form, answers, facts), {.marks = marks});
}

inline Ratio decimal(std::string_view text) { return parse_decimal(text).value(); }

}  // namespace pochin::practice
