// The commission's side of an application: who judges it, who may not, what its protocol must say.
#pragma once
#include "server/api/application/record.h"
#include "server/api/handling/handling.h"
#include "server/store/commissions.h"
#include "server/store/meetings.h"
#include "server/store/reviews.h"

namespace pochin::server {

// A commission as the wire gives it, with what is wrong in who sits in it today.
Json commission_json(const Context& context, const CommissionRow& row);
// The commission of this name. Until it is formed, who will sit in it is the business of those who form it: 404.
Checked<CommissionRow> commission_seen(Db& db, const Viewer& viewer, std::string_view id);

// 409 when the rules of the practice name no commission.
Checked<const practice::CommissionRules*> commission_rules(const practice::Pack& pack);
// The commission that works on the application today: of its municipality, else of the district around it, else of the
// practice. 409 when there is none.
Checked<CommissionRow> commission_for(Db& db, const Record& record);
Problem member_needed();  // 403
// The viewer's own seat in it today. 403 when there is none.
Checked<review::Member> seat_in(const CommissionRow& commission, const Viewer& viewer, Date today);

// Whether everybody has signed its protocol who must.
bool is_signed(Db& db, const MeetingRow& row);
// Why the move may not be made yet: the practice wants it in a signed protocol of the commission
// (CommissionRules::binds) and there is none. From the reserve list to the winners the entry in the reserve is enough.
std::optional<Problem> without_protocol(Db& db, const Record& record, const application::Transition& move);

}  // namespace pochin::server
