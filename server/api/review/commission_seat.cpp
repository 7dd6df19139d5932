#include "server/api/review/commission_seat.h"

#include <algorithm>

#include "server/api/handling/text.h"

namespace pochin::server {

Checked<const practice::CommissionRules*> commission_rules(const practice::Pack& pack) {
  if (pack.commission) return &*pack.commission;
  return std::unexpected(conflict("no_commission", say("Правила этой практики не описывают комиссию.")));
}

Checked<CommissionRow> commission_for(Db& db, const Record& record) {
  const auto chain = territory::chain_of(record.row.municipality);
  // How far away it works: 0 is the municipality itself, that of the practice is the farthest.
  const auto distance = [&](const CommissionRow& each) {
    return each.municipality ? std::ranges::find(chain, *each.municipality) - chain.begin() : std::ssize(chain) + 1;
  };
  std::optional<CommissionRow> found;
  for (CommissionRow& each : commissions_of(db, record.row.practice)) {
    if (!each.formed || each.cycle != record.pack->pack.cycle.id || distance(each) == std::ssize(chain)) continue;
    if (!found || distance(each) < distance(*found)) found = std::move(each);
  }
  if (!found) return std::unexpected(conflict("no_commission", say("Комиссия для этой заявки ещё не сформирована.")));
  return *std::move(found);
}

Problem member_needed() {
  return problem(403, "member_needed", say("Это могут только члены комиссии, чей срок идёт."));
}

Checked<review::Member> seat_in(const CommissionRow& commission, const Viewer& viewer, Date today) {
  if (const review::Member* member = review::find_member(commission.body, viewer.id, today)) return *member;
  return std::unexpected(member_needed());
}

bool is_signed(Db& db, const MeetingRow& row) {
  const auto made = signatures(db, row.id);
  return row.protocol && std::ranges::all_of(row.protocol->signatures, [&](const review::Attendee& each) {
           return std::ranges::find(made, each.person, &SignatureRow::person) != made.end();
         });
}

std::optional<Problem> without_protocol(Db& db, const Record& record, const application::Transition& move) {
  const auto& rules = record.calendar->pack.commission;
  if (!rules || std::ranges::find(rules->binds, move.action) == rules->binds.end()) return std::nullopt;
  const auto named_in = [&](const std::vector<review::Award>& list) {
    return std::ranges::find(list, record.row.id, &review::Award::application) != list.end();
  };
  const bool to_reserve = move.to == application::State::reserve;
  const bool from_reserve = record.object.state == application::State::reserve;
  for (const CommissionRow& each : commissions_of(db, record.row.practice))
    for (const MeetingRow& row : meetings_of(db, each.id)) {
      if (!row.protocol || !is_signed(db, row)) continue;
      if (!to_reserve && named_in(row.protocol->winners)) return std::nullopt;
      if ((to_reserve || from_reserve) && named_in(row.protocol->reserve)) return std::nullopt;
    }
  return conflict("protocol_needed",
                  say(to_reserve ? "В подписанном протоколе комиссии этой заявки нет в резервном списке."
                                 : "В подписанном протоколе комиссии этой заявки нет среди победителей."));
}

}  // namespace pochin::server
