// Acts that one person asks for and another allows: opening a vote, publishing results, changing points by hand
// (domain.md §9). The resource whose act it is does it itself, in the
// transaction in which the second person approves.
#pragma once
#include <string>
#include <string_view>

#include "server/api/handling/viewer.h"

namespace pochin::server {

struct TwoPersonAct {
  std::string kind = {};                            // "campaign.publish"
  std::string object = {};                          // what it is done to: "spb.2027-city"
  Json details = Json::object();                    // exactly what will be done; shown to the second person
  std::string reason = {};                          // why, in the words of the first
  access::Action ask = access::Action::decide;      // the right the first person needs on `target`
  access::Action approve = access::Action::decide;  // and the second
  access::Target target = {};
};

// One person asks. Gives the request as the wire shows it; answer it with 202. Refusals: 403 without the right,
// fresh_login_needed, 422 "reason", 409 two_person_waits (the same act on the same object waits already).
Checked<Json> ask_second_person(Db& db, const Context& context, const Viewer& viewer, const TwoPersonAct& act);

// Another allows it. Gives the request with what was asked in "details": do exactly that, in the same transaction, so
// that when it cannot be done the request waits on. `kind` and `object` are the caller's, so that nobody approves one
// thing by the address of another; `target` is the object as it is now. Refusals: 404, 403 two_person_same (the same
// human, by account or by СНИЛС), 403 without the right, fresh_login_needed, 409 two_person_expired, two_person_done.
Checked<Json> approve_as_second(Db& db, const Context& context, const Viewer& viewer, std::string_view id,
                                std::string_view kind, std::string_view object, access::Action approve,
                                access::Target target);

// The first takes it back, or the second says no.
Checked<Json> refuse_as_second(Db& db, const Context& context, const Viewer& viewer, std::string_view id,
                               const std::string& reason);

// Those that wait, the viewer's own and those the viewer may decide.
Json waiting_acts(Db& db, const Context& context, const Viewer& viewer);

}  // namespace pochin::server
