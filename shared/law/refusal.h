// Why a project may be refused: a closed list of each practice (131-ФЗ ст. 26.1 ч. 7 or the region's act,
// domain.md §3.1). A refusal for a reason that is not in it is no refusal.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

namespace pochin::law {

struct RefusalGround {
  std::string code;  // "better_way"
  std::string text;  // «Проблему можно решить более эффективным способом», as the act says it
  std::string law;                     // id of the legal basis
  bool must_offer_refinement = false;  // the initiators must be offered to refine the project (ч. 8)
};

inline const RefusalGround* find_ground(std::span<const RefusalGround> grounds, std::string_view code) {
  const auto found = std::ranges::find(grounds, code, &RefusalGround::code);
  return found == grounds.end() ? nullptr : &*found;
}

}  // namespace pochin::law
