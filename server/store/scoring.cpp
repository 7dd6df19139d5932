#include "server/store/scoring.h"

#include "server/store/instants.h"
#include "shared/base/json.h"
#include "shared/base/record.h"

namespace pochin::server {
namespace {

#define POCHIN_SELECT_ADJUSTMENT                                                                           \
  "SELECT p.id, p.application, p.plus, p.minus, p.reason, p.proposed_by, p.proposed_name, p.proposed_at, " \
  "p.decided_by, p.decided_name, p.decided_at, p.confirmed, p.comment FROM point_adjustments p "

std::string number_text(const Ratio& number) { return record::write(number).get<std::string>(); }
Ratio number_of(const std::string& text) { return record::read<Ratio>(Json(text)).value_or(Ratio{}); }

AdjustmentRow read_adjustment(const Row& row) {
  return {.id = row.text(0),
          .application = row.text(1),
          .plus = number_of(row.text(2)),
          .minus = number_of(row.text(3)),
          .reason = row.text(4),
          .proposed_by = row.integer(5),
          .proposed_name = row.text(6),
          .proposed = instant(row, 7),
          .decided_by = row.maybe_integer(8).value_or(0),
          .decided_name = row.maybe_text(9).value_or(""),
          .decided = maybe_instant(row, 10),
          .confirmed = row.maybe_integer(11).value_or(0) != 0,
          .comment = row.text(12)};
}

RunRow read_run(const Row& row) {
  return {.practice = row.text(0),
          .cycle = row.text(1),
          .number = row.integer(2),
          .pack_version = row.text(3),
          .at = instant(row, 4),
          .reason = row.text(5),
          .by = row.text(6),
          .body = row.text(7),
          .places = row.text(8)};
}

}  // namespace

void add_adjustment(Db& db, const AdjustmentRow& a) {
  db.run(
      "INSERT INTO point_adjustments (id, application, position, plus, minus, reason, proposed_by, proposed_name, "
      "proposed_at) SELECT ?, ?, coalesce(max(position), 0) + 1, ?, ?, ?, ?, ?, ? FROM point_adjustments "
      "WHERE application = ?",
      a.id, a.application, number_text(a.plus), number_text(a.minus), a.reason, a.proposed_by, a.proposed_name,
      stored(a.proposed), a.application);
}

std::vector<AdjustmentRow> adjustments_of(Db& db, std::string_view application) {
  return db.all(POCHIN_SELECT_ADJUSTMENT "WHERE p.application = ? ORDER BY p.position", read_adjustment, application);
}

std::optional<AdjustmentRow> adjustment(Db& db, std::string_view id) {
  return db.first(POCHIN_SELECT_ADJUSTMENT "WHERE p.id = ?", read_adjustment, id);
}

std::vector<AdjustmentRow> waiting_adjustments(Db& db) {
  return db.all(POCHIN_SELECT_ADJUSTMENT
                "WHERE p.decided_at IS NULL AND p.position = (SELECT max(position) FROM point_adjustments l "
                "WHERE l.application = p.application) ORDER BY p.proposed_at, p.id",
                read_adjustment);
}

void decide_adjustment(Db& db, const AdjustmentRow& a) {
  db.run(
      "UPDATE point_adjustments SET decided_by = ?, decided_name = ?, decided_at = ?, confirmed = ?, comment = ? "
      "WHERE id = ? AND decided_at IS NULL",
      a.decided_by, a.decided_name, stored(a.decided), a.confirmed, a.comment, a.id);
}

std::vector<AdjustmentRow> counted_adjustments(Db& db, std::string_view practice) {
  return db.all(
      POCHIN_SELECT_ADJUSTMENT
      "JOIN applications a ON a.id = p.application WHERE a.practice = ? AND p.position = "
      "(SELECT max(position) FROM point_adjustments l WHERE l.application = p.application AND l.confirmed = 1)",
      read_adjustment, practice);
}

std::vector<AdjusterRow> adjusters(Db& db, std::string_view practice) {
  return db.all(
      "SELECT DISTINCT w.person, coalesce(a.number, '') FROM (SELECT application, proposed_by AS person FROM "
      "point_adjustments UNION SELECT application, decided_by FROM point_adjustments WHERE decided_by IS NOT NULL) w "
      "JOIN applications a ON a.id = w.application WHERE a.practice = ?",
      [](const Row& row) {
        return AdjusterRow{row.integer(0), row.text(1)};
      },
      practice);
}

std::int64_t add_run(Db& db, const RunRow& r) {
  return db
      .first(
          "INSERT INTO scoring_runs (practice, cycle, number, pack_version, at, reason, by_name, body, places) "
          "SELECT ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ? FROM scoring_runs "
          "WHERE practice = ? AND cycle = ? RETURNING number",
          [](const Row& row) { return row.integer(0); }, r.practice, r.cycle, r.pack_version, stored(r.at), r.reason,
          r.by, r.body, r.places, r.practice, r.cycle)
      .value();
}

std::vector<RunRow> runs_of(Db& db, std::string_view practice, std::string_view cycle) {
  return db.all(
      "SELECT practice, cycle, number, pack_version, at, reason, by_name, '', '' FROM scoring_runs "
      "WHERE practice = ? AND cycle = ? ORDER BY number",
      read_run, practice, cycle);
}

std::optional<RunRow> run_of(Db& db, std::string_view practice, std::string_view cycle, std::int64_t number) {
  return db.first(
      "SELECT practice, cycle, number, pack_version, at, reason, by_name, body, places FROM scoring_runs "
      "WHERE practice = ? AND cycle = ? AND number = ?",
      read_run, practice, cycle, number);
}

}  // namespace pochin::server
