#include "server/voting/verify.h"

#include <algorithm>
#include <set>

#include "server/voting/verify_state.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::server {
namespace {

constexpr std::size_t kMostNamed = 100;  // of one kind: a file of another vote would name every ballot
constexpr std::size_t kMostShown = 120;  // bytes of a value

std::string say(std::string_view text) { return std::string(tr(text)); }

// How an item of a list is told to people: by its number or id, else by its place.
std::string name_of(const Json& item, std::size_t index) {
  for (const char* key : {"number", "id", "tracker", "district"})
    if (const std::string name = get_string(item, key); !name.empty()) return "№ " + name;
  return std::to_string(index + 1);
}

void compare(const Json& should, const Json& is, const std::string& place, std::vector<Difference>& out) {
  const auto inside = [&](const std::string& name) { return place.empty() ? name : place + "/" + name; };
  if (should.is_object() && is.is_object()) {
    std::set<std::string> keys;
    for (const Json* each : {&should, &is})
      for (const auto& [key, value] : each->items()) keys.insert(key);
    for (const std::string& key : keys) compare(get(should, key), get(is, key), inside(key), out);
    return;
  }
  if (should.is_array() && is.is_array()) {
    static const Json kNothing;
    for (std::size_t i = 0; i < std::max(should.size(), is.size()); ++i) {
      const Json &a = i < should.size() ? should[i] : kNothing, &b = i < is.size() ? is[i] : kNothing;
      compare(a, b, inside(name_of(a.is_null() ? b : a, i)), out);
    }
    return;
  }
  if (should != is || should.type() != is.type()) {
    const bool both = should.is_number_integer() && is.is_number_integer() && should == is;  // 1 and 1u
    if (!both) out.push_back({place, should, is});
  }
}

void verify_files(VerifyState& state, const Json& ballots, const Json& log) {
  const Published& files = state.files;
  const auto results = files.results ? parse_json(*files.results) : std::nullopt;
  verify_log(state, log);
  std::string lot = get_string(get(results ? *results : Json(), "tally"), "seed");
  if (!results) {
    const Json& first = ballots.contains("districts") ? get_array(ballots, "districts") : Json::array({ballots});
    lot = first.empty() ? "" : get_string(get(first[0], "tally"), "seed");
  }
  verify_ballots(state, ballots, lot);
  if (files.opening)
    verify_opening(state, *files.opening);
  else
    state.unchecked("opening", say("Без файла вскрытия (--opening) нельзя проверить, что опубликованы именно поданные "
                                   "бюллетени."));
  if (files.results && !results) state.wrong("file", say("Файл итогов не читается."));
  if (results) verify_results(state, *results);
  if (!files.results) state.unchecked("results", say("Без файла итогов (--results) пересчёт не с чем сравнить."));
  if (files.csv) verify_csv(state, *files.csv);
  for (const std::string& each : files.pb) verify_pb(state, each);
}

}  // namespace

void VerifyState::wrong(const std::string& code, std::string text) {
  if (++named[code] <= kMostNamed) out.wrong.push_back({code, std::move(text)});
}

std::vector<voting::CastBallot> VerifyState::counted(std::string_view list) const {
  std::vector<voting::CastBallot> cast;
  if (const auto found = order.find(list); found != order.end())
    for (const std::string& tracker : found->second) cast.push_back(ballots.find(tracker)->second.cast.choices);
  return cast;
}

std::vector<Difference> differences(const Json& should, const Json& is) {
  std::vector<Difference> out;
  compare(should, is, "", out);
  return out;
}

std::string shown(const Json& value) {
  if (value.is_null()) return say("нет");
  std::string text = value.is_string() ? value.get<std::string>() : canonical(value);
  if (text.size() > kMostShown) {
    std::size_t end = kMostShown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end) + "…";
  }
  return text;
}

Verified verify(const Published& files) {
  VerifyState state{.files = files};
  const auto ballots = parse_json(files.ballots), log = parse_json(files.log);
  const bool read = ballots && ballots->is_object() && log && log->is_object();
  if (read)
    verify_files(state, *ballots, *log);
  else
    state.wrong("file", !ballots || !ballots->is_object()
                            ? say("Файл бюллетеней не читается: нужен ballots.json (таблицу и .pb сравнивают ключи "
                                  "--csv и --pb).")
                            : say("Файл журнала не читается: нужен log.json."));
  return std::move(state.out);
}

}  // namespace pochin::server
