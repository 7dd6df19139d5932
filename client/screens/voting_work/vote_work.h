#pragma once
#include <string>
#include <string_view>

namespace pochin::screens {

// What an act of a vote is called: "campaign.close" → «Закрыть».
std::string vote_act_title(std::string_view kind);

}  // namespace pochin::screens
