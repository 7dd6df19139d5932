// Who asks: the session of a request and the roles that hold in it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/handling/context.h"
#include "server/api/handling/person_facts.h"
#include "server/store/applications.h"
#include "server/store/people.h"
#include "server/store/sessions.h"
#include "shared/access/access.h"
#include "shared/application/decide.h"

namespace pochin::server {

inline constexpr std::string_view kSessionCookie = "sid";

struct Viewer {
  std::int64_t person = 0;  // 0: nobody has logged in
  std::string id;           // of the person, as the wire and the history name it
  std::string name, short_name, csrf;
  Bytes session;
  std::vector<Grant> grants;     // those that hold now
  std::string realm, connector;  // "esia", "oidc", "demo": whose account it is and by which door it came in
  Instant proved = {};           // when the person last proved who they are
  std::int64_t idle_ms = 0;      // the session ends when nothing is asked for so long…
  Instant expires = {};          // …and then whatever is done
  PersonFacts facts = {};        // what the login told

  bool logged_in() const { return person != 0; }
  bool staff() const { return !grants.empty(); }
  bool has(std::string_view role, const access::Target& object) const;  // a grant of this role reaches the object
  // The roles that hold for this very application, "author" among them (shared/application/decide.h).
  std::vector<std::string> roles_for(const ApplicationRow& application) const;
  access::Actor access_actor() const;
  application::Actor actor_for(const ApplicationRow& application) const;
};

bool reaches(const Grant& grant, const access::Target& object);

// A visitor when there is no live session.
Checked<Viewer> viewer_of(Context& context, const Request& request);
// 401 without login.
Checked<Viewer> require_login(Context& context, const Request& request);
// Acts that weigh want a proof of identity not older than session.fresh_minutes; else 403 "fresh_login_needed" with
// the address of a login that asks for a new one.
Checked<bool> require_fresh(const Context& context, const Viewer& viewer);
// Of an unsafe method: 401 without login, 403 when the request does not come from our own page.
Checked<Viewer> require_change(Context& context, const Request& request);

// States in which the application is still the applicant's and the municipality's business: their codes.
std::vector<std::string> states_before_region();

// May the viewer read it? The author always; the municipality what was given to it; the centre, the commission, finance
// and audit what reached them; an expert (persons who were asked for an opinion on it) also before.
bool may_read(const Viewer& viewer, const ApplicationRow& application, const std::vector<std::string>& experts = {});
// Of one that the viewer may read: also what is the staff's business alone.
bool sees_staff_part(const Viewer& viewer, const ApplicationRow& application);
// The rating of the whole practice, before it is published.
bool may_see_rating(const Viewer& viewer, std::string_view practice);

}  // namespace pochin::server
