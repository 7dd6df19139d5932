// Meetings of a commission: questions, votes, dissenting opinions, the protocol and its signatures. Functions throw
// SQLite::Exception.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/review/protocol.h"

namespace pochin::server {

struct MeetingRow {
  std::string id = {};
  std::string commission = {};
  review::Meeting body = {};  // with its questions, votes and dissenting opinions
  Instant created = {};
  std::optional<review::Protocol> protocol = {};
};

struct SignatureRow {
  std::string person = {};
  Instant at = {};
};

void add_meeting(Db& db, const MeetingRow& row);   // without questions
void save_meeting(Db& db, const MeetingRow& row);  // what the secretary wrote; not when there is a protocol
std::optional<MeetingRow> meeting(Db& db, std::string_view id);
std::vector<MeetingRow> meetings_of(Db& db, std::string_view commission);  // oldest first
void keep_protocol(Db& db, std::string_view meeting, const review::Protocol& protocol, Instant now);

void add_question(Db& db, std::string_view meeting, const review::Question& question);
void add_vote(Db& db, std::string_view question, const review::Vote& vote);
void add_dissent(Db& db, std::string_view question, const review::DissentingOpinion& opinion);
void close_question(Db& db, std::string_view question, Instant now);
std::optional<std::string> meeting_of_question(Db& db, std::string_view question);

void add_signature(Db& db, std::string_view meeting, std::string_view person, Instant now);
std::vector<SignatureRow> signatures(Db& db, std::string_view meeting);

}  // namespace pochin::server
