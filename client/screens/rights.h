// What this person's roles allow, by the same table as on the server (shared/access/matrix.h): to show what is theirs.
// The server refuses by its own answer.
#pragma once
#include "client/screens/view.h"
#include "shared/access/access.h"

namespace pochin::screens {

// In the scope of at least one of the roles.
bool may_somewhere(const app::State&, access::Action, access::Object, access::Part = access::Part::whole);

// True after saying whose page it is: the server refused this person what lies at the path.
bool shut(const View&, const std::string& path, std::string_view for_whom);

}  // namespace pochin::screens
