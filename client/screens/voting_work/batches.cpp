// Ballots that did not come through the portal: entered by one person, accepted by another. Who voted and what the
// sheets say are two lists: nobody enters whose ballot is whose.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "client/app/sheets.h"
#include "client/screens/kit/campaigns.h"
#include "client/screens/kit/outcome.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "client/screens/voting/voting.h"

namespace pochin::screens {
namespace {

using app::integer;
using app::items;
using app::text;

constexpr std::string_view kPost = "vote.batch", kAccept = "vote.accept";

std::string value(const View& view, std::string_view name) {
  return view.state.input(std::string(kPost) + "." + std::string(name));
}
void remember(const View& view, std::string_view name, const ui::FieldEvent& field) {
  if (field.changed) view.wish(app::InputChanged{std::string(kPost) + "." + std::string(name), field.value});
}

// Sheets of one batch are of one municipality, where projects compete within theirs.
bool by_district(const Voting& v) { return text(v.campaign, "districts") == "municipality"; }

// What stands on the sheets of this municipality, in the order of its numbers.
app::Projects on_sheets(const Voting& v, const std::string& district) {
  app::Projects out = app::ballot_projects(v.view.state, v.id);
  if (by_district(v)) std::erase_if(out, [&](const auto& one) { return one.district != district; });
  return out;
}

void list(const Voting& v, const Json& all) {
  const View& view = v.view;
  const auto section = view.ui.section("list", say("Введённые пачки"));
  if (items(all, "batches").empty()) {
    view.ui.paragraph("none", say("Пачек пока нет."), {.secondary = true});
    return;
  }
  for (const Json& one : items(all, "batches")) {
    const std::string id = text(one, "id");
    const bool waits = text(one, "state") == "waiting";
    const auto card = view.ui.card("b" + id);
    view.ui.heading(3, "place", typeset(text(one, "place")));
    view.ui.badge("state", waits ? say("Ждёт второго человека") : say("Принята"), waits ? ui::Tone::Warn : ui::Tone::Ok,
                  waits ? ui::Icon::Clock : ui::Icon::Check);
    const int64_t ballots = integer(one, "ballots"), voters = integer(one, "voters");
    view.ui.paragraph("counts",
                      counted(ballots, "бюллетень", "бюллетеня", "бюллетеней") + ", " +
                          counted(voters, "участник", "участника", "участников") + ".",
                      {.secondary = true});
    std::string spoilt;
    for (const Json& each : items(one, "invalid"))
      spoilt = join(spoilt, "; ", typeset(grouped(integer(each, "count")) + " — " + text(each, "reason")));
    if (!spoilt.empty())
      view.ui.paragraph("spoilt", say("Недействительные листы: ") + spoilt + ".", {.secondary = true});
    const std::string label = say("Принять пачку: ") + text(one, "place");
    if (waits && view.ui.button("accept", say("Принять"), {.label = label}))
      view.wish(app::Posted{std::string(kAccept), app::batches_path(v.id) + "/" + app::encode_component(id) + "/accept",
                            "{}"});
  }
}

void legend(const Voting& v, const Json& projects, const app::Projects& sheet) {
  if (sheet.empty()) return;
  const auto rows = v.view.ui.list("legend", say("Номера проектов на листах"));
  int place = 0;
  for (const auto& one : sheet) {
    const Json* project = project_by_id(projects, one.id);
    const auto item = v.view.ui.item("p" + one.id);
    v.view.ui.paragraph(
        "title", std::to_string(++place) + ". " + (project == nullptr ? one.number : typeset(text(*project, "title"))));
  }
}

void fields(const Voting& v) {
  const View& view = v.view;
  std::vector<ui::Choice> channels = {{"", say("Выберите"), {}}};
  for (const Json& one : items(v.campaign, "channels"))
    if (text(one, "channel") != "portal") channels.push_back({text(one, "channel"), typeset(text(one, "label")), {}});
  remember(view, "channel",
           view.ui.select("channel", say("Как голосовали"), value(view, "channel"), channels, {.required = true}));
  remember(view, "place", view.ui.text_field("place", say("Где"), value(view, "place"), {.required = true}));
  const bool meeting = value(view, "channel") == "meeting";
  remember(view, "voters",
           view.ui.text_area("voters", say("Кто голосовал"), value(view, "voters"),
                             {.hint = meeting ? say("СНИЛС или документ, каждый с новой строки; если считали только "
                                                    "поднятые руки, оставьте пустым")
                                              : say("СНИЛС или документ, каждый с новой строки, в любом порядке")}));
  remember(
      view, "sheets",
      view.ui.text_area("sheets", say("Листы"), value(view, "sheets"), {.hint = typeset(app::sheet_hint(v.rules))}));
  remember(view, "spoilt",
           view.ui.text_area("spoilt", say("Недействительные листы"), value(view, "spoilt"),
                             {.hint = say("Число и причина, каждая с новой строки: 2 отмечено больше трёх проектов")}));
}

Json voter_of(const std::string& line, const std::string& district) {
  const auto digits = std::count_if(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool only = line.find_first_not_of("0123456789 -") == std::string::npos;
  Json out = {{only && digits == 11 ? "snils" : "document", line}};
  if (!district.empty()) out["district"] = district;
  return out;
}

// The batch as the server takes it; `why` is the first thing that is wrong.
Json batch_of(const Voting& v, const app::Projects& sheet, const std::string& district, std::string& why) {
  const View& view = v.view;
  Json voters = Json::array(), ballots = Json::array(), spoilt = Json::array();
  for (const std::string& line : app::lines_of(value(view, "voters")))
    if (!line.empty()) voters.push_back(voter_of(line, district));
  for (const auto& [place, read] : app::read_sheets(v.rules, sheet, district, value(view, "sheets"))) {
    if (!read.problem.empty() && why.empty())
      why = say("Лист в строке ") + std::to_string(place) + ": " + typeset(read.problem) + ".";
    Json choices = Json::array();
    for (const app::Choice& one : read.ballot.choices)
      choices.push_back({{"project", one.project}, {"points", one.points}});
    ballots.push_back({{"choices", std::move(choices)}});
    if (!district.empty()) ballots.back()["district"] = district;
  }
  for (const std::string& line : app::lines_of(value(view, "spoilt"))) {
    if (line.empty()) continue;
    app::Spoilt read;
    if (!app::read_spoilt(line, read) && why.empty())
      why = say("Недействительные листы: начните строку с числа и назовите причину.");
    spoilt.push_back({{"count", read.count}, {"reason", read.reason}});
  }
  if (why.empty() &&
      (value(view, "channel").empty() || value(view, "place").empty() || (ballots.empty() && spoilt.empty())))
    why = say("Укажите, как и где голосовали, и введите листы.");
  return {{"channel", value(view, "channel")},
          {"place", value(view, "place")},
          {"voters", std::move(voters)},
          {"ballots", std::move(ballots)},
          {"invalid", std::move(spoilt)}};
}

void enter(const Voting& v, const Json& projects) {
  const View& view = v.view;
  const auto section = view.ui.section("enter", say("Новая пачка"));
  const std::string district = value(view, "district");
  const app::Projects sheet = on_sheets(v, district);
  const auto form = view.ui.form("form", say("Новая пачка"));
  std::string why;
  if (by_district(v)) {
    std::vector<ui::Choice> all = {{"", say("Выберите"), {}}};
    for (const Json& one : items(v.campaign, "districts_list"))
      all.push_back({text(one, "id"), typeset(text(one, "label")), {}});
    remember(view, "district", view.ui.select("district", say("Муниципалитет"), district, all, {.required = true}));
    if (district.empty()) why = say("Выберите муниципалитет: от него зависят номера проектов.");
  }
  legend(v, projects, sheet);
  fields(v);
  const Json body = batch_of(v, sheet, district, why);
  if (view.ui.button("send", say("Передать на приёмку"),
                     {.kind = ui::ButtonKind::Primary, .disabled = !why.empty(), .reason = why}))
    view.wish(app::Posted{std::string(kPost), app::batches_path(v.id), body.dump()});
}

}  // namespace

void batches_screen(const View& view) {
  const auto main = view.ui.main("main");
  if (!may_see(view, say("Здесь вводят бумажные бюллетени."))) return;
  const auto v = voting_of(view, say("Бумажные бюллетени"));
  if (!v) return;
  const Json* all = loaded(view, app::batches_path(v->id), say("Бумажные бюллетени"));
  const Json* projects =
      all == nullptr ? nullptr : loaded(view, app::vote_projects_path(v->id), say("Бумажные бюллетени"));
  if (projects == nullptr) return;
  view.ui.back_link("back", say("Голосования"), href_of(app::Screen::VoteWork));
  view.ui.title(say("Бумажные бюллетени"));
  view.ui.paragraph("what", typeset(text(v->campaign, "title")), {.secondary = true});
  {
    const auto column = view.ui.column("entered");
    post_outcome(view, kPost, say("Пачка ждёт второго человека"));
  }
  {
    const auto column = view.ui.column("accepted");
    post_outcome(view, kAccept, say("Пачка принята"));
  }
  const auto split = view.ui.split("body");
  {
    const auto column = view.ui.column("work", 24);
    enter(*v, *projects);
  }
  const auto aside = view.ui.aside("side", say("Введённые пачки"));
  list(*v, *all);
}

namespace {

void batches_needs(const app::State& state, app::Needs& needs) {
  if (state.session.logged_in()) needs.renew(app::batches_path(state.route.id));
  needs.want(app::vote_projects_path(state.route.id));
  needs.want(app::campaign_path(state.route.id));
}

}  // namespace

extern const Scene kBatchesPage = {.screen = app::Screen::Batches,
                                   .draw = batches_screen,
                                   .title = "Бумажные бюллетени",
                                   .needs = batches_needs,
                                   .name = campaign_name};

}  // namespace pochin::screens
