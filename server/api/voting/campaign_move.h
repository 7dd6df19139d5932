// What people decide about a vote: each by two, with a protocol.
#pragma once
#include <cstdint>
#include <span>

#include "shared/base/names.h"

namespace pochin::server {

enum class CampaignMove : std::uint8_t { open, extend, close, publish, freeze, unfreeze, annul };
std::span<const Name<CampaignMove>> names(CampaignMove);

}  // namespace pochin::server
