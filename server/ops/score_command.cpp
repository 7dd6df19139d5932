#include "server/ops/score_command.h"

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "server/ops/calendar_file.h"
#include "server/ops/practice_parts.h"
#include "server/ops/score_input.h"
#include "server/ops/text_file.h"
#include "shared/base/json.h"
#include "shared/base/money.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/practice/pack.h"
#include "shared/scoring/adjustment.h"
#include "shared/scoring/contest.h"
#include "shared/scoring/score_json.h"

namespace pochin::server {
namespace {

constexpr int kDone = 0, kBadData = 1, kWrongCall = 2;

struct Call {
  std::string practice, applications;
  std::string seed;
  std::string calendar;
  bool json = false;
  bool lenient = false;
};

std::optional<Call> read_call(std::span<const std::string> args) {
  Call call;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const bool more = i + 1 < args.size();
    if (args[i] == "--json")
      call.json = true;
    else if (args[i] == "--lenient")
      call.lenient = true;
    else if (args[i] == "--practice" && more)
      call.practice = args[++i];
    else if (args[i] == "--applications" && more)
      call.applications = args[++i];
    else if (args[i] == "--calendar" && more)
      call.calendar = args[++i];
    else if (args[i] == "--seed" && more)
      call.seed = args[++i];
    else
      return std::nullopt;
  }
  return call.practice.empty() || call.applications.empty() ? std::nullopt : std::optional(call);
}

// The errors of the pack, as lint says them.
bool print_findings(const std::string& path, const std::string& text, std::ostream& err) {
  bool wrong = false;
  for (const practice::Finding& each : practice::lint(text)) {
    if (each.level != practice::Finding::Level::error) continue;
    print_finding(path, each, err);
    wrong = true;
  }
  return wrong;
}

// One application of the file. The environment refers to the answers, so that it is never moved.
struct Application {
  std::string id;
  form::Answers answers;
  std::optional<form::Environment> environment;
  std::vector<scoring::Mark> marks;
  std::vector<scoring::Adjustment> adjustments;
  scoring::Contender contender;
  scoring::Score score;
};
using Applications = std::vector<std::unique_ptr<Application>>;

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
  const Json& votes = get(item, "votes");
  return {{"municipality.kind", form::fact(get_string(municipality, "kind"))},
          {"municipality.population", population(municipality)},
          {"settlement.population", population(settlement.is_object() ? settlement : municipality)},
          {"votes.count", votes.is_number_integer() ? form::fact(votes.get<int64_t>()) : form::unknown_fact()},
          {"cycle.year", form::fact(pack.cycle.year)}};
}

// {"criterion": "novelty", "member": "Петров", "points": "5"}
Result<std::vector<scoring::Mark>> marks_of(const practice::Pack& pack, const Json& item) {
  std::vector<scoring::Mark> marks;
  const Json& list = get_array(item, "marks");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string place = "marks/" + std::to_string(i);
    scoring::Mark mark{get_string(list[i], "criterion"), get_string(list[i], "member"), {}};
    const scoring::Criterion* criterion = pack.criteria.find(mark.criterion);
    if (!criterion || criterion->shape != scoring::Shape::expert)
      return fail("unknown_criterion", tr("Критерия «{}», который оценивают люди, в пакете нет", mark.criterion),
                  place + "/criterion");
    if (mark.member.empty())
      return fail("missing", std::string(tr("Нет имени того, кто поставил оценку")), place + "/member");
    const auto points = by_hand(list[i], "points");
    if (!points) return fail(points.error().code, points.error().message, place + "/points");
    mark.points = *points;
    marks.push_back(std::move(mark));
  }
  return marks;
}

Result<std::vector<scoring::Adjustment>> adjustments_of(const Json& item) {
  std::vector<scoring::Adjustment> adjustments;
  const Json& list = get_array(item, "adjustments");
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto adjustment = scoring::adjustment_from_json(list[i]);
    if (!adjustment)
      return fail(adjustment.error().code, adjustment.error().message,
                  "adjustments/" + std::to_string(i) + "/" + adjustment.error().place);
    adjustments.push_back(*std::move(adjustment));
  }
  return adjustments;
}

// What the rating needs besides the score.
Result<scoring::Contender> contender_of(const practice::Pack& pack, const Json& item, const Application& application) {
  const form::Environment& environment = *application.environment;
  const auto plus = by_hand(item, "plus");
  const auto minus = by_hand(item, "minus");
  if (!plus) return std::unexpected(plus.error());
  if (!minus) return std::unexpected(minus.error());
  const auto number = [&](const std::string& name) {
    return form::number_of(environment.value(name)).value_or(Ratio(0));
  };
  const scoring::AdjustmentSum hand = scoring::sum_of(application.adjustments);
  scoring::Contender contender;
  contender.id = application.id;
  contender.number = get_string(item, "number", application.id);
  contender.plus = *plus + hand.plus;
  contender.minus = *minus + hand.minus;
  contender.extra_budget_share = number(pack.limits.extra_budget_share);
  contender.beneficiaries = number(pack.limits.beneficiaries);
  contender.meeting = number(pack.limits.meeting);
  const auto asked = form::number_of(environment.value(pack.limits.subsidy));
  const auto subsidy = asked ? money_from_roubles(round_to(*asked, 2)) : std::nullopt;
  contender.subsidy = subsidy.value_or(Money{});
  contender.sum_known = subsidy || pack.limits.subsidy.empty();
  contender.admitted = get_bool(item, "admitted", true);
  contender.municipality = get_string(get(item, "municipality"), "code");
  contender.window = scoring::window_of(pack.ranking, environment);
  contender.votes = form::number_of(environment.value("votes.count"));
  if (get(item, "agrees_to_part").is_boolean()) contender.agrees_to_part = get_bool(item, "agrees_to_part");
  if (!get(item, "submitted_at").is_null()) {
    const auto at = parse_instant(get_string(item, "submitted_at"));
    if (!at) return fail(at.error().code, at.error().message, "submitted_at");
    contender.submitted_at = *at;
  }
  return contender;
}

Result<std::unique_ptr<Application>> read_application(const practice::Pack& pack, const Json& item,
                                                      const calendar::ProductionCalendar& calendar) {
  auto made = std::make_unique<Application>();
  made->id = get_string(item, "id");
  if (made->id.empty()) return fail("missing", std::string(tr("Нет id")), "id");
  if (get_string(get(item, "municipality"), "kind").empty())
    return fail("missing", std::string(tr("Нет вида муниципального образования")), "municipality/kind");
  auto answers = form::answers_from_json(pack.form, get(item, "answers"));
  if (!answers) return fail(answers.error().code, answers.error().message, "answers/" + answers.error().place);
  made->answers = *std::move(answers);
  made->environment.emplace(pack.form, made->answers, facts_of(pack, item), &calendar);
  auto marks = marks_of(pack, item);
  if (!marks) return std::unexpected(marks.error());
  made->marks = *std::move(marks);
  auto adjustments = adjustments_of(item);
  if (!adjustments) return std::unexpected(adjustments.error());
  made->adjustments = *std::move(adjustments);
  auto contender = contender_of(pack, item, *made);
  if (!contender) return std::unexpected(contender.error());
  made->contender = *std::move(contender);
  return made;
}

void score_all(const practice::Pack& pack, Applications& all) {
  std::vector<scoring::Subject> subjects;
  for (const auto& each : all)
    subjects.push_back({each->id, &*each->environment, each->contender.window, each->marks, each->contender.admitted});
  std::vector<scoring::Score> scores = scoring::score_contest(pack.criteria, subjects);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i]->score = std::move(scores[i]);
    all[i]->contender.total = all[i]->score.total;
    all[i]->contender.not_counted = all[i]->score.not_counted;
    all[i]->contender.admitted = all[i]->contender.admitted && all[i]->score.admitted;
  }
}

Json row_json(const practice::Pack& pack, const Application& application, const scoring::Ranked& row) {
  Json json = scoring::to_json(application.score);
  json.update(scoring::to_json(row));
  json["id"] = application.id;
  json["admitted"] = application.contender.admitted;
  json["plus"] = scoring::machine_text(application.contender.plus);
  json["minus"] = scoring::machine_text(application.contender.minus);
  json["groups"] = Json::array();
  for (const auto& group : scoring::group_scores(pack.criteria, application.score))
    json["groups"].push_back(scoring::to_json(group));
  json["adjustments"] = Json::array();
  for (const auto& each : application.adjustments) json["adjustments"].push_back(scoring::explain(each));
  return json;
}

void print_json(const practice::Pack& pack, const Applications& all, const scoring::Ranking& ranking,
                std::ostream& out) {
  Json json = {{"practice", pack.id},
               {"pack_version", pack.version},
               {"criteria_version", pack.criteria.version},
               {"criteria_hash", pack.criteria.hash},
               {"used_kopecks", ranking.used.kopecks},
               {"cut_after", ranking.cut_after},
               {"windows", Json::array()},
               {"rounds", Json::array()},
               {"applications", Json::array()}};
  for (const scoring::WindowTotal& each : ranking.windows) json["windows"].push_back(scoring::to_json(each));
  for (const scoring::RoundTotal& each : ranking.rounds) json["rounds"].push_back(scoring::to_json(each));
  for (const scoring::Ranked& row : ranking.rows) json["applications"].push_back(row_json(pack, *all[row.index], row));
  out << json.dump(2) << '\n';
}

void print_text(const practice::Pack& pack, const Applications& all, const scoring::Ranking& ranking,
                std::ostream& out) {
  std::string window;
  for (const scoring::Ranked& row : ranking.rows) {
    const Application& application = *all[row.index];
    if (row.window != window) {
      window = row.window;
      const auto found = std::ranges::find(pack.ranking.windows, window, &scoring::Window::code);
      if (found != pack.ranking.windows.end()) out << "== " << found->title << '\n';
    }
    out << row.rank << ". " << application.id << " — " << scoring::points_text(row.final) << ". " << row.why << '\n';
    for (const scoring::CriterionScore& item : application.score.items) out << "   " << item.explanation << '\n';
    for (const scoring::GateScore& gate : application.score.gates) out << "   " << gate.explanation << '\n';
    for (const auto& each : application.adjustments) out << "   " << scoring::explain(each) << '\n';
  }
}

// What was not understood, one line each; whether it is forgiven is for the caller to say.
void print_troubles(const Call& call, std::size_t index, const Troubles& troubles, std::ostream& err) {
  for (const Error& each : troubles)
    err << call.applications << ": /" << index << '/' << each.place << ": " << each.message << '\n';
}

// Nothing after a word about what is wrong and where. `troubled`: something was left out or taken as unknown.
std::optional<Applications> read_applications(const practice::Pack& pack, const Call& call,
                                              const calendar::ProductionCalendar& calendar, std::string_view text,
                                              bool& troubled, std::ostream& err) {
  if (!is_utf8(text)) {
    err << call.applications << ": " << tr("Файл не в кодировке UTF-8: сохраните его заново в UTF-8") << '\n';
    return std::nullopt;
  }
  const auto list = read_json(text);
  if (!list || !list->is_array()) {
    err << call.applications << ": ";
    if (!list) err << list.error().place << ": " << list.error().message << ". ";
    err << tr("Ожидается список заявок [ … ] в формате JSON") << '\n';
    return std::nullopt;
  }
  Applications all;
  std::set<std::string, std::less<>> ids;
  for (std::size_t i = 0; i < list->size(); ++i) {
    auto read = read_application(pack, (*list)[i], calendar);
    if (read && !ids.insert((*read)->id).second)
      read = fail("duplicate_id", tr("Заявка {} уже есть выше", (*read)->id), "id");
    if (!read) {
      err << call.applications << ": /" << i << '/' << read.error().place << ": " << read.error().message << '\n';
      return std::nullopt;
    }
    const Troubles troubles = troubles_of((*list)[i], *(*read)->environment);
    print_troubles(call, i, troubles, err);
    troubled = troubled || !troubles.empty();
    all.push_back(*std::move(read));
  }
  return all;
}

}  // namespace

int score_command(std::span<const std::string> args, std::ostream& out, std::ostream& err) {
  const auto call = read_call(args);
  if (!call) {
    err << tr("Как вызвать: pochin score --practice ПАКЕТ.json --applications ЗАЯВКИ.json [--seed ЧИСЛО] "
              "[--calendar КАЛЕНДАРЬ.json] [--lenient] [--json]. С --lenient то, что не понято, считается неизвестным")
        << '\n';
    return kWrongCall;
  }
  const auto pack_text = read_text_file(call->practice);
  const auto applications_text = read_text_file(call->applications);
  if (!pack_text || !applications_text) {
    err << tr("Не удалось прочитать файл {}", pack_text ? call->applications : call->practice) << '\n';
    return kWrongCall;
  }
  const bool unsound = print_findings(call->practice, *pack_text, err);
  if (unsound && !call->lenient) return kBadData;
  auto pack = practice::parse_pack(std::string_view(*pack_text));
  if (!pack) {
    err << call->practice << ": " << pack.error().place << ": " << pack.error().message << '\n';
    return kBadData;
  }
  Config places;
  places.packs = {call->practice};
  places.calendar = call->calendar;
  const auto calendar = load_calendar(places);
  if (!calendar) {
    err << calendar.error() << '\n';
    return kBadData;
  }
  pack->ranking.seed = call->seed;
  bool troubled = false;
  auto all = read_applications(*pack, *call, *calendar, *applications_text, troubled, err);
  if (!all) return kBadData;
  if (troubled && !call->lenient) {
    err << call->applications << ": "
        << tr("Понято не всё, и итог был бы сомнителен. Исправьте или добавьте --lenient.") << '\n';
    return kBadData;
  }
  score_all(*pack, *all);
  std::vector<scoring::Contender> contenders;
  for (const auto& each : *all) contenders.push_back(each->contender);
  const scoring::Ranking ranking = scoring::rank(contenders, pack->ranking);
  call->json ? print_json(*pack, *all, ranking, out) : print_text(*pack, *all, ranking, out);
  return kDone;
}

int score_command(std::span<const std::string> args) { return score_command(args, std::cout, std::cerr); }

}  // namespace pochin::server
