#include "shared/application/link.h"

#include <utility>

namespace pochin::application {
namespace {

constexpr std::pair<Track, std::string_view> kTracks[] = {
    {Track::initiative_project, "initiative_project"}, {Track::application, "application"}, {Track::idea, "idea"}};

constexpr std::pair<Relation, std::string_view> kRelations[] = {{Relation::made_from, "made_from"},
                                                                {Relation::became, "became"},
                                                                {Relation::copied_from, "copied_from"},
                                                                {Relation::copied_to, "copied_to"},
                                                                {Relation::merged_into, "merged_into"}};

}  // namespace

std::string_view code_of(Track track) {
  for (const auto& [each, code] : kTracks)
    if (each == track) return code;
  return {};
}

std::optional<Track> track_from(std::string_view wanted) {
  for (const auto& [each, code] : kTracks)
    if (code == wanted) return each;
  return std::nullopt;
}

std::string_view code_of(Relation relation) {
  for (const auto& [each, code] : kRelations)
    if (each == relation) return code;
  return {};
}

std::optional<Relation> relation_from(std::string_view wanted) {
  for (const auto& [each, code] : kRelations)
    if (code == wanted) return each;
  return std::nullopt;
}

}  // namespace pochin::application
