#include "server/api/practices/stage_json.h"

#include <array>

#include "shared/practice/preview.h"

namespace pochin::server {

Json stage_json(const practice::Pack& pack, Instant now) {
  const practice::StageNow here = practice::stage_at(pack, now);
  static constexpr std::array kStates{"before", "open", "between", "after"};
  return {{"number", here.number},
          {"total", here.total},
          {"title", here.stage ? here.stage->title : ""},
          {"detail", here.stage ? here.stage->detail : ""},
          {"deadline", here.deadline},
          {"state", kStates[static_cast<std::size_t>(here.state)]}};
}

}  // namespace pochin::server
