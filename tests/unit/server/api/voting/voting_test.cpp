// A vote without sockets: the disk that is full, what the store refuses, what the signs see.
#include "server/jobs/voting.h"

#include "server/api/voting/campaign.h"
#include "server/api/voting/campaign_acts.h"
#include "server/api/voting/cast.h"
#include "server/store/ballots.h"
#include "tests/unit/server/api/world.h"

using namespace pochin;
using namespace pochin::server;
using namespace pochin::server::test;

namespace {

constexpr const char* kVote = "ppmi.main";
const std::string kAddress = std::string("/api/v1/campaigns/") + kVote;

void add_vote(nlohmann::json& pack) {
  pack["campaigns"] = nlohmann::json::parse(R"([{"id": "main", "title": "Голосование", "basis": ["131_26_1_10"],
    "states": ["formal_check", "admitted"], "opens": "2026-11-23T00:00", "closes": "2026-12-23T00:00", "residence": "region",
    "ballot": {"kind": "choose_one"}, "tally": {"rule": "greedy", "budget": "5000000", "ties": ["id"]}}])");
}

struct Vote {
  World world{add_vote};
  std::vector<std::string> projects;
  int people = 0;

  Vote() {
    const auto opened = change(context(), [&](Db& db) -> Checked<bool> {
      const auto campaign = campaign_of(db, context(), kVote);
      if (!campaign) return std::unexpected(campaign.error());
      for (const auto& each : (*campaign)->projects) projects.push_back(each.project);
      return approve_campaign(db, context(), **campaign, {});
    });
    REQUIRE(opened);
    REQUIRE(projects.size() > 1);
  }
  Context& context() { return world.api().context(); }
  Person resident() {
    PersonFacts facts{.confirmed = true, .born = make_date(1990, 1, 1)};
    facts.residence.where = auth::Where::inside;
    return world.login(std::to_string(2'000'000'000 + ++people), "Житель", "Житель", "", facts);
  }
  Answer cast(Person person, std::size_t project = 0) {
    return person.send("POST", kAddress + "/ballots", nlohmann::json{{"choices", {{{"project", projects[project]}}}}});
  }
  std::int64_t count(const char* sql) {
    return look(context(), [&](Db& db) -> Checked<std::int64_t> { return db.count(sql); }).value();
  }
  void pages(std::int64_t most) {
    REQUIRE(context().store->write([&](Db& db) -> Result<bool> {
      db.script(("PRAGMA max_page_count = " + std::to_string(most)).c_str());
      return true;
    }));
  }
};

}  // namespace

TEST_CASE("a full disk refuses clearly, corrupts nothing, and voting goes on when there is room again") {
  Vote vote;
  const auto before = vote.cast(vote.resident());
  REQUIRE(before.status() == 201);
  std::vector<Person> waiting;
  for (int i = 0; i < 200; ++i) waiting.push_back(vote.resident());
  vote.pages(vote.count("PRAGMA page_count"));
  std::size_t refused = 0, taken = 1;
  for (Person& each : waiting) {
    const auto answer = vote.cast(each);
    if (answer.status() == 201) {
      ++taken;
      continue;
    }
    CHECK(answer.status() == 503);
    CHECK(answer.code() == "storage");
    CHECK(answer.response.header("Retry-After") == "30");
    ++refused;
  }
  CHECK(refused > 0);
  const auto held = static_cast<std::int64_t>(taken);
  CHECK(vote.count("SELECT count(*) FROM ballots") == held);
  CHECK(vote.count("SELECT count(*) FROM participation") == held);
  CHECK(vote.count("SELECT count(*) FROM pending_entries") == held);
  CHECK(vote.count("SELECT sum(count) FROM turnout_hours") == held);
  vote.pages(1'000'000);
  for (Person& each : waiting) CHECK(vote.cast(each).status() / 100 == 2);
  CHECK(vote.count("SELECT count(*) FROM ballots") == 201);
  CHECK(vote.count("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'") == 0);
}

TEST_CASE("a ballot, a participation and an entry of the log can be neither changed nor deleted") {
  Vote vote;
  REQUIRE(vote.cast(vote.resident()).status() == 201);
  VotingClock clock;
  CHECK(clock.tick(vote.context()).empty());
  for (const char* sql :
       {"UPDATE ballots SET choices = '[]'", "DELETE FROM ballots", "UPDATE participation SET district = 'x'",
        "DELETE FROM participation", "UPDATE log_entries SET position = 9", "DELETE FROM log_entries",
        "UPDATE tree_heads SET size = 9", "DELETE FROM tree_heads", "DELETE FROM campaigns",
        "UPDATE campaign_projects SET cost = 1"}) {
    INFO(sql);
    const auto done = vote.context().store->write([&](Db& db) -> Result<bool> {
      db.run(sql);
      return true;
    });
    REQUIRE_FALSE(done);
    const std::string& said = done.error().message;
    CHECK((said.find("append-only") != std::string::npos || said.find("approved") != std::string::npos));
  }
}

TEST_CASE("entries join the log in the order of their bytes, at most once in the interval") {
  Vote vote;
  vote.world.config.voting.seal_seconds = 600;
  VotingClock clock;
  CHECK(clock.tick(vote.context()).empty());
  for (int i = 0; i < 20; ++i) REQUIRE(vote.cast(vote.resident()).status() == 201);
  CHECK(clock.tick(vote.context()).empty());
  CHECK(vote.count("SELECT count(*) FROM log_entries") == 0);
  vote.world.now.ms += 600'000;
  CHECK(clock.tick(vote.context()).empty());
  CHECK(vote.count("SELECT count(*) FROM log_entries") == 20);
  CHECK(vote.count("SELECT count(*) FROM log_entries a JOIN log_entries b ON b.position = a.position + 1 "
                   "WHERE b.leaf <= a.leaf") == 0);
}

TEST_CASE("a storm for one project is told to observers without a count") {
  Vote vote;
  for (int i = 0; i < 60; ++i) REQUIRE(vote.cast(vote.resident()).status() == 201);
  VotingClock clock;
  CHECK(clock.tick(vote.context()).empty());
  CHECK(vote.count("SELECT count(*) FROM campaign_incidents WHERE kind = 'project'") == 1);
}

TEST_CASE("who began to read before a freeze does not bring the unfrozen vote back") {
  Vote vote;
  Context& context = vote.context();
  const CampaignAct freeze{.move = CampaignMove::freeze,
                           .protocol = "Протокол 7",
                           .reason = "Проверка",
                           .asked_by = "p1",
                           .approved_by = "p2"};
  const auto read = look(context, [&](Db& old) -> Checked<bool> {
    CHECK(old.count("SELECT count(*) FROM campaign_acts") == 0);  // its snapshot begins here
    const auto frozen = change(context, [&](Db& db) -> Checked<bool> {
      const auto campaign = campaign_of(db, context, kVote);
      if (!campaign) return std::unexpected(campaign.error());
      return do_campaign_act(db, context, **campaign, freeze);
    });
    REQUIRE(frozen);
    forget_campaign(context, kVote);
    const auto campaign = campaign_of(old, context, kVote);
    REQUIRE(campaign);
    CHECK_FALSE((*campaign)->frozen);
    return true;
  });
  REQUIRE(read);
  const auto refused = vote.cast(vote.resident());
  CHECK(refused.status() == 409);
  CHECK(refused.code() == "frozen");
}
