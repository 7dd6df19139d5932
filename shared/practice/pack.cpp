#include "shared/practice/pack.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/base/sha256.h"
#include "shared/base/tr.h"
#include "shared/practice/read.h"

namespace pochin::practice {

const LegalBasis* Pack::basis(std::string_view wanted) const {
  const auto found = std::ranges::find(law, wanted, &LegalBasis::id);
  return found == law.end() ? nullptr : &*found;
}

const LegalBasis* Pack::basis(std::string_view wanted, Date on) const {
  const LegalBasis* found = law::wording(law, wanted, on);
  return found ? found : basis(wanted);
}

const Stage* Pack::stage(std::string_view wanted) const {
  const auto found = std::ranges::find(stages, wanted, &Stage::id);
  return found == stages.end() ? nullptr : &*found;
}

const voting::Campaign* Pack::campaign(std::string_view wanted) const {
  const auto found = std::ranges::find(campaigns, wanted, &voting::Campaign::id);
  return found == campaigns.end() ? nullptr : &*found;
}

std::string_view Pack::text(std::string_view key) const {
  const auto found = std::ranges::find(texts, key, &Text::key);
  return found == texts.end() ? std::string_view() : std::string_view(found->text);
}

Result<Pack> parse_pack(const Json& json) {
  Findings findings;
  Pack pack = read_pack(json, findings);
  for (const Finding& each : findings.items)
    if (each.level == Finding::Level::error) return fail(each.code, each.message, each.pointer);
  return pack;
}

Result<Pack> parse_pack(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return fail("not_json", std::string(tr("Файл не читается как JSON")));
  return parse_pack(*json);
}

std::string content_hash(const Json& pack) { return hex(sha256(canonical(pack))); }

Json public_subset(const Json& pack) {
  Json open = pack;
  const auto is_staff = [](const Json& item) { return get_string(item, "privacy") == "staff"; };
  const auto form = open.find("form");
  if (form == open.end() || !form->is_object() || !form->contains("groups")) return open;
  for (Json& group : (*form)["groups"]) {
    if (!group.is_object() || !group.contains("sections")) continue;
    Json& sections = group["sections"];
    std::erase_if(sections.get_ref<Json::array_t&>(), is_staff);
    for (Json& section : sections)
      if (section.contains("fields")) std::erase_if(section["fields"].get_ref<Json::array_t&>(), is_staff);
  }
  std::erase_if((*form)["groups"].get_ref<Json::array_t&>(),
                [](const Json& group) { return get_array(group, "sections").empty(); });
  return open;
}

}  // namespace pochin::practice
