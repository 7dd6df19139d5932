// The login, and the page for addresses that lead nowhere.
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {

void login_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  view.ui.title(say("Вход через Госуслуги"));
  if (view.state.session.logged_in()) {
    view.ui.paragraph("who", say("Вы уже вошли: ") + view.state.session.name + ".");
    view.primary_link("on", say("Продолжить"), view.state.route.to);
    return;
  }
  view.ui.paragraph("lead", say("Нужна подтверждённая учётная запись. Пароль портала придумывать не надо."),
                    {.size = ui::TextSize::Lead});
  {
    const auto section = view.ui.section("why", say("Зачем вход"));
    const auto list = view.ui.list("reasons", say("Зачем вход"));
    const std::pair<std::string_view, std::string_view> reasons[] = {
        {"one", "Одна заявка — один настоящий автор: никто не подаст её за вас."},
        {"two", "Черновик сохранится и откроется на другом устройстве."},
        {"three", "Ответ администрации увидите вы, а не кто-то другой."}};
    for (const auto& [key, reason] : reasons) {
      const auto item = view.ui.item(key);
      view.ui.paragraph("text", say(reason), {.icon = ui::Icon::Check});
    }
  }
  view.ui.paragraph("data", typeset(view.state.session.told), {.secondary = true});
  if (view.ui.button("login", say("Войти через Госуслуги"), {.kind = ui::ButtonKind::Primary}))
    view.wish(app::LoginWanted{});
  const std::string& demo = view.state.session.demo_href;
  if (!demo.empty() && view.ui.button("demo", say("Войти под вымышленным именем"))) view.wish(app::LoginWanted{demo});
}

void missing_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  view.ui.title(say("Такой страницы нет"));
  view.ui.paragraph("why", say("Возможно, адрес набран с ошибкой или страницу убрали. Ваши черновики на месте."));
  const auto row = view.ui.row("do");
  view.primary_link("home", say("На главную"), href_of(app::Screen::Portal));
  view.link("my", say("Мои заявки"), href_of(app::Screen::My));
}

extern const Scene kLoginPage = {
    .screen = app::Screen::Login,
    .draw = login_screen,
    .title = "Вход через Госуслуги",
};

extern const Scene kMissingPage = {
    .screen = app::Screen::NotFound,
    .draw = missing_screen,
    .title = "Такой страницы нет",
};

}  // namespace pochin::screens
