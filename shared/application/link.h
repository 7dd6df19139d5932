// The three tracks of a proposal (domain.md §2.1), and how one becomes another: both sides keep the id of the other.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pochin::application {

enum class Track {
  initiative_project,  // А: to the local administration (131-ФЗ ст. 26.1)
  application,         // Б: of a municipality to the region's competition
  idea                 // В: of one resident
};

std::string_view code_of(Track track);  // "initiative_project", "application", "idea"
std::optional<Track> track_from(std::string_view code);

// What the other one is to this one.
enum class Relation {
  made_from,    // this one was made from it
  became,       // it was made from this one
  copied_from,  // of the cycle before
  copied_to,    // of the next cycle
  merged_into   // ideas: it speaks for this one
};

std::string_view code_of(Relation relation);  // "made_from" …
std::optional<Relation> relation_from(std::string_view code);

struct Link {
  Relation relation = Relation::made_from;
  Track track = Track::application;  // of the other one
  std::string id;
  std::string number = {};  // as it was when the link was made; ideas have none
  bool operator==(const Link&) const = default;
};

}  // namespace pochin::application
