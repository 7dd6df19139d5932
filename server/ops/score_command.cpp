#include "server/ops/score_command.h"

#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

#include "shared/base/json.h"
#include "shared/base/money.h"
#include "shared/base/tr.h"
#include "shared/practice/pack.h"
#include "shared/scoring/score.h"

namespace pochin::server {
namespace {

constexpr int kDone = 0, kBadData = 1, kWrongCall = 2;

struct Call {
  std::string practice, applications;
  bool json = false;
};

std::optional<Call> read_call(std::span<const std::string> args) {
  Call call;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const bool more = i + 1 < args.size();
    if (args[i] == "--json")
      call.json = true;
    else if (args[i] == "--practice" && more)
      call.practice = args[++i];
    else if (args[i] == "--applications" && more)
      call.applications = args[++i];
    else
      return std::nullopt;
  }
  return call.practice.empty() || call.applications.empty() ? std::nullopt : std::optional(call);
}

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) return std::nullopt;
  return std::move(text).str();
}

struct Scored {
  std::string id;
  scoring::Score score;
  scoring::Contender contender;
};

formula::Value population(const Json& place) {
  const Json& number = get(place, "population");
  return number.is_number_integer() ? form::fact(number.get<int64_t>()) : form::unknown_fact();
}

// Points by hand: "1.5" or a whole number.
Result<Ratio> by_hand(const Json& item, std::string_view key) {
  const Json& value = get(item, key);
  if (value.is_null()) return Ratio(0);
  if (value.is_number_integer()) return Ratio(value.get<int64_t>());
  if (value.is_string())
    if (const auto number = parse_decimal(value.get<std::string>())) return *number;
  return fail("wrong_type", std::string(tr("Здесь ожидается число в кавычках, например \"1.5\"")), std::string(key));
}

form::Facts facts_of(const practice::Pack& pack, const Json& item) {
  const Json& municipality = get(item, "municipality");
  const Json& settlement = get(item, "settlement");
  return {{"municipality.kind", form::fact(get_string(municipality, "kind"))},
          {"municipality.population", population(municipality)},
          {"settlement.population", population(settlement.is_object() ? settlement : municipality)},
          {"cycle.year", form::fact(pack.cycle.year)}};
}

Result<Scored> score_item(const practice::Pack& pack, const Json& item) {
  Scored scored;
  scored.id = get_string(item, "id");
  if (scored.id.empty()) return fail("missing", std::string(tr("Нет id")), "id");
  if (get_string(get(item, "municipality"), "kind").empty())
    return fail("missing", std::string(tr("Нет вида муниципального образования")), "municipality/kind");
  const auto answers = form::answers_from_json(pack.form, get(item, "answers"));
  if (!answers) return fail(answers.error().code, answers.error().message, "answers/" + answers.error().place);
  const form::Facts facts = facts_of(pack, item);
  const form::Environment environment(pack.form, *answers, facts);
  scored.score = scoring::score(pack.criteria, environment);

  const auto plus = by_hand(item, "plus");
  const auto minus = by_hand(item, "minus");
  if (!plus) return std::unexpected(plus.error());
  if (!minus) return std::unexpected(minus.error());
  const auto number = [&](const std::string& name) {
    return form::number_of(environment.value(name)).value_or(Ratio(0));
  };
  scoring::Contender& contender = scored.contender;
  contender.id = scored.id;
  contender.number = get_string(item, "number", scored.id);
  contender.total = scored.score.total;
  contender.plus = *plus;
  contender.minus = *minus;
  contender.extra_budget_share = number(pack.limits.extra_budget_share);
  contender.beneficiaries = number(pack.limits.beneficiaries);
  contender.meeting = number(pack.limits.meeting);
  contender.subsidy = money_from_roubles(number(pack.limits.subsidy)).value_or(Money{});
  contender.admitted = get_bool(item, "admitted", true);
  if (!get(item, "submitted_at").is_null()) {
    const auto at = parse_instant(get_string(item, "submitted_at"));
    if (!at) return fail(at.error().code, at.error().message, "submitted_at");
    contender.submitted_at = *at;
  }
  return scored;
}

std::string machine(const Ratio& points) {
  std::string text = to_decimal(points, 6);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

Json row_json(const Scored& scored, const scoring::Ranked& row) {
  Json json = {{"id", scored.id},
               {"rank", row.rank},
               {"total", machine(scored.score.total)},
               {"max", machine(scored.score.max)},
               {"plus", machine(scored.contender.plus)},
               {"minus", machine(scored.contender.minus)},
               {"final", machine(row.final)},
               {"admitted", scored.contender.admitted},
               {"funded", row.funded},
               {"tie", row.tie.empty() ? Json() : Json(row.tie)},
               {"scores", Json::array()}};
  for (const scoring::CriterionScore& item : scored.score.items)
    json["scores"].push_back({{"code", item.code},
                              {"title", item.title},
                              {"value", item.value},
                              {"number", item.number ? Json(machine(*item.number)) : Json()},
                              {"band", item.band},
                              {"points", machine(item.points)},
                              {"weight", machine(item.weight)},
                              {"weighted", machine(item.weighted)},
                              {"explanation", item.explanation}});
  return json;
}

void print_json(const practice::Pack& pack, const std::vector<Scored>& all, const scoring::Ranking& ranking,
                std::ostream& out) {
  Json json = {{"practice", pack.id},
               {"pack_version", pack.version},
               {"criteria_version", pack.criteria.version},
               {"used_kopecks", ranking.used.kopecks},
               {"cut_after", ranking.cut_after},
               {"applications", Json::array()}};
  for (const scoring::Ranked& row : ranking.rows) json["applications"].push_back(row_json(all[row.index], row));
  out << json.dump(2) << '\n';
}

void print_text(const std::vector<Scored>& all, const scoring::Ranking& ranking, std::ostream& out) {
  for (const scoring::Ranked& row : ranking.rows) {
    const Scored& scored = all[row.index];
    out << row.rank << ". " << scored.id << " — " << scoring::points_text(row.final)
        << (row.tie.empty() ? "" : " (" + row.tie + ")") << '\n';
    for (const scoring::CriterionScore& item : scored.score.items) out << "   " << item.explanation << '\n';
  }
}

}  // namespace

int score_command(std::span<const std::string> args, std::ostream& out, std::ostream& err) {
  const auto call = read_call(args);
  if (!call) {
    err << tr("Как вызвать: pochin score --practice ПАКЕТ.json --applications ЗАЯВКИ.json [--json]") << '\n';
    return kWrongCall;
  }
  const auto pack_text = read_file(call->practice);
  const auto applications_text = read_file(call->applications);
  if (!pack_text || !applications_text) {
    err << tr("Не удалось прочитать файл {}", pack_text ? call->applications : call->practice) << '\n';
    return kWrongCall;
  }
  const auto pack = practice::parse_pack(std::string_view(*pack_text));
  if (!pack) {
    err << call->practice << ": " << pack.error().place << ": " << pack.error().message << '\n';
    return kBadData;
  }
  const auto list = parse_json(*applications_text);
  if (!list || !list->is_array()) {
    err << call->applications << ": " << tr("Ожидается список заявок [ … ] в формате JSON") << '\n';
    return kBadData;
  }
  std::vector<Scored> all;
  std::vector<scoring::Contender> contenders;
  for (std::size_t i = 0; i < list->size(); ++i) {
    auto scored = score_item(*pack, (*list)[i]);
    if (!scored) {
      err << call->applications << ": /" << i << '/' << scored.error().place << ": " << scored.error().message << '\n';
      return kBadData;
    }
    contenders.push_back(scored->contender);
    all.push_back(std::move(*scored));
  }
  const scoring::Ranking ranking = scoring::rank(contenders, pack->ranking);
  call->json ? print_json(*pack, all, ranking, out) : print_text(all, ranking, out);
  return kDone;
}

int score_command(std::span<const std::string> args) { return score_command(args, std::cout, std::cerr); }

}  // namespace pochin::server
