// Ballots that did not come through the portal: entered by one person, accepted by another. Who voted and what the
// sheets say are two lists: nobody enters whose ballot is whose.
#include <nlohmann/json.hpp>
#include <vector>

#include "client/screens/list.h"
#include "client/screens/typography.h"
#include "client/screens/voting.h"
#include "client/screens/words.h"

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

std::vector<std::string> split(const std::string& given, std::string_view by) {
  std::vector<std::string> out(1);
  for (const char c : given) {
    if (by.find(c) != std::string_view::npos)
      out.emplace_back();
    else if (c != '\r')
      out.back() += c;
  }
  std::erase(out, std::string{});
  return out;
}

// A line is a sheet: places of its projects in the list. `wrong` gets the first line that is not.
Json sheets(const std::vector<const Json*>& list, const std::string& district, const std::string& given, int& wrong) {
  Json out = Json::array();
  int line = 0;
  for (const std::string& sheet : split(given, "\n")) {
    ++line;
    Json choices = Json::array();
    for (const std::string& one : split(sheet, " ,;")) {
      const bool digits = one.size() < 6 && one.find_first_not_of("0123456789") == std::string::npos;
      const auto place = static_cast<size_t>(digits ? std::stoul(one) : 0);
      if (place == 0 || place > list.size()) {
        wrong = wrong == 0 ? line : wrong;
        continue;
      }
      choices.push_back({{"project", text(*list[place - 1], "id")}, {"points", 1}});
    }
    out.push_back({{"choices", std::move(choices)}});
    if (!district.empty()) out.back()["district"] = district;
  }
  return out;
}

// Sheets of one batch are of one municipality, where projects compete within theirs.
bool by_district(const Voting& v) { return text(v.campaign, "districts") == "municipality"; }

std::vector<const Json*> on_sheets(const Voting& v, const Json& projects, const std::string& district) {
  std::vector<const Json*> out;
  for (const Json& one : items(projects, "projects"))
    if (!by_district(v) || text(one, "district") == district) out.push_back(&one);
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
    const std::string label = say("Принять пачку: ") + text(one, "place");
    if (waits && view.ui.button("accept", say("Принять"), {.label = label}))
      view.wish(app::Posted{std::string(kAccept), app::batches_path(v.id) + "/" + app::encode_component(id) + "/accept",
                            "{}"});
  }
}

void enter(const Voting& v, const Json& projects) {
  const View& view = v.view;
  const auto section = view.ui.section("enter", say("Новая пачка"));
  const std::string district = value(view, "district");
  const std::vector<const Json*> sheet = on_sheets(v, projects, district);
  const auto form = view.ui.form("form", say("Новая пачка"));
  if (by_district(v)) {
    std::vector<ui::Choice> all = {{"", say("Выберите"), {}}};
    for (const Json& one : items(v.campaign, "districts_list"))
      all.push_back({text(one, "id"), typeset(text(one, "label")), {}});
    remember(view, "district", view.ui.select("district", say("Муниципалитет"), district, all, {.required = true}));
  }
  if (!sheet.empty()) {
    const auto rows = view.ui.list("legend", say("Номера проектов на листах"));
    int place = 0;
    for (const Json* one : sheet) {
      const auto item = view.ui.item("p" + text(*one, "id"));
      view.ui.paragraph("title", std::to_string(++place) + ". " + typeset(text(*one, "title")));
    }
  }
  std::vector<ui::Choice> channels = {{"", say("Выберите"), {}}};
  for (const Json& one : items(v.campaign, "channels"))
    if (text(one, "channel") != "portal") channels.push_back({text(one, "channel"), typeset(text(one, "label")), {}});
  remember(view, "channel",
           view.ui.select("channel", say("Как голосовали"), value(view, "channel"), channels, {.required = true}));
  remember(view, "place", view.ui.text_field("place", say("Где"), value(view, "place"), {.required = true}));
  remember(view, "voters",
           view.ui.text_area("voters", say("Кто голосовал"), value(view, "voters"),
                             {.hint = say("СНИЛС, каждый с новой строки, в любом порядке")}));
  remember(view, "sheets",
           view.ui.text_area("sheets", say("Листы"), value(view, "sheets"),
                             {.hint = say("Один лист — одна строка: номера выбранных проектов через пробел")}));
  int wrong = 0;
  const Json ballots = sheets(sheet, district, value(view, "sheets"), wrong);
  Json voters = Json::array();
  for (const std::string& snils : split(value(view, "voters"), "\n")) {
    voters.push_back({{"snils", snils}});
    if (!district.empty()) voters.back()["district"] = district;
  }
  std::string why;
  if (by_district(v) && district.empty())
    why = say("Выберите муниципалитет: от него зависят номера проектов.");
  else if (wrong != 0)
    why = say("Строка ") + std::to_string(wrong) + say(": такого номера проекта нет.");
  else if (value(view, "channel").empty() || value(view, "place").empty() || ballots.empty())
    why = say("Укажите, как и где голосовали, и введите листы.");
  if (!view.ui.button("send", say("Передать на приёмку"),
                      {.kind = ui::ButtonKind::Primary, .disabled = !why.empty(), .reason = why}))
    return;
  const Json body = {{"channel", value(view, "channel")},
                     {"place", value(view, "place")},
                     {"voters", std::move(voters)},
                     {"ballots", ballots}};
  view.wish(app::Posted{std::string(kPost), app::batches_path(v.id), body.dump()});
}

}  // namespace

void batches_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  if (!may_see(view, say("Здесь вводят бумажные бюллетени."))) return;
  const auto v = voting_of(view, say("Бумажные бюллетени"));
  if (!v) return;
  const Json* all = loaded(view, app::batches_path(v->id), say("Бумажные бюллетени"));
  const Json* projects =
      all == nullptr ? nullptr : loaded(view, app::vote_projects_path(v->id), say("Бумажные бюллетени"));
  if (projects == nullptr) return;
  view.ui.back_link("back", say("Голосования"), "/work/votes");
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
  list(*v, *all);
  enter(*v, *projects);
}

}  // namespace pochin::screens
