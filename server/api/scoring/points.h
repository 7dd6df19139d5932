// Points by hand: proposed by saving the fields that the practice names for them, counted once a second person has
// confirmed them.
#pragma once
#include "server/api/application/record.h"
#include "server/store/scoring.h"
#include "shared/scoring/adjustment.h"

namespace pochin::server {

// To be called in the write that saves answers: when they change the points by hand or their reason, that is a new
// proposal. The last confirmed one counts until the new one is confirmed. 403 of the author, whatever else they are.
Checked<bool> propose_points(Db& db, const Context& context, const Viewer& viewer, const Record& before,
                             const application::Application& after);

// Proposals that nobody has decided on yet, of the shape of waiting_acts() (two_person.h): the viewer's own and those
// the viewer may decide on.
Json waiting_points(Db& db, const Context& context, const Viewer& viewer);

// What a confirmed row adds and takes, for a recorded calculation.
std::vector<scoring::Adjustment> confirmed_points(const AdjustmentRow& row);

}  // namespace pochin::server
