// What a voter takes away: a code that lies in the public log and tells nobody what was chosen.
#include "shared/voting/receipt.h"

#include <nlohmann/json.hpp>

#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "client/screens/voting/voting.h"

namespace pochin::screens {
namespace {

using app::integer;
using app::text;

void code(const Voting& v, const Json& receipt) {
  const View& view = v.view;
  const std::string leaf = text(receipt, "leaf"), own = voting::receipt_qr(v.id, leaf);
  const auto card = view.ui.card("receipt", ui::Tone::Ok);
  view.ui.title(say("Голос принят"));
  view.ui.paragraph("campaign", typeset(text(v.campaign, "title")), {.secondary = true, .icon = ui::Icon::Check});
  if (const std::string district = text(receipt, "district"); !district.empty())
    view.ui.paragraph("district", district_name(v, district), {.secondary = true, .icon = ui::Icon::Pin});
  if (view.state.qr_text == own && !view.state.qr_picture.empty())
    view.ui.image("qr", say("Код квитанции в виде QR"), view.state.qr_picture);
  view.ui.paragraph("label", say("Код вашего бюллетеня"), {.secondary = true});
  view.ui.paragraph("code", grouped_code(leaf), {.size = ui::TextSize::Lead, .bold = true});
  if (!app::has_value(receipt, "index"))
    view.ui.paragraph("index", say("Через несколько минут голос появится в открытом журнале."),
                      {.size = ui::TextSize::Small, .secondary = true});
  else
    view.ui.paragraph("index", say("Запись в журнале № ") + grouped(integer(receipt, "index") + 1),
                      {.size = ui::TextSize::Small, .secondary = true});
  view.primary_link("verify", say("Проверить свой голос"), v.address(app::Screen::Proof));
  const auto row = view.ui.row("keep");
  if (view.ui.button("copy", say("Скопировать код"))) view.wish(app::Handed{"copy", {}, leaf});
  if (view.ui.button("save", say("Сохранить файлом"), {.icon = ui::Icon::Download}))
    view.wish(
        app::Handed{"save", "квитанция-" + leaf.substr(0, 8) + ".txt", text(receipt, "text") + "\n" + own + "\n"});
  if (view.ui.button("print", say("Напечатать"), {.icon = ui::Icon::Print})) view.wish(app::Handed{"print", {}, {}});
}

void meaning(const Voting& v) {
  const View& view = v.view;
  const auto section = view.ui.section("meaning", say("Что доказывает квитанция"));
  const auto card = view.ui.card("card");
  const auto list = view.ui.list("list", say("Что доказывает квитанция"));
  static constexpr std::string_view kPoints[] = {
      "Ваш бюллетень лежит в общем журнале, и убрать его оттуда незаметно нельзя.",
      "Она не показывает, за что вы голосовали. Её можно показать кому угодно: выбор по ней не узнать.",
      "После публикации бюллетеней вы войдёте на портал и увидите метку своего бюллетеня в общем списке.",
      "Портал хранит её и для вас: она откроется снова после входа."};
  int index = 0;
  for (const std::string_view point : kPoints) {
    const auto item = view.ui.item("m" + std::to_string(index++));
    view.ui.paragraph("text", say(point));
  }
}

}  // namespace

void receipt_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  const auto v = own_voting(view, say("Квитанция"), say("Квитанцию видит только тот, кто голосовал."));
  if (!v) return;
  const Json& receipt = app::shown_receipt(view.state, *v->me);
  if (!receipt.is_object()) {
    view.ui.title(say("Квитанции нет"));
    view.ui.paragraph("why", say("Вы ещё не проголосовали: бюллетень не отправлен."));
    return view.primary_link("vote", v->open() ? say("К бюллетеню") : say("О голосовании"),
                             v->address(v->open() ? app::Screen::Ballot : app::Screen::Campaign));
  }
  said_notice(view);
  choose_receipt(*v);
  code(*v, receipt);
  if (v->open() && !v->cast()) {
    view.ui.paragraph("more", say("Вы можете проголосовать ещё в одном муниципалитете."), {.icon = ui::Icon::Info});
    view.link("vote", say("К бюллетеню"), v->address(app::Screen::Ballot));
  }
  meaning(*v);
  view.link("campaign", say("О голосовании"), v->address(app::Screen::Campaign));
}

namespace {

void receipt_needs(const app::State& state, app::Needs& needs) {
  needs.want(app::campaign_path(state.route.id));
  if (state.session.logged_in()) needs.renew(app::my_vote_path(state.route.id));
}

}  // namespace

extern const Scene kReceiptPage = {.screen = app::Screen::Receipt,
                                   .draw = receipt_screen,
                                   .title = "Голос принят",
                                   .needs = receipt_needs,
                                   .name = campaign_name};

}  // namespace pochin::screens
