#include "server/jobs/runner.h"

#include <atomic>
#include <future>
#include <latch>

#include "server/jobs/table.h"
#include "server/jobs/voting.h"
#include "server/store/jobs.h"
#include "tests/unit/server/api/world.h"

namespace pochin::server::test {
namespace {

using namespace std::chrono_literals;

std::vector<JobRow> rows_of(Store& store) {
  return *store.read([](Db& db) -> Result<std::vector<JobRow>> { return job_rows(db); });
}

// Waits for what happens on another thread; false after ten seconds.
template <class Happened>
bool comes(Happened happened) {
  for (int i = 0; i < 1000; ++i) {
    if (happened()) return true;
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

struct Told {
  std::mutex mutex;
  std::vector<std::string> lines;
  void operator()(const std::string& line) {
    const std::lock_guard lock(mutex);
    lines.push_back(line);
  }
  std::vector<std::string> all() {
    const std::lock_guard lock(mutex);
    return lines;
  }
};

}  // namespace

TEST_CASE("a job is taken by one server at a time, when its time has come or its lease is over") {
  World world;
  Store& store = *world.api().context().store;
  const auto takes = [&](std::string_view holder, std::int64_t at) {
    return *store.write([&](Db& db) -> Result<bool> { return take_job(db, "moves", holder, {at}, 60s, 40s); });
  };
  const auto finishes = [&](std::string_view holder, JobRow row) {
    return *store.write([&](Db& db) -> Result<bool> { return finish_job(db, holder, row); });
  };
  constexpr std::int64_t kStart = 1'000'000;
  CHECK(takes("a", kStart));
  CHECK_FALSE(takes("b", kStart + 39'999));
  CHECK(finishes("a", {.name = "moves", .ended = Instant{kStart + 500}, .done = 3, .trouble = "заявка 7"}));
  const auto rows = rows_of(store);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].started.ms == kStart);
  CHECK(rows[0].ended == Instant{kStart + 500});
  CHECK(rows[0].done == 3);
  CHECK(rows[0].trouble == "заявка 7");

  CHECK_FALSE(takes("b", kStart + 59'999));  // not yet its time
  CHECK(takes("b", kStart + 60'000));
  CHECK_FALSE(takes("a", kStart + 99'999));  // b has it
  CHECK(takes("a", kStart + 120'000));       // b died: its lease is over, and it is time
  CHECK_FALSE(finishes("b", {.name = "moves", .ended = Instant{kStart + 120'001}}));
  CHECK(takes("b", kStart - 5000));  // the clock was set back
}

TEST_CASE("the runner runs each job at once and again, keeps what came of it and tells the same trouble once") {
  World world;
  Store& store = *world.api().context().store;
  std::atomic<int> runs = 0, local = 0;
  Told told;
  {
    const JobRunner runner(
        store, system_clock(),
        {{.name = "good", .every = 20ms, .budget = 10s, .run = [&](const JobTime&) { return JobDone{.done = ++runs}; }},
         {.name = "bad",
          .every = 20ms,
          .budget = 10s,
          .run = [](const JobTime&) -> JobDone { throw std::runtime_error("диск ушёл"); }},
         {.name = "here",
          .every = 20ms,
          .budget = 10s,
          .of_installation = false,
          .run = [&](const JobTime&) { return ++local, JobDone{}; }}},
        std::ref(told));
    CHECK(comes([&] { return runs >= 3 && local >= 3; }));
  }
  const auto rows = rows_of(store);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].name == "bad");
  CHECK(rows[0].trouble == "bad: диск ушёл");
  CHECK(rows[1].name == "good");
  CHECK(rows[1].done == runs);
  CHECK(rows[1].ended);
  CHECK(told.all() == std::vector<std::string>{"bad: диск ушёл"});
}

TEST_CASE("what has more to do goes on without waiting, after the others had their turn") {
  World world;
  std::atomic<int> left = 5, others = 0;
  const JobRunner runner(
      *world.api().context().store, system_clock(),
      {{.name = "much", .every = 1h, .budget = 10s, .run = [&](const JobTime&) { return JobDone{.more = --left > 0}; }},
       {.name = "other",
        .every = 1ms,
        .budget = 10s,
        .of_installation = false,
        .run = [&](const JobTime&) { return ++others, JobDone{}; }}},
      [](const std::string&) {});
  CHECK(comes([&] { return left == 0; }));
  CHECK(others >= 4);
}

TEST_CASE("of two servers one runs a job of the installation, both run their own") {
  World world;
  Store& store = *world.api().context().store;
  std::atomic<int> shared = 0, own = 0;
  const auto jobs = [&] {
    return std::vector<Job>{
        {.name = "one", .every = 1h, .budget = 10s, .run = [&](const JobTime&) { return ++shared, JobDone{}; }},
        {.name = "each", .every = 1h, .budget = 10s, .of_installation = false, .run = [&](const JobTime&) {
           return ++own, JobDone{};
         }}};
  };
  {
    const JobRunner first(store, system_clock(), jobs(), [](const std::string&) {});
    const JobRunner second(store, system_clock(), jobs(), [](const std::string&) {});
    CHECK(comes([&] { return own == 2; }));
  }
  CHECK(shared == 1);
}

TEST_CASE("a slow job holds up neither the sealing of votes nor a stop") {
  World world;
  Context& context = world.api().context();
  std::latch begun(1);
  auto ended = std::async(std::launch::async, [&] {
    const VotingThread voting(context, 10ms, [](const std::string&) {});
    const JobRunner runner(*context.store, system_clock(),
                           {{.name = "slow",
                             .every = 1h,
                             .budget = 1h,
                             .run =
                                 [&](const JobTime& time) {
                                   begun.count_down();
                                   while (!time.over()) std::this_thread::sleep_for(1ms);
                                   return JobDone{.more = true};
                                 }}},
                           [](const std::string&) {});
    begun.wait();
  });
  CHECK(ended.wait_for(10s) == std::future_status::ready);
}

TEST_CASE("the jobs of the portal run, and its administrator reads how they went") {
  World world;
  Context& context = world.api().context();
  world.grant("2000000001", "system_admin", "");
  Person admin = world.login("2000000001", "Орлов Олег Олегович", "Орлов О. О.");
  const auto jobs_seen = [&] { return admin.get("/api/v1/installation").body["jobs"]; };
  REQUIRE(jobs_seen().size() == 4);
  for (const Json& job : jobs_seen()) CHECK(job["state"] == "waits");
  {
    const JobRunner runner(*context.store, system_clock(), portal_jobs(world.api(), context.config),
                           [](const std::string&) {});
    CHECK(comes([&] {
      const Json seen = jobs_seen();
      return std::ranges::all_of(seen, [](const Json& job) { return job["state"] == "done"; });
    }));
  }
  // A day later nothing has run since.
  REQUIRE(context.store->write([&](Db& db) -> Result<bool> {
    db.run("UPDATE jobs SET started_at = started_at - 86400000, ended_at = ended_at - 86400000 WHERE job = 'moves'");
    db.run("UPDATE jobs SET trouble = 'заявка 7: повреждена' WHERE job = 'ideas'");
    return true;
  }));
  const Json body = admin.get("/api/v1/installation").body;
  CHECK(body["jobs"][0]["state"] == "late");
  CHECK(body["jobs"][1]["state"] == "trouble");
  std::vector<std::string> said;
  for (const Json& found : body["findings"])
    if (found["key"] == "jobs") said.push_back(found["message"]);
  CHECK(said ==
        std::vector<std::string>{"Не выполняется по расписанию: «Перевести заявки, у которых вышел срок».",
                                 "«Закрыть идеи, которым не хватило поддержки за срок»: заявка 7: повреждена."});
}

}  // namespace pochin::server::test
