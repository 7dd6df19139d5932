// What the public cards say of votes, and what a new application need not ask.
#include "server/api/voting/campaign.h"
#include "server/api/voting/campaign_acts.h"
#include "server/api/voting/cast.h"
#include "tests/unit/server/api/world.h"

using namespace pochin;
using namespace pochin::server;
using namespace pochin::server::test;

namespace {

constexpr const char* kVote = "ppmi.main";

void add_vote(nlohmann::json& pack) {
  pack["campaigns"] = nlohmann::json::parse(R"([{"id": "main", "title": "Какие проекты построить",
    "basis": ["131_26_1_10"], "states": ["formal_check", "admitted"], "opens": "2026-11-23T00:00",
    "closes": "2026-12-23T00:00", "residence": "region", "ballot": {"kind": "choose_one"},
    "tally": {"rule": "greedy", "budget": "5000000", "ties": ["id"]}}])");
}

struct Vote {
  World world{add_vote};
  std::vector<CampaignProjectRow> projects;

  Context& context() { return world.api().context(); }
  template <class Do>
  void with_campaign(Do&& act) {
    const auto done = change(context(), [&](Db& db) -> Checked<bool> {
      const auto campaign = campaign_of(db, context(), kVote);
      if (!campaign) return std::unexpected(campaign.error());
      return act(db, **campaign);
    });
    REQUIRE(done);
  }
  void open() {
    with_campaign([&](Db& db, const LiveCampaign& campaign) {
      projects = campaign.projects;
      return approve_campaign(db, context(), campaign, {});
    });
    REQUIRE(projects.size() > 1);
  }
  void act(CampaignMove move) {
    with_campaign([&](Db& db, const LiveCampaign& campaign) {
      return do_campaign_act(
          db, context(), campaign,
          {.move = move, .protocol = "Протокол 1", .reason = "Срок", .asked_by = "p1", .approved_by = "p2"});
    });
    forget_campaign(context(), kVote);
    context().cache.changed();
  }
  void cast(std::size_t project) {
    PersonFacts facts{.confirmed = true, .born = make_date(1990, 1, 1)};
    facts.residence.where = auth::Where::inside;
    Person voter = world.login("2000000001", "Житель", "Житель", "", facts);
    const auto answer = voter.send("POST", std::string("/api/v1/campaigns/") + kVote + "/ballots",
                                   nlohmann::json{{"choices", {{{"project", projects[project].project}}}}});
    INFO(answer.text);
    REQUIRE(answer.status() == 201);
  }
  nlohmann::json of(std::size_t project) {
    return world.visitor().get("/api/v1/projects/" + projects[project].number).body["vote"];
  }
};

}  // namespace

TEST_CASE("the card of a project follows its vote: in it, voted on, won or not, with the votes") {
  Vote vote;
  vote.open();
  nlohmann::json open = vote.of(0);
  CHECK(open["state"] == "open");
  CHECK(open["campaign"] == kVote);
  CHECK(open["votes"].is_null());  // nothing of the count before the results
  vote.cast(1);
  vote.act(CampaignMove::close);
  CHECK(vote.of(0)["state"] == "closed");
  CHECK(vote.of(0)["won"].is_null());
  vote.act(CampaignMove::publish);
  const nlohmann::json won = vote.of(1);
  CHECK(won == nlohmann::json{{"campaign", kVote},
                              {"title", "Какие проекты построить"},
                              {"state", "published"},
                              {"won", true},
                              {"votes", 1},
                              {"points", false}});
  CHECK(vote.of(0)["votes"] == 0);
  // The lists say the same as the page.
  const auto list = vote.world.visitor().get("/api/v1/projects?limit=100").body["items"];
  for (const auto& card : list)
    if (card["number"] == vote.projects[1].number) CHECK(card["vote"] == won);
  const auto recent = vote.world.visitor().get("/api/v1/portal").body["recent"];
  CHECK(std::ranges::all_of(recent, [](const auto& card) { return card.contains("vote"); }));
}

TEST_CASE("a vote that was annulled decides nothing on the cards") {
  Vote vote;
  vote.open();
  vote.with_campaign([&](Db& db, const LiveCampaign& campaign) {
    CampaignAct annul{.move = CampaignMove::annul,
                      .protocol = "Протокол 2",
                      .reason = "Накрутка",
                      .asked_by = "p1",
                      .approved_by = "p2"};
    annul.details = {{"scope", "campaign"}};
    return do_campaign_act(db, vote.context(), campaign, annul);
  });
  forget_campaign(vote.context(), kVote);
  CHECK(vote.of(0).is_null());
}

TEST_CASE("a new application knows its applicant, and the administration from the last one that it passed on") {
  World world;
  Person resident = world.resident();
  const auto first = resident.create();
  REQUIRE(first.status() == 201);
  CHECK(first.body["answers"]["executor"] == "Ильина Мария Сергеевна");
  CHECK(first.body["prefilled"]["executor"]["source"] == "с Госуслуг");
  CHECK_FALSE(first.body["answers"].contains("executor_phone"));
  const Submitted handed_in = submit_full(resident);

  // The same person: the phone of the last time. Another one: only what belongs to the administration.
  const auto second = resident.create();
  CHECK(second.body["answers"]["executor_phone"].is_string());
  CHECK(second.body["prefilled"]["executor_phone"]["source"] == "из вашей прошлой заявки");
  Person neighbour = world.neighbour();
  REQUIRE(world.clerk().act(handed_in.id, handed_in.etag, "accept").status() == 200);
  const auto theirs = neighbour.create();
  CHECK(theirs.body["answers"]["executor"] == "Ёлкин Пётр");
  CHECK_FALSE(theirs.body["answers"].contains("executor_phone"));
  CHECK(theirs.body["answers"]["head_name"] ==
        resident.get("/api/v1/applications/" + handed_in.id).body["answers"]["head_name"]);
  CHECK(theirs.body["prefilled"]["head_name"]["source"] == "из последней заявки этого муниципалитета");

  // What was changed is no longer said to be filled in beforehand.
  const std::string id = theirs.body["id"];
  REQUIRE(neighbour.patch(id, theirs.etag(), {{"head_name", "Новый Глава"}}).status() == 200);
  CHECK_FALSE(neighbour.get("/api/v1/applications/" + id).body["prefilled"].contains("head_name"));
}

TEST_CASE("a draft of another person is no source") {
  World world;
  Person resident = world.resident();
  const auto draft = resident.create();
  REQUIRE(resident.patch(draft.body["id"], draft.etag(), {{"head_name", "Черновая Глава"}}).status() == 200);
  const auto theirs = world.neighbour().create();
  CHECK(theirs.body["answers"].value("head_name", "") != "Черновая Глава");
}

TEST_CASE("the session says where the person lives, of the portal's own municipalities only") {
  World world;
  PersonFacts facts{.confirmed = true};
  facts.residence = {.where = auth::Where::inside, .oktmo = {"86500411"}};
  Person home = world.login("1000000099", "Ёлкин Пётр", "Ёлкин П.", "", facts);
  CHECK(home.get("/api/v1/session").body["person"]["municipality"] == "86500411");
  facts.residence = {.where = auth::Where::outside, .oktmo = {"45000000"}};
  Person away = world.login("1000000098", "Ёлкин Пётр", "Ёлкин П.", "", facts);
  CHECK(away.get("/api/v1/session").body["person"]["municipality"].is_null());
}

TEST_CASE("what must be done is said by the moves the practice has") {
  World world;
  Person resident = world.resident();
  const Submitted handed_in = submit_full(resident);
  const auto seen = world.clerk().get("/api/v1/applications/" + handed_in.id).body["deadlines"];
  REQUIRE(seen.size() == 1);
  CHECK(seen[0]["title"] == "Передать на конкурс или вернуть на доработку");  // there is no refusal in it
}
