// What `pochin verify` says to a published vote that somebody has changed. Each line of the table is a lie that agrees
// with itself as far as its author could make it.
#include "server/voting/verify.h"

#include <catch2/catch_test_macros.hpp>
#include <functional>

#include "tests/unit/server/voting/published_vote.h"

using namespace pochin;
using namespace pochin::server;
using namespace pochin::server::test;

namespace {

std::set<std::string> codes(const std::vector<VerifyFinding>& findings) {
  std::set<std::string> out;
  for (const VerifyFinding& each : findings) out.insert(each.code);
  return out;
}

std::string told(const Verified& found) {
  std::string text;
  for (const auto& list : {found.wrong, found.unchecked})
    for (const VerifyFinding& each : list) text += each.code + ": " + each.text + "\n";
  return text;
}

struct Lie {
  const char* name;
  const char* code;  // one of those it must be found by
  std::function<void(PublishedVote&)> tell;
};

Json& near(Json& file) { return file["districts"][0]; }

// A changed project in every file that shows it, consistently.
void everywhere(PublishedVote& v, const char* in_ballots, const char* in_results, const Json& value) {
  near(v.ballots)["projects"][0][in_ballots] = value;
  near(v.results)["projects"][0][in_results] = value;
}

// The terms of the log changed to fit, and what signs them left as it was.
void change_terms(PublishedVote& v, const std::function<void(Json&)>& change) {
  Json terms = *parse_json(v.terms_text);
  change(terms);
  v.log["terms"] = canonical(terms);
}

void replace(std::string& text, const std::string& what, const std::string& by) {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  text.replace(at, what.size(), by);
}

const std::vector<Lie> kLies = {
    // The list and the rules.
    {"cost changed in ballots and results", "terms", [](auto& v) { everywhere(v, "cost", "cost", "150000"); }},
    {"cost changed in the ballots alone", "terms", [](auto& v) { near(v.ballots)["projects"][0]["cost"] = "1"; }},
    {"cost changed in the results alone", "result_field",
     [](auto& v) { near(v.results)["projects"][0]["cost"] = "1.00"; }},
    {"name changed in ballots and results", "terms", [](auto& v) { everywhere(v, "name", "title", "Парк"); }},
    {"name changed in the results alone", "result_field",
     [](auto& v) { near(v.results)["projects"][0]["title"] = "Парк"; }},
    {"number changed in ballots and results", "terms", [](auto& v) { everywhere(v, "number", "number", "П-0009"); }},
    {"number changed in the results alone", "result_field",
     [](auto& v) { near(v.results)["projects"][0]["number"] = "П-0009"; }},
    {"a project submitted earlier", "terms",
     [](auto& v) { near(v.ballots)["projects"][1]["submitted_at"] = "2026-10-01T00:00:00Z"; }},
    {"cost changed in the log's terms", "head_terms",
     [](auto& v) { change_terms(v, [](Json& t) { t["lists"][0]["projects"][0]["cost"] = "1.00"; }); }},
    {"cost changed in terms, ballots and results", "head_terms",
     [](auto& v) {
       change_terms(v, [](Json& t) { t["lists"][0]["projects"][0]["cost"] = "150000.00"; });
       everywhere(v, "cost", "cost", "150000");
     }},
    {"a suitable lot in the tie rule of ballots and results", "terms",
     [](auto& v) {
       for (Json* file : {&v.ballots["districts"][0], &v.ballots["districts"][1], &v.results})
         (*file)["tally"]["ties"] = {"lot:suits"};
     }},
    {"another tie rule in the log too", "head_terms",
     [](auto& v) {
       change_terms(v, [](Json& t) { t["tally"]["ties"] = {"cheaper"}; });
       for (Json* file : {&v.ballots["districts"][0], &v.ballots["districts"][1], &v.results})
         (*file)["tally"]["ties"] = {"cheaper"};
     }},
    {"another rule of counting", "terms", [](auto& v) { near(v.ballots)["tally"]["rule"] = "greedy_stop"; }},
    {"another budget in ballots", "terms", [](auto& v) { near(v.ballots)["budget"] = "500000"; }},
    {"another budget in results", "result_field", [](auto& v) { near(v.results)["budget"] = "500000.00"; }},
    {"a threshold in results", "result_field", [](auto& v) { v.results["tally"]["threshold"] = 1; }},
    {"another kind of ballot", "terms", [](auto& v) { near(v.ballots)["kind"] = "choose_one"; }},
    {"another kind in the opening file", "opening_kind", [](auto& v) { v.opening["kind"] = "ranked"; }},
    {"an incompatible pair added", "terms",
     [](auto& v) {
       near(v.ballots)["incompatible"] = Json::array({{"ab", "qz"}});
     }},
    {"no terms in the log", "terms", [](auto& v) { v.log.erase("terms"); }},
    {"no terms in log and heads", "head_signature",
     [](auto& v) {
       v.log.erase("terms");
       for (Json& head : v.log["heads"]) head.erase("terms");
     }},
    // Lists.
    {"results of a list left out", "list_missing", [](auto& v) { v.results["districts"].erase(1); }},
    {"ballots of a list left out", "list_missing", [](auto& v) { v.ballots["districts"].erase(1); }},
    {"a list in both left out", "list_missing",
     [](auto& v) {
       v.results["districts"].erase(1);
       v.ballots["districts"].erase(1);
     }},
    {"a list twice in results", "list_extra",
     [](auto& v) { v.results["districts"].push_back(v.results["districts"][1]); }},
    {"a list twice in ballots", "list_extra",
     [](auto& v) { v.ballots["districts"].push_back(v.ballots["districts"][1]); }},
    {"a label of a list changed", "result_field", [](auto& v) { near(v.results)["label"] = "Озёрск"; }},
    // Figures and words of the results.
    {"a vote more", "result_votes", [](auto& v) { near(v.results)["projects"][0]["votes"] = 3; }},
    {"another winner", "result_selected",
     [](auto& v) { near(v.results)["projects"][0]["selected"] = !near(v.results)["projects"][0]["selected"]; }},
    {"a project left out of results", "result_field", [](auto& v) { near(v.results)["projects"].erase(1); }},
    {"a project twice in results", "result_field",
     [](auto& v) { near(v.results)["projects"].push_back(near(v.results)["projects"][0]); }},
    {"granted more", "result_field", [](auto& v) { near(v.results)["projects"][0]["granted"] = "999.00"; }},
    {"another verdict", "result_field", [](auto& v) { near(v.results)["projects"][0]["verdict"] = "withdrawn"; }},
    {"other people", "result_field", [](auto& v) { near(v.results)["projects"][0]["people"] = 9; }},
    {"another total cost", "result_field", [](auto& v) { near(v.results)["total_cost"] = "1.00"; }},
    {"another explanation", "result_text",
     [](auto& v) { near(v.results)["projects"][0]["explanation"] = "Так надо."; }},
    {"another round", "result_text", [](auto& v) { near(v.results)["rounds"][0]["text"] = "Так надо."; }},
    {"a round left out", "result_field", [](auto& v) { near(v.results)["rounds"].erase(0); }},
    {"another summary", "result_text", [](auto& v) { near(v.results)["summary"] = "Так надо."; }},
    {"a tie hidden", "result_field", [](auto& v) { near(v.results)["ties"] = Json::array(); }},
    {"another total of the turnout", "result_turnout", [](auto& v) { v.results["turnout"]["total"] = 7; }},
    {"turnout moved between channels", "result_signature",
     [](auto& v) {
       v.results["turnout"]["by_channel"][0]["count"] = 3;
       v.results["turnout"]["by_channel"][1]["count"] = 3;
     }},
    {"a channel that was not open", "result_turnout",
     [](auto& v) { v.results["turnout"]["by_channel"][0]["channel"] = "phone"; }},
    {"another assurance", "result_turnout",
     [](auto& v) { v.results["turnout"]["by_channel"][0]["assurance"] = "document"; }},
    {"annulled fewer", "result_annulled", [](auto& v) { v.results["annulled"][0]["count"] = 0; }},
    {"an annulment hidden", "result_annulled", [](auto& v) { v.results["annulled"] = Json::array(); }},
    {"another reason of an annulment", "result_signature",
     [](auto& v) { v.results["annulled"][0]["reason"] = "Ошибка"; }},
    {"another act of an annulment in ballots", "result_annulled",
     [](auto& v) { near(v.ballots)["not_counted"][0]["act"] = "Акт № 6"; }},
    {"another seed in results", "result_field", [](auto& v) { v.results["seed"] = std::string(64, '0'); }},
    {"another seed in ballots", "seed", [](auto& v) { near(v.ballots)["seed"] = std::string(64, '0'); }},
    {"another number of the lot in results and ballots", "lot",
     [](auto& v) {
       for (Json* file : {&v.ballots["districts"][0], &v.ballots["districts"][1], &v.results})
         (*file)["tally"]["seed"] = "1";
     }},
    {"another source of the lot", "result_field", [](auto& v) { v.results["lot_source"] = "монета"; }},
    {"published later", "result_signature", [](auto& v) { v.results["published_at"] = "2026-12-03T09:00:00Z"; }},
    {"a recount hidden", "result_signature", [](auto& v) { v.results["recounts"] = 1; }},
    {"not published at all", "result_field", [](auto& v) { v.results["state"] = "closed"; }},
    {"a member nobody knows", "result_field", [](auto& v) { v.results["note"] = "законно"; }},
    {"the signature of the results left out", "result_signature", [](auto& v) { v.results.erase("signature"); }},
    {"results signed by another", "result_key", [](auto& v) { v.sign_results(v.stranger); }},
    {"another title", "result_field", [](auto& v) { v.results["title"] = "Другое"; }},
    {"no sum of the opening file", "opening_hash", [](auto& v) { v.results.erase("opening_hash"); }},
    // The log and the ballots.
    {"all signed again by another key", "head_key", [](auto& v) { v.sign_again(v.stranger); }},
    {"one head signed by another", "head_key",
     [](auto& v) {
       const Json first = v.log["heads"][0], results = v.results;
       v.sign_again(v.stranger);
       v.log["heads"][0] = first;
       v.results = results;
     }},
    {"the end of the log cut off", "log_end", [](auto& v) { v.log["leaves"].erase(6); }},
    {"the last batch cut off with its head", "opening_extra",
     [](auto& v) {
       v.log["heads"].erase(1);
       for (int i = 6; i > 3; --i) v.log["leaves"].erase(static_cast<std::size_t>(i));
     }},
    {"no heads", "log_end", [](auto& v) { v.log["heads"] = Json::array(); }},
    {"a head twice", "head_order", [](auto& v) { v.log["heads"].push_back(v.log["heads"][1]); }},
    {"an entry twice", "log_twice", [](auto& v) { v.log["leaves"][1] = v.log["leaves"][0]; }},
    {"entries in another order", "head_root", [](auto& v) { std::swap(v.log["leaves"][0], v.log["leaves"][1]); }},
    {"a ballot changed", "ballot_changed",
     [](auto& v) {
       near(v.ballots)["ballots"][0]["choices"] = Json::array({{"ab", 1}, {"qz", 1}});
       near(v.ballots)["ballots"][1]["choices"] = Json::array({{"ab", 1}, {"qz", 1}});
     }},
    {"a ballot dropped", "ballot_missing", [](auto& v) { near(v.ballots)["ballots"].erase(0); }},
    {"a ballot twice", "ballot_extra",
     [](auto& v) { near(v.ballots)["ballots"].push_back(near(v.ballots)["ballots"][0]); }},
    {"a ballot of nobody", "ballot_extra",
     [](auto& v) {
       near(v.ballots)["ballots"].push_back(
           {{"count", 1}, {"tracker", "AAAA-BBBB-CCCC-DDDD"}, {"choices", Json::array({{"ab", 1}})}});
     }},
    {"a ballot that counts twice", "ballot_format", [](auto& v) { near(v.ballots)["ballots"][0]["count"] = 2; }},
    {"a ballot moved to the other list", "ballot_changed",
     [](auto& v) {
       v.ballots["districts"][1]["ballots"].push_back(near(v.ballots)["ballots"][0]);
       near(v.ballots)["ballots"].erase(0);
     }},
    {"a ballot not counted that was cast", "result_votes",
     [](auto& v) {
       Json one = near(v.ballots)["ballots"][0];
       near(v.ballots)["ballots"].erase(0);
       one.erase("count");
       one["status"] = "weak";
       one["act"] = "";
       near(v.ballots)["not_counted"].push_back(one);
     }},
    {"ballots in the order they came", "order",
     [](auto& v) { std::swap(near(v.ballots)["ballots"][0], near(v.ballots)["ballots"][1]); }},
    {"an entry of the opening file dropped", "opening_missing", [](auto& v) { v.opening["entries"].erase(0); }},
    {"an entry of the opening file twice", "opening_extra",
     [](auto& v) { v.opening["entries"].push_back(v.opening["entries"][0]); }},
    {"another opening file", "opening_hash", [](auto& v) { v.opening["entries"][0]["note"] = "x"; }},
    {"an earlier ballot changed", "ballot_changed",
     [](auto& v) {
       for (Json& each : v.opening["entries"])
         if (each.contains("superseded")) each["superseded"]["choices"] = Json::array({{"ab", 1}});
     }},
    // Whole files of another vote.
    {"ballots of another vote", "file",
     [](auto& v) {
       for (Json& each : v.ballots["districts"]) each["campaign"] = "ppmi.other";
     }},
    {"the log of another vote", "head_signature", [](auto& v) { v.log["campaign"] = "ppmi.other"; }},
    {"the opening file of another vote", "file", [](auto& v) { v.opening["campaign"] = "ppmi.other"; }},
    {"results of another vote", "result_field", [](auto& v) { v.results["campaign"] = "ppmi.other"; }},
    // Other forms of the ballots.
    {"a vote changed in the table", "csv", [](auto& v) { replace(v.csv, "П-0003=1", "П-0004=1"); }},
    {"a row of the table dropped", "csv", [](auto& v) { v.csv.erase(v.csv.rfind("\r\n", v.csv.size() - 3)); }},
    {"a row of the table twice", "csv",
     [](auto& v) { v.csv += v.csv.substr(v.csv.rfind("\r\n", v.csv.size() - 3) + 2); }},
    {"an annulled row that counts", "csv", [](auto& v) { replace(v.csv, "annulled", "counted"); }},
    {"a cost changed in the .pb", "pb", [](auto& v) { replace(v.pb, ";200000;", ";150000;"); }},
    {"a name changed in the .pb", "pb", [](auto& v) { replace(v.pb, "Сквер", "Парк"); }},
    {"a number changed in the .pb", "pb", [](auto& v) { replace(v.pb, "П-0001", "П-0009"); }},
    {"another budget in the .pb", "pb", [](auto& v) { replace(v.pb, "budget;400000", "budget;500000"); }},
    {"a vote changed in the .pb", "pb", [](auto& v) { v.pb.resize(v.pb.rfind("\n", v.pb.size() - 2) + 1); }},
};

}  // namespace

TEST_CASE("files as they were published agree, all of them and with every means") {
  const Verified found = PublishedVote().check();
  INFO(told(found));
  CHECK(found.agrees());
  CHECK(found.format == 2);
  CHECK(found.leaves == 7);
  CHECK(found.opened == 7);
  CHECK(found.ballots == 6);
  CHECK(found.lists == 2);
  CHECK(found.title == "Какие проекты построить");
}

TEST_CASE("every lie of the table is found") {
  for (const Lie& lie : kLies) {
    PublishedVote vote;
    lie.tell(vote);
    const Verified found = vote.check();
    INFO(lie.name << "\n" << told(found));
    CHECK(codes(found.wrong).contains(lie.code));
  }
}

TEST_CASE("what was not given is said and nothing is said to agree") {
  const PublishedVote vote;
  const auto without = [&](auto change) {
    Published files = vote.files();
    change(files);
    const Verified found = verify(files);
    INFO(told(found));
    CHECK(found.wrong.empty());
    CHECK_FALSE(found.agrees());
    return codes(found.unchecked);
  };
  CHECK(without([](Published& f) { f.key.reset(); }) == std::set<std::string>{"key"});
  CHECK(without([](Published& f) { f.opening.reset(); }) == std::set<std::string>{"opening"});
  CHECK(without([](Published& f) { f.results.reset(); }) == std::set<std::string>{"pb", "results"});
  CHECK(without([](Published& f) { f.lot.reset(); }) == std::set<std::string>{"lot"});
}

TEST_CASE("a log signed again with another key is nothing that agrees, with the key or without") {
  PublishedVote vote;
  vote.sign_again(vote.stranger);
  CHECK(codes(vote.check().wrong) == std::set<std::string>{"head_key", "result_key"});
  const Verified without = verify(vote.files(false));
  INFO(told(without));
  CHECK_FALSE(without.agrees());
  CHECK(codes(without.unchecked).contains("key"));
}

TEST_CASE("files of the first format are checked as far as they go, and what they lack is said") {
  PublishedVote vote(1);
  const Verified found = vote.check();
  INFO(told(found));
  CHECK(found.format == 1);
  CHECK(found.wrong.empty());
  CHECK(codes(found.unchecked) == std::set<std::string>{"terms", "result_signature"});
  vote.results["districts"][0]["projects"][0]["votes"] = 9;
  vote.results["districts"][1]["projects"][0]["cost"] = "1.00";
  const auto wrong = codes(vote.check().wrong);
  CHECK(wrong.contains("result_votes"));
  CHECK(wrong.contains("result_field"));
}

TEST_CASE("words of another version of the program are told and are no disagreement while the signature holds") {
  PublishedVote vote;
  vote.results["districts"][0]["summary"] = "Сказано иначе.";
  vote.sign_results(vote.signer);
  const Verified found = vote.check();
  INFO(told(found));
  CHECK(found.agrees());
  CHECK(codes(found.notes).contains("words"));
}

TEST_CASE("what is hashed of a vote comes back as it was, and its text does not depend on who wrote it") {
  const PublishedVote vote;
  const auto terms = voting::terms_from_text(vote.terms_text);
  REQUIRE(terms);
  CHECK(voting::terms_text(*terms, vote.rules) == vote.terms_text);
  CHECK(terms->lists[1].projects[0].number == "П-0003");
  CHECK_FALSE(voting::terms_from_text("{}"));
  CHECK_FALSE(voting::terms_from_text("[1"));
}
