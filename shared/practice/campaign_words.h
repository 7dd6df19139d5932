// A voting campaign in words for people: the same on its page, in the preview of a practice and in the draft of a
// regulation.
#pragma once

#include <string>
#include <vector>

#include "shared/base/instant.h"
#include "shared/voting/campaign.h"

namespace pochin::practice {

struct CampaignLine {
  std::string label, text;  // «Как считают» — «Победители — по числу голосов. …»
};

// When, who, how, where, how it is counted, whether totals are seen before the end, whether one may vote again.
std::vector<CampaignLine> campaign_lines(const voting::Campaign& campaign, const Zone& zone);

// «Начнётся 1 февраля 2027 года», «Идёт до …», «Закончилось …».
std::string campaign_moment(const voting::Campaign& campaign, const Zone& zone, Instant at);

}  // namespace pochin::practice
