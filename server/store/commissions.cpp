#include "server/store/commissions.h"

#include "server/store/instants.h"
#include "server/store/people.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

#define POCHIN_SELECT_COMMISSION \
  "SELECT id, practice, cycle, municipality, title, act, created_by, created_at, formed_at FROM commissions "

Date day(const std::string& iso) { return parse_date(iso).value_or(Date{}); }

CommissionRow read_commission(const Row& row) {
  CommissionRow made{.id = row.text(0),
                     .practice = row.text(1),
                     .cycle = row.text(2),
                     .municipality = row.maybe_text(3),
                     .created_by = row.integer(6),
                     .created = instant(row, 7),
                     .formed = maybe_instant(row, 8)};
  made.body.title = row.text(4);
  made.body.act = row.text(5);
  return made;
}

review::Member read_member(const Row& row) {
  review::Member member;
  member.person = person_id(row.integer(0));
  member.name = row.text(1);
  member.position = row.text(2);
  member.seat = from_code<review::Seat>(row.text(3)).value_or(review::Seat::member);
  member.proposed_by = from_code<review::ProposedBy>(row.text(4)).value_or(review::ProposedBy::other);
  for (const Json& trait : stored_json(row.text(5))) member.traits.push_back(trait);
  member.from = day(row.text(6));
  if (const auto to = row.maybe_text(7)) member.to = day(*to);
  return member;
}

CommissionRow with_members(Db& db, CommissionRow row) {
  row.body.members = db.all(
      "SELECT person_id, name, position, seat, proposed_by, traits, begins, ends FROM commission_members "
      "WHERE commission = ? ORDER BY number",
      read_member, row.id);
  return row;
}

}  // namespace

void add_commission(Db& db, const CommissionRow& row) {
  db.run(
      "INSERT INTO commissions (id, practice, cycle, municipality, title, act, created_by, created_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      row.id, row.practice, row.cycle, row.municipality, row.body.title, row.body.act, row.created_by,
      stored(row.created));
}

void add_member(Db& db, std::string_view commission, const review::Member& m, std::int64_t by, Instant now) {
  std::optional<std::string> ends;
  if (m.to) ends = iso_date(*m.to);
  db.run(
      "INSERT INTO commission_members (commission, number, person_id, name, position, seat, proposed_by, traits, "
      "begins, ends, added_by, added_at) SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? "
      "FROM commission_members WHERE commission = ?",
      commission, person_from(m.person), m.name, m.position, code_of(m.seat), code_of(m.proposed_by),
      Json(m.traits).dump(), iso_date(m.from), ends, by, stored(now), commission);
}

bool end_member(Db& db, std::string_view commission, std::int64_t number, Date on) {
  const std::string ends = iso_date(on);
  return db.run(
             "UPDATE commission_members SET ends = ? WHERE commission = ? AND number = ? AND (ends IS NULL OR ends > "
             "?)",
             ends, commission, number, ends) == 1;
}

void form_commission(Db& db, std::string_view commission, Instant now) {
  db.run("UPDATE commissions SET formed_at = ? WHERE id = ? AND formed_at IS NULL", stored(now), commission);
}

std::optional<CommissionRow> commission(Db& db, std::string_view id) {
  auto row = db.first(POCHIN_SELECT_COMMISSION "WHERE id = ?", read_commission, id);
  if (!row) return row;
  return with_members(db, *std::move(row));
}

std::vector<CommissionRow> commissions_of(Db& db, std::string_view practice) {
  auto rows =
      db.all(POCHIN_SELECT_COMMISSION "WHERE practice = ? ORDER BY created_at DESC, id", read_commission, practice);
  for (CommissionRow& row : rows) row = with_members(db, std::move(row));
  return rows;
}

std::vector<HeldSeat> seats_of(Db& db, std::int64_t person, Date on) {
  const std::string today = iso_date(on);
  return db.all(
      "SELECT DISTINCT c.practice, m.seat FROM commission_members m JOIN commissions c ON c.id = m.commission "
      "WHERE m.person_id = ? AND c.formed_at IS NOT NULL AND m.begins <= ? AND (m.ends IS NULL OR m.ends > ?)",
      [](const Row& row) {
        return HeldSeat{row.text(0), from_code<review::Seat>(row.text(1)).value_or(review::Seat::member)};
      },
      person, today, today);
}

std::vector<std::string> expertise_of(Db& db, std::int64_t person) {
  return db.all(
      "SELECT DISTINCT a.practice FROM expert_assignments e JOIN applications a ON a.id = e.application "
      "WHERE e.person_id = ?",
      [](const Row& row) { return row.text(0); }, person);
}

}  // namespace pochin::server
