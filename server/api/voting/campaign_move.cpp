#include "server/api/voting/campaign_move.h"

#include "shared/base/tr.h"

namespace pochin::server {

std::span<const Name<CampaignMove>> names(CampaignMove) {
  static constexpr Name<CampaignMove> kNames[] = {
      {CampaignMove::open, "open", tr("открытие")},         {CampaignMove::extend, "extend", tr("продление")},
      {CampaignMove::close, "close", tr("закрытие")},       {CampaignMove::publish, "publish", tr("публикация итогов")},
      {CampaignMove::freeze, "freeze", tr("приостановка")}, {CampaignMove::unfreeze, "unfreeze", tr("возобновление")},
      {CampaignMove::annul, "annul", tr("отмена")}};
  return kNames;
}

}  // namespace pochin::server
