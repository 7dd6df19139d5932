// Queries of lists on the store alone: filtered, counted and cut in SQL; and what erasure leaves.
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "server/store/applications.h"
#include "server/store/audit.h"
#include "server/store/contacts.h"
#include "server/store/ideas.h"
#include "server/store/invitations.h"
#include "server/store/personal_data.h"
#include "server/store/practices.h"
#include "server/store/retention.h"
#include "server/store/search.h"
#include "server/store/store.h"
#include "shared/base/json.h"
#include "tests/unit/server/store/scratch.h"

using namespace pochin;
using namespace pochin::server;

namespace {

constexpr Instant kNow{1'795'449'600'000};

struct Fixture {
  Scratch scratch;
  std::unique_ptr<Store> store;
  std::int64_t author = 0, expert = 0;

  template <class Work>
  auto must(Work work) {
    auto done = store->write([&](Db& db) -> Result<std::invoke_result_t<Work&, Db&>> { return work(db); });
    if (!done) FAIL(done.error().message);
    return *std::move(done);
  }

  Fixture() {
    auto opened = Store::open({.path = scratch.file("pochin.db")});
    REQUIRE(opened.has_value());
    store = std::move(*opened);
    must([&](Db& db) {
      put_territory(db, {"86500411", "sp", "Зареченское", "{}"}, 1);
      put_territory(db, {"86500415", "sp", "Берёзовское", "{}"}, 2);
      (void)publish_pack(db, {"ppmi", "2027.1", "{}"}, 1, kNow);
      author = remember_person(db, "1", kNow);
      expert = remember_person(db, "2", kNow);
      keep_name(db, author, "Осина Инна", "Осина И.");
      return 0;
    });
  }

  void add(const std::string& id, const std::string& state, const std::string& municipality, bool submitted,
           std::int64_t at = 0) {
    must([&](Db& db) {
      ApplicationRow row{.id = id,
                         .practice = "ppmi",
                         .pack_version = "2027.1",
                         .municipality = municipality,
                         .author = author,
                         .state = state,
                         .version = 1,
                         .answers = "{}",
                         .title = "Ремонт моста " + id,
                         .created = kNow,
                         .updated = {kNow.ms + at},
                         .changed_by = "Осина И."};
      if (submitted) row.submitted = kNow;
      add_application(db, row);
      add_event(db, id, {.seq = 1, .at = kNow, .kind = "created", .from = "draft", .to = "draft", .body = "{}"});
      return 0;
    });
  }
};

template <class Line>
std::vector<std::string> ids_of(const Paged<Line>& page) {
  std::vector<std::string> ids;
  for (const Line& each : page.lines) ids.push_back(each.id);
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a search takes words in any order, whatever their case") {
  CHECK(found("", "что угодно"));
  CHECK(found("мост ", "Ремонт МОСТА"));
  CHECK(found("моста ремонт", "Ремонт моста"));
  CHECK(found("елка", "Ёлка у школы"));
  CHECK_FALSE(found("мост сквер", "Ремонт моста"));
}

TEST_CASE("a queue is what was handed in within reach, page by page, and a page goes on behind what is gone") {
  Fixture f;
  for (int i = 0; i < 30; ++i) f.add("d" + std::to_string(i), "draft", "86500411", false, i);
  for (int i = 0; i < 5; ++i) f.add("s" + std::to_string(i), "submitted_to_municipality", "86500411", true, i / 2);
  f.add("n", "submitted_to_municipality", "86500415", true);
  f.add("w", "withdrawn", "86500411", true);
  const ApplicationSight sight{.municipalities = {"86500411"}};
  const Ids waits{"submitted_to_municipality"};
  Page page{.limit = 2};
  const auto first = f.must([&](Db& db) { return applications_in(db, sight, waits, page); });
  CHECK(ids_of(first) == Ids{"s4", "s3"});
  CHECK(first.total == 5);
  REQUIRE(first.next);
  f.must([&](Db& db) {
    db.run("UPDATE applications SET state = 'withdrawn' WHERE id = 's3'");
    return 0;
  });
  page.after = *first.next;
  const auto second = f.must([&](Db& db) { return applications_in(db, sight, waits, page); });
  CHECK(ids_of(second) == Ids{"s2", "s1"});
  CHECK(second.total == 4);
  page.after = *second.next;
  const auto last = f.must([&](Db& db) { return applications_in(db, sight, waits, page); });
  CHECK(ids_of(last) == Ids{"s0"});
  CHECK_FALSE(last.next);
  CHECK(f.must([&](Db& db) { return briefs_in(db, sight, waits).size(); }) == 4);
}

TEST_CASE(
    "a practice sees what went beyond the municipality, an expert what they were asked about, a search what it names") {
  Fixture f;
  f.add("m", "submitted_to_municipality", "86500411", true);
  f.add("r", "submitted_to_region", "86500411", true);
  const Ids all{"submitted_to_municipality", "submitted_to_region"};
  const ApplicationSight centre{.opened = {"ppmi"}, .before_region = {"submitted_to_municipality"}};
  const auto total = [&](const ApplicationSight& sight) {
    return f.must([&](Db& db) { return applications_in(db, sight, all, {}).total; });
  };
  CHECK(total(centre) == 1);
  CHECK(total({.person = f.expert, .asked = {"ppmi"}}) == 0);
  f.must([&](Db& db) {
    return db.run(
        "INSERT INTO expert_assignments (application, person_id, name, assigned_by, assigned_on, deadline) "
        "VALUES ('m', ?1, '', ?1, '2026-11-23', '2026-12-01')",
        f.expert);
  });
  CHECK(total({.person = f.expert, .asked = {"ppmi"}}) == 1);
  CHECK(total({.municipalities = {"86500411", "86500415"}, .words = "осина моста"}) == 2);
  CHECK(total({.municipalities = {"86500411"}, .words = "берёзовское"}) == 0);
  CHECK(f.must([&](Db& db) { return authored(db, f.author, "заречен", {}).total; }) == 2);
  const auto counted = f.must([&](Db& db) { return counts_of_author(db, f.author); });
  CHECK(counted.size() == 2);
}

TEST_CASE("grants and invitations are filtered by role and scope before they are cut") {
  Fixture f;
  f.must([&](Db& db) {
    for (int i = 0; i < 12; ++i) {
      give_grant(db, {"9" + std::to_string(i), i % 2 ? "auditor" : "polling_operator", i % 2 ? "" : "ppmi", "Роль", ""},
                 "p1", kNow);
      add_invitation(db, {.id = "i" + std::to_string(i),
                          .code_hash = Bytes(32, static_cast<std::uint8_t>(i)),
                          .role = i % 2 ? "auditor" : "polling_operator",
                          .scope = i % 2 ? "" : "ppmi",
                          .title = "Роль",
                          .invited_by = "p1",
                          .created = kNow,
                          .expires = {kNow.ms + 1}});
    }
    return revoke_invitation(db, "i2", kNow);
  });
  const std::vector<RoleOnScope> shown{{"polling_operator", "ppmi"}};
  std::set<std::string> seen;
  Page page{.limit = 2};
  for (int pages = 0; pages < 3; ++pages) {
    const auto found = f.must([&](Db& db) { return grants(db, {.shown = shown}, page); });
    CHECK(found.total == 6);
    for (const GrantRow& each : found.lines) seen.insert(each.id);
    CHECK(found.next.has_value() == (pages < 2));
    if (found.next) page.after = *found.next;
  }
  CHECK(seen.size() == 6);
  CHECK(f.must([&](Db& db) { return granted_roles(db).size(); }) == 2);
  CHECK(f.must([&](Db& db) { return find_grant(db, *seen.begin()).has_value(); }));
  CHECK_FALSE(f.must([&](Db& db) { return find_grant(db, "g999").has_value(); }));
  CHECK(f.must([&](Db& db) { return count_of_grants(db, "auditor"); }) == 6);
  CHECK(f.must([&](Db& db) { return invitations(db, {.shown = shown, .open = true}, {}).total; }) == 5);
  CHECK(f.must([&](Db& db) { return invitations(db, {.shown = shown, .open = false}, {}).total; }) == 1);
  CHECK(f.must([&](Db& db) { return invitations(db, {.shown = shown}, {.limit = 4}).lines.size(); }) == 4);
  CHECK(f.must([&](Db& db) { return revoke_grant(db, "90", "polling_operator", "ppmi", kNow); }));
  CHECK_FALSE(f.must([&](Db& db) { return revoke_grant(db, "90", "polling_operator", "ppmi", kNow); }));
}

namespace {

std::string idea_by(Fixture& f, const std::string& id, bool published) {
  f.must([&](Db& db) {
    const application::Actor author{person_id(f.author), "Осина И.", {"author"}};
    auto event = application::create_idea(id, "86500411", author,
                                          {"Фонарь", "Темно, +7 900 123-45-67", "у школы", "", {}}, kNow);
    application::Idea made;
    application::apply(made, event);
    CHECK(store_idea(db, made, event, f.author));
    for (const char* action : {"submit", "take", "publish"}) {
      if (!published) break;
      const application::Actor actor{
          action == std::string("submit") ? author.id : "p99", "Кто-то", {"author", "moderator"}};
      const auto moved = application::decide_idea(made, actor, action, "", "", kNow);
      REQUIRE(moved);
      const application::Idea before = made;
      application::apply(made, *moved);
      CHECK(store_idea(db, made, *moved, f.author));
    }
    return 0;
  });
  return id;
}

std::int64_t count(Fixture& f, const std::string& sql) {
  return f.must([&](Db& db) { return db.count(sql); });
}

}  // namespace

TEST_CASE("ideas are found by state, author, place and words, and counted") {
  Fixture f;
  for (int i = 0; i < 7; ++i) (void)idea_by(f, "i" + std::to_string(i), i < 4);
  const auto total = [&](const IdeaQuery& query) { return f.must([&](Db& db) { return ideas(db, query, {}).total; }); };
  CHECK(total({}) == 7);
  CHECK(total({.states = {application::IdeaState::published}}) == 4);
  CHECK(total({.author = f.author}) == 7);
  CHECK(total({.author = f.expert}) == 0);
  CHECK(total({.municipality = "86500415"}) == 0);
  CHECK(total({.words = "фонарь зареченское"}) == 7);
  CHECK(f.must([&](Db& db) { return count_of_ideas(db, f.author, {application::IdeaState::draft}); }) == 3);
  const auto first = f.must([&](Db& db) { return ideas(db, {}, {.limit = 5}); });
  REQUIRE(first.next);
  CHECK(f.must([&](Db& db) { return ideas(db, {}, {.after = *first.next, .limit = 5}).lines.size(); }) == 2);
}

TEST_CASE(
    "who is forgotten leaves no draft, no name and no voice that could be given twice; what the law keeps stays") {
  Fixture f;
  f.add("sent", "submitted_to_municipality", "86500411", true);
  f.add("draft", "draft", "86500411", false);
  (void)idea_by(f, "shown", true);
  (void)idea_by(f, "unseen", false);
  f.must([&](Db& db) { return add_supporter(db, "shown", f.author, kNow); });
  f.must([&](Db& db) { return add_supporter(db, "shown", f.expert, kNow); });
  const Json traces = f.must([&](Db& db) { return other_traces(db, f.author); });
  CHECK(traces["supported_ideas"].size() == 1);
  f.must([&](Db& db) { return forget_person(db, f.author, kNow).size(); });
  CHECK(count(f, "SELECT count(*) FROM applications") == 1);
  CHECK(count(f, "SELECT count(*) FROM application_events") == 1);
  CHECK(count(f, "SELECT count(*) FROM ideas") == 1);
  CHECK(count(f, "SELECT count(*) FROM idea_events WHERE body LIKE '%Осина%' OR body LIKE '%123-45-67%'") == 0);
  CHECK(count(f, "SELECT count(*) FROM idea_supporters") == 1);
  const auto idea_now = f.must([&](Db& db) { return idea(db, "shown"); });
  REQUIRE(idea_now);
  CHECK(idea_now->text.problem == "Темно, …");
  CHECK(idea_now->author.empty());
  CHECK(f.must([&](Db& db) { return ideas(db, {.author = f.author}, {}).total; }) == 0);
  CHECK(count(f, "SELECT count(*) FROM people WHERE name = 'Осина Инна'") == 1);  // of the application that stays
  const auto kept = f.must([&](Db& db) { return kept_after_erasure(db, f.author); });
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].what.find("заявки") != std::string::npos);
  // Nobody else's history may be touched, forgotten or not.
  CHECK_FALSE(f.store->write([](Db& db) -> Result<int> { return db.run("DELETE FROM application_events"); }));
  CHECK_FALSE(f.store->write([](Db& db) -> Result<int> { return db.run("DELETE FROM idea_events"); }));
}

TEST_CASE("who left nothing is cut off from the account") {
  Fixture f;
  f.add("draft", "draft", "86500411", false);
  f.must([&](Db& db) { return forget_person(db, f.author, kNow).size(); });
  CHECK(count(f, "SELECT count(*) FROM people WHERE name <> '' OR subject = keyed('oid:1')") == 0);
  CHECK(count(f, "SELECT count(*) FROM applications") == 0);
}
