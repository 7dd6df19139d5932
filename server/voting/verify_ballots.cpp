#include <algorithm>
#include <set>

#include "server/voting/verify_state.h"
#include "shared/base/tr.h"
#include "shared/voting/receipt.h"
#include "shared/voting/results.h"

namespace pochin::server {
namespace {

std::string say(std::string_view text) { return std::string(tr(text)); }

std::string list_name(const voting::TermsList& list) { return list.label.empty() ? list.id : list.label; }

// Nothing when the choices are not [["id", points], …].
std::optional<voting::CastBallot> choices_of(const Json& json) {
  if (!json.is_array()) return std::nullopt;
  voting::CastBallot choices;
  for (const Json& each : json) {
    if (!each.is_array() || each.size() != 2 || !each[0].is_string() || !each[1].is_number_integer())
      return std::nullopt;
    choices.push_back({each[0].get<std::string>(), each[1].get<std::int64_t>()});
  }
  return choices;
}

// What a log of format 1 does not have: taken from the ballots themselves, it shows whether the files agree with each
// other and no more.
void terms_by_ballots(VerifyState& state, const std::vector<const Json*>& lists) {
  for (const Json* each : lists) {
    Json bare = *each, tally = get(*each, "tally");
    for (const char* part : {"ballots", "not_counted"}) bare.erase(part);
    const auto election = voting::election_from_json(bare);
    for (const char* beside : {"seed", "budget"}) tally.is_object() ? (void)tally.erase(beside) : (void)0;
    auto parameters = voting::parameters_from_json(tally);
    if (!election || !parameters)
      return state.wrong("file", tr("Список «{}» нельзя пересчитать: {}", get_string(*each, "district"),
                                    election ? parameters.error().message : election.error().message));
    voting::TermsList list{get_string(*each, "district"), "", election->projects, {}};
    for (const auto& [a, b] : election->incompatible)
      list.incompatible.emplace_back(election->projects[a].id, election->projects[b].id);
    state.terms.campaign = state.campaign;
    state.terms.title = state.out.title = get_string(*each, "title");
    state.terms.ballot.kind = election->kind;
    state.terms.ballot.max = election->places;
    state.terms.budget = Money{election->budget};
    state.terms.tally = *parameters;
    state.terms.lists.push_back(std::move(list));
  }
}

// The file's own head against the terms: costs, names, numbers, the rule, the order's seed.
void check_header(VerifyState& state, const voting::TermsList& list, const Json& file, const std::string& lot) {
  const auto empty = voting::election_of(state.terms, list, {});
  if (!empty) return state.wrong("terms", empty.error().message);
  Json is = file;
  for (const char* part : {"ballots", "not_counted"}) is.erase(part);
  const Json should = voting::ballots_header(state.terms, list, *empty, state.last_root, lot);
  for (const Difference& each : differences(should, is))
    state.wrong(each.place == "seed" ? "seed" : "terms",
                tr("Бюллетени, список «{}», {}: в файле {}, а должно быть {}.", list_name(list), each.place,
                   shown(each.is), shown(each.should)));
}

void check_choices(VerifyState& state, const voting::TermsList& list, const PublishedBallot& ballot,
                   const std::string& tracker) {
  if (!state.signed_terms()) return;
  std::vector<voting::BallotProject> projects;
  for (const voting::Project& each : list.projects)
    projects.push_back({each.id, each.number, Money{each.cost}, list.id, false});
  for (const Error& each : voting::check_ballot(state.terms.ballot, projects, ballot.cast))
    state.wrong("ballot_rules", tr("Бюллетень {} не по правилам голосования: {}", tracker, each.message));
}

void read_ballot(VerifyState& state, const voting::TermsList& list, const Json& json, bool counted) {
  const std::string tracker = get_string(json, "tracker");
  const auto choices = choices_of(get(json, "choices"));
  ++state.out.ballots;
  PublishedBallot ballot{{list.id, choices.value_or(voting::CastBallot{})}, "counted", get_string(json, "act"), false};
  if (!counted) ballot.status = get_string(json, "status");
  static const std::set<std::string> kCounted{"count", "tracker", "choices"},
      kOthers{"tracker", "status", "act", "choices"};
  bool fine = choices && !tracker.empty() && (counted ? get_int(json, "count") == 1 : true);
  if (json.is_object())
    for (const auto& [key, value] : json.items()) fine = fine && (counted ? kCounted : kOthers).contains(key);
  if (!counted) fine = fine && (ballot.status == "annulled" ? !ballot.act.empty() : ballot.status == "weak");
  if (!fine) state.wrong("ballot_format", tr("Бюллетень {} записан не так, как их публикуют.", tracker));
  if (choices) check_choices(state, list, ballot, tracker);
  if (!state.ballots.emplace(tracker, std::move(ballot)).second)
    return state.wrong("ballot_extra", tr("Бюллетень {} опубликован дважды.", tracker));
  if (counted) state.order[list.id].push_back(tracker);
}

// The order must be the one that the seed gives: else it could tell the order of votes.
void check_order(VerifyState& state, const voting::TermsList& list, const Json& file) {
  const std::string seed = get_string(file, "seed");
  for (const char* part : {"ballots", "not_counted"}) {
    std::optional<Digest> before;
    for (const Json& each : get_array(file, part)) {
      const Digest place = voting::place_of(seed, get_string(each, "tracker"));
      if (before && place < *before) {
        state.wrong("order", tr("Бюллетени списка «{}» лежат не в порядке жребия.", list_name(list)));
        break;
      }
      before = place;
    }
  }
}

void check_entry(VerifyState& state, const Json& entry, const Digest& leaf, const std::string& nonce) {
  const auto matches = [&](const voting::Ballot& ballot) {
    return voting::commitment(nonce, voting::canonical_ballot(state.campaign, state.terms.ballot.kind, ballot)) == leaf;
  };
  if (const auto before = entry.find("superseded"); before != entry.end()) {
    const voting::Ballot ballot{get_string(*before, "district"),
                                choices_of(get(*before, "choices")).value_or(voting::CastBallot{})};
    if (!matches(ballot)) state.wrong("ballot_changed", tr("Прежний бюллетень {} изменён.", hex(leaf)));
    return;
  }
  const std::string tracker = get_string(entry, "tracker");
  if (voting::tracker(nonce) != tracker) state.wrong("tracker", tr("Метка {} — не той записи.", tracker));
  const auto found = state.ballots.find(tracker);
  if (found == state.ballots.end())
    return state.wrong("ballot_missing", tr("Бюллетень {} подан и не опубликован.", tracker));
  if (found->second.used) return state.wrong("opening_twice", tr("Бюллетень {} вскрыт дважды.", tracker));
  found->second.used = true;
  if (!matches(found->second.cast))
    state.wrong("ballot_changed", tr("Бюллетень {} опубликован не таким, каким подан.", tracker));
}

bool opening_is_ours(VerifyState& state, const std::optional<Json>& opening) {
  const auto kind = from_code<voting::BallotKind>(opening ? get_string(*opening, "kind") : "");
  if (!kind) {
    state.wrong("file", say("Файл вскрытия не читается."));
    return false;
  }
  if (get_string(*opening, "campaign") != state.campaign)
    state.wrong("file", say("Файл вскрытия — другого голосования."));
  if (*kind != state.terms.ballot.kind)
    state.wrong("opening_kind", say("Вид бюллетеня в файле вскрытия — не тот, что в условиях голосования."));
  if (state.signed_terms() && get_string(*opening, "terms") != state.terms_hash)
    state.wrong("terms", say("Файл вскрытия — при других условиях голосования."));
  return true;
}

}  // namespace

void verify_ballots(VerifyState& state, const Json& ballots, const std::string& lot) {
  std::vector<const Json*> lists;
  if (ballots.contains("districts")) {
    for (const Json& each : get_array(ballots, "districts")) lists.push_back(&each);
    if (get_string(ballots, "campaign") != state.campaign)
      state.wrong("file", say("Бюллетени и журнал — разных голосований."));
  } else {
    lists.push_back(&ballots);
  }
  state.out.lists = lists.size();
  if (!state.signed_terms()) terms_by_ballots(state, lists);
  std::set<std::string> seen;
  for (const Json* each : lists) {
    const std::string district = get_string(*each, "district");
    if (get_string(*each, "campaign") != state.campaign)
      state.wrong("file", say("Бюллетени и журнал — разных голосований."));
    if (!seen.insert(district).second)
      state.wrong("list_extra", tr("Список «{}» стоит в бюллетенях дважды.", district));
    const voting::TermsList* list = state.terms.list(district);
    if (!list) {
      state.wrong("list_extra", tr("Списка «{}» в условиях голосования нет.", district));
      continue;
    }
    check_header(state, *list, *each, lot);
    for (const Json& one : get_array(*each, "ballots")) read_ballot(state, *list, one, true);
    for (const Json& one : get_array(*each, "not_counted")) read_ballot(state, *list, one, false);
    check_order(state, *list, *each);
  }
  for (const voting::TermsList& list : state.terms.lists)
    if (!seen.contains(list.id)) state.wrong("list_missing", tr("Бюллетеней списка «{}» нет.", list_name(list)));
}

void verify_opening(VerifyState& state, const std::string& text) {
  const auto opening = parse_json(text);
  if (!opening_is_ours(state, opening)) return;
  std::set<Digest> waiting(state.leaves.begin(), state.leaves.end());
  for (const Json& entry : get_array(*opening, "entries")) {
    const auto leaf = voting::digest_from_hex(get_string(entry, "leaf"));
    const auto nonce = voting::digest_from_hex(get_string(entry, "nonce"));
    ++state.out.opened;
    if (!leaf || !nonce) {
      state.wrong("file", tr("Запись {} файла вскрытия не читается.", state.out.opened));
      continue;
    }
    if (waiting.erase(*leaf) == 0)
      state.wrong("opening_extra", tr("Записи {} в журнале нет, или она вскрыта дважды.", hex(*leaf)));
    check_entry(state, entry, *leaf, std::string(voting::bytes_of(*nonce)));
  }
  for (const Digest& leaf : waiting) state.wrong("opening_missing", tr("Запись журнала {} не вскрыта.", hex(leaf)));
  for (const auto& [tracker, ballot] : state.ballots)
    if (!ballot.used) state.wrong("ballot_extra", tr("Бюллетень {} не подан никем: в журнале его нет.", tracker));
}

}  // namespace pochin::server
