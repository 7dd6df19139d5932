// What the rules engine says of many applications, as JSON: built for the machine and for the browser, the two must
// print the same bytes. engine INPUT OUTPUT; input: {"pack": …, "applications": [{"answers": …, "facts": …}]}; output:
// a line for each application with its problems and points, then a line with the contest and its rating.
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "shared/base/json.h"
#include "shared/form/validate.h"
#include "shared/practice/pack.h"
#include "shared/scoring/advice.h"
#include "shared/scoring/contest.h"
#include "shared/scoring/score_json.h"
#include "tests/parity/read_file.h"

using namespace pochin;

namespace {

struct Entrant {
  std::string id, window;
  form::Answers answers;
  std::optional<form::Environment> environment;
};

Json problems_json(const form::Environment& environment) {
  Json list = Json::array();
  for (const form::Problem& each : form::validate(environment, form::Level::submit))
    list.push_back({each.field, each.code, each.message});
  return list;
}

Json advice_json(const scoring::Criteria& criteria, const form::Environment& environment, const scoring::Score& score) {
  Json list = Json::array();
  for (const scoring::Advice& each : scoring::advise(criteria, environment, score)) list.push_back(each.text);
  return list;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return std::fputs("engine INPUT OUTPUT\n", stderr), 2;
  const auto input = parse_json(read_file(arguments[1]));
  if (!input) return std::fputs("the input is no JSON\n", stderr), 1;
  const auto pack = practice::parse_pack(get(*input, "pack"));
  if (!pack) return std::fprintf(stderr, "%s %s\n", pack.error().place.c_str(), pack.error().message.c_str()), 1;
  std::string out;
  const auto print = [&](const Json& json) { out += canonical(json) + '\n'; };
  std::vector<std::unique_ptr<Entrant>> entrants;
  std::vector<scoring::Subject> subjects;
  for (const Json& item : get_array(*input, "applications")) {
    auto answers = form::answers_from_json(pack->form, get(item, "answers"));
    if (!answers) {
      std::fprintf(stderr, "%s %s\n", answers.error().place.c_str(), answers.error().message.c_str());
      return 1;
    }
    Entrant& one = *entrants.emplace_back(
        std::make_unique<Entrant>(Entrant{"a" + std::to_string(entrants.size() + 1), {}, *std::move(answers), {}}));
    one.environment.emplace(pack->form, one.answers, form::facts_from_json(get(item, "facts")));
    const scoring::Score score = scoring::score(pack->criteria, *one.environment);
    print({{"score", scoring::to_json(score)},
           {"problems", problems_json(*one.environment)},
           {"advice", advice_json(pack->criteria, *one.environment, score)}});
    one.window = scoring::window_of(pack->ranking, *one.environment);
    subjects.push_back({one.id, &*one.environment, one.window, {}, true});
  }
  const auto scores = scoring::score_contest(pack->criteria, subjects);
  std::vector<scoring::Contender> contenders;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    scoring::Contender one;
    one.id = subjects[i].id;
    one.number = subjects[i].id;
    one.total = scores[i].total;
    one.window = std::string(subjects[i].window);
    one.subsidy = {static_cast<int64_t>(i + 1) * 1'000'000};
    contenders.push_back(std::move(one));
  }
  Json rows = Json::array();
  for (const scoring::Ranked& row : scoring::rank(contenders, pack->ranking).rows) {
    Json json = scoring::to_json(row);
    json["id"] = contenders[row.index].id;
    rows.push_back(std::move(json));
  }
  print(rows);
  std::FILE* file = std::fopen(arguments[2], "wb");
  const bool written = file && std::fwrite(out.data(), 1, out.size(), file) == out.size();
  return file && std::fclose(file) == 0 && written ? 0 : 1;
}
