// What waits for an official: the list of the municipality, of the project centre or of the commission.
#include <nlohmann/json.hpp>

#include "client/app/work_list.h"
#include "client/screens/kit/rights.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {
namespace {

using app::integer;
using app::items;
using app::text;

struct Filter {
  std::string_view code, title;
};

// The server filters and counts (server/api/filing/queues.cpp): what is shown is a page of the list.
constexpr Filter kFilters[] = {{"waits", "Ждут меня"},
                               {"hurries", "Срок подходит"},
                               {"returned", "На доработке"},
                               {"decided", "Решены"},
                               {"all", "Все"}};

std::string chosen_filter(const View& view) {
  const std::string query = view.state.input("queue.query");
  return query.empty() ? std::string(app::first_filter(view.state.session)) : query.substr(query.find('=') + 1);
}

void chips(const View& view, const Json& counts) {
  std::vector<ui::Choice> choices;
  for (const Filter& one : kFilters)
    choices.push_back({std::string(one.code), say(one.title) + " " + std::to_string(integer(counts, one.code))});
  if (const auto code = view.ui.chips("filter", say("Показать"), choices, chosen_filter(view)))
    view.wish(app::InputChanged{"queue.query", "filter=" + *code});
}

void search(const View& view) {
  const ui::FieldEvent typed = view.ui.search_field("search", say("Номер, проект, заявитель или место"),
                                                    view.state.input("queue.find"), {.half = true});
  if (typed.changed) view.wish(app::InputChanged{"queue.find", typed.value});
}

void row(const View& view, const Json& item) {
  const std::string id = text(item, "id");
  const auto line = view.ui.table_row("q" + id);
  view.ui.cell_text("number", text(item, "number"));
  {
    const auto cell = view.ui.cell("project");
    const std::string title = text(item, "title");
    ui::LinkOptions strong;
    strong.strong = true;
    view.link("open", title.empty() ? say("Заявка без названия") : typeset(title), href_of(app::Screen::Review, id),
              strong);
    view.ui.paragraph("who", typeset(join(text(item, "author"), ", ", text(item, "municipality"))),
                      {.size = ui::TextSize::Small, .secondary = true});
  }
  {
    const auto cell = view.ui.cell("state");
    const ui::Tone of_state = tone(text(item, "tone"));
    view.ui.badge("badge", say(text(item, "state_title")), of_state, icon(of_state));
  }
  {
    const auto cell = view.ui.cell("deadline");
    const Json& deadline = app::child(item, "deadline");
    if (deadline.is_object())
      view.ui.badge("badge", typeset(text(deadline, "text")), tone(text(deadline, "tone")), ui::Icon::Clock);
    else
      view.ui.paragraph("none", "—", {.secondary = true});
  }
  const auto submitted = instant_of(item, "submitted_at");
  view.ui.cell_text("submitted", submitted ? day_and_time(view.state, *submitted) : "—");
}

void table(const View& view, const Json& all) {
  if (all.empty()) {
    if (!view.state.input("queue.words").empty())
      view.ui.empty("none", ui::Icon::Search, say("Ничего не нашлось"),
                    say("Попробуйте другое слово, номер или отбор «Все»."));
    else if (chosen_filter(view) == "waits")
      view.ui.empty("none", ui::Icon::Check, say("Всё рассмотрено"),
                    say("Новые появятся здесь, когда их подадут или передадут вам."));
    else
      view.ui.empty("none", ui::Icon::Search, say("Таких заявок нет"), say("Выберите другой отбор."));
    return;
  }
  const std::vector<ui::Column> columns = {{.text = say("Номер"), .weight = 2},
                                           {.text = say("Проект и заявитель"), .weight = 5},
                                           {.text = say("Состояние"), .weight = 3},
                                           {.text = say("Срок"), .weight = 3},
                                           {.text = say("Подана"), .weight = 2}};
  const auto list = view.ui.table("list", say("Заявки"), columns);
  for (const Json& item : all) row(view, item);
}

}  // namespace

void queue_screen(const View& view) {
  const auto main = view.ui.main("main");
  if (!may_see(view, say("Здесь заявки, которые ждут решения администрации или проектного центра."))) return;
  constexpr std::string_view kFor = "Список заявок видят администрации, проектный центр, комиссии и эксперты.";
  if (app::list_of_work(view.state.session).empty()) return not_yours(view, kFor);
  const std::string path = app::queue_path(view.state);
  if (shut(view, path, kFor)) return;
  const bool begun = !view.state.input("queue.query").empty() || !view.state.input("queue.find").empty();
  if (!begun && loaded(view, path, say("Заявки на рассмотрении")) == nullptr) return;
  view.ui.title(say("Заявки на рассмотрении"));
  said_notice(view);
  const app::Resource* resource = view.state.find(path);
  static const Json kNone;
  const Json& counts = resource == nullptr || !resource->usable() ? kNone : app::child(*resource->body, "counts");
  if (view.state.input("queue.words").empty() && counts.is_object()) {
    const int64_t waiting = integer(counts, "waits"), hurrying = integer(counts, "hurries");
    std::string lead = waiting == 0 ? say("Сейчас ничего не ждёт решения.")
                                    : say("Ждут решения: ") + counted(waiting, "заявка", "заявки", "заявок") + ".";
    if (hurrying > 0) lead += say(" Срок подходит у ") + counted(hurrying, "заявки", "заявок", "заявок") + ".";
    view.ui.paragraph("lead", lead, {.secondary = true});
  }
  search(view);
  chips(view, counts);
  const Json* list = found(view, path);
  if (list == nullptr) return;
  table(view, items(*list, "items"));
  more_of(view, *list, path);
}

namespace {

void queue_needs(const app::State& state, app::Needs& needs) {
  if (!state.session.logged_in()) return;
  if (has_queue(state)) return needs.renew(app::queue_path(state));
  needs.want(app::portal_path());
}

}  // namespace

extern const Scene kQueuePage = {.screen = app::Screen::Queue,
                                 .draw = queue_screen,
                                 .title = "Заявки на рассмотрении",
                                 .needs = queue_needs,
                                 .tile = {"queue", "Заявки", "Что ждёт решения и что уже решено.", has_queue}};

}  // namespace pochin::screens
