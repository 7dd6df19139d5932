#include "shared/scoring/score_json.h"

#include <array>

#include "shared/base/json.h"
#include "shared/base/tr.h"

namespace pochin::scoring {
namespace {

constexpr std::array kStandings = {
    std::pair{Standing::scored, std::string_view("scored")},
    std::pair{Standing::not_applicable, std::string_view("not_applicable")},
    std::pair{Standing::unknown, std::string_view("unknown")},
    std::pair{Standing::below_minimum, std::string_view("below_minimum")},
    std::pair{Standing::outside, std::string_view("outside")},
    std::pair{Standing::later, std::string_view("later")},
    std::pair{Standing::no_best, std::string_view("no_best")},
    std::pair{Standing::few_members, std::string_view("few_members")},
    std::pair{Standing::lost, std::string_view("lost")},
    std::pair{Standing::bad_mark, std::string_view("bad_mark")},
};

Json money_json(const std::optional<Money>& money) { return money ? Json(money->kopecks) : Json(); }

Json text_json(const std::string& text) { return text.empty() ? Json() : Json(text); }

}  // namespace

std::string machine_text(const Ratio& number) {
  std::string text = to_decimal(number, 6);
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

Reasons reasons(const CriterionScore& item, std::string_view version) {
  Reasons all;
  all.input = tr("Взято значение: {}.", item.value.empty() ? std::string(tr("неизвестно")) : item.value);
  all.rule = item.table.empty()
                 ? tr("Правила версии {}, критерий «{}».", version, item.title)
                 : tr("Правила версии {}, критерий «{}», таблица «{}».", version, item.title, item.table);
  all.band =
      item.band.empty() ? std::string(tr("Шкалы нет: баллы даёт само значение.")) : tr("Ступень: {}.", item.band);
  all.result = tr("Баллов {} из {}: {} × {}.", points_text(item.weighted), points_text(item.max_weighted),
                  points_text(item.points), to_text(item.weight, 0, 4));
  return all;
}

std::string_view code_of(Standing standing) {
  for (const auto& [known, code] : kStandings)
    if (known == standing) return code;
  return {};
}

std::optional<Standing> standing_from(std::string_view wanted) {
  for (const auto& [standing, code] : kStandings)
    if (code == wanted) return standing;
  return std::nullopt;
}

Json to_json(const CriterionScore& item, std::string_view version) {
  const Reasons why = reasons(item, version);
  return {{"code", item.code},
          {"title", item.title},
          {"value", item.value},
          {"number", item.number ? Json(machine_text(*item.number)) : Json()},
          {"table", text_json(item.table)},
          {"band", item.band},
          {"standing", code_of(item.standing)},
          {"passed", item.passed},
          {"points", machine_text(item.points)},
          {"weight", machine_text(item.weight)},
          {"weighted", machine_text(item.weighted)},
          {"max", machine_text(item.max_weighted)},
          {"explanation", item.explanation},
          {"reasons", {{"input", why.input}, {"rule", why.rule}, {"band", why.band}, {"result", why.result}}}};
}

Json to_json(const GateScore& gate) {
  return {{"code", gate.code}, {"title", gate.title}, {"passed", gate.passed}, {"explanation", gate.explanation}};
}

Json to_json(const Score& score) {
  Json items = Json::array(), gates = Json::array();
  for (const CriterionScore& item : score.items) items.push_back(to_json(item, score.criteria_version));
  for (const GateScore& gate : score.gates) gates.push_back(to_json(gate));
  return {{"criteria_version", score.criteria_version},
          {"criteria_hash", score.criteria_hash},
          {"total", machine_text(score.total)},
          {"max", machine_text(score.max)},
          {"admitted", score.admitted},
          {"complete", score.complete},
          {"not_counted", text_json(score.not_counted)},
          {"remark", text_json(score.remark)},
          {"gates", std::move(gates)},
          {"scores", std::move(items)}};
}

Json to_json(const GroupScore& group) {
  return {{"code", group.code},
          {"title", group.title},
          {"points", machine_text(group.points)},
          {"max", machine_text(group.max)}};
}

Json to_json(const Ranked& row) {
  return {{"window", text_json(row.window)},
          {"rank", row.rank},
          {"final", machine_text(row.final)},
          {"funded", row.funded},
          {"place", code_of(row.place)},
          {"granted_kopecks", row.granted.kopecks},
          {"offer_kopecks", row.offer.kopecks},
          {"round", row.round},
          {"reserve", row.reserve},
          {"tie", text_json(row.tie)},
          {"why", row.why}};
}

Json to_json(const WindowTotal& window) {
  return {{"code", text_json(window.code)},
          {"title", text_json(window.title)},
          {"available_kopecks", money_json(window.available)},
          {"used_kopecks", window.used.kopecks},
          {"funded", window.funded},
          {"cut_after", window.cut_after}};
}

Json to_json(const RoundTotal& round) {
  return {{"number", round.number},
          {"available_kopecks", money_json(round.available)},
          {"used_kopecks", round.used.kopecks},
          {"funded", round.funded}};
}

}  // namespace pochin::scoring
