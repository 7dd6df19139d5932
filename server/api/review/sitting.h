// A meeting as those who hold it and those who write its protocol ask for it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/review/commission_seat.h"
#include "server/store/meetings.h"

namespace pochin::server {

// A meeting with its commission and the rules it works by.
struct Sitting {
  MeetingRow row;
  CommissionRow commission;
  const practice::Pack* pack = nullptr;
  const review::ProtocolRules* rules = nullptr;
};

access::Target protocol_target(const CommissionRow& commission);
Checked<Sitting> sitting(Db& db, const Context& context, std::string_view id);  // 404 when there is none
// Of the members, in all that the meeting names.
std::vector<review::Conflict> conflicts_at(Db& db, const review::Commission& commission,
                                           const review::Meeting& meeting);
std::optional<Problem> protocol_made(const Sitting& sitting);  // 409: nothing of it changes any more
// An application of the practice that a commission may name: a draft is nobody's but its author's.
std::optional<ApplicationRow> handed_in(Db& db, const std::string& id, const std::string& practice);

}  // namespace pochin::server
