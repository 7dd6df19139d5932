// Help in the product: how the contest works and how each section of the application is filled in. The words about
// fields are those of the pack, so that help never differs from the form.
#include <nlohmann/json.hpp>

#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
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

}  // namespace

void help_screen(const View& view) {
  const auto main = view.ui.main("main");
  view.ui.title(say("Помощь"));
  view.ui.paragraph("lead", say("Ответы на частые вопросы. Если ответа нет, позвоните: подскажем."),
                    {.size = ui::TextSize::Lead, .secondary = true});
  view.primary_link("application", say("Как заполнить заявку"), href_of(app::Screen::HelpApplication));
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

std::string help_words(const app::State&) { return say("Ответы на частые вопросы об инициативном бюджетировании."); }

}  // namespace

extern const Scene kHelpPage = {
    .screen = app::Screen::Help, .draw = help_screen, .title = "Помощь", .description = for_search(help_words)};

}  // namespace pochin::screens
