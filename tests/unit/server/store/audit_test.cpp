#include "server/store/audit.h"

#include <catch2/catch_test_macros.hpp>

#include "server/store/store.h"
#include "shared/base/sha256.h"
#include "tests/unit/server/store/scratch.h"

using namespace pochin;
using namespace pochin::server;

namespace {

constexpr Instant kNow{1'800'000'000'000};

struct Log {
  Scratch scratch;
  std::unique_ptr<Store> store;

  Log() {
    auto opened = Store::open({.path = scratch.file("pochin.db")});
    REQUIRE(opened.has_value());
    store = *std::move(opened);
    for (int i = 1; i <= 5; ++i) add("login.done");
  }
  void add(const std::string& kind) {
    const auto done = store->write([&](Db& db) -> Result<bool> {
      audit(db, {.kind = kind, .actor = "p1", .object = "session", .details = {{"door", "esia"}}, .at = kNow});
      return true;
    });
    REQUIRE(done.has_value());
  }
  std::vector<AuditEntry> lines() {
    return store->read([](Db& db) -> Result<std::vector<AuditEntry>> { return audit_entries(db, 0, 1000); }).value();
  }
};

// What the chain says of these lines; "" when nothing is wrong.
std::string verdict(const std::vector<AuditEntry>& lines, const std::optional<AuditHead>& kept = std::nullopt) {
  AuditChain chain;
  if (kept) chain.expect(*kept);
  for (const AuditEntry& line : lines)
    if (const auto wrong = chain.take(line)) return wrong->code;
  const auto wrong = chain.finish();
  return wrong ? wrong->code : "";
}

AuditHead head_of(const AuditEntry& entry) { return {entry.seq, entry.hash}; }

}  // namespace

TEST_CASE("an untouched log is whole") {
  Log log;
  CHECK(verdict(log.lines()).empty());
  CHECK(verdict(log.lines(), head_of(log.lines().back())).empty());
  CHECK(verdict(log.lines(), head_of(log.lines()[1])).empty());
}

TEST_CASE("a changed line is found") {
  Log log;
  auto lines = log.lines();
  lines[2].body.replace(lines[2].body.find("login.done"), 10, "login.fail");
  CHECK(verdict(lines) == "audit_hash");
}

TEST_CASE("a changed line with a hash made anew is found by the next one") {
  Log log;
  auto lines = log.lines();
  lines[2].body.replace(lines[2].body.find("esia"), 4, "demo");
  lines[2].hash = hex(sha256(lines[2].body));
  CHECK(verdict(lines) == "audit_link");
}

TEST_CASE("a deleted line is found") {
  Log log;
  auto lines = log.lines();
  lines.erase(lines.begin() + 1);
  CHECK(verdict(lines) == "audit_gap");
}

TEST_CASE("reordered lines are found") {
  Log log;
  auto lines = log.lines();
  std::swap(lines[1], lines[2]);
  CHECK(verdict(lines) == "audit_gap");
}

TEST_CASE("a cut end is found by a head kept outside, and only by it") {
  Log log;
  auto lines = log.lines();
  const AuditHead kept = head_of(lines.back());
  lines.pop_back();
  CHECK(verdict(lines).empty());
  CHECK(verdict(lines, kept) == "audit_cut");
  CHECK(verdict({}, kept) == "audit_cut");
}

TEST_CASE("a log written anew from the beginning is found by a head kept outside") {
  Log log;
  const AuditHead kept = head_of(log.lines()[3]);
  Log other;
  auto lines = other.lines();
  lines[3].body.replace(lines[3].body.find("p1"), 2, "p2");
  lines[3].hash = hex(sha256(lines[3].body));
  lines.resize(4);
  CHECK(verdict(lines).empty());
  CHECK(verdict(lines, kept) == "audit_head");
}

TEST_CASE("the database itself refuses to change or to forget a line") {
  Log log;
  for (const char* sql :
       {"UPDATE audit_log SET actor = 'p2'", "DELETE FROM audit_log WHERE seq = 5",
        "INSERT OR REPLACE INTO audit_log SELECT seq, body, at, kind, 'p2', object, hash FROM audit_log"}) {
    const auto done = log.store->write([&](Db& db) -> Result<bool> {
      db.run(sql);
      return true;
    });
    CHECK_FALSE(done.has_value());
  }
  CHECK(verdict(log.lines()).empty());
}

TEST_CASE("a line stays only with what it tells about") {
  Log log;
  const auto refused = log.store->write([](Db& db) -> Result<bool> {
    audit(db, {.kind = "grant.given", .at = kNow});
    return fail("no", "не вышло");
  });
  CHECK_FALSE(refused.has_value());
  CHECK(log.lines().size() == 5);
}
