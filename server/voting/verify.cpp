#include "server/voting/verify.h"

#include <openssl/evp.h>

#include <algorithm>
#include <map>
#include <set>

#include "server/voting/keys.h"
#include "server/voting/log.h"
#include "shared/base/json.h"
#include "shared/base/tr.h"
#include "shared/voting/merkle.h"
#include "shared/voting/receipt.h"
#include "shared/voting/tally.h"

namespace pochin::server {
namespace {

constexpr std::size_t kMostNamed = 100;  // of one kind: a file of another vote would name every ballot

std::string text_of(const Digest& digest) { return std::string(voting::bytes_of(digest)); }

struct Ballot {
  voting::Ballot cast;
  std::string tracker;
  bool used = false;
};

voting::CastBallot choices_of(const Json& json) {
  voting::CastBallot choices;
  for (const Json& each : json)
    if (each.is_array() && each.size() == 2 && each[0].is_string() && each[1].is_number_integer())
      choices.push_back({each[0].get<std::string>(), each[1].get<std::int64_t>()});
  return choices;
}

std::optional<Bytes> from_base64(const std::string& text) {
  Bytes bytes(text.size());
  const int size =
      EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  const auto padding = static_cast<std::ptrdiff_t>(std::ranges::count(text, '='));
  if (size < padding) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(size - padding));
  return bytes;
}

class Verification {
 public:
  explicit Verification(const Published& files) : files_(files) {}

  Verified run() {
    const auto ballots = parse_json(files_.ballots), log = parse_json(files_.log);
    if (!ballots || !log) {
      wrong("file", say(!ballots ? "Файл бюллетеней не читается." : "Файл журнала не читается."));
      return std::move(out_);
    }
    campaign_ = get_string(*log, "campaign");
    read_lists(*ballots);
    check_log(*log);
    if (files_.opening) check_opening();
    check_order();
    if (files_.results) check_results();
    return std::move(out_);
  }

 private:
  static std::string say(std::string_view text) { return std::string(tr(text)); }
  void wrong(std::string code, std::string text) {
    if (++named_[code] <= kMostNamed) out_.wrong.push_back({std::move(code), std::move(text)});
  }

  void read_lists(const Json& json) {
    if (json.contains("districts"))
      for (const Json& each : json["districts"]) lists_.push_back(each);
    else
      lists_.push_back(json);
    out_.lists = lists_.size();
    for (const Json& list : lists_) {
      const std::string district = get_string(list, "district");
      if (get_string(list, "campaign") != campaign_) wrong("file", say("Бюллетени и журнал — разных голосований."));
      for (const char* key : {"ballots", "not_counted"})
        for (const Json& each : get_array(list, key)) {
          Ballot ballot{{district, choices_of(get(each, "choices"))}, get_string(each, "tracker"), false};
          ++out_.ballots;
          const std::string name = ballot.tracker;
          if (!ballots_.emplace(name, std::move(ballot)).second)
            wrong("ballot_extra", tr("Бюллетень {} опубликован дважды.", name));
        }
    }
  }

  void check_log(const Json& log) {
    voting::MerkleTree tree;
    for (const Json& each : get_array(log, "leaves")) {
      const auto leaf = each.is_string() ? voting::digest_from_hex(each.get<std::string>()) : std::nullopt;
      if (!leaf) {
        wrong("file", tr("Запись {} журнала не читается.", leaves_.size() + 1));
        continue;
      }
      tree.add(voting::leaf_hash(voting::bytes_of(*leaf)));
      leaves_.push_back(*leaf);
    }
    out_.leaves = leaves_.size();
    std::int64_t last = 0;
    for (const Json& head : get_array(log, "heads")) {
      ++out_.heads;
      last = std::max(last, get_int(head, "size"));
      check_head(head, tree);
    }
    if (last != std::ssize(leaves_))
      wrong("log_end", tr("Подписано {} записей, а в журнале их {}.", last, leaves_.size()));
  }

  void check_head(const Json& json, const voting::MerkleTree& tree) {
    const std::int64_t size = get_int(json, "size", -1);
    const auto root = voting::digest_from_hex(get_string(json, "root"));
    const auto at = parse_instant(get_string(json, "at"));
    const auto key = from_base64(get_string(json, "key")), signature = from_base64(get_string(json, "signature"));
    if (size < 0 || !root || !at || !key || !signature)
      return wrong("file", tr("Вершина журнала {} не читается.", out_.heads));
    if (static_cast<std::uint64_t>(size) > tree.size())
      return wrong("log_end", tr("Вершина подписывает {} записей, а в журнале их {}.", size, tree.size()));
    if (tree.root(static_cast<std::uint64_t>(size)) != *root)
      wrong("head_root", tr("Журнал из {} записей не тот, что был подписан.", size));
    const TreeHeadRow head{.size = size, .root = {root->begin(), root->end()}, .at = *at, .signature = *signature};
    if (!verify_head(*key, head_text(campaign_, head), *signature))
      wrong("head_signature", tr("Подпись вершины из {} записей неверна.", size));
    if (files_.key && *files_.key != get_string(json, "key"))
      wrong("head_key", tr("Вершина из {} записей подписана другим ключом.", size));
  }

  void check_opening() {
    const auto opening = parse_json(*files_.opening);
    const auto kind = from_code<voting::BallotKind>(opening ? get_string(*opening, "kind") : "");
    if (!kind) return wrong("file", say("Файл вскрытия не читается."));
    std::set<Digest> waiting(leaves_.begin(), leaves_.end());
    for (const Json& entry : get_array(*opening, "entries")) {
      const auto leaf = voting::digest_from_hex(get_string(entry, "leaf"));
      const auto nonce = voting::digest_from_hex(get_string(entry, "nonce"));
      if (!leaf || !nonce) {
        wrong("file", tr("Запись {} файла вскрытия не читается.", out_.opened + 1));
        continue;
      }
      ++out_.opened;
      if (waiting.erase(*leaf) == 0) wrong("opening_extra", tr("Записи {} в журнале нет.", hex(*leaf)));
      check_entry(entry, *kind, *leaf, text_of(*nonce));
    }
    for (const Digest& leaf : waiting) wrong("opening_missing", tr("Запись журнала {} не вскрыта.", hex(leaf)));
    for (const auto& [tracker, ballot] : ballots_)
      if (!ballot.used) wrong("ballot_extra", tr("Бюллетень {} не подан никем: в журнале его нет.", tracker));
  }

  void check_entry(const Json& entry, voting::BallotKind kind, const Digest& leaf, const std::string& nonce) {
    const auto matches = [&](const voting::Ballot& ballot) {
      return voting::commitment(nonce, voting::canonical_ballot(campaign_, kind, ballot)) == leaf;
    };
    if (const auto before = entry.find("superseded"); before != entry.end()) {
      const voting::Ballot ballot{get_string(*before, "district"), choices_of(get(*before, "choices"))};
      if (!matches(ballot)) wrong("ballot_changed", tr("Прежний бюллетень {} изменён.", hex(leaf)));
      return;
    }
    const std::string tracker = get_string(entry, "tracker");
    if (voting::tracker(nonce) != tracker) wrong("tracker", tr("Метка {} — не той записи.", tracker));
    const auto found = ballots_.find(tracker);
    if (found == ballots_.end()) return wrong("ballot_missing", tr("Бюллетень {} подан и не опубликован.", tracker));
    if (found->second.used) return wrong("opening_twice", tr("Бюллетень {} вскрыт дважды.", tracker));
    found->second.used = true;
    if (!matches(found->second.cast))
      wrong("ballot_changed", tr("Бюллетень {} опубликован не таким, каким подан.", tracker));
  }

  // The order must be the one that the seed gives: else it could tell the order of votes.
  void check_order() {
    for (const Json& list : lists_) {
      const std::string seed = get_string(list, "seed");
      std::optional<Digest> before;
      for (const Json& each : get_array(list, "ballots")) {
        const Digest place = voting::place_of(seed, get_string(each, "tracker"));
        if (before && place < *before) {
          wrong("order", tr("Бюллетени списка «{}» лежат не в порядке жребия.", get_string(list, "district")));
          break;
        }
        before = place;
      }
    }
  }

  void check_results() {
    const auto results = parse_json(*files_.results);
    if (!results) return wrong("file", say("Файл итогов не читается."));
    const std::string hash = get_string(*results, "opening_hash");
    if (files_.opening && !hash.empty() && hash != hex(sha256(*files_.opening)))
      wrong("opening_hash", say("Файл вскрытия — не тот, чья сумма опубликована с итогами."));
    for (const Json& announced : get_array(*results, "districts")) {
      const auto list = std::ranges::find_if(
          lists_, [&](const Json& each) { return get_string(each, "district") == get_string(announced, "id"); });
      if (list == lists_.end())
        wrong("file", tr("Нет бюллетеней списка «{}».", get_string(announced, "label")));
      else
        recount(*list, announced, get(*results, "tally"));
    }
  }

  void recount(const Json& list, const Json& announced, Json tally) {
    const std::string seed = get_string(tally, "seed");
    for (const char* beside : {"seed", "budget"}) tally.erase(beside);
    auto parameters = voting::parameters_from_json(tally);
    const auto election = voting::election_from_json(list);
    if (!parameters || !election)
      return wrong("recount", tr("Список «{}» нельзя пересчитать: {}", get_string(announced, "label"),
                                 parameters ? election.error().message : parameters.error().message));
    for (voting::TieStep& step : parameters->ties)
      if (step.by == voting::TieBy::lot && step.seed.empty()) step.seed = seed;
    const auto outcome = voting::tally(*election, *parameters);
    if (!outcome) return wrong("recount", outcome.error().message);
    for (const Json& each : get_array(announced, "projects")) {
      const auto project = std::ranges::find(election->projects, get_string(each, "id"), &voting::Project::id);
      if (project == election->projects.end()) {
        wrong("recount", tr("Проекта {} нет в бюллетенях.", get_string(each, "number")));
        continue;
      }
      const voting::Row& row = outcome->rows[static_cast<std::size_t>(project - election->projects.begin())];
      if (row.score != get_int(each, "votes", -1))
        wrong("result_votes", tr("Проект {}: объявлено {}, пересчитано {}.", get_string(each, "number"),
                                 get_int(each, "votes"), row.score));
      const bool funded = row.verdict == voting::Verdict::funded || row.verdict == voting::Verdict::part;
      if (funded != get_bool(each, "selected"))
        wrong("result_selected",
              tr("Проект {}: победа объявлена иначе, чем выходит по бюллетеням.", get_string(each, "number")));
    }
  }

  const Published& files_;
  std::string campaign_;
  std::vector<Json> lists_;
  std::map<std::string, Ballot> ballots_;
  std::vector<Digest> leaves_;
  std::map<std::string, std::size_t> named_;
  Verified out_;
};

}  // namespace

Verified verify(const Published& files) { return Verification(files).run(); }

}  // namespace pochin::server
