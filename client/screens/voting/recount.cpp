// «Пересчитать самому»: the published ballots, the same program, the announced result.
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
using Stage = app::Recount::Stage;

constexpr std::string_view kDistrict = "vote.recount";

const Json* district_of(const Json& results, const std::string& id) {
  for (const Json& one : items(results, "districts"))
    if (id.empty() || text(one, "id") == id) return &one;
  return nullptr;
}

std::string title_of(const Json& district, const std::string& id) {
  for (const Json& one : items(district, "projects"))
    if (text(one, "id") == id) return typeset(text(one, "title"));
  return id;
}

void winners(const View& view, const Json& counted_again, const Json& announced) {
  const Json& mine = items(counted_again, "winners");
  std::vector<std::string> found, told;
  for (const Json& id : mine)
    if (id.is_string()) found.push_back(id.get<std::string>());
  for (const Json& one : items(announced, "projects"))
    if (flag(one, "selected")) told.push_back(text(one, "id"));
  std::vector<std::string> a = found, b = told;
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  const bool same = a == b;
  {
    const auto notice = view.ui.notice("outcome", same ? ui::Tone::Ok : ui::Tone::Error,
                                       same ? say("Сошлось: победители те же") : say("Не сошлось с объявленным"));
    view.ui.paragraph("text",
                      same ? say("Ваше устройство пересчитало бюллетени и получило тот же список победителей: ") +
                                 counted(static_cast<int64_t>(a.size()), "проект", "проекта", "проектов") + "."
                           : say("Сохраните страницу и сообщите счётной комиссии и наблюдателям."));
    view.ui.live("said", same ? say("Сошлось: победители те же") : say("Не сошлось с объявленным"));
  }
  const auto card = view.ui.card("winners");
  const auto list = view.ui.list("list", say("Победители по вашему подсчёту"));
  int index = 0;
  for (const std::string& id : found) {
    const auto item = view.ui.item("w" + std::to_string(index++));
    const bool announced_too = std::find(told.begin(), told.end(), id) != told.end();
    view.ui.paragraph("title", std::to_string(index) + ". " + title_of(announced, id) +
                                   (announced_too ? std::string{} : say(" — в объявленных нет")));
  }
  for (const std::string& id : told) {
    if (std::find(found.begin(), found.end(), id) != found.end()) continue;
    const auto item = view.ui.item("m" + id);
    view.ui.paragraph("title", title_of(announced, id) + say(" — объявлен, но у вас не победил"));
  }
}

void steps(const View& view, const Json& counted_again) {
  const Json& all = items(counted_again, "rounds");
  if (all.empty()) return;
  const auto section = view.ui.section("rounds", say("Как считали, по шагам"));
  const auto card = view.ui.card("card");
  const auto list = view.ui.list("list", say("Шаги подсчёта"));
  int index = 0;
  for (const Json& round : all) {
    const auto item = view.ui.item("s" + std::to_string(index++));
    view.ui.paragraph("text", std::to_string(index) + ". " + typeset(text(round, "text")));
  }
}

void progress(const View& view, const app::Recount& recount) {
  const bool counting = recount.stage == Stage::Counting;
  const std::string said = counting ? say("Считаем…")
                                    : say("Загружаем бюллетени: ") + bytes(recount.received) +
                                          (recount.total > 0 ? say(" из ") + bytes(recount.total) : std::string{});
  constexpr int64_t kSteps = 100;
  view.ui.progress("bar", said, static_cast<int>(recount.total > 0 ? recount.received * kSteps / recount.total : 0),
                   kSteps);
  view.ui.live("said", counting ? said : say("Загружаем бюллетени"));
}

void ask(const Voting& v, const Json& results) {
  const View& view = v.view;
  const Json& all = items(results, "districts");
  std::string district = view.state.input(kDistrict);
  if (all.size() > 1) {
    std::vector<ui::Choice> choices;
    for (const Json& one : all) choices.push_back({text(one, "id"), typeset(text(one, "label")), {}});
    if (district.empty()) district = choices[0].value;
    const ui::FieldEvent chosen = view.ui.select("district", say("Муниципалитет"), district, choices);
    if (chosen.changed) view.wish(app::InputChanged{std::string(kDistrict), chosen.value});
  }
  const auto& recount = view.state.recount;
  const bool busy = recount && recount->campaign == v.id &&
                    (recount->stage == Stage::Downloading || recount->stage == Stage::Counting);
  const std::string why = busy                ? say("Уже считаем.")
                          : view.state.online ? std::string{}
                                              : say("Чтобы загрузить бюллетени, нужна связь.");
  if (view.ui.button("count", say("Пересчитать"),
                     {.kind = ui::ButtonKind::Primary, .disabled = !why.empty(), .reason = why}))
    view.wish(app::RecountWanted{v.id, district});
}

}  // namespace

void recount_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  const auto v = voting_of(view, say("Пересчитать самому"));
  if (!v) return;
  view.ui.back_link("back", say("Итоги"), v->address(app::Screen::Results));
  if (!v->published()) {
    view.ui.title(say("Пересчитать самому"));
    view.ui.paragraph("later", say("Бюллетени опубликуют вместе с итогами. Голосование ") +
                                   campaign_state(view.state, v->campaign) + ".");
    return;
  }
  const Json* results = loaded(view, app::results_path(v->id), say("Пересчитать самому"));
  if (results == nullptr) return;
  view.ui.title(say("Пересчитать самому"));
  view.ui.paragraph("lead",
                    say("Ваше устройство загрузит все бюллетени без имён, пересчитает их той же программой, что и "
                        "сервер, и сравнит с объявленными итогами."),
                    {.size = ui::TextSize::Lead, .secondary = true});
  ask(*v, *results);
  const auto& recount = view.state.recount;
  if (!recount || recount->campaign != v->id) return;
  if (recount->stage == Stage::Failed) {
    const auto notice = view.ui.notice("failed", ui::Tone::Error, say("Пересчитать не удалось"));
    view.ui.paragraph("text",
                      say("Проверьте интернет и повторите. Если не поможет, скачайте файл .pb на странице итогов "
                          "и посчитайте любой программой."));
    return;
  }
  if (recount->stage != Stage::Done) return progress(view, *recount);
  const Json* announced = district_of(*results, recount->district);
  if (announced == nullptr) return;
  view.ui.paragraph("ballots",
                    say("Пересчитано: ") +
                        counted(integer(*recount->result, "voters"), "бюллетень", "бюллетеня", "бюллетеней") + ".");
  winners(view, *recount->result, *announced);
  steps(view, *recount->result);
}

extern const Scene kRecountPage = {.screen = app::Screen::Recount,
                                   .draw = recount_screen,
                                   .title = "Пересчитать самому",
                                   .needs = results_needs,
                                   .name = campaign_name};

}  // namespace pochin::screens
