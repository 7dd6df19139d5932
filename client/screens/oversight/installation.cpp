// «Состояние портала»: what in this installation is insecure or unlawful, the gravest first, each with what comes of it
// and what to do; and what is in order.
#include "shared/api/installation.h"

#include <algorithm>

#include "client/screens/kit/rights.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {
namespace {

constexpr std::string_view kCopied = "installation.copied";

struct Gravity {
  std::string_view level, title;
  ui::Tone tone;
};
constexpr Gravity kGravities[] = {{"error", "Исправьте сейчас", ui::Tone::Error},
                                  {"warning", "Стоит исправить", ui::Tone::Warn},
                                  {"note", "К сведению", ui::Tone::Accent}};

using Findings = std::vector<wire::Finding>;

int64_t of_level(const Findings& all, std::string_view level) {
  return std::ranges::count(all, level, &wire::Finding::level);
}

void to_copy(const View& view, const std::string& key, const wire::Finding& one) {
  const std::string& command = one.command;
  if (command.empty()) return;
  const auto box = view.ui.notice("copy", ui::Tone::Neutral, {});
  view.ui.paragraph("command", command);
  const bool copied = view.state.input(kCopied) == key;
  const std::string label = (copied ? say("Скопировано: ") : say("Скопировать: ")) + command;
  ui::ButtonOptions options{.icon = copied ? ui::Icon::Check : ui::Icon::Document, .label = label};
  if (view.ui.button("take", copied ? say("Скопировано") : say("Скопировать"), options)) {
    view.wish(app::Handed{"copy", {}, command});
    view.wish(app::InputChanged{std::string(kCopied), key});
  }
}

void finding(const View& view, const std::string& key, const wire::Finding& one, ui::Tone of_level) {
  const auto card = view.ui.card(key, of_level);
  view.ui.heading(3, "what", typeset(one.message));
  if (!one.why.empty()) view.ui.paragraph("why", typeset(one.why));
  if (!one.todo.empty()) view.ui.paragraph("todo", typeset(one.todo), {.bold = true});
  to_copy(view, key, one);
  if (!one.basis.empty())
    view.ui.paragraph("basis", say("Основание: ") + typeset(one.basis),
                      {.size = ui::TextSize::Small, .secondary = true});
}

void findings(const View& view, const Findings& all) {
  int index = 0;
  for (const Gravity& gravity : kGravities) {
    if (of_level(all, gravity.level) == 0) continue;
    const auto section = view.ui.section(gravity.level, say(gravity.title));
    const auto grid = view.ui.grid("cards", 440);
    for (const wire::Finding& one : all)
      if (one.level == gravity.level) finding(view, "f" + std::to_string(index++), one, gravity.tone);
  }
}

void fine(const View& view, const std::vector<std::string>& all) {
  if (all.empty()) return;
  const auto section = view.ui.section("fine", say("В порядке"));
  const auto card = view.ui.card("card");
  const auto list = view.ui.list("list", say("В порядке"));
  int index = 0;
  for (const std::string& one : all) {
    const auto item = view.ui.item("i" + std::to_string(index++));
    view.ui.paragraph("text", typeset(one), {.tone = ui::Tone::Ok, .icon = ui::Icon::Check});
  }
}

// What the clock does by itself: when it did it last, and how that went.
void clock_jobs(const View& view, const std::vector<wire::ClockJob>& all) {
  if (all.empty()) return;
  const auto section = view.ui.section("jobs", say("Работы по расписанию"));
  const auto card = view.ui.card("card");
  const auto list = view.ui.list("list", say("Работы по расписанию"));
  int index = 0;
  for (const wire::ClockJob& one : all) {
    const auto item = view.ui.item("j" + std::to_string(index++));
    const std::string& state = one.state;
    const bool wrong = state == "late" || state == "trouble";
    const ui::Icon icon = wrong ? ui::Icon::Alert : state == "done" ? ui::Icon::Check : ui::Icon::Clock;
    const ui::Tone tone = wrong ? ui::Tone::Warn : state == "done" ? ui::Tone::Ok : ui::Tone::Neutral;
    view.ui.paragraph("title", typeset(one.title), {.tone = tone, .icon = icon});
    std::string went = say("Ждёт своей очереди");
    if (one.at) {
      const std::string when = to_the_second(view.state, *one.at);
      went = (state == "runs" ? say("Идёт с ") : say("Последний раз: ")) + when;
      if (one.done > 0) went += say(", сделано: ") + std::to_string(one.done);
      if (state == "trouble") went += say(", с ошибкой");
      if (state == "late") went = say("Опаздывает. ") + went;
    }
    view.ui.paragraph("went", went, {.size = ui::TextSize::Small, .secondary = true});
  }
}

// «2 опасных места, 5 замечаний, в порядке 9 проверок»
std::string summary(int64_t errors, int64_t warnings, int64_t good) {
  std::string out;
  if (errors > 0) out = counted(errors, "опасное место", "опасных места", "опасных мест");
  if (warnings > 0) out = join(out, ", ", counted(warnings, "замечание", "замечания", "замечаний"));
  return join(out, ". ", say("В порядке: ") + counted(good, "проверка", "проверки", "проверок")) + ".";
}

bool checking(const View& view) {
  return std::any_of(view.state.pending.begin(), view.state.pending.end(), [](const auto& entry) {
    return entry.second.kind == app::Pending::Kind::Resource && entry.second.subject == app::installation_path();
  });
}

}  // namespace

void installation_screen(const View& view) {
  const auto main = view.ui.main("main");
  if (!may_see(view, say("Здесь администратор видит, что в настройках портала небезопасно или незаконно."))) return;
  if (shut(view, app::installation_path(), "Её видят администратор портала и аудитор.")) return;
  const Json* answer = loaded(view, app::installation_path(), say("Состояние портала"));
  if (answer == nullptr) return;
  const auto found = wire::read<wire::Installation>(*answer);
  view.ui.back_link("back", say("Рабочий стол"), href_of(app::Screen::Desk));
  view.ui.title(say("Состояние портала"));
  const Findings& all = found.findings;
  const int64_t errors = of_level(all, "error"), warnings = of_level(all, "warning");
  const std::string said = summary(errors, warnings, static_cast<int64_t>(found.fine.size()));
  if (errors + warnings == 0) {
    const auto notice = view.ui.notice("sound", ui::Tone::Ok, say("Всё в порядке: исправлять нечего"));
    view.ui.paragraph("text", say("Проверено всё, что портал знает о своих настройках, данных и правилах."));
  } else {
    view.ui.paragraph("summary", said, {.size = ui::TextSize::Lead});
  }
  {
    const auto row = view.ui.row("check", 16);
    const bool busy = checking(view);
    if (view.ui.button("again", say("Проверить снова"),
                       {.icon = ui::Icon::Return, .disabled = busy, .reason = busy ? say("Проверяем…") : ""}))
      view.wish(app::Retried{app::installation_path()});
    view.ui.paragraph("at", say("Проверено: ") + to_the_second(view.state, found.checked),
                      {.size = ui::TextSize::Small, .secondary = true});
  }
  view.ui.live("said", said);
  findings(view, all);
  clock_jobs(view, found.jobs);
  fine(view, found.fine);
}

namespace {

void installation_needs(const app::State& state, app::Needs& needs) {
  if (state.session.logged_in()) needs.renew(app::installation_path());
}

}  // namespace

extern const Scene kInstallationPage = {
    .screen = app::Screen::Installation,
    .draw = installation_screen,
    .title = "Состояние портала",
    .needs = installation_needs,
    .tile = {"portal", "Состояние портала", "Что в настройках небезопасно или незаконно и как исправить.",
             has_installation}};

}  // namespace pochin::screens
