#include "shared/base/json.h"
#include "shared/base/tr.h"
#include "shared/scoring/run.h"
#include "shared/scoring/score_json.h"

namespace pochin::scoring {
namespace {

std::string_view code_of(RunChange::Kind kind) {
  switch (kind) {
    case RunChange::Kind::added:
      return "added";
    case RunChange::Kind::removed:
      return "removed";
    case RunChange::Kind::changed:
      return "changed";
  }
  return {};
}

Json change_json(const RunChange& change) {
  Json items = Json::array();
  for (const ItemChange& each : change.items)
    items.push_back({{"code", each.code},
                     {"title", each.title},
                     {"before", machine_text(each.before)},
                     {"after", machine_text(each.after)},
                     {"text", each.text}});
  return {{"id", change.id},
          {"kind", code_of(change.kind)},
          {"before", machine_text(change.before)},
          {"after", machine_text(change.after)},
          {"items", std::move(items)},
          {"why", change.why}};
}

// Reads values one after another and remembers the first that is wrong.
class Reader {
 public:
  explicit Reader(std::string place) : place_(std::move(place)) {}

  Ratio number(const Json& json, std::string_view key) {
    const Json& value = get(json, key);
    const auto number = value.is_string() ? parse_decimal(value.get_ref<const std::string&>()) : std::nullopt;
    if (!number) wrong(key);
    return number.value_or(Ratio(0));
  }

  std::string text(const Json& json, std::string_view key) {
    const Json& value = get(json, key);
    if (!value.is_string()) wrong(key);
    return value.is_string() ? value.get<std::string>() : std::string();
  }

  // Text or null.
  std::string text_if_any(const Json& json, std::string_view key) {
    return get(json, key).is_null() ? std::string() : text(json, key);
  }

  void wrong(std::string_view key) {
    if (!error_)
      error_ = Error{"bad_run", std::string(tr("Запись о расчёте повреждена: возьмите её из архива")),
                     place_ + "/" + std::string(key)};
  }

  const std::optional<Error>& error() const { return error_; }

 private:
  std::string place_;
  std::optional<Error> error_;
};

CriterionScore criterion_from(const Json& json, Reader& reader) {
  CriterionScore item;
  item.code = reader.text(json, "code");
  item.title = reader.text(json, "title");
  item.value = reader.text(json, "value");
  item.band = reader.text(json, "band");
  item.table = reader.text_if_any(json, "table");
  item.explanation = reader.text(json, "explanation");
  if (!get(json, "number").is_null()) item.number = reader.number(json, "number");
  item.points = reader.number(json, "points");
  item.weight = reader.number(json, "weight");
  item.weighted = reader.number(json, "weighted");
  item.max_weighted = reader.number(json, "max");
  item.passed = get_bool(json, "passed", true);
  const auto standing = standing_from(reader.text(json, "standing"));
  if (!standing) reader.wrong("standing");
  item.standing = standing.value_or(Standing::scored);
  return item;
}

Score score_from(const Json& json, Reader& reader) {
  Score score;
  score.criteria_version = reader.text(json, "criteria_version");
  score.criteria_hash = reader.text(json, "criteria_hash");
  score.total = reader.number(json, "total");
  score.max = reader.number(json, "max");
  score.admitted = get_bool(json, "admitted", true);
  score.complete = get_bool(json, "complete", true);
  score.not_counted = reader.text_if_any(json, "not_counted");
  score.remark = reader.text_if_any(json, "remark");
  for (const Json& gate : get_array(json, "gates"))
    score.gates.push_back({reader.text(gate, "code"), reader.text(gate, "title"), get_bool(gate, "passed"),
                           reader.text(gate, "explanation")});
  for (const Json& item : get_array(json, "scores")) score.items.push_back(criterion_from(item, reader));
  return score;
}

}  // namespace

Json to_json(const ScoreRun& run) {
  Json items = Json::array();
  for (const RunItem& each : run.items)
    items.push_back({{"id", each.id},
                     {"inputs_hash", each.inputs_hash},
                     {"score", to_json(each.score)},
                     {"plus", machine_text(each.plus)},
                     {"minus", machine_text(each.minus)},
                     {"final", machine_text(each.final())}});
  return {{"criteria_version", run.criteria_version},
          {"criteria_hash", run.criteria_hash},
          {"inputs_hash", run.inputs_hash},
          {"at", format_instant(run.at)},
          {"reason", run.reason},
          {"by", run.by},
          {"items", std::move(items)}};
}

Result<ScoreRun> run_from_json(const Json& json) {
  Reader reader("");
  ScoreRun run;
  run.criteria_version = reader.text(json, "criteria_version");
  run.criteria_hash = reader.text(json, "criteria_hash");
  run.inputs_hash = reader.text(json, "inputs_hash");
  run.reason = reader.text(json, "reason");
  run.by = reader.text(json, "by");
  const auto at = parse_instant(reader.text(json, "at"));
  if (!at) reader.wrong("at");
  run.at = at.value_or(Instant{});
  if (!get(json, "items").is_array()) reader.wrong("items");
  if (reader.error()) return std::unexpected(*reader.error());
  const Json& items = get_array(json, "items");
  for (std::size_t i = 0; i < items.size(); ++i) {
    Reader inner("/items/" + std::to_string(i));
    run.items.push_back({inner.text(items[i], "id"), inner.text(items[i], "inputs_hash"),
                         score_from(get(items[i], "score"), inner), inner.number(items[i], "plus"),
                         inner.number(items[i], "minus")});
    if (inner.error()) return std::unexpected(*inner.error());
  }
  return run;
}

Json to_json(const RunDifference& difference) {
  Json changes = Json::array();
  for (const RunChange& each : difference.changes) changes.push_back(change_json(each));
  return {{"same_rules", difference.same_rules},
          {"same_inputs", difference.same_inputs},
          {"text", difference.text},
          {"changes", std::move(changes)}};
}

}  // namespace pochin::scoring
