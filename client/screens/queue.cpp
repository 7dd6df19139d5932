// What waits for an official: the queue of the municipality or of the project centre.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/list.h"
#include "client/screens/typography.h"
#include "client/screens/words.h"

namespace pochin::screens {
namespace {

using app::integer;
using app::items;
using app::text;

struct Filter {
  std::string_view code, title;
  bool (*takes)(const Json&);
};

bool any(const Json&) { return true; }
bool waits(const Json& item) {
  const std::string state = text(item, "state");
  return state == "submitted_to_municipality" || state == "submitted_to_region" || state == "formal_check" ||
         state == "municipal_review";
}
bool hurries(const Json& item) {
  const std::string of_deadline = text(app::child(item, "deadline"), "tone");
  return waits(item) && (of_deadline == "warning" || of_deadline == "danger");
}
bool returned(const Json& item) { return text(item, "state") == "returned_for_revision"; }
bool decided(const Json& item) { return !waits(item) && !returned(item) && text(item, "state") != "draft"; }

constexpr Filter kFilters[] = {{"waits", "Ждут меня", waits},
                               {"hurries", "Срок подходит", hurries},
                               {"returned", "На доработке", returned},
                               {"decided", "Решены", decided},
                               {"all", "Все", any}};

const Filter& chosen_filter(const View& view) {
  const std::string code = view.state.input("queue.filter");
  for (const Filter& one : kFilters) {
    if (one.code == code) return one;
  }
  return kFilters[0];
}

void chips(const View& view, const Json& all) {
  std::vector<ui::Choice> choices;
  for (const Filter& one : kFilters) {
    const auto count = std::count_if(all.begin(), all.end(), one.takes);
    choices.push_back({std::string(one.code), say(one.title) + " " + std::to_string(count)});
  }
  if (const auto code = view.ui.chips("filter", say("Показать"), choices, chosen_filter(view).code))
    view.wish(app::InputChanged{"queue.filter", *code});
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
    view.link("open", title.empty() ? say("Заявка без названия") : typeset(title),
              "/work/applications/" + app::encode_component(id), strong);
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
      view.ui.paragraph("none", say("Без срока"), {.size = ui::TextSize::Small, .secondary = true});
  }
  const auto submitted = instant_of(item, "submitted_at");
  view.ui.cell_text("submitted", submitted ? day_and_time(view.state, *submitted) : "—");
}

void table(const View& view, const Json& all) {
  const Filter& filter = chosen_filter(view);
  const auto count = std::count_if(all.begin(), all.end(), filter.takes);
  if (count == 0) {
    if (filter.code == "waits")
      view.ui.empty("none", ui::Icon::Check, say("Всё рассмотрено"),
                    say("Новые заявки появятся здесь, как только жители их подадут."));
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
  for (const Json& item : all) {
    if (filter.takes(item)) row(view, item);
  }
}

}  // namespace

void queue_screen(const View& view) {
  const auto main = view.ui.main("main");
  if (!may_see(view, say("Здесь заявки, которые ждут решения администрации или проектного центра."))) return;
  const bool clerk = view.state.session.has("municipal_operator");
  const bool centre = view.state.session.has("project_centre_operator");
  if (!clerk && !centre) {
    view.ui.title(say("Эта страница — для сотрудников"));
    view.ui.paragraph("why", say("У вас роль жителя. Ваши заявки — в разделе «Мои заявки»."));
    view.primary_link("my", say("Мои заявки"), "/my");
    return;
  }
  const std::string path = app::applications_path(clerk ? "queue" : "centre");
  const Json* list = loaded(view, path, say("Заявки на рассмотрении"));
  if (list == nullptr) return;
  view.ui.title(say("Заявки на рассмотрении"));
  said_notice(view);
  const Json& all = items(*list, "items");
  const auto waiting = std::count_if(all.begin(), all.end(), waits);
  const auto hurrying = std::count_if(all.begin(), all.end(), hurries);
  std::string lead = waiting == 0 ? say("Сейчас ничего не ждёт решения.")
                                  : say("Ждут решения: ") + counted(waiting, "заявка", "заявки", "заявок") + ".";
  if (hurrying > 0) lead += say(" Срок подходит у ") + counted(hurrying, "заявки", "заявок", "заявок") + ".";
  view.ui.paragraph("lead", lead, {.secondary = true});
  chips(view, all);
  table(view, all);
}

}  // namespace pochin::screens
