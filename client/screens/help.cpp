// Help in the product: how the contest works and how each section of the application is filled in. The words about
// fields are those of the pack, so that help never differs from the form.
#include <nlohmann/json.hpp>

#include "client/screens/list.h"
#include "client/screens/typography.h"
#include "client/screens/words.h"
#include "shared/practice/pack.h"

namespace pochin::screens {
namespace {

using app::items;
using app::text;

struct Answer {
  std::string_view key, question, answer;
};

constexpr Answer kQuestions[] = {
    {"who", "Кто может подать заявку?",
     "Инициативная группа жителей, орган ТОС, староста или сама администрация. Нужна подтверждённая учётная запись "
     "Госуслуг."},
    {"begin", "С чего начать?",
     "Соберите соседей, выберите один проект и решите, сколько денег соберёте сами. Протокол собрания понадобится в "
     "заявке."},
    {"lost", "Что будет, если пропадёт связь?",
     "Продолжайте: всё, что вы пишете, лежит на устройстве и уйдёт на сервер, когда связь появится. Рядом с кнопкой "
     "видно, что уже принято."},
    {"together", "Можно заполнять вместе?",
     "Да. Если вы и коллега измените одно и то же, портал покажет оба варианта и спросит, какой оставить."},
    {"points", "Откуда берётся балл?",
     "Портал считает его по критериям конкурса, пока вы заполняете, и подсказывает, что его поднимет. Балл "
     "предварительный: итоговый ставят те, кто проверяет заявки."},
    {"returned", "Заявку вернули. Что делать?",
     "Откройте её: у каждого поля с замечанием написано, что исправить. Исправьте и отправьте снова."},
    {"vote", "Как проголосовать?",
     "Откройте «Голосования», выберите проекты, нажмите «Проверить выбор» и «Проголосовать». Пока вы не увидели "
     "«Голос принят», бюллетень не отправлен."},
    {"secret", "Узнает ли кто-нибудь, за что я голосовал?",
     "Нет. Отметка о том, что вы голосовали, хранится отдельно от бюллетеня. Квитанция выбор не показывает."},
    {"trust", "Как убедиться, что голос учтён?",
     "Введите код квитанции на странице «Проверить свой голос»: ваше устройство само проверит запись в журнале и "
     "подпись журнала. Ключ подписи стоит в протоколе открытия, на странице голосования и в сохранённой квитанции: он "
     "должен быть один и тот же. После публикации итогов вы увидите свой бюллетень в общем списке, а пересчитать их "
     "все может любой."},
    {"personal", "Кто увидит личные данные?",
     "Только сотрудники, которые работают с заявкой. На открытой карточке проекта их нет."}};

std::string applicability(const form::Field& field) {
  if (field.required.empty()) return {};
  return field.required.text() == "true" ? say("обязательно") : say("нужно не всегда");
}

void section_help(const View& view, const form::Section& section, const practice::Pack& pack, int number) {
  const auto box = view.ui.section("s_" + section.id, std::to_string(number) + ". " + typeset(section.title));
  if (!section.intro.empty()) view.ui.paragraph("intro", typeset(section.intro));
  if (const auto more = pack.text("help." + section.id); !more.empty() && more != section.intro)
    view.ui.paragraph("more", typeset(more));
  const auto card = view.ui.card("card");
  const auto list = view.ui.list("fields", typeset(section.title));
  for (const form::Field& field : section.fields) {
    if (field.kind == form::Kind::note || field.privacy == form::Privacy::staff) continue;
    const auto item = view.ui.item(field.id);
    view.ui.paragraph("label", join(typeset(join(field.item, ". ", field.label)), ", ", applicability(field)),
                      {.bold = true});
    if (!field.hint.empty()) view.ui.paragraph("hint", typeset(field.hint));
    if (!field.help.empty()) view.ui.paragraph("help", typeset(field.help), {.secondary = true});
    if (!field.norm.empty())
      view.ui.paragraph("norm", say("Основание: ") + typeset(field.norm),
                        {.size = ui::TextSize::Small, .secondary = true});
  }
}

}  // namespace

void help_screen(const View& view) {
  const auto main = view.ui.main("main");
  view.ui.title(say("Помощь"));
  view.ui.paragraph("lead", say("Ответы на частые вопросы. Если ответа нет, позвоните: подскажем."),
                    {.size = ui::TextSize::Lead, .secondary = true});
  view.primary_link("application", say("Как заполнить заявку"), "/help/application");
  const auto split = view.ui.split("body");
  {
    const auto column = view.ui.column("story");
    const auto section = view.ui.section("questions", say("Частые вопросы"));
    for (const Answer& one : kQuestions) {
      const auto card = view.ui.card(one.key);
      view.ui.heading(3, "question", say(one.question));
      view.ui.paragraph("answer", say(one.answer));
    }
  }
  const auto aside = view.ui.aside("side", say("Помощь по телефону и почте"));
  help_card(view, "contact");
}

namespace {

// The help of which contest is wanted; the only one there is needs no choice (app::helped_practice).
void choose_practice(const View& view) {
  const Json* portal = loaded(view, app::portal_path(), say("Как заполнить заявку"));
  if (portal == nullptr) return;
  view.ui.title(say("Как заполнить заявку"));
  const Json& all = items(*portal, "practices");
  if (all.empty()) {
    view.ui.empty("none", ui::Icon::Calendar, say("Сейчас конкурсов нет"),
                  say("Когда объявят новый, здесь появится его инструкция."));
    return;
  }
  view.ui.paragraph("lead", say("Заявки у конкурсов разные. Выберите свой."),
                    {.size = ui::TextSize::Lead, .secondary = true});
  const auto card = view.ui.card("card");
  const auto list = view.ui.list("practices", say("Конкурсы"));
  for (const Json& each : all) {
    const auto item = view.ui.item(text(each, "id"));
    view.link("open", typeset(text(each, "title")), help_href(text(each, "id")));
    view.ui.paragraph("about", typeset(text(each, "lead")), {.size = ui::TextSize::Small, .secondary = true});
  }
}

}  // namespace

void help_application_screen(const View& view) {
  const auto main = view.ui.main("main");
  const std::vector<ui::Link> crumbs = {{say("Помощь"), "/help"}};
  view.ui.breadcrumbs("crumbs", crumbs, say("Как заполнить заявку"));
  const std::string practice = app::helped_practice(view.state);
  if (practice.empty()) return choose_practice(view);
  if (loaded(view, app::practice_path(practice), say("Как заполнить заявку")) == nullptr) return;
  const practice::Pack* pack = view.state.pack(practice);
  if (pack == nullptr) return;
  view.ui.title(say("Как заполнить заявку"));
  view.ui.paragraph("of", typeset(pack->full_title.empty() ? pack->title : pack->full_title), {.bold = true});
  view.ui.paragraph("lead",
                    say("Заполняйте в любом порядке и частями: каждое изменение сохраняется само. Подготовьте протокол "
                        "собрания и смету — остальное подскажет портал."),
                    {.size = ui::TextSize::Lead, .secondary = true});
  int number = 0;
  for (const form::Section* section : pack->form.sections()) section_help(view, *section, *pack, ++number);
  view.primary_link("start", say("Перейти к конкурсу"), "/practices/" + app::encode_component(practice));
}

void missing_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  view.ui.title(say("Такой страницы нет"));
  view.ui.paragraph("why", say("Возможно, адрес набран с ошибкой или страницу убрали. Ваши черновики на месте."));
  const auto row = view.ui.row("do");
  view.primary_link("home", say("На главную"), "/");
  view.link("my", say("Мои заявки"), "/my");
}

}  // namespace pochin::screens
