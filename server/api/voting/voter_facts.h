// Whether the person who asks may vote in a campaign: from what their login told, and nothing is kept of the answer.
#pragma once
#include "server/api/handling/viewer.h"
#include "server/api/voting/campaign.h"
#include "shared/voting/eligibility.h"

namespace pochin::server {

// `district` empty: asked in general. What a login told is good for voting.facts_hours.
voting::Eligibility eligibility_of(const Context& context, const LiveCampaign& campaign, const Viewer& viewer,
                                   std::string_view district);

// How sure it is who votes on the portal.
voting::Assurance assurance_of(const Viewer& viewer, const voting::Eligibility& eligibility);

}  // namespace pochin::server
