#include "shared/base/tr.h"
#include "shared/practice/read.h"

namespace pochin::practice {
namespace {

constexpr int64_t kMostRows = 1'000'000;

// Nothing when the key is not there.
std::optional<int64_t> read_count(Object& object, std::string_view key, int64_t least) {
  if (!object.has(key)) return std::nullopt;
  return object.number(key, least, kMostRows, least);
}

scoring::RankingRules::Border read_border(Object& object, scoring::RankingRules::Border otherwise) {
  using Border = scoring::RankingRules::Border;
  const std::string border = object.text("border");
  if (border.empty()) return otherwise;
  if (border == "stop") return Border::stop;
  if (border == "skip") return Border::skip;
  if (border == "part") return Border::part;
  object.wrong("border", "unknown_border", tr("Бывает stop, skip или part"));
  return otherwise;
}

scoring::Window read_window(const Json& json, const std::string& pointer, Findings& findings) {
  Object object(json, pointer, findings);
  scoring::Window window;
  window.code = object.needed_text("code");
  window.title = object.needed_text("title");
  window.when = object.formula("when");
  window.available = object.money("available");
  window.pass_mark = object.ratio("pass_mark");
  window.reserve = read_count(object, "reserve", 0);
  object.ignore("source");
  object.ignore("note");
  object.done();
  return window;
}

void read_municipalities(Object& ranking, scoring::RankingRules& rules, Findings& findings) {
  ranking.with("per_municipality", [&](Object& object) {
    rules.per_municipality = read_count(object, "most", 1);
    object.each("except", [&](const Json& json, const std::string& pointer) {
      Object each(json, pointer, findings);
      each.need("most");
      rules.exceptions.push_back({each.needed_text("municipality"), each.number("most", 0, kMostRows, 0)});
      each.done();
    });
    object.ignore("source");
    object.ignore("note");
  });
}

void read_ties(Object& object, scoring::RankingRules& rules, Findings& findings) {
  const std::vector<std::string> codes = object.texts("tie_chain");
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (const auto tie = scoring::tie_break_from(codes[i]))
      rules.tie_chain.push_back(*tie);
    else
      findings.error("unknown_tie", step(object.at("tie_chain"), i),
                     tr("Неизвестное правило равенства «{}»", codes[i]));
  }
}

}  // namespace

void read_ranking(Object& pack, scoring::RankingRules& rules, Findings& findings) {
  pack.need("ranking");
  pack.with("ranking", [&](Object& object) {
    read_ties(object, rules, findings);
    rules.available = object.money("available");
    rules.pass_mark = object.ratio("pass_mark");
    rules.border = read_border(object, scoring::RankingRules::Border::stop);
    const std::string order = object.text("order");
    if (order == "votes")
      rules.order = scoring::RankingRules::Order::votes;
    else if (!order.empty() && order != "points")
      object.wrong("order", "unknown_word", tr("Бывает {} или {}", "points", "votes"));
    rules.least_votes = object.ratio("least_votes");
    rules.reserve = read_count(object, "reserve", 0);
    read_municipalities(object, rules, findings);
    object.each("windows", [&](const Json& json, const std::string& pointer) {
      rules.windows.push_back(read_window(json, pointer, findings));
    });
    object.with("additional", [&](Object& additional) {
      rules.additional = {additional.ratio("pass_mark"), read_border(additional, scoring::RankingRules::Border::skip)};
      additional.ignore("source");
      additional.ignore("note");
    });
    object.ignore("source");
    object.ignore("note");
  });
}

}  // namespace pochin::practice
