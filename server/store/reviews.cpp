#include "server/store/reviews.h"

#include "server/store/instants.h"
#include "server/store/people.h"
#include "shared/base/json.h"
#include "shared/base/record.h"
#include "shared/base/tr.h"

namespace pochin::server {
namespace {

Date day(const std::string& iso) { return parse_date(iso).value_or(Date{}); }

review::Mark read_mark(const Row& row) {
  review::Mark mark;
  mark.application = row.text(0);
  mark.member = person_id(row.integer(1));
  mark.criterion = row.text(2);
  mark.points = record::read<Ratio>(Json(row.text(3))).value_or(Ratio{});
  mark.comment = row.text(4);
  mark.at = instant(row, 5);
  return mark;
}

}  // namespace

std::vector<review::Conflict> conflicts_on(Db& db, std::string_view application) {
  auto conflicts = db.all(
      "SELECT person_id, reason, declared_at FROM interest_conflicts WHERE application = ? ORDER BY declared_at",
      [&](const Row& row) {
        return review::Conflict{person_id(row.integer(0)), std::string(application), row.text(1), instant(row, 2)};
      },
      application);
  const auto author = db.first(
      "SELECT author_id, created_at FROM applications WHERE id = ?",
      [&](const Row& row) {
        return review::Conflict{person_id(row.integer(0)), std::string(application),
                                std::string(tr("автор этой заявки")), instant(row, 1)};
      },
      application);
  if (author && !review::is_recused(conflicts, author->person, application)) conflicts.push_back(*author);
  return conflicts;
}

void add_conflict(Db& db, const review::Conflict& c) {
  db.run("INSERT INTO interest_conflicts (application, person_id, reason, declared_at) VALUES (?, ?, ?, ?)",
         c.application, person_from(c.person), c.reason, stored(c.declared_at));
}

std::vector<ExpertRow> experts_of(Db& db, std::string_view application) {
  return db.all(
      "SELECT person_id, name, assigned_on, deadline FROM expert_assignments WHERE application = ? "
      "ORDER BY assigned_on, person_id",
      [&](const Row& row) {
        return ExpertRow{{std::string(application), person_id(row.integer(0)), day(row.text(2)), day(row.text(3))},
                         row.text(1)};
      },
      application);
}

void add_expert(Db& db, const ExpertRow& e, std::int64_t by) {
  db.run(
      "INSERT INTO expert_assignments (application, person_id, name, assigned_by, assigned_on, deadline) "
      "VALUES (?, ?, ?, ?, ?, ?)",
      e.assignment.application, person_from(e.assignment.expert), e.name, by, iso_date(e.assignment.assigned_on),
      iso_date(e.assignment.deadline));
}

std::vector<review::Opinion> opinions_on(Db& db, std::string_view application) {
  std::vector<review::Opinion> opinions;
  const auto bodies = db.all(
      "SELECT body FROM expert_opinions WHERE application = ? ORDER BY given_at, id",
      [](const Row& row) { return row.text(0); }, application);
  for (const std::string& body : bodies)
    if (auto opinion = review::opinion_from_json(stored_json(body))) opinions.push_back(*std::move(opinion));
  return opinions;
}

void add_opinion(Db& db, const review::Opinion& o) {
  db.run("INSERT INTO expert_opinions (id, application, person_id, given_at, body) VALUES (?, ?, ?, ?, ?)", o.id,
         o.application, person_from(o.expert), stored(o.given_at), to_json(o).dump());
}

std::vector<review::Mark> marks_on(Db& db, std::string_view application) {
  return db.all(
      "SELECT application, person_id, criterion, points, comment, at FROM member_marks WHERE application = ? "
      "ORDER BY seq",
      read_mark, application);
}

void add_mark(Db& db, const review::Mark& m) {
  db.run("INSERT INTO member_marks (application, person_id, criterion, points, comment, at) VALUES (?, ?, ?, ?, ?, ?)",
         m.application, person_from(m.member), m.criterion, record::write(m.points).get<std::string>(), m.comment,
         stored(m.at));
}

std::vector<review::Mark> counted_marks(Db& db, std::string_view practice) {
  return db.all(
      "SELECT m.application, m.person_id, m.criterion, m.points, m.comment, m.at FROM member_marks m "
      "JOIN applications a ON a.id = m.application "
      "WHERE a.practice = ? AND a.author_id <> m.person_id "
      "AND m.seq = (SELECT max(seq) FROM member_marks l WHERE l.application = m.application "
      "AND l.person_id = m.person_id AND l.criterion = m.criterion) "
      "AND NOT EXISTS (SELECT 1 FROM interest_conflicts c WHERE c.application = m.application "
      "AND c.person_id = m.person_id) ORDER BY m.seq",
      read_mark, practice);
}

}  // namespace pochin::server
