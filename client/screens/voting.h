// What the screens of voting share: the campaign of the route with what is known of this voter, and words about it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/ballot.h"
#include "client/screens/view.h"

namespace pochin::screens {

struct Voting {
  const View& view;
  const Json& campaign;
  std::string id;
  app::BallotRules rules;
  const Json* me = nullptr;             // null before the login and while it loads
  const app::Ballot* ballot = nullptr;  // null likewise

  [[nodiscard]] bool open() const;
  [[nodiscard]] bool cast() const { return ballot != nullptr && ballot->cast; }
  [[nodiscard]] bool published() const;
  [[nodiscard]] std::string address(app::Screen) const;
};

// The campaign of the route, or nothing after drawing why there is none.
std::optional<Voting> voting_of(const View&, std::string_view what);
// The same for a screen that is a person's own: login, campaign and what the server knows of this voter.
std::optional<Voting> own_voting(const View&, std::string_view what, std::string_view why);

bool campaign_open(const Json& campaign);  // takes ballots
// «идёт до конца 14 февраля, осталось 3 дня», «начнётся 1 февраля», «закончилось 14 февраля, итоги 1 марта»
std::string campaign_state(const app::State&, const Json& campaign);
ui::Tone campaign_tone(const Json& campaign);
std::string until(const app::State&, Instant end);  // «до конца 14 февраля», «до 14 февраля, 20:00»
std::string task_of(const app::BallotRules&);  // «Выберите до 3 проектов»
std::string left_of(const app::BallotRules&, const app::Projects&, const app::Ballot&, int64_t projects);
std::string chosen_of(const app::Projects&,
                      const app::Ballot&);  // «Выбрано 2 проекта на 1 180 000 ₽»
std::string mark_of(const app::BallotRules&, const app::Choice&, size_t place);  // «за», «3 балла», «1-е место»
int64_t kopecks_of(const Json& object, std::string_view key);                    // of a decimal string
std::string grouped_code(std::string_view hex);                                  // by four, as people compare

void campaign_card(const View&, std::string_view key, const Json& campaign);
// Why this person may not vote and what to do; true when it was drawn.
bool refused_voter(const Voting&);
// «Вы уже проголосовали» with the way to the receipt, and to another choice where the vote may be changed.
void already_cast(const Voting&);
// That what is being filled in does not count yet: «Вы ещё не проголосовали: бюллетень не отправлен».
std::string not_cast(const app::Ballot&);
std::string district_name(const Voting&, std::string_view id);
// Which of several receipts is shown, where one person votes in several districts.
void choose_receipt(const Voting&);
void closed_voting(const Voting&);  // «Голосование закончилось», said to who was choosing, too
void districts(const Voting&);      // which district the ballot is of
// What became of what the staff posted under this name; nothing while there is none or it travels. `done`: in words.
void post_outcome(const View&, std::string_view name, const std::string& done);
// The reminder of a ballot that was not cast; on every page but those where it is being filled in.
void uncast_notice(const View&);

const Json* project_by_id(const Json& projects, std::string_view id);
// A row of the choice, drawn by the kind of the ballot; `card`: with a button, else as one control.
void choice_control(const Voting&, const Json& project, bool card);
void ranked_order(const Voting&, const Json& projects);  // the list with «Выше», «Ниже», «Убрать»

}  // namespace pochin::screens
