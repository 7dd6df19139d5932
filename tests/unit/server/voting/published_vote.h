// A small vote with everything that is published of it, made here from the definitions: two lists, two batches of the
// log, a ballot that was changed, one annulled on paper, a tie that the lot parts.
#pragma once
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "server/voting/keys.h"
#include "server/voting/verify.h"
#include "shared/base/json.h"
#include "shared/pabulib/write.h"
#include "shared/voting/merkle.h"
#include "shared/voting/receipt.h"
#include "shared/voting/results.h"
#include "shared/voting/tree_head.h"
#include "tests/unit/server/store/scratch.h"

namespace pochin::server::test {

inline const std::string kNear = "86500411", kFar = "86701000", kLot = "07-11-19";

inline voting::Campaign small_campaign() {
  voting::Campaign rules;
  rules.id = "main";
  rules.title = "Какие проекты построить";
  rules.opens = *parse_instant("2026-11-24T00:00:00Z");
  rules.closes = *parse_instant("2026-12-01T00:00:00Z");
  rules.districts = voting::Districts::municipality;
  rules.ballot = {.kind = voting::BallotKind::approval, .min = 1, .max = 2};
  rules.change_allowed = true;
  rules.channels = {voting::Channel::portal, voting::Channel::paper};
  rules.tally = {.rule = voting::Rule::greedy, .ties = {{voting::TieBy::lot, {}}}};
  rules.lot_source = "тираж 16 февраля";
  rules.budget = Money{400'000'00};
  return rules;
}

inline voting::Project project(const std::string& id, const std::string& number, const std::string& name,
                               std::int64_t roubles) {
  voting::Project made;
  made.id = id;
  made.number = number;
  made.name = name;
  made.cost = roubles * 100;
  made.submitted_at = "2026-11-01T10:00:0" + number.substr(number.size() - 1) + "Z";
  return made;
}

struct PublishedVote {
  Scratch scratch;
  HeadSigner signer = HeadSigner::open(scratch.file("heads.pem")).value();
  HeadSigner stranger = HeadSigner::open(scratch.file("stranger.pem")).value();
  voting::Campaign rules = small_campaign();
  voting::Terms terms;
  std::string campaign = "ppmi.main", terms_text, hash, key = base64(signer.public_key());
  Json ballots, log, opening, results;
  std::string csv, pb;

  explicit PublishedVote(int format = 2) {
    terms = voting::terms_of(
        campaign, rules,
        {{kNear, "Заречье", {project("qz", "П-0001", "Сквер", 200'000), project("ab", "П-0002", "Мост", 250'000)}},
         {kFar, "Озёрск", {project("mm", "П-0003", "Каток", 100'000), project("nn", "П-0004", "Клуб", 90'000)}}});
    terms_text = voting::terms_text(terms, rules);
    if (format == 2) hash = voting::terms_hash(terms_text);
    cast();
    seal();
    publish();
    tables();
  }

  Published files(bool all = true) const {
    Published out{.ballots = ballots.dump(), .log = log.dump()};
    out.opening = opening.dump();
    out.results = results.dump();
    if (!all) return out;
    out.key = key;
    out.lot = kLot;
    out.csv = csv;
    out.pb = {pb};
    return out;
  }
  Verified check() const { return verify(files()); }

  // As somebody with another key would sign what was changed.
  void sign_again(const HeadSigner& by) {
    for (Json& head : log["heads"]) {
      head["key"] = base64(by.public_key());
      head["signature"] = base64(
          by.sign(voting::head_text(campaign, {head["size"], head["root"], head["at"], get_string(head, "terms")})));
    }
    sign_results(by);
  }
  void sign_results(const HeadSigner& by) {
    if (hash.empty()) return;
    const Bytes signature = by.sign(voting::results_text(campaign, hash, results));
    results["signature"] = {
        {"signature", base64(signature)}, {"key", base64(by.public_key())}, {"algorithm", "ed25519"}};
  }

 private:
  struct Sheet {
    std::string nonce, tracker;
    Digest leaf = {};
    voting::Ballot ballot;
    std::string channel = "portal", act = {};
    bool superseded = false;
  };
  std::vector<Sheet> sheets_;
  std::string seed_;
  std::int64_t size_ = 0;

  void add(const std::string& district, voting::CastBallot choices, const std::string& channel = "portal",
           bool superseded = false) {
    Sheet sheet;
    const Digest nonce = sha256("nonce " + std::to_string(sheets_.size()));
    sheet.nonce = std::string(voting::bytes_of(nonce));
    sheet.tracker = voting::tracker(sheet.nonce);
    sheet.ballot = {district, std::move(choices)};
    sheet.leaf = voting::commitment(sheet.nonce, voting::canonical_ballot(campaign, rules.ballot.kind, sheet.ballot));
    sheet.channel = channel;
    sheet.superseded = superseded;
    sheets_.push_back(std::move(sheet));
  }

  void cast() {
    add(kNear, {{"qz", 1}}, "portal", true);
    add(kNear, {{"ab", 1}});
    add(kNear, {{"qz", 1}});
    add(kNear, {{"qz", 1}, {"ab", 1}}, "paper");
    add(kNear, {{"ab", 1}}, "paper");
    add(kFar, {{"mm", 1}});
    add(kFar, {{"mm", 1}, {"nn", 1}});
    sheets_[4].act = "Акт № 5";
  }

  void seal() {
    voting::MerkleTree tree;
    log = {{"campaign", campaign}, {"heads", Json::array()}, {"leaves", Json::array()}};
    if (!hash.empty()) log["terms"] = terms_text;
    std::size_t from = 0;
    for (const std::size_t to : {std::size_t{4}, sheets_.size()}) {
      std::vector<std::string> batch;
      for (; from < to; ++from) batch.push_back(hex(sheets_[from].leaf));
      std::ranges::sort(batch);
      for (const std::string& leaf : batch) {
        tree.add(voting::leaf_hash(voting::bytes_of(*voting::digest_from_hex(leaf))));
        log["leaves"].push_back(leaf);
      }
      Json head{
          {"size", tree.size()}, {"root", hex(tree.root())}, {"at", "2026-11-25T09:00:0" + std::to_string(to) + "Z"}};
      if (!hash.empty()) head["terms"] = hash;
      log["heads"].push_back(std::move(head));
    }
    seed_ = hex(tree.root());
    size_ = static_cast<std::int64_t>(tree.size());
    sign_again(signer);
  }

  std::vector<const Sheet*> published(const std::string& district, bool counted) const {
    std::vector<const Sheet*> list;
    for (const Sheet& each : sheets_)
      if (!each.superseded && each.ballot.district == district && each.act.empty() == counted) list.push_back(&each);
    std::ranges::sort(list, {}, [&](const Sheet* each) { return voting::place_of(seed_, each->tracker); });
    return list;
  }

  static Json choices_json(const voting::CastBallot& choices) {
    Json list = Json::array();
    for (const auto& each : choices) list.push_back({each.project, each.points});
    return list;
  }

  std::vector<voting::CastBallot> counted(const std::string& district) const {
    std::vector<voting::CastBallot> list;
    for (const Sheet* each : published(district, true)) list.push_back(each->ballot.choices);
    return list;
  }

  void publish() {
    ballots = {{"campaign", campaign}, {"districts", Json::array()}};
    results = {{"state", "published"}, {"districts", Json::array()}, {"seed", seed_}};
    for (const voting::TermsList& list : terms.lists) {
      const auto election = voting::election_of(terms, list, counted(list.id)).value();
      const auto outcome = voting::tally(election, voting::with_lot(terms, kLot)).value();
      results["districts"].push_back(voting::results_json(terms, list, election, outcome));
      const auto empty = voting::election_of(terms, list, {}).value();
      Json file = voting::ballots_header(terms, list, empty, seed_, kLot);
      file["ballots"] = file["not_counted"] = Json::array();
      for (const Sheet* each : published(list.id, true))
        file["ballots"].push_back(
            {{"count", 1}, {"tracker", each->tracker}, {"choices", choices_json(each->ballot.choices)}});
      for (const Sheet* each : published(list.id, false))
        file["not_counted"].push_back({{"tracker", each->tracker},
                                       {"status", "annulled"},
                                       {"act", each->act},
                                       {"choices", choices_json(each->ballot.choices)}});
      ballots["districts"].push_back(std::move(file));
    }
    opening = {{"campaign", campaign}, {"terms", hash}, {"kind", "approval"}, {"entries", Json::array()}};
    for (const Json& leaf : log["leaves"]) {
      const Sheet& sheet = *std::ranges::find_if(sheets_, [&](const Sheet& s) { return Json(hex(s.leaf)) == leaf; });
      Json entry{{"leaf", leaf}, {"nonce", hex(nonce_of(sheet))}};
      if (sheet.superseded)
        entry["superseded"] = {{"district", sheet.ballot.district}, {"choices", choices_json(sheet.ballot.choices)}};
      else
        entry["tracker"] = sheet.tracker;
      opening["entries"].push_back(std::move(entry));
    }
    const auto split = [](const char* channel, const char* label, const char* assurance, const char* words, int count) {
      return Json{{"channel", channel},
                  {"label", label},
                  {"assurance", assurance},
                  {"assurance_label", words},
                  {"count", count}};
    };
    results["turnout"] = {{"total", 6},
                          {"by_channel",
                           {split("paper", "на бумажных листах", "declared", "со слов голосующего", 2),
                            split("portal", "на портале", "confirmed", "подтверждённая учётная запись Госуслуг", 4)}}};
    results["annulled"] = Json::array({{{"count", 1}, {"act", "Акт № 5"}, {"reason", "Лист без подписей"}}});
    results["tally"] = voting::tally_json(terms, kLot);
    results["lot_source"] = rules.lot_source;
    results["opening_hash"] = hex(sha256(opening.dump()));
    results["published_at"] = "2026-12-02T09:00:00Z";
    results["recounts"] = 0;
    if (hash.empty()) return;
    results["format"] = 2;
    results["campaign"] = campaign;
    results["title"] = rules.title;
    results["terms"] = hash;
    results["log"] = {{"size", size_}, {"root", seed_}};
    sign_results(signer);
  }

  static Digest nonce_of(const Sheet& sheet) {
    Digest digest{};
    std::copy_n(sheet.nonce.begin(), digest.size(), digest.begin());
    return digest;
  }

  void tables() {
    csv = "\xEF\xBB\xBFtracker;district;choices;status;act\r\n";
    for (const voting::TermsList& list : terms.lists)
      for (const bool is_counted : {true, false})
        for (const Sheet* each : published(list.id, is_counted)) {
          csv += each->tracker + ";" + list.id + ";\"";
          for (const auto& one : each->ballot.choices) {
            const auto at = std::ranges::find(list.projects, one.project, &voting::Project::id);
            csv += (csv.back() == '"' ? "" : " ") + at->number + "=1";
          }
          csv += std::string("\";") + (is_counted ? "counted;" : "annulled;") + each->act + "\r\n";
        }
    const voting::TermsList& near = terms.lists.front();
    const auto election = voting::election_of(terms, near, counted(near.id)).value();
    const auto outcome = voting::tally(election, voting::with_lot(terms, kLot)).value();
    std::vector<pabulib::Sheet> sheets;
    for (const Sheet* each : published(near.id, true)) sheets.push_back({each->tracker, each->ballot.choices, false});
    pabulib::write(
        {.meta = {{"country", "Россия"}}, .parameters = voting::with_lot(terms, kLot), .winners = outcome.winners},
        election, sheets, [&](std::string_view piece) { pb += piece; });
  }
};

}  // namespace pochin::server::test
