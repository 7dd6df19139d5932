// Votes as every page tells of them: a card, its state in words, the reminder of a ballot that was not cast.
#pragma once
#include <string>
#include <string_view>

#include "client/app/ballot.h"
#include "client/app/program.h"
#include "client/screens/kit/view.h"

namespace pochin::screens {

bool campaign_open(const Json& campaign);  // takes ballots
// «идёт до конца 14 февраля, осталось 3 дня», «начнётся 1 февраля», «закончилось 14 февраля, итоги 1 марта»
std::string campaign_state(const app::State&, const Json& campaign);
ui::Tone campaign_tone(const Json& campaign);
std::string until(const app::State&, Instant end);  // «до конца 14 февраля», «до 14 февраля, 20:00»
std::string task_of(const app::BallotRules&);  // «Выберите до 3 проектов»
// That what is being filled in does not count yet: «Вы ещё не проголосовали: бюллетень не отправлен».
std::string not_cast(const app::Ballot&);
std::string campaign_name(const app::State&);  // of the campaign of the route, "" while it loads

void campaign_card(const View&, std::string_view key, const Json& campaign);
// All votes by what goes on, what comes and what is over.
void campaign_groups(const View&, const Json& list);
// The votes that are open and the latest results, or all of one practice; nothing when there are none.
void voting_now(const View&, std::string_view practice);
// The reminder of a ballot that was not cast; on every page but those where it is being filled in.
void uncast_notice(const View&);
// What the reminder is made from, of the votes that are open: for pages that load the list of campaigns.
void reminder_needs(const app::State&, app::Needs&);

}  // namespace pochin::screens
