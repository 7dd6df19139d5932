#include "client/app/ballot.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "client/app/parts.h"
#include "tests/unit/client/app/fake_server.h"

namespace pochin::app {
namespace {

using fake::Server;
using fake::Tab;
using Device = std::map<std::string, std::string>;

constexpr const char* kBallot = "/votes/ppmi.2027-main/ballot";
const std::string kId = fake::Voting::kId;

struct World {
  Server server;
  Device device;
  World() { server.voting.any = true; }
};

const Ballot& ballot(const Tab& tab) { return tab.state.ballots.at(kId); }
void choose(Tab& tab, const std::string& project) { tab.wish(ChoiceMade{kId, project, 1}); }

void publish_ballots(fake::Voting& voting) {
  voting.published =
      "{\"kind\":\"approval\",\"ballots\":["
      "\n{\"count\":1,\"tracker\":\"AAAA-BBBB\",\"choices\":[[\"1\",1],[\"4\",2]]}"
      ",\n{\"count\":1,\"tracker\":\"CCCC-DDDD\",\"choices\":[[\"3\",1]]}],\"not_counted\":["
      "\n{\"tracker\":\"EEEE-FFFF\",\"status\":\"annulled\",\"act\":\"Акт «}\\\\»\",\"choices\":[[\"2\",1]]}]}\n";
}

TEST_CASE("a voter always sees the same order, whatever order the projects come in, and another one sees another") {
  const std::vector<std::string> some = {"1", "2", "3", "4", "5", "6", "7", "8"};
  const auto first = voter_order("seed", some);
  auto shuffled = some;
  std::reverse(shuffled.begin(), shuffled.end());
  CHECK(voter_order("seed", shuffled) == first);
  CHECK(voter_order("other", some) != first);
  CHECK(std::is_permutation(first.begin(), first.end(), some.begin()));
  auto fewer = some;
  std::erase(fewer, "3");
  auto expected = first;
  std::erase(expected, "3");
  CHECK(voter_order("seed", fewer) == expected);
}

TEST_CASE("every project comes first for about as many voters") {
  std::map<std::string, int> firsts;
  for (int voter = 0; voter < 4000; ++voter)
    ++firsts[voter_order("voter " + std::to_string(voter), {"1", "2", "3", "4"}).front()];
  for (const auto& [project, times] : firsts) CHECK((times > 850 && times < 1150));
  CHECK(firsts.size() == 4);
}

TEST_CASE("a ranked ballot is put in order by steps, and the ends stay where they are") {
  const Choices three = {{"a", 1}, {"b", 1}, {"c", 1}};
  CHECK(moved(three, "b", true) == Choices{{"b", 1}, {"a", 1}, {"c", 1}});
  CHECK(moved(three, "a", true) == three);
  CHECK(moved(three, "c", false) == three);
  CHECK(moved(three, "x", true) == three);
}

TEST_CASE("a choice lies on the device at once and in the server's draft a little later") {
  World world;
  Tab tab(world.server, world.device, kBallot);
  choose(tab, "1");
  CHECK(world.device.at("ballot/p1/" + kId).find("\"1\"") != std::string::npos);
  CHECK(world.server.voting.draft_puts == 0);
  tab.pass();
  CHECK(world.server.voting.draft_puts == 1);
  CHECK(world.server.voting.me["draft"]["choices"].size() == 1);
  CHECK(ballot(tab).state == SaveState::Saved);
}

TEST_CASE("a third choice of two is refused with what to do, and the two stay") {
  World world;
  Tab tab(world.server, world.device, kBallot);
  for (const char* project : {"1", "2", "3"}) choose(tab, project);
  CHECK(ballot(tab).choices.size() == 2);
  CHECK(ballot(tab).refused == "3");
  CHECK(ballot(tab).refusal == "Голосов не осталось. Уберите один проект, чтобы выбрать этот.");
}

TEST_CASE("the last change is undone, and done again") {
  World world;
  Tab tab(world.server, world.device, kBallot);
  choose(tab, "1");
  choose(tab, "2");
  tab.wish(ChoiceUndone{kId});
  CHECK(ballot(tab).choices == Choices{{"1", 1}});
  tab.wish(ChoiceUndone{kId});
  CHECK(ballot(tab).choices.size() == 2);
}

TEST_CASE("a choice made without the network outlives the page and reaches the draft when it is back") {
  World world;
  {
    Tab before(world.server, world.device, kBallot);
    before.go_offline();
    choose(before, "4");
    before.pass();
    CHECK(ballot(before).state == SaveState::Waiting);
  }
  world.server.online = true;
  Tab after(world.server, world.device, kBallot, "other");
  after.pass();
  CHECK(ballot(after).choices == Choices{{"4", 1}});
  CHECK(world.server.voting.me["draft"]["choices"][0]["project"] == "4");
}

TEST_CASE("the reminder of a ballot that was not cast is there on another page after a reload") {
  World world;
  {
    Tab before(world.server, world.device, kBallot);
    choose(before, "1");
  }
  world.server.voting.any = false;  // the page asks the server for nothing of voting
  const Tab after(world.server, world.device, "/help", "other");
  CHECK(ballot(after).uncast());
  CHECK(ballot(after).title == "Голосование за проекты ППМИ");
}

TEST_CASE("casting gives a receipt, empties the device and is counted once") {
  World world;
  Tab tab(world.server, world.device, kBallot);
  choose(tab, "1");
  tab.wish(BallotCast{kId});
  tab.wish(BallotCast{kId});
  CHECK(world.server.voting.casts == 1);
  CHECK(Json::parse(world.server.voting.cast_body)["choices"][0]["project"] == "1");
  CHECK(tab.state.route.screen == Screen::Receipt);
  CHECK_FALSE(world.device.contains("ballot/p1/" + kId));
  REQUIRE(tab.last<DrawQr>());
  CHECK(tab.last<DrawQr>()->text == "pochin:" + kId + ":" + fake::Voting::leaf());
}

TEST_CASE("an answer lost on the way does not vote twice: the repeat has the same key and gets the same receipt") {
  World world;
  Tab tab(world.server, world.device, kBallot);
  choose(tab, "1");
  world.server.lose_answers = true;
  tab.wish(BallotCast{kId});
  CHECK(ballot(tab).attempt == 1);
  CHECK_FALSE(ballot(tab).cast);
  world.server.lose_answers = false;
  tab.pass();
  CHECK(ballot(tab).cast);
  CHECK(world.server.voting.casts == 1);
  std::set<std::string> keys;
  for (const Fetch& one : world.server.seen)
    if (one.path.ends_with("/ballots")) keys.insert(Server::header(one, "Idempotency-Key"));
  CHECK(keys.size() == 1);
}

TEST_CASE("without the network nothing is cast and the choice is kept") {
  World world;
  Tab tab(world.server, world.device, kBallot);
  choose(tab, "1");
  tab.go_offline();
  tab.wish(BallotCast{kId});
  CHECK(world.server.voting.casts == 0);
  CHECK(ballot(tab).uncast());
  CHECK(ballot(tab).key.empty());
}

TEST_CASE("a refused ballot says why and can be changed") {
  World world;
  Tab tab(world.server, world.device, kBallot);
  choose(tab, "1");
  world.server.voting.campaign["state"] = "closed";
  tab.wish(BallotCast{kId});
  CHECK(ballot(tab).error == "Голосование закончилось");
  CHECK(ballot(tab).uncast());
  CHECK(ballot(tab).key.empty());
}

TEST_CASE("a receipt is found in the log by counting, and a spoilt answer is not believed") {
  World world;
  Tab tab(world.server, world.device, "/votes/ppmi.2027-main/verify");
  tab.wish(ProofWanted{kId, "pochin:" + kId + ":" + fake::Voting::leaf()});
  REQUIRE(tab.state.proof);
  CHECK(tab.state.proof->found == Proof::Found::Held);
  CHECK(tab.state.proof->index == 5);
  Proof proof = *tab.state.proof;
  proof.root[0] = proof.root[0] == 'a' ? 'b' : 'a';
  Json path = Json::array();
  fake::Voting::path(5, 0, 7, path);
  check_proof(proof, {{"index", 5}, {"size", 7}, {"path", path}});
  CHECK(proof.found == Proof::Found::Broken);
  tab.wish(ProofWanted{kId, std::string(64, '0')});
  CHECK(tab.state.proof->found == Proof::Found::Absent);
  tab.wish(ProofWanted{kId, "не код"});
  CHECK(tab.state.proof->found == Proof::Found::Malformed);
}

TEST_CASE("a forged head is not believed: another key, another signature, another moment") {
  const auto found = [](const auto& spoil) {
    World world;
    spoil(world.server.voting);
    Tab tab(world.server, world.device, "/votes/ppmi.2027-main/verify");
    tab.wish(ProofWanted{kId, fake::Voting::leaf()});
    return tab.state.proof->found;
  };
  using Voting = fake::Voting;
  CHECK(found([](Voting&) {}) == Proof::Found::Held);
  CHECK(found([](Voting& v) { v.signature = Voting::kOtherSignature; }) == Proof::Found::Forged);
  CHECK(found([](Voting& v) { v.key = Voting::kOtherKey, v.signature = Voting::kOtherSignature; }) ==
        Proof::Found::Forged);
  CHECK(found([](Voting& v) { v.moment = "2026-11-23T09:00:01Z"; }) == Proof::Found::Forged);
  CHECK(found([](Voting& v) { v.signature.clear(); }) == Proof::Found::Forged);
}

TEST_CASE("one's own ballot is found in the published file by its tracker, as it stands there") {
  World world;
  publish_ballots(world.server.voting);
  Tab tab(world.server, world.device, "/votes/ppmi.2027-main/verify");
  const auto looked = [&](const char* tracker) {
    tab.wish(OwnBallotWanted{kId, "", tracker});
    return *tab.state.own_ballot;
  };
  CHECK(looked("AAAA-BBBB").choices == Choices{{"1", 1}, {"4", 2}});
  CHECK(looked("AAAA-BBBB").status.empty());
  CHECK(looked("CCCC-DDDD").choices == Choices{{"3", 1}});
  const OwnBallot annulled = looked("EEEE-FFFF");
  CHECK(annulled.status == "annulled");
  CHECK(annulled.act == "Акт «}\\»");
  CHECK(annulled.choices == Choices{{"2", 1}});
  CHECK(looked("GGGG-HHHH").stage == OwnBallot::Stage::Absent);
}

TEST_CASE("where a person votes in several districts the next ballot is of another, and the last ends it") {
  World world;
  fake::Voting& voting = world.server.voting;
  voting.campaign["districts"] = "municipality";
  voting.campaign["districts_per_person"] = 2;
  voting.campaign["districts_list"] =
      Json::array({{{"id", "d1"}, {"label", "Каменка"}}, {{"id", "d2"}, {"label", "Лес"}}});
  for (size_t i = 0; i < 4; ++i) voting.projects[i]["district"] = i < 2 ? "d1" : "d2";
  voting.me["district"] = "d1";
  voting.me["districts"] = {"d1", "d2"};
  Tab tab(world.server, world.device, kBallot);
  CHECK(ballot(tab).district == "d1");
  choose(tab, "1");
  tab.pass();
  tab.wish(ChoiceMade{kId, "1", std::nullopt});
  tab.pass();
  CHECK(ballot(tab).choices.empty());
  CHECK_FALSE(ballot(tab).touched);
  CHECK_FALSE(tab.state.foreign);  // the draft that was taken back has no district, and the answer is the portal's
  choose(tab, "1");
  tab.wish(BallotCast{kId});
  const auto counted = [&](Json districts, const char* last) {
    Json receipt = voting.receipt();
    receipt["district"] = last;
    voting.me["casts"].push_back(receipt);
    voting.me["cast"] = voting.me["casts"][0];
    voting.me["districts"] = std::move(districts);
    tab.wish(Retried{my_vote_path(kId)});
  };
  counted({"d2"}, "d1");
  CHECK_FALSE(ballot(tab).cast);
  CHECK(ballot(tab).voted == std::vector<std::string>{"d1"});
  CHECK(ballot(tab).district == "d2");
  choose(tab, "3");
  CHECK(ballot(tab).choices == Choices{{"3", 1}});
  voting.me["cast"] = nullptr;  // so that the fake takes another
  tab.wish(BallotCast{kId});
  CHECK(Json::parse(voting.cast_body)["district"] == "d2");
  counted(Json::array(), "d2");
  CHECK(ballot(tab).cast);
  CHECK(ballot(tab).voted == std::vector<std::string>{"d1", "d2"});
}

TEST_CASE("where the vote may be changed the ballot is filled in anew, and the old one counts until it is sent") {
  World world;
  world.server.voting.campaign["change_allowed"] = true;
  Tab tab(world.server, world.device, kBallot);
  choose(tab, "1");
  tab.wish(BallotCast{kId});
  REQUIRE(ballot(tab).cast);
  tab.wish(BallotReopened{kId, ""});
  CHECK(tab.state.route.screen == Screen::Ballot);
  CHECK_FALSE(ballot(tab).cast);
  choose(tab, "2");
  CHECK(ballot(tab).again);
  world.server.voting.me["cast"] = nullptr;
  tab.wish(BallotCast{kId});
  CHECK(ballot(tab).cast);
  CHECK_FALSE(ballot(tab).again);
  CHECK(Json::parse(world.server.voting.cast_body)["choices"][0]["project"] == "2");
}

TEST_CASE("another person of the same device does not see the ballot") {
  World world;
  {
    Tab before(world.server, world.device, kBallot);
    choose(before, "1");
    before.wish(LogoutWanted{true});
  }
  for (const auto& [key, value] : world.device) CHECK_FALSE(key.starts_with("ballot/"));
}

}  // namespace
}  // namespace pochin::app
