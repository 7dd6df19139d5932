#include <catch2/catch_test_macros.hpp>

#include "server/store/applications.h"
#include "server/store/idempotency.h"
#include "server/store/instants.h"
#include "server/store/migrations.h"
#include "server/store/people.h"
#include "server/store/practices.h"
#include "server/store/sessions.h"
#include "server/store/store.h"
#include "tests/unit/server/store/scratch.h"

using namespace pochin;
using namespace pochin::server;

namespace {

constexpr Instant kNow{1'800'000'000'000};

struct Fixture {
  Scratch scratch;
  std::unique_ptr<Store> store;

  Fixture() {
    auto opened = Store::open({.path = scratch.file("pochin.db")});
    REQUIRE(opened.has_value());
    store = std::move(*opened);
  }

  template <class Work>
  auto write(Work work) {
    return store->write([&](Db& db) -> Result<std::invoke_result_t<Work&, Db&>> { return work(db); });
  }

  // Gives what `work` gave; the write must succeed.
  template <class Work>
  auto must(Work work) {
    auto done = write(work);
    if (!done) FAIL(done.error().message);
    return *std::move(done);
  }
};

ApplicationRow add_sample(Db& db) {
  const auto person = remember_person(db, "1000000001", kNow);
  put_territory(db, {"86500411", "sp", "Зареченское", "{}"}, 1);
  (void)publish_pack(db, {"ppmi", "2027.1", "{}"}, 1, kNow);
  ApplicationRow row{.id = "a1",
                     .practice = "ppmi",
                     .pack_version = "2027.1",
                     .municipality = "86500411",
                     .author = person,
                     .state = "draft",
                     .version = 1,
                     .answers = "{}",
                     .created = kNow,
                     .updated = kNow,
                     .changed_by = "Ильина М. С."};
  add_application(db, row);
  add_event(db, row.id, {.seq = 1, .at = kNow, .kind = "created", .from = "draft", .to = "draft", .body = "{}"});
  return row;
}

}  // namespace

TEST_CASE("every table is STRICT") {
  Fixture f;
  const auto loose = f.must([](Db& db) {
    return db.all(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT "
        "LIKE 'sqlite_%'",
        [](const Row& row) { return row.text(0); });
  });
  CHECK(loose.empty());
}

TEST_CASE("migrations are numbered without holes and run once") {
  Fixture f;
  int last = 0;
  for (const Migration& step : migrations()) CHECK(step.number == ++last);
  CHECK(f.must([](Db& db) { return migrate(db); }) == last);
  CHECK(f.must([](Db& db) { return db.count("SELECT count(*) FROM schema_steps"); }) ==
        static_cast<std::int64_t>(migrations().size()));
}

TEST_CASE("a database of a newer program is refused untouched") {
  Fixture f;
  f.must([](Db& db) { return db.run("INSERT INTO schema_steps VALUES (999, 'from the future', '')"); });
  f.store->close();
  const auto again = Store::open({.path = f.scratch.file("pochin.db")});
  REQUIRE_FALSE(again.has_value());
  CHECK(again.error().code == "newer_schema");
}

TEST_CASE("history can be neither changed, removed nor replaced") {
  Fixture f;
  f.must([](Db& db) { return add_sample(db).version; });
  CHECK_FALSE(f.write([](Db& db) { return db.run("UPDATE application_events SET actor = 'x'"); }).has_value());
  CHECK_FALSE(f.write([](Db& db) { return db.run("DELETE FROM application_events"); }).has_value());
  CHECK_FALSE(
      f.write([](Db& db) {
         return db.run(
             "INSERT OR REPLACE INTO application_events (application, seq, at, kind, actor, role, action, title, "
             "state_from, state_to, comment, body) VALUES ('a1', 1, 1, '', '', '', '', '', '', '', '', '{}')");
       }).has_value());
  CHECK(f.must([](Db& db) { return events(db, "a1").size(); }) == 1);
}

TEST_CASE("the moves of an application leave its savings out and are found by their own index") {
  Fixture f;
  f.must([](Db& db) {
    add_sample(db);
    for (int64_t seq = 2; seq <= 40; ++seq) {
      const bool moved = seq % 20 == 0;
      add_event(db, "a1", {.seq = seq, .at = kNow, .kind = moved ? "moved" : "answers_changed", .body = "{}"});
    }
    return true;
  });
  const auto found = f.must([](Db& db) { return moves(db, "a1"); });
  REQUIRE(found.size() == 3);
  CHECK(found[1].seq == 20);
  CHECK(found[2].seq == 40);
  const auto plan = f.must([](Db& db) {
    return db.all(
        "EXPLAIN QUERY PLAN SELECT seq FROM application_events WHERE application = ? AND kind <> 'answers_changed' "
        "ORDER BY seq",
        [](const Row& row) { return row.text(3); }, "a1");
  });
  REQUIRE(plan.size() == 1);
  INFO(plan[0]);
  CHECK(plan[0].find("application_moves") != std::string::npos);
}

TEST_CASE("a published pack is frozen") {
  Fixture f;
  CHECK(f.must([](Db& db) { return publish_pack(db, {"ppmi", "1", "{}"}, 1, kNow); }) == Published::added);
  CHECK(f.must([](Db& db) { return publish_pack(db, {"ppmi", "1", "{}"}, 1, kNow); }) == Published::same);
  CHECK(f.must([](Db& db) { return publish_pack(db, {"ppmi", "1", "{\"a\":1}"}, 1, kNow); }) == Published::differs);
  CHECK(f.must([](Db& db) { return pack_text(db, "ppmi", "1"); }) == "{}");
  CHECK_FALSE(f.write([](Db& db) { return db.run("UPDATE pack_versions SET pack = '{}'"); }).has_value());
  CHECK_FALSE(f.write([](Db& db) { return db.run("DELETE FROM pack_versions"); }).has_value());
  CHECK(f.must([](Db& db) { return publish_pack(db, {"ppmi", "2", "{}"}, 1, kNow); }) == Published::added);
  CHECK(f.must([](Db& db) { return current_packs(db).front().version; }) == "2");
}

TEST_CASE("an application is saved only over the version it was read at") {
  Fixture f;
  auto row = f.must(add_sample);
  row.version = 2;
  row.title = "Мост через Заречку";
  row.submitted = kNow;
  CHECK(f.must([&](Db& db) { return save_application(db, row, 1); }));
  row.title = "Чужое";
  row.version = 2;
  CHECK_FALSE(f.must([&](Db& db) { return save_application(db, row, 1); }));
  const auto kept = f.must([](Db& db) { return application(db, "a1"); });
  REQUIRE(kept.has_value());
  CHECK(kept->title == "Мост через Заречку");
  CHECK(kept->version == 2);
  CHECK(kept->submitted == kNow);
  CHECK_FALSE(kept->registered.has_value());
}

TEST_CASE("two applications cannot have one number") {
  Fixture f;
  auto row = f.must(add_sample);
  row.number = "ППМИ-2027-0001";
  CHECK(f.must([&](Db& db) { return save_application(db, row, 1); }));
  row.id = "a2";
  CHECK_FALSE(f.write([&](Db& db) {
                 add_application(db, row);
                 return 1;
               }).has_value());
}

TEST_CASE("numbers go up by one for each practice and year, and come back when the write is refused") {
  Fixture f;
  const auto next = [](Db& db) { return next_number(db, "ppmi", 2027); };
  CHECK(f.must(next) == 1);
  CHECK(f.must(next) == 2);
  CHECK_FALSE(f.store
                  ->write([](Db& db) -> Result<int> {
                    (void)next_number(db, "ppmi", 2027);
                    return fail("no", "");
                  })
                  .has_value());
  CHECK(f.must(next) == 3);
  CHECK(f.must([](Db& db) { return next_number(db, "ppmi", 2028); }) == 1);
}

TEST_CASE("a session ends by idling, by its time and by logout") {
  Fixture f;
  const Bytes hash(32, 7);
  f.must([&](Db& db) {
    const auto person = remember_person(db, "1", kNow);
    add_session(db, {.id_hash = hash,
                     .person = person,
                     .csrf = std::string(43, 'c'),
                     .name = "Ильина Мария Сергеевна",
                     .short_name = "Ильина М. С.",
                     .organisations = "[]",
                     .created = kNow,
                     .seen = kNow,
                     .idle_ms = 1000,
                     .expires = Instant{kNow.ms + 3000}});
    return 1;
  });
  const auto live_at = [&](std::int64_t after) {
    return f.must([&](Db& db) { return live_session(db, hash, Instant{kNow.ms + after}).has_value(); });
  };
  CHECK(live_at(999));
  CHECK_FALSE(live_at(1000));
  f.must([&](Db& db) {
    touch_session(db, hash, Instant{kNow.ms + 2500});
    return 1;
  });
  CHECK(live_at(2999));
  CHECK_FALSE(live_at(3000));
  f.must([&](Db& db) {
    end_session(db, hash);
    return 1;
  });
  CHECK_FALSE(live_at(0));
}

TEST_CASE("a login attempt can be taken once and not after its time") {
  Fixture f;
  const AttemptRow attempt{.state = std::string(36, 's'),
                           .cookie_hash = Bytes(32, 1),
                           .return_to = "/my",
                           .details = "{}",
                           .created = kNow,
                           .expires = Instant{kNow.ms + 1000}};
  const auto take = [&](std::int64_t after) {
    return f.must([&](Db& db) { return take_attempt(db, attempt.state, Instant{kNow.ms + after}).has_value(); });
  };
  f.must([&](Db& db) {
    add_attempt(db, attempt);
    return 1;
  });
  const auto seen = [&](std::int64_t after) {
    return f.must([&](Db& db) { return see_attempt(db, attempt.state, Instant{kNow.ms + after}); });
  };
  REQUIRE(seen(10));
  CHECK_FALSE(seen(10)->taken);
  CHECK(take(10));
  CHECK_FALSE(take(10));
  REQUIRE(seen(20));
  CHECK(seen(20)->taken);
  CHECK(seen(20)->return_to == "/my");
  CHECK_FALSE(seen(1000));
  const auto left = f.must([&](Db& db) {
    return db.count("SELECT count(*) FROM login_attempts WHERE details <> 'null' OR cookie_hash <> zeroblob(32)");
  });
  CHECK(left == 0);
  f.must([&](Db& db) {
    add_attempt(db, attempt);
    return 1;
  });
  CHECK_FALSE(take(1000));
  CHECK_FALSE(take(10));
}

TEST_CASE("a revoked grant is gone and can be given anew") {
  Fixture f;
  const Grant grant{"1000000010", "municipal_operator", "86500411", "Специалист", "1027600000014"};
  f.must([&](Db& db) {
    give_grant(db, grant, "seed", kNow);
    return 1;
  });
  CHECK(f.must([](Db& db) { return grants_of(db, "1000000010").size(); }) == 1);
  f.must([&](Db& db) {
    revoke_grant(db, grant.oid, grant.role, grant.scope, kNow);
    return 1;
  });
  CHECK(f.must([](Db& db) { return grants_of(db, "1000000010").size(); }) == 0);
  f.must([&](Db& db) {
    give_grant(db, grant, "seed", kNow);
    return 1;
  });
  CHECK(f.must([](Db& db) { return grants_of(db, "1000000010").front().ogrn; }) == "1027600000014");
}

TEST_CASE("an answer is kept once under a person's key, and keys of others are others") {
  Fixture f;
  const auto [one, two] =
      f.must([](Db& db) { return std::pair(remember_person(db, "1", kNow), remember_person(db, "2", kNow)); });
  const KeptAnswer answer{"/api/v1/applications", "hash", 201, "{}", "{\"id\":\"a1\"}"};
  f.must([&](Db& db) {
    keep_answer(db, one, "key", answer, kNow);
    return 1;
  });
  CHECK(f.must([&](Db& db) { return kept_answer(db, one, "key")->body; }) == answer.body);
  CHECK_FALSE(f.must([&](Db& db) { return kept_answer(db, two, "key").has_value(); }));
  CHECK_FALSE(f.write([&](Db& db) {
                 keep_answer(db, one, "key", answer, kNow);
                 return 1;
               }).has_value());
  f.must([&](Db& db) {
    sweep_answers(db, Instant{kNow.ms + 1});
    return 1;
  });
  CHECK_FALSE(f.must([&](Db& db) { return kept_answer(db, one, "key").has_value(); }));
}

TEST_CASE("a removed file is not found, its bytes stay in use while another file has them") {
  Fixture f;
  f.must([](Db& db) { return add_sample(db).version; });
  f.must([](Db& db) {
    for (const char* id : {"f1", "f2"}) {
      add_file(db,
               {.id = id, .application = "a1", .field = "minutes", .name = "протокол.pdf", .size = 5, .uploaded_by = 1},
               kNow);
      file_received(db, id, 3);
      file_complete(db, id, "abc", "application/pdf");
    }
    remove_file(db, "f1", kNow);
    return 1;
  });
  CHECK_FALSE(f.must([](Db& db) { return file(db, "a1", "f1").has_value(); }));
  CHECK(f.must([](Db& db) { return file(db, "a1", "f2")->complete; }));
  CHECK_FALSE(f.must([](Db& db) { return file(db, "a2", "f2").has_value(); }));
  CHECK(f.must([](Db& db) { return bytes_in_use(db, "abc"); }));
  f.must([](Db& db) {
    remove_file(db, "f2", kNow);
    return 1;
  });
  CHECK_FALSE(f.must([](Db& db) { return bytes_in_use(db, "abc"); }));
}
