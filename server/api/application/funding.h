// The money of a project as the rest of the server needs it: for guards of the workflow and for the public card.
#pragma once
#include "server/api/application/projection.h"
#include "server/store/db.h"
#include "shared/base/json.h"
#include "shared/finance/sources.h"

namespace pochin::server {

// Planned by the answers; agreed, paid and spent by what was recorded. What residents and organisations have paid is
// what the register of initiative payments says.
finance::Funding funding_of(Db& db, const Projection& projection);

// What guards read, in roubles: payments.paid (initiative payments in force), payments.left (not returned yet of a
// decided refund; unknown until it is decided), money.committed, money.paid, money.spent.
void add_money_facts(Db& db, std::string_view application, form::Facts& facts);

// The sums everybody may see.
Json money_summary(Db& db, const Projection& projection);

}  // namespace pochin::server
