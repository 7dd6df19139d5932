// The audit log: lines in a chain, each holding the hash of the one before. Nothing in it can be changed, taken out or
// put into another order without every later hash being wrong; whoever keeps an exported head sees also that its end
// was cut off. Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/base/instant.h"
#include "shared/base/json.h"
#include "shared/base/result.h"

namespace pochin::server {

// Holds no name, no account number and no content of what people wrote: who is `actor`, what was done to what.
struct AuditLine {
  std::string kind = {};    // "login.done", "grant.given", "application.viewed"
  std::string actor = {};   // "p12", "command line", "clock"; empty: nobody had logged in
  std::string object = {};  // what it was done to
  Json details = Json::object();
  Instant at = {};
};

struct AuditEntry {
  std::int64_t seq = 0;
  std::string body;   // canonical JSON of {seq, at, kind, actor, object, details, previous}
  std::string hash;   // SHA-256 of the body, 64 hexadecimal digits
  bool filed = true;  // the columns that find the line say what its body says
};

// Where the chain stood: kept outside it proves that nothing was cut off since.
struct AuditHead {
  std::int64_t seq = 0;
  std::string hash;
  bool operator==(const AuditHead&) const = default;
};

// Adds a line in the transaction of what it tells about: neither stays without the other.
void audit(Db& db, const AuditLine& line);
AuditHead audit_head(Db& db);  // {0, 64 zeros} of an empty log

// Lines after `after`, oldest first.
std::vector<AuditEntry> audit_entries(Db& db, std::int64_t after, int limit);

// Which lines are wanted; what is empty does not limit.
struct AuditFilter {
  std::int64_t before = 0;                       // only lines before this one; 0: from the end
  std::string actor = {}, object = {};           // exactly
  std::vector<std::string> kinds = {};           // "login." takes every kind that begins so, "login.done" that one
  std::vector<std::string> allowed = {};         // the same once more: both must hold
  std::optional<Instant> from = {}, until = {};  // from ≤ at < until
};
// The newest first. O(lines passed over).
std::vector<AuditEntry> audit_newest(Db& db, const AuditFilter& filter, int limit);
std::int64_t audit_count(Db& db, const AuditFilter& filter);

// One line of an export, without its end: JSON that `pochin audit verify --file` reads; and its last line.
std::string export_line(const AuditEntry& entry);
std::string export_line(const AuditHead& head);

// Follows the chain line by line. Give the lines in order; each is checked against the one before.
class AuditChain {
 public:
  // Errors with the place: audit_gap (a line is missing or out of order), audit_link (the line before was changed),
  // audit_hash (the line itself was), audit_filed (it is found under another actor, kind or object).
  std::optional<Error> take(const AuditEntry& entry);
  // At the end: the chain passes through `kept`. Error audit_cut when it ends before, audit_head when it goes
  // elsewhere.
  void expect(const AuditHead& kept) { kept_ = kept; }
  [[nodiscard]] std::optional<Error> finish() const;
  [[nodiscard]] const AuditHead& head() const { return head_; }

 private:
  AuditHead head_{0, std::string(64, '0')};
  std::optional<AuditHead> kept_;
  bool passed_ = false;
};

// Follows the whole log: where it is broken, or nothing; `head` is the last line that holds. O(lines).
std::optional<Error> audit_fault(Db& db, AuditHead* head = nullptr);

}  // namespace pochin::server
