// What this person's roles allow, by the same table as on the server (shared/access/matrix.h): to show what is theirs.
// The server refuses by its own answer.
#pragma once
#include "client/screens/view.h"
#include "shared/access/access.h"

namespace pochin::screens {

// In the scope of at least one of the roles.
bool may_somewhere(const app::State&, access::Action, access::Object, access::Part = access::Part::whole);
// Of what belongs to no practice and no place: the portal itself.
bool may_everywhere(const app::State&, access::Action, access::Object, access::Part = access::Part::whole);

// Whose page it is, what the person's own roles open instead, and whom to ask for another.
void not_yours(const View&, std::string_view for_whom);
// True after saying so: the server refused this person what lies at the path.
bool shut(const View&, const std::string& path, std::string_view for_whom);

// What an act of a vote is called: "campaign.close" → «Закрыть».
std::string vote_act_title(std::string_view kind);
// Acts that wait for a second person, those of the rating of one practice or (with "") all: with the way to each.
void waiting_acts(const View&, std::string_view practice);

}  // namespace pochin::screens
