// The results: who won and why, votes by project and channel, what was annulled, how to repeat the count. Every bar has
// its figure in words, and the same table without bars.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "client/screens/voting/voting.h"

namespace pochin::screens {
namespace {

using app::flag;
using app::integer;
using app::items;
using app::text;

std::string votes(int64_t n) { return counted(n, "голос", "голоса", "голосов"); }
std::string points(int64_t n) { return counted(n, "балл", "балла", "баллов"); }

// What is counted: votes, or points where a ballot gives points.
struct Unit {
  std::string (*of)(int64_t) = votes;
  std::string_view title = "Голоса";
};
Unit unit_of(const Voting& v, const Json& results) {
  const app::BallotKind kind = v.rules.kind;
  const bool sums = kind == app::BallotKind::cumulative || kind == app::BallotKind::scores ||
                    text(app::child(results, "tally"), "rule") == "borda";
  return sums ? Unit{points, "Баллы"} : Unit{};
}

// A bar's greatest figure must fit what the widget counts with.
struct Scale {
  int64_t most = 1;
  static constexpr int kSteps = 1000;
  [[nodiscard]] int of(int64_t value) const { return static_cast<int>(value * kSteps / std::max<int64_t>(most, 1)); }
};

Scale scale_of(const Json& list, std::string_view key) {
  Scale out;
  for (const Json& one : list) out.most = std::max(out.most, integer(one, key));
  return out;
}

std::vector<const Json*> by_votes(const Json& projects) {
  std::vector<const Json*> out;
  for (const Json& one : projects) out.push_back(&one);
  std::stable_sort(out.begin(), out.end(),
                   [](const Json* a, const Json* b) { return integer(*a, "votes") > integer(*b, "votes"); });
  return out;
}

void project(const View& view, const Json& one, const Scale& scale, const Unit& unit, bool decided) {
  const auto item = view.ui.item("p" + text(one, "id"));
  ui::LinkOptions strong;
  strong.strong = true;
  view.link("title", typeset(text(one, "title")), href_of(app::Screen::Project, text(one, "number")), strong);
  view.ui.progress("votes", unit.of(integer(one, "votes")) + ", " + roubles(kopecks_of(one, "cost")),
                   scale.of(integer(one, "votes")), Scale::kSteps);
  if (!decided) return;
  const bool won = flag(one, "selected");
  view.ui.badge("won", won ? say("Победитель") : say("Не прошёл"), won ? ui::Tone::Ok : ui::Tone::Neutral,
                won ? ui::Icon::Check : ui::Icon::Close);
  if (const std::string why = text(one, "explanation"); !why.empty())
    view.ui.paragraph("why", typeset(why), {.size = ui::TextSize::Small, .secondary = true});
}

void as_table(const View& view, const std::vector<const Json*>& projects, std::string_view name, const Unit& unit,
              bool decided) {
  const std::string open = "vote.table." + std::string(name);
  bool toggled = false;
  const auto disclosure = view.ui.disclosure("text", say("То же таблицей"), view.open(open), &toggled);
  if (toggled) view.wish(app::Toggled{open, !view.open(open)});
  if (!view.open(open)) return;
  std::vector<ui::Column> columns = {{.text = say("Проект"), .weight = 4},
                                     {.text = say(unit.title), .number = true, .weight = 1},
                                     {.text = say("Стоимость"), .number = true, .weight = 2}};
  if (decided) columns.push_back({.text = say("Решение"), .weight = 2});
  const auto table = view.ui.table("table", say("Голоса и решение"), columns);
  for (const Json* one : projects) {
    const auto row = view.ui.table_row("r" + text(*one, "id"));
    view.ui.cell_text("title", typeset(text(*one, "title")));
    view.ui.cell_text("votes", grouped(integer(*one, "votes")));
    view.ui.cell_text("cost", roubles(kopecks_of(*one, "cost")));
    if (decided) view.ui.cell_text("won", flag(*one, "selected") ? say("Победитель") : say("Не прошёл"));
  }
}

void rounds(const View& view, const Json& district, const std::string& name) {
  const Json& all = items(district, "rounds");
  if (all.empty()) return;
  const std::string open = "vote.rounds." + name;
  bool toggled = false;
  const auto disclosure = view.ui.disclosure("rounds", say("Как считали, по шагам"), view.open(open), &toggled);
  if (toggled) view.wish(app::Toggled{open, !view.open(open)});
  if (!view.open(open)) return;
  const auto list = view.ui.list("list", say("Шаги подсчёта"));
  int index = 0;
  for (const Json& round : all) {
    const auto item = view.ui.item("s" + std::to_string(index++));
    view.ui.paragraph("text", std::to_string(index) + ". " + typeset(text(round, "text")));
  }
}

void district(const View& view, const Json& one, int index, const Unit& unit, bool decided) {
  const std::string label = text(one, "label"), name = std::to_string(index);
  const auto section = view.ui.section("d" + name, label.empty() ? say("Голоса и решение") : typeset(label));
  const Json& list = items(one, "projects");
  const auto won = std::count_if(list.begin(), list.end(), [](const Json& p) { return flag(p, "selected"); });
  const int64_t budget = kopecks_of(one, "budget"), spent = kopecks_of(one, "total_cost");
  if (decided)
    view.ui.paragraph("money",
                      std::string(plural(won, "Победил ", "Победили ", "Победило ")) +
                          counted(won, "проект", "проекта", "проектов") + say(". Распределено ") + roubles(spent) +
                          say(" из ") + roubles(budget) + say(", остаток ") + roubles(budget - spent) + ".",
                      {.secondary = true});
  const auto card = view.ui.card("card");
  const auto sorted = by_votes(list);
  {
    const Scale scale = scale_of(list, "votes");
    const auto rows = view.ui.list("list", say("Голоса по проектам"));
    for (const Json* each : sorted) project(view, *each, scale, unit, decided);
  }
  as_table(view, sorted, name, unit, decided);
  rounds(view, one, name);
}

void channels(const View& view, const Json& turnout) {
  const Json& all = items(turnout, "by_channel");
  const auto card = view.ui.card("channels");
  view.ui.heading(2, "title", say("Как голосовали"));
  const int64_t total = integer(turnout, "total");
  view.ui.paragraph("total", say("Всего ") + counted(total, "бюллетень", "бюллетеня", "бюллетеней") + ".");
  Scale scale;
  scale.most = std::max<int64_t>(total, 1);
  int index = 0;
  for (const Json& one : all) {
    const auto column = view.ui.column("c" + std::to_string(index++), 4);
    const int64_t count = integer(one, "count");
    view.ui.progress("bar", join(typeset(text(one, "label")), ": ", grouped(count)), scale.of(count), Scale::kSteps);
    if (const std::string trust = text(one, "assurance_label"); !trust.empty())
      view.ui.paragraph("trust", typeset(trust), {.size = ui::TextSize::Small, .secondary = true});
  }
}

void annulled(const View& view, const Json& results) {
  const Json& all = items(results, "annulled");
  if (all.empty()) return;
  const auto notice = view.ui.notice("annulled", ui::Tone::Warn, say("Часть голосов отменена счётной комиссией"));
  int index = 0;
  for (const Json& one : all)
    view.ui.paragraph("a" + std::to_string(index++), votes(integer(one, "count")) + ": " +
                                                         typeset(text(one, "reason")) + say(". Акт: ") +
                                                         typeset(text(one, "act")) + ".");
}

std::string rule_words(const Json& tally) {
  static constexpr std::pair<std::string_view, std::string_view> kRules[] = {
      {"greedy", "по числу голосов; что не помещается в деньги, пропускают"},
      {"greedy_stop", "по числу голосов до первого, на который не хватило денег"},
      {"greedy_threshold", "по числу голосов среди набравших порог"},
      {"greedy_per_cost", "по числу голосов на рубль"},
      {"mes", "метод равных долей: у каждого жителя своя доля денег"},
      {"phragmen", "метод Фрагмена: деньги копятся у жителей поровну"},
      {"borda", "по сумме мест"},
      {"plurality", "по первым местам"},
      {"knapsack_per_rouble", "по рублям, которые жители отдали проекту"}};
  const std::string rule = text(tally, "rule");
  for (const auto& [code, words] : kRules)
    if (code == rule) return say(words);
  return typeset(rule);
}

void repeat(const Voting& v, const Json& results) {
  const View& view = v.view;
  const auto card = view.ui.card("repeat");
  view.ui.heading(2, "title", say("Повторите подсчёт"));
  view.ui.paragraph("rule", say("Правило: ") + rule_words(app::child(results, "tally")) + ".");
  if (const std::string seed = text(app::child(results, "tally"), "seed"); !seed.empty())
    view.ui.paragraph("seed",
                      join(say("Число для жребия при равенстве: ") + seed, ", ", typeset(text(results, "lot_source"))),
                      {.size = ui::TextSize::Small, .secondary = true});
  view.link("recount", say("Пересчитать в браузере"), v.address(app::Screen::Recount));
  ui::LinkOptions download;
  download.download = true;
  download.icon = ui::Icon::Download;
  const std::string ballots = app::campaign_path(v.id) + "/ballots.";
  view.link("csv", say("Все бюллетени, CSV"), ballots + "csv", download);
  const Json& districts = items(results, "districts");
  for (const Json& one : districts) {  // such a file holds one list
    const std::string id = text(one, "id"), more = districts.size() < 2 ? "" : "?district=" + app::encode_component(id);
    view.link("pb" + id, join(say("Для программ подсчёта, .pb"), ": ", typeset(text(one, "label"))),
              ballots + "pb" + more, download);
  }
}

void no_results(const Voting& v) {
  const auto notice = v.view.ui.notice("later", ui::Tone::Neutral, say("Итогов пока нет"));
  v.view.ui.paragraph("text", say("Голосование ") + campaign_state(v.view.state, v.campaign) +
                                  say(". До публикации итогов никто не видит, за что отданы голоса."));
}

}  // namespace

void results_screen(const View& view) {
  const auto main = view.ui.main("main");
  const auto v = voting_of(view, say("Итоги голосования"));
  if (!v) return;
  view.ui.back_link("back", typeset(text(v->campaign, "title")), v->address(app::Screen::Campaign));
  const app::Resource* body = view.state.find(app::results_path(v->id));
  if (body != nullptr && body->load == app::Load::Failed &&
      (body->status == 403 || body->status == 404 || body->status == 409)) {
    view.ui.title(say("Итоги голосования"));
    return no_results(*v);
  }
  const Json* results = loaded(view, app::results_path(v->id), say("Итоги голосования"));
  if (results == nullptr) return;
  const bool decided = text(*results, "state") == "published";
  view.ui.title(decided ? say("Итоги голосования") : say("Голоса сейчас"));
  if (!decided)
    view.ui.paragraph("running", say("Подсчёт ещё идёт, победители определятся после закрытия."), {.secondary = true});
  annulled(view, *results);
  const auto split = view.ui.split("body");
  {
    const auto column = view.ui.column("story", 24);
    int index = 0;
    const Unit unit = unit_of(*v, *results);
    for (const Json& one : items(*results, "districts")) district(view, one, index++, unit, decided);
  }
  const auto aside = view.ui.aside("side", say("Явка и проверка"));
  channels(view, app::child(*results, "turnout"));
  if (decided) repeat(*v, *results);
  const auto card = view.ui.card("own");
  view.link("verify", say("Проверить свой голос"), v->address(app::Screen::Proof));
}

namespace {

std::string results_words(const app::State& state) {
  return typeset(campaign_name(state)) + say(". Победители, голоса по проектам и каналам, объяснение подсчёта.");
}

}  // namespace

extern const Scene kResultsPage = {.screen = app::Screen::Results,
                                   .draw = results_screen,
                                   .title = "Итоги голосования",
                                   .needs = results_needs,
                                   .name = campaign_name,
                                   .description = for_search(results_words)};

}  // namespace pochin::screens
