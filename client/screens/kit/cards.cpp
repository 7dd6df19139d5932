#include "client/screens/kit/cards.h"

#include <nlohmann/json.hpp>

#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {
namespace {

using app::flag;
using app::integer;
using app::items;
using app::text;

// Nobody has photographed the place yet: a drawing of what the project is about, chosen by its direction.
std::string_view drawing(const Json& card) {
  static constexpr std::pair<std::string_view, std::string_view> kDrawings[] = {
      {"Дороги", "road"},     {"Транспорт", "road"}, {"Физкультура", "play"}, {"Электро", "spring"},
      {"Пожарная", "spring"}, {"Туризм", "bridge"},  {"Связь", "light"}};
  const std::string typology = text(card, "typology");
  for (const auto& [begins, kind] : kDrawings) {
    if (typology.starts_with(begins)) return kind;
  }
  return "yard";
}

}  // namespace

std::optional<VoteLine> vote_line(const Json& project) {
  const Json& vote = app::child(project, "vote");
  if (!vote.is_object()) return std::nullopt;
  const std::string state = text(vote, "state");
  if (state == "open") return VoteLine{say("Идёт голосование"), ui::Tone::Accent, ui::Icon::Info};
  if (state != "published") return VoteLine{say("Голоса считают"), ui::Tone::Neutral, ui::Icon::Clock};
  const int64_t votes = integer(vote, "votes");
  const std::string counts =
      flag(vote, "points") ? counted(votes, "балл", "балла", "баллов") : counted(votes, "голос", "голоса", "голосов");
  if (flag(vote, "won")) return VoteLine{say("Победил в голосовании: ") + counts, ui::Tone::Ok, ui::Icon::Check};
  return VoteLine{say("Не прошёл по голосам: ") + counts, ui::Tone::Neutral, ui::Icon::Document};
}

void project_card(const View& view, std::string_view key, const Json& card) {
  const auto item = view.ui.card(key);
  const std::string title = text(card, "title");
  const std::string kind = text(card, "picture");
  view.ui.picture("picture", kind.empty() ? drawing(card) : kind, "");
  {
    const auto body = view.ui.column("body", 4);
    ui::LinkOptions strong;
    strong.strong = true;
    view.link("title", typeset(title), href_of(app::Screen::Project, text(card, "number")), strong);
    view.ui.paragraph("place", typeset(join(text(card, "settlement"), ", ", text(card, "municipality"))),
                      {.size = ui::TextSize::Small, .secondary = true});
    if (app::has_value(card, "cost_kopecks"))
      view.ui.paragraph("cost", roubles(integer(card, "cost_kopecks")), {.bold = true});
  }
  const auto signs = view.ui.row("signs", 8);
  const ui::Tone of_state = tone(text(card, "tone"));
  view.ui.badge("state", say(text(card, "state_title")), of_state, icon(of_state));
  if (const auto vote = vote_line(card)) view.ui.badge("vote", vote->text, vote->tone, vote->icon);
}

void stage_card(const View& view, std::string_view key, const Json& practice) {
  const auto card = view.ui.card(key);
  const Json& stage = app::child(practice, "stage");
  const Json& action = app::child(practice, "action");
  const std::string id = text(practice, "id");
  {
    const auto head = view.ui.column("head", 4);
    view.ui.heading(3, "title", typeset(text(practice, "title")));
    view.ui.paragraph("lead", typeset(text(practice, "lead")), {.size = ui::TextSize::Small, .secondary = true});
  }
  view.ui.steps("steps", static_cast<int>(integer(stage, "number")), static_cast<int>(integer(stage, "total")),
                typeset(text(stage, "title")), typeset(text(stage, "deadline")));
  if (const std::string detail = text(stage, "detail"); !detail.empty()) view.ui.paragraph("detail", typeset(detail));
  const auto row = view.ui.row("do", 12, ui::Justify::Between);
  if (action.is_object()) {
    ui::LinkOptions options;
    options.button = true;
    view.link("act", typeset(text(action, "text")), text(action, "href"), options);
  }
  view.link("more", say("Этапы, деньги и критерии"), href_of(app::Screen::Practice, id));
}

std::optional<Way> way_to_apply(const Json& portal) {
  std::optional<Way> way;
  for (const Json& practice : items(portal, "practices")) {
    const Json& action = app::child(practice, "action");
    if (!action.is_object()) continue;
    if (way) return Way{say("Выбрать конкурс"), href_of(app::Screen::Practices)};
    way = Way{typeset(text(action, "text")), text(action, "href")};
  }
  return way;
}

}  // namespace pochin::screens
