#include "server/store/audit.h"

#include "server/store/instants.h"
#include "shared/base/json.h"
#include "shared/base/sha256.h"
#include "shared/base/tr.h"

namespace pochin::server {
namespace {

AuditEntry entry_of(const Row& row) { return {row.integer(0), row.text(1), row.text(2)}; }
AuditEntry filed_entry_of(const Row& row) { return {row.integer(0), row.text(1), row.text(2), row.flag(3)}; }

Error broken(const char* code, std::string message, std::int64_t seq) {
  return {code, std::move(message), std::to_string(seq)};
}

}  // namespace

AuditHead audit_head(Db& db) {
  const auto last = db.first("SELECT seq, body, hash FROM audit_log ORDER BY seq DESC LIMIT 1", entry_of);
  return last ? AuditHead{last->seq, last->hash} : AuditHead{0, std::string(64, '0')};
}

void audit(Db& db, const AuditLine& line) {
  const AuditHead head = audit_head(db);
  const std::string body = canonical({{"seq", head.seq + 1},
                                      {"at", format_instant(line.at)},
                                      {"kind", line.kind},
                                      {"actor", line.actor},
                                      {"object", line.object},
                                      {"details", line.details},
                                      {"previous", head.hash}});
  db.run("INSERT INTO audit_log (seq, body, at, kind, actor, object, hash) VALUES (?, ?, ?, ?, ?, ?, ?)", head.seq + 1,
         body, stored(line.at), line.kind, line.actor, line.object, hex(sha256(body)));
}

std::vector<AuditEntry> audit_entries(Db& db, std::int64_t after, int limit) {
  return db.all(
      "SELECT seq, body, hash, actor IS json_extract(body, '$.actor') AND kind IS json_extract(body, '$.kind') AND "
      "object IS json_extract(body, '$.object') FROM audit_log WHERE seq > ? ORDER BY seq LIMIT ?",
      filed_entry_of, after, limit);
}

namespace {

// Parameters 1 to 7.
#define POCHIN_WANTED_LINES                                                                                   \
  "FROM audit_log WHERE (?1 = 0 OR seq < ?1) AND (?2 = '' OR actor = ?2) "                                    \
  "AND (?3 = '' OR object = ?3) AND (?4 = '[]' OR EXISTS (SELECT 1 FROM json_each(?4) WHERE kind GLOB value " \
  "|| '*')) AND (?5 = '[]' OR EXISTS (SELECT 1 FROM json_each(?5) WHERE kind GLOB value || '*')) "            \
  "AND (?6 IS NULL OR at >= ?6) AND (?7 IS NULL OR at < ?7) "

std::string texts_of(const std::vector<std::string>& kinds) { return Json(kinds).dump(); }

}  // namespace

std::vector<AuditEntry> audit_newest(Db& db, const AuditFilter& filter, int limit) {
  return db.all("SELECT seq, body, hash " POCHIN_WANTED_LINES "ORDER BY seq DESC LIMIT ?8", entry_of, filter.before,
                filter.actor, filter.object, texts_of(filter.kinds), texts_of(filter.allowed), stored(filter.from),
                stored(filter.until), limit);
}

std::int64_t audit_count(Db& db, const AuditFilter& filter) {
  return db.count("SELECT count(*) " POCHIN_WANTED_LINES, filter.before, filter.actor, filter.object,
                  texts_of(filter.kinds), texts_of(filter.allowed), stored(filter.from), stored(filter.until));
}

std::string export_line(const AuditEntry& entry) {
  return canonical({{"hash", entry.hash}, {"line", stored_json(entry.body)}});
}

std::string export_line(const AuditHead& head) {
  return canonical({{"head", {{"seq", head.seq}, {"hash", head.hash}}}});
}

std::optional<Error> AuditChain::take(const AuditEntry& entry) {
  if (kept_ && kept_->seq == 0) passed_ = true;
  if (entry.seq != head_.seq + 1)
    return broken("audit_gap",
                  tr("После строки {} идёт строка {}: строки удалены или переставлены.", head_.seq, entry.seq),
                  entry.seq);
  if (hex(sha256(entry.body)) != entry.hash)
    return broken("audit_hash", tr("Строка {} изменена: её хэш не сходится.", entry.seq), entry.seq);
  const auto json = parse_json(entry.body);
  if (!json || get_int(*json, "seq") != entry.seq || get_string(*json, "previous") != head_.hash)
    return broken("audit_link", tr("Строка {} не продолжает предыдущую: журнал переписан.", entry.seq), entry.seq);
  if (!entry.filed)
    return broken("audit_filed",
                  tr("Строка {} лежит под чужим именем: её не найдут там, где она должна быть.", entry.seq), entry.seq);
  head_ = {entry.seq, entry.hash};
  if (kept_ && head_ == *kept_) passed_ = true;
  if (kept_ && kept_->seq == entry.seq && !passed_)
    return broken("audit_head", tr("Строка {} не та, что была при выгрузке: журнал переписан целиком.", entry.seq),
                  entry.seq);
  return std::nullopt;
}

std::optional<Error> AuditChain::finish() const {
  if (!kept_ || passed_ || kept_->seq == 0) return std::nullopt;
  return broken("audit_cut",
                tr("Журнал кончается строкой {}, а при выгрузке была строка {}: конец отрезан.", head_.seq, kept_->seq),
                head_.seq);
}

std::optional<Error> audit_fault(Db& db, AuditHead* head) {
  constexpr int kBatch = 1000;
  AuditChain chain;
  for (std::int64_t after = 0;;) {
    const auto lines = audit_entries(db, after, kBatch);
    for (const AuditEntry& line : lines) {
      auto wrong = chain.take(line);
      if (head != nullptr) *head = chain.head();
      if (wrong) return wrong;
    }
    if (lines.empty()) return std::nullopt;
    after = lines.back().seq;
  }
}

}  // namespace pochin::server
