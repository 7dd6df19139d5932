// Cards of projects and practices, as lists show them.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "client/screens/kit/view.h"

namespace pochin::screens {

void project_card(const View&, std::string_view key, const Json& card);
void stage_card(const View&, std::string_view key, const Json& practice);

// What a vote has to do with a project: «Победил в голосовании: 576 голосов», «Идёт голосование». Nothing when it is in
// none.
struct VoteLine {
  std::string text;
  ui::Tone tone = ui::Tone::Neutral;
  ui::Icon icon = ui::Icon::None;
};
std::optional<VoteLine> vote_line(const Json& project);

// Where «Подать заявку» leads: to the only practice that takes something now, or to the choice among several. Nothing
// when none does.
struct Way {
  std::string text, href;
};
std::optional<Way> way_to_apply(const Json& portal);

}  // namespace pochin::screens
