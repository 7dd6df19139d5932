// What the screens of voting share: the campaign of the route with what is known of this voter, and words about it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/ballot.h"
#include "client/screens/kit/campaigns.h"
#include "client/screens/kit/view.h"

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

std::string left_of(const app::BallotRules&, const app::Projects&, const app::Ballot&, int64_t projects);
std::string chosen_of(const app::Projects&,
                      const app::Ballot&);  // «Выбрано 2 проекта на 1 180 000 ₽»
std::string mark_of(const app::BallotRules&, const app::Choice&, size_t place);  // «за», «3 балла», «1-е место»
int64_t kopecks_of(const Json& object, std::string_view key);                    // of a decimal string
std::string grouped_code(std::string_view hex);                                  // by four, as people compare

// Why this person may not vote and what to do; true when it was drawn.
bool refused_voter(const Voting&);
// «Вы уже проголосовали» with the way to the receipt, and to another choice where the vote may be changed.
void already_cast(const Voting&);
std::string district_name(const Voting&, std::string_view id);
// Which of several receipts is shown, where one person votes in several districts.
void choose_receipt(const Voting&);
void closed_voting(const Voting&);  // «Голосование закончилось», said to who was choosing, too
void districts(const Voting&);      // which district the ballot is of

// What the pages of a ballot and of its results load.
void ballot_needs(const app::State&, app::Needs&);
void results_needs(const app::State&, app::Needs&);

const Json* project_by_id(const Json& projects, std::string_view id);
// A row of the choice, drawn by the kind of the ballot; `card`: with a button, else as one control.
void choice_control(const Voting&, const Json& project, bool card);
void ranked_order(const Voting&, const Json& projects);  // the list with «Выше», «Ниже», «Убрать»

}  // namespace pochin::screens
