// Where threads meet inside the server: people who vote, who read and who write, the clock of the jobs, a clock that is
// set, rules that are published while all of that goes on. Worth most under the thread sanitizer.
#include <atomic>
#include <chrono>
#include <thread>

#include "server/api/voting/campaign.h"
#include "server/jobs/due.h"
#include "server/jobs/voting.h"
#include "tests/unit/server/api/world.h"

namespace pochin::server::test {
namespace {

constexpr int kVoters = 4, kBallots = 8, kReaders = 2, kRounds = 12;
const std::string kVote = "/api/v1/campaigns/ppmi.main";

void add_vote(nlohmann::json& pack) {
  pack["campaigns"] = nlohmann::json::parse(R"([{"id": "main", "title": "Голосование", "basis": ["131_26_1_10"],
    "states": ["formal_check", "admitted"], "opens": "2026-11-23T00:00", "closes": "2026-12-23T00:00", "residence": "region",
    "ballot": {"kind": "choose_one"}, "tally": {"rule": "greedy", "budget": "5000000", "ties": ["id"]}}])");
}

std::string approved_project(Context& context) {
  std::string project;
  REQUIRE(change(context, [&](Db& db) -> Checked<bool> {
    const auto campaign = campaign_of(db, context, "ppmi.main");
    if (!campaign) return std::unexpected(campaign.error());
    project = (*campaign)->projects.front().project;
    return approve_campaign(db, context, **campaign, {});
  }));
  return project;
}

std::vector<Person> voters(World& world) {
  std::vector<Person> people;
  PersonFacts facts{.confirmed = true, .born = make_date(1990, 1, 1)};
  facts.residence.where = auth::Where::inside;
  for (int i = 0; i < kVoters * kBallots; ++i)
    people.push_back(world.login(std::to_string(2'000'000'000 + i), "Житель", "Житель", "", facts));
  return people;
}

}  // namespace

TEST_CASE("people, the clock of the jobs and new rules meet, and every acknowledged ballot is in the log once") {
  World world(add_vote);
  Context& context = world.api().context();
  SettableClock clock(world.now);
  context.clock = clock;
  world.config.voting.seal_seconds = 1;
  const std::string project = approved_project(context);
  std::vector<Person> people = voters(world);
  Person author = world.resident();
  Json rules = context.practice("ppmi")->open;
  rules.erase("campaigns");
  rules["limits"].erase("plus");
  rules["limits"].erase("minus");

  std::string unpublished, unwritten;
  std::atomic<int> taken{0}, read{0}, troubles{0};
  std::vector<std::thread> threads;
  for (int voter = 0; voter < kVoters; ++voter)
    threads.emplace_back([&, voter] {
      for (int i = 0; i < kBallots; ++i) {
        const nlohmann::json body{{"choices", {{{"project", project}}}}};
        const std::string key = "ballot-" + std::to_string(voter) + "-" + std::to_string(i);
        Person& person = people[static_cast<std::size_t>(voter * kBallots + i)];
        taken += person.send("POST", kVote + "/ballots", body, {{"Idempotency-Key", key}}).status() == 201;
      }
    });
  for (int reader = 0; reader < kReaders; ++reader)
    threads.emplace_back([&] {
      Person visitor = world.visitor();
      for (int i = 0; i < kRounds; ++i)
        for (const std::string& path : {std::string("/api/v1/projects"), std::string("/api/v1/practices/ppmi"), kVote})
          read += visitor.get(path).status() == 200;
    });
  threads.emplace_back([&] {
    for (int i = 0; i < kRounds; ++i) {
      const nlohmann::json body{{"practice", "ppmi"}, {"municipality", "86500411"}};
      const Answer made = author.send("POST", "/api/v1/applications", body, {{"Idempotency-Key", std::to_string(i)}});
      if (made.status() != 201) unwritten = made.body.dump();
    }
  });
  threads.emplace_back([&] {
    for (int i = 1; i <= kRounds; ++i) clock.set({world.now.ms + 1000 * i});
  });
  threads.emplace_back([&] {
    VotingClock signs;
    for (int i = 0; i < kRounds; ++i) {
      troubles += static_cast<int>(signs.tick(context).size());
      troubles += static_cast<int>(make_due_moves(context).trouble.size());
    }
  });
  threads.emplace_back([&] {
    for (int i = 0; i < 3; ++i) {
      Json more = rules;
      more["id"] = "more_" + std::to_string(i);
      auto done = install_pack(context, more, "threads");
      if (done) done = load_rules(context);
      if (!done) unpublished = done.error();
    }
  });
  for (std::thread& each : threads) each.join();

  CHECK(taken == kVoters * kBallots);
  CHECK(read == kReaders * kRounds * 3);
  CHECK(unwritten == "");
  CHECK(unpublished == "");
  CHECK(troubles == 0);
  clock.set({world.now.ms + 600'000});
  VotingClock last;
  CHECK(last.tick(context).empty());
  const auto count = [&](const char* sql) {
    return look(context, [&](Db& db) -> Checked<std::int64_t> { return db.count(sql); }).value();
  };
  CHECK(count("SELECT count(*) FROM ballots") == taken);
  CHECK(count("SELECT count(DISTINCT leaf) FROM log_entries") == taken);
  CHECK(context.practice("more_2") != nullptr);
}

TEST_CASE("the log of votes is sealed by a thread of its own, whatever the other jobs do") {
  World world(add_vote);
  Context& context = world.api().context();
  const std::string project = approved_project(context);
  const auto sealed = [&] {
    return look(context, [&](Db& db) -> Checked<std::int64_t> { return db.count("SELECT count(*) FROM log_entries"); })
        .value();
  };
  Person voter = voters(world).front();
  REQUIRE(voter.send("POST", kVote + "/ballots", nlohmann::json{{"choices", {{{"project", project}}}}}).status() ==
          201);
  CHECK(sealed() == 0);
  std::vector<std::string> trouble;
  const auto began = std::chrono::steady_clock::now();
  {
    // This thread, as a slow job of the watcher, does nothing for the log.
    const VotingThread voting(context, std::chrono::hours(1),
                              [&](const std::string& line) { trouble.push_back(line); });
    while (sealed() == 0 && std::chrono::steady_clock::now() - began < std::chrono::seconds(60))
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  // It ends when it is told to, in the middle of its hour.
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::minutes(30));
  CHECK(sealed() == 1);
  CHECK(trouble.empty());
}

}  // namespace pochin::server::test
