// The money of a project as the rest of the server needs it: for guards of the workflow and for the public card.
#pragma once
#include "server/api/application/projection.h"
#include "server/store/db.h"
#include "server/store/money.h"
#include "shared/base/json.h"
#include "shared/finance/sources.h"

namespace pochin::server {

finance::Source source_of(finance::PayerKind kind);
// The line of a source, made when there was none; only «other» ones are told apart by their titles.
finance::SourceMoney& line_of(finance::Funding& funding, finance::Source source, const std::string& title);
void apply(finance::Funding& funding, const MoneyRecord& record);
std::int64_t kopecks(const finance::Funding& funding, finance::Phase phase);
// What is still to be given back. A repayment was checked against the refund when it was recorded: another answer means
// a damaged store, and throws.
std::vector<finance::RefundRow> not_repaid(Db& db, std::string_view application, const finance::Refund& refund);
Json sources_json(const finance::Funding& funding);

// Planned by the answers; agreed, paid and spent by what was recorded. What residents and organisations have paid is
// what the register of initiative payments says.
finance::Funding funding_of(Db& db, const Projection& projection);

// What guards read, in roubles: payments.paid (initiative payments in force), payments.left (not returned yet of a
// decided refund; unknown until it is decided), money.committed, money.paid, money.spent.
void add_money_facts(Db& db, std::string_view application, form::Facts& facts);

// The sums everybody may see.
Json money_summary(Db& db, const Projection& projection);

}  // namespace pochin::server
