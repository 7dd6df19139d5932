// «Журнал действий»: who did what and when, whether the log is whole, and a copy of it to keep.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/kit/rights.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "shared/base/date.h"
#include "shared/base/text.h"
#include "shared/base/typed.h"

namespace pochin::screens {
namespace {

using app::child;
using app::flag;
using app::integer;
using app::items;
using app::text;

constexpr std::string_view kTried = "audit.tried";

struct Kind {
  std::string_view codes, title;
  bool technical;
};
constexpr Kind kKinds[] = {
    {"", "Все действия", true},
    {"login.,logout.", "Входы и выходы", true},
    {"grant.,invitation.", "Роли и приглашения", false},
    {"application.viewed,applications.,file.,rating.viewed,staff.,audit.viewed", "Просмотры личных данных", false},
    {"application.moved,application.converted,application.deleted,application.remark_closed,idea.", "Заявки и идеи",
     false},
    {"commission.,conflict.,expert.,meeting.,lot.,points.,rating.calculated", "Комиссия, эксперты, рейтинг", false},
    {"money.", "Деньги проектов", false},
    {"campaign.,two_person.", "Голосования и подтверждения", false},
    {"consent.,own_data.,retention.", "Согласия и удаление данных", false},
    {"pack.", "Правила практик", false},
    {"addresses.,audit.exported", "Служебное", true}};

std::string value(const View& view, std::string_view name) { return view.state.input("audit." + std::string(name)); }
void remember(const View& view, std::string_view name, const ui::FieldEvent& field) {
  if (field.changed) view.wish(app::InputChanged{"audit." + std::string(name), field.value});
}

std::string who(const View& view, const Json& people, const std::string& id) {
  if (!id.empty() && id == view.state.session.person_id) return typeset(view.state.session.short_name) + say(" (вы)");
  if (id.empty()) return say("Никто не вошёл");
  if (id == "command line") return say("Командная строка");
  if (id == "clock") return say("Часы портала");
  if (const std::string name = text(people, id); !name.empty()) return typeset(name);
  const bool person = id.size() > 1 && id[0] == 'p' && id.find_first_not_of("0123456789", 1) == std::string::npos;
  return person ? say("Человек № ") + id.substr(1) : id;
}

// What it was done to, where that says more than the action itself.
std::string object_of(const View& view, const Json& people, const Json& line) {
  const std::string object = text(line, "object"), title = text(line, "object_title");
  if (!title.empty()) return typeset(title);
  if (object == "session" || object == "grants" || object == "audit" || object == text(line, "actor")) return {};
  return object == "esia" ? say("через Госуслуги") : who(view, people, object.empty() ? "—" : object);
}

void chain_state(const View& view) {
  const app::Resource* chain = view.state.find(app::audit_chain_path());
  if (chain == nullptr || !chain->usable()) {
    // Whoever sees only their own actions is not shown the whole.
    if (chain == nullptr || chain->load != app::Load::Failed)
      view.ui.paragraph("chain_wait", say("Проверяем, цел ли журнал…"), {.secondary = true});
    return;
  }
  const Json& body = *chain->body;
  const std::string lines = counted(integer(body, "lines"), "строка", "строки", "строк");
  if (flag(body, "whole")) {
    const auto notice = view.ui.notice("chain", ui::Tone::Ok, say("Журнал цел: ") + lines);
    view.ui.paragraph("text", say("Каждая строка продолжает предыдущую, ни одну не изменили и не убрали."));
    view.ui.paragraph("hash", say("Последний хэш: ") + text(child(body, "head"), "hash"),
                      {.size = ui::TextSize::Small, .secondary = true});
    return;
  }
  const Json& fault = child(body, "fault");
  const auto notice =
      view.ui.notice("chain", ui::Tone::Error, say("Журнал повреждён на строке ") + grouped(integer(fault, "seq")));
  view.ui.paragraph("text", typeset(text(fault, "message")));
  view.ui.paragraph("todo", say("Строкам после неё верить нельзя. Сохраните копию базы и сравните её с последней "
                                "выгрузкой: pochin audit verify."));
}

std::string date_error(const View& view, std::string_view name, bool tried) {
  const std::string typed = value(view, name);
  if (!tried || typed.empty()) return {};
  const auto date = read_date(typed);
  if (!date) return typeset(date.error().message);
  const auto from = read_date(value(view, "from"));
  if (name == "to" && from && *date < *from) return say("Конец раньше начала: поменяйте даты местами.");
  return {};
}

std::string query(const View& view) {
  std::string out;
  for (const char* name : {"kind", "actor", "object", "from", "to"}) {
    std::string typed = value(view, name);
    if (name[0] == 'f' || name[0] == 't') {
      const auto date = read_date(typed);
      typed = date ? iso_date(*date) : std::string{};
    }
    if (typed.empty()) continue;
    if (!out.empty()) out += '&';
    out += std::string(name) + "=" + app::encode_component(typed);
  }
  return out;
}

void people_field(const View& view, const Json& people) {
  std::vector<ui::Choice> choices;
  for (const auto& [id, name] : people.items())
    if (name.is_string()) choices.push_back({id, typeset(name.get<std::string>()), {}});
  std::sort(choices.begin(), choices.end(),
            [](const ui::Choice& a, const ui::Choice& b) { return compare_russian(a.text, b.text) < 0; });
  choices.insert(choices.begin(), {"", say("Все"), {}});
  choices.push_back({"command line", say("Командная строка"), {}});
  choices.push_back({"clock", say("Часы портала"), {}});
  remember(view, "actor", view.ui.select("actor", say("Кто"), value(view, "actor"), choices, {.half = true}));
}

void filter(const View& view, const Json& log) {
  const bool tried = view.state.is_open(kTried), all = text(log, "sight") == "all";
  const auto form = view.ui.form("filter", say("Отбор"));
  std::vector<ui::Choice> kinds;
  for (const Kind& kind : kKinds)
    if (kind.technical || text(log, "sight") != "technical")
      kinds.push_back({std::string(kind.codes), say(kind.title), {}});
  remember(view, "kind", view.ui.select("kind", say("Что"), value(view, "kind"), kinds, {.half = all}));
  if (all) people_field(view, child(log, "people"));
  if (all)
    remember(view, "object",
             view.ui.text_field("object", say("Над чем"), value(view, "object"),
                                {.hint = say("номер заявки, голосования или приглашения"), .max_length = 100}));
  const std::string from = date_error(view, "from", tried), to = date_error(view, "to", tried);
  remember(view, "from",
           view.ui.date_field("from", say("С какого дня"), value(view, "from"), {.error = from, .half = true}));
  remember(view, "to", view.ui.date_field("to", say("По какой день"), value(view, "to"), {.error = to, .half = true}));
  const auto row = view.ui.row("do");
  if (view.ui.button("show", say("Показать"), {.kind = ui::ButtonKind::Primary})) {
    view.wish(app::Toggled{std::string(kTried), true});
    if (date_error(view, "from", true).empty() && date_error(view, "to", true).empty())
      view.wish(app::InputChanged{"audit.query", query(view)});
  }
  if (!view.state.input("audit.query").empty() && view.ui.button("reset", say("Сбросить отбор"))) {
    for (const char* name : {"kind", "actor", "object", "from", "to"})
      view.wish(app::InputChanged{std::string("audit.") + name, {}});
    view.wish(app::Toggled{std::string(kTried), false});
    view.wish(app::InputChanged{"audit.query", {}});
  }
}

void line(const View& view, const Json& people, const Json& one, bool content) {
  const auto row = view.ui.table_row("l" + std::to_string(integer(one, "seq")));
  const auto at = instant_of(one, "at");
  view.ui.cell_text("at", at ? to_the_second(view.state, *at) : "—");
  if (content) view.ui.cell_text("who", who(view, people, text(one, "actor")));
  view.ui.cell_text("what", typeset(text(one, "title")), {.bold = true});
  if (content) {
    const std::string about = join(object_of(view, people, one), ", ", typeset(text(one, "summary")));
    view.ui.cell_text("about", about.empty() ? "—" : about);
  }
  view.ui.cell_text("seq", grouped(integer(one, "seq")));
}

void lines(const View& view, const Json& log) {
  const Json& all = items(log, "items");
  if (all.empty())
    return view.ui.empty("none", ui::Icon::Search, say("Таких записей нет"),
                         view.state.input("audit.query").empty() ? say("Здесь появится всё, что делают на портале.")
                                                                 : say("Измените отбор."));
  const bool content = text(log, "sight") != "technical";
  std::vector<ui::Column> columns = {{.text = say("Когда"), .weight = 3}};
  if (content) columns.push_back({.text = say("Кто"), .weight = 3});
  columns.push_back({.text = say("Что сделано"), .weight = 4});
  if (content) columns.push_back({.text = say("Подробности"), .weight = 4});
  columns.push_back({.text = "№", .number = true, .weight = 1});
  {
    const auto table = view.ui.table("list", say("Записи журнала"), columns);
    for (const Json& one : all) line(view, child(log, "people"), one, content);
  }
  more_of(view, log, app::audit_path(view.state));
}

// What this person sees of the log, and why not more.
std::string sight_text(const std::string& sight) {
  if (sight == "all") return say("Кто, что и когда сделал на портале. Записи не удаляются и не меняются.");
  if (sight == "technical")
    return say("Вам видно, что и когда происходило со входами и службами. Кто и с чем работал, видит аудитор.");
  return say("Здесь ваши собственные действия.");
}

}  // namespace

void audit_screen(const View& view) {
  const auto main = view.ui.main("main");
  if (!may_see(view, say("Здесь видно, кто что сделал на портале и когда."))) return;
  const Json* log = loaded(view, app::audit_path(view.state), say("Журнал действий"));
  if (log == nullptr) return;
  const std::string sight = text(*log, "sight");
  view.ui.back_link("back", say("Рабочий стол"), href_of(app::Screen::Desk));
  view.ui.title(say("Журнал действий"));
  view.ui.paragraph("lead", sight_text(sight), {.size = ui::TextSize::Lead, .secondary = true});
  chain_state(view);
  if (sight == "all") {
    ui::LinkOptions options;
    options.icon = ui::Icon::Download;
    options.download = true;
    view.ui.link("export", say("Выгрузить весь журнал"), "/api/v1/audit/export", options);
  }
  filter(view, *log);
  if (view.state.notice == "more_failed") said_notice(view);
  lines(view, *log);
}

namespace {

void audit_needs(const app::State& state, app::Needs& needs) {
  if (!state.session.logged_in()) return;
  needs.renew(app::audit_path(state));
  needs.renew(app::audit_chain_path());
}

}  // namespace

extern const Scene kAuditPage = {.screen = app::Screen::AuditLog,
                                 .draw = audit_screen,
                                 .title = "Журнал действий",
                                 .needs = audit_needs,
                                 .tile = {"audit", "Журнал действий", "Кто что сделал и когда.", serves}};

}  // namespace pochin::screens
