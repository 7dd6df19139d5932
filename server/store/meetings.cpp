#include "server/store/meetings.h"

#include "server/store/instants.h"
#include "server/store/people.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

std::string body_of(const MeetingRow& row) {
  review::Meeting written = row.body;
  written.questions.clear();  // they have tables of their own
  return to_json(written).dump();
}

std::vector<review::Question> questions_of(Db& db, std::string_view meeting) {
  auto questions = db.all(
      "SELECT id, application, text, closed_at FROM commission_questions WHERE meeting = ? ORDER BY position",
      [](const Row& row) {
        review::Question question;
        question.id = row.text(0);
        question.application = row.maybe_text(1).value_or("");
        question.text = row.text(2);
        question.closed_at = maybe_instant(row, 3);
        return question;
      },
      meeting);
  for (review::Question& question : questions) {
    question.votes = db.all(
        "SELECT person_id, choice, at FROM commission_votes WHERE question = ? ORDER BY seq",
        [](const Row& row) {
          return review::Vote{person_id(row.integer(0)),
                              from_code<review::Choice>(row.text(1)).value_or(review::Choice::abstained),
                              instant(row, 2)};
        },
        question.id);
    question.dissents = db.all(
        "SELECT person_id, text, at FROM dissenting_opinions WHERE question = ? ORDER BY seq",
        [](const Row& row) {
          return review::DissentingOpinion{person_id(row.integer(0)), row.text(1), instant(row, 2)};
        },
        question.id);
  }
  return questions;
}

std::optional<MeetingRow> read_meeting(Db& db, std::string_view where, std::string_view id) {
  struct Raw {
    MeetingRow row;
    std::string body;
    std::optional<std::string> protocol;
  };
  auto raw = db.first(
      where,
      [](const Row& row) {
        return Raw{
            {.id = row.text(0), .commission = row.text(1), .created = instant(row, 3)}, row.text(2), row.maybe_text(4)};
      },
      id);
  if (!raw) return std::nullopt;
  auto body = review::meeting_from_json(stored_json(raw->body));
  if (!body) return std::nullopt;
  raw->row.body = *std::move(body);
  raw->row.body.questions = questions_of(db, raw->row.id);
  if (raw->protocol)
    if (auto protocol = review::protocol_from_json(stored_json(*raw->protocol)))
      raw->row.protocol = *std::move(protocol);
  return std::move(raw->row);
}

}  // namespace

void add_meeting(Db& db, const MeetingRow& row) {
  db.run("INSERT INTO commission_meetings (id, commission, body, created_at) VALUES (?, ?, ?, ?)", row.id,
         row.commission, body_of(row), stored(row.created));
}

void save_meeting(Db& db, const MeetingRow& row) {
  db.run("UPDATE commission_meetings SET body = ? WHERE id = ?", body_of(row), row.id);
}

std::optional<MeetingRow> meeting(Db& db, std::string_view id) {
  return read_meeting(db, "SELECT id, commission, body, created_at, protocol FROM commission_meetings WHERE id = ?",
                      id);
}

std::vector<MeetingRow> meetings_of(Db& db, std::string_view commission) {
  std::vector<MeetingRow> rows;
  for (const std::string& id : db.all(
           "SELECT id FROM commission_meetings WHERE commission = ? ORDER BY created_at, id",
           [](const Row& row) { return row.text(0); }, commission))
    if (auto row = meeting(db, id)) rows.push_back(*std::move(row));
  return rows;
}

void keep_protocol(Db& db, std::string_view meeting, const review::Protocol& protocol, Instant now) {
  db.run("UPDATE commission_meetings SET protocol = ?, protocol_at = ? WHERE id = ?", to_json(protocol).dump(),
         stored(now), meeting);
}

void add_question(Db& db, std::string_view meeting, const review::Question& q) {
  std::optional<std::string> application;
  if (!q.application.empty()) application = q.application;
  db.run(
      "INSERT INTO commission_questions (id, meeting, position, application, text) "
      "SELECT ?, ?, coalesce(max(position), 0) + 1, ?, ? FROM commission_questions WHERE meeting = ?",
      q.id, meeting, application, q.text, meeting);
}

void add_vote(Db& db, std::string_view question, const review::Vote& v) {
  db.run("INSERT INTO commission_votes (question, person_id, choice, at) VALUES (?, ?, ?, ?)", question,
         person_from(v.member), code_of(v.choice), stored(v.at));
}

void add_dissent(Db& db, std::string_view question, const review::DissentingOpinion& o) {
  db.run("INSERT INTO dissenting_opinions (question, person_id, text, at) VALUES (?, ?, ?, ?)", question,
         person_from(o.member), o.text, stored(o.at));
}

void close_question(Db& db, std::string_view question, Instant now) {
  db.run("UPDATE commission_questions SET closed_at = ? WHERE id = ? AND closed_at IS NULL", stored(now), question);
}

std::optional<std::string> meeting_of_question(Db& db, std::string_view question) {
  return db.first(
      "SELECT meeting FROM commission_questions WHERE id = ?", [](const Row& row) { return row.text(0); }, question);
}

void add_signature(Db& db, std::string_view meeting, std::string_view person, Instant now) {
  db.run("INSERT INTO protocol_signatures (meeting, person_id, at) VALUES (?, ?, ?)", meeting, person_from(person),
         stored(now));
}

std::vector<SignatureRow> signatures(Db& db, std::string_view meeting) {
  return db.all(
      "SELECT person_id, at FROM protocol_signatures WHERE meeting = ? ORDER BY at, person_id",
      [](const Row& row) {
        return SignatureRow{person_id(row.integer(0)), instant(row, 1)};
      },
      meeting);
}

}  // namespace pochin::server
