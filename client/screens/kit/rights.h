// What this person's roles allow, by the same table as on the server (shared/access/matrix.h): to show what is theirs.
// The server refuses by its own answer.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/screens/kit/view.h"
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

bool serves(const app::State&);     // has a role besides the resident's
bool has_queue(const app::State&);  // works from a list of applications
bool has_staff(const app::State&);  // sees or gives roles
bool has_installation(const app::State&);
// Practices whose rating this person sees before it is published, with their titles where these are known.
std::vector<std::pair<std::string, std::string>> ratings(const app::State&);
// The ways of the desk that this person's roles open: each(key, title, text, href), in the order of the program.
void open_tiles(const app::State&, const std::function<void(std::string_view key, const std::string& title,
                                                            std::string_view text, const std::string& href)>& each);

}  // namespace pochin::screens
