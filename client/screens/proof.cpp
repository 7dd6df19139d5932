// «Проверить свой голос»: what this device has checked of a receipt, in words.
#include <nlohmann/json.hpp>

#include "client/screens/list.h"
#include "client/screens/typography.h"
#include "client/screens/voting.h"
#include "client/screens/words.h"

namespace pochin::screens {
namespace {

using app::text;
using Found = app::Proof::Found;

constexpr std::string_view kInput = "vote.leaf";

void step(const View& view, std::string_view key, const std::string& said) {
  const auto item = view.ui.item(key);
  view.ui.paragraph("text", said, {.icon = ui::Icon::Check});
}

void held(const Voting& v, const app::Proof& proof) {
  const auto at = parse_instant(proof.at);
  {
    const auto notice = v.view.ui.notice("found", ui::Tone::Ok, say("Бюллетень в журнале"));
    const auto list = v.view.ui.list("steps", say("Что проверило ваше устройство"));
    step(v.view, "index",
         say("Код найден в журнале под № ") + grouped(proof.index + 1) + say(" из ") + grouped(proof.size) + ".");
    if (proof.steps > 0)
      step(v.view, "path",
           say("Ваше устройство само пересчитало цепочку: ") +
               counted(proof.steps, "контрольная сумма", "контрольные суммы", "контрольных сумм") +
               say(" от вашего кода до общей. Общая сошлась."));
    step(v.view, "root",
         say("Журнал нельзя изменить, не изменив общую сумму, а её публикуют для наблюдателей") +
             (at ? say(": эта — ") + to_the_second(v.view.state, *at) : std::string{}) + ".");
  }
  v.view.ui.paragraph("sum", say("Общая контрольная сумма: ") + grouped_code(proof.root),
                      {.size = ui::TextSize::Small, .secondary = true});
}

std::string told(Found found) {
  switch (found) {
    case Found::Held:
      return say("Бюллетень в журнале");
    case Found::Asking:
      return say("Проверяем…");
    case Found::Absent:
      return say("Такого кода в журнале нет");
    case Found::Broken:
      return say("Контрольные суммы не сходятся");
    case Found::Malformed:
      return say("Это не код квитанции");
    case Found::NotSealed:
      return say("Бюллетень принят, в журнал он ещё не записан");
    case Found::Unreachable:
      break;
  }
  return say("Не удалось проверить: нет связи с журналом");
}

std::string advice(Found found) {
  switch (found) {
    case Found::Absent:
      return say(
          "Сверьте код с квитанцией и голосование, в котором вы участвовали. Если всё верно, покажите квитанцию "
          "счётной комиссии или наблюдателю: это нарушение.");
    case Found::Broken:
      return say("Сохраните квитанцию и сообщите счётной комиссии и наблюдателям: журнал не сходится с вашей записью.");
    case Found::Malformed:
      return say("В коде 64 знака: цифры и буквы от a до f. Скопируйте его из квитанции целиком.");
    case Found::NotSealed:
      return say(
          "Записи попадают в журнал по несколько сразу, чтобы по времени нельзя было узнать голос. Проверьте "
          "снова.");
    default:
      return say("Проверьте интернет и повторите через минуту.");
  }
}

void outcome(const Voting& v) {
  const auto& proof = v.view.state.proof;
  if (!proof || proof->campaign != v.id) return;
  v.view.ui.live("said", told(proof->found));
  if (proof->found == Found::Held) return held(v, *proof);
  if (proof->found == Found::Asking) return v.view.ui.paragraph("asking", told(proof->found), {.secondary = true});
  const bool serious = proof->found == Found::Broken || proof->found == Found::Absent;
  const auto notice = v.view.ui.notice("found", serious ? ui::Tone::Error : ui::Tone::Warn, told(proof->found));
  const int64_t minutes = (proof->seal_seconds + 59) / 60;
  v.view.ui.paragraph("todo",
                      join(advice(proof->found), " ",
                           proof->found == Found::NotSealed && minutes > 0
                               ? say("Не позже чем через ") + counted(minutes, "минуту", "минуты", "минут") + "."
                               : ""));
}

// After publication: which of the published ballots is one's own. Only its voter is told.
void own_ballot(const Voting& v) {
  if (!v.published() || v.me == nullptr) return;
  const std::string tracker = text(*v.me, "tracker");
  if (tracker.empty()) return;
  const auto section = v.view.ui.section("own", say("Ваш бюллетень среди опубликованных"));
  const auto card = v.view.ui.card("card");
  v.view.ui.paragraph("label", say("Метка вашего бюллетеня"), {.secondary = true});
  v.view.ui.paragraph("tracker", tracker, {.size = ui::TextSize::Lead, .bold = true});
  v.view.ui.paragraph("text", say("Найдите её в опубликованных бюллетенях и сравните отметки со своим выбором. Метку "
                                  "видите только вы, а назвать другим можно любую."));
  ui::LinkOptions download;
  download.icon = ui::Icon::Download;
  download.download = true;
  v.view.link("csv", say("Все бюллетени таблицей, CSV"), app::campaign_path(v.id) + "/ballots.csv", download);
}

void ask(const Voting& v) {
  const std::string receipt = v.me == nullptr ? std::string{} : text(app::child(*v.me, "cast"), "leaf");
  const std::string typed = v.view.state.input(kInput);
  const std::string code = typed.empty() ? receipt : typed;
  const auto form = v.view.ui.form("form", say("Проверка квитанции"));
  const ui::FieldEvent field = v.view.ui.text_area(
      "code", say("Код из квитанции"), code,
      {.hint = receipt.empty() ? say("64 знака, можно с пробелами") : say("Подставлен код вашей квитанции"),
       .required = true});
  if (field.changed) v.view.wish(app::InputChanged{std::string(kInput), field.value});
  if (v.view.ui.button("check", say("Проверить"), {.kind = ui::ButtonKind::Primary}))
    v.view.wish(app::ProofWanted{v.id, field.changed ? field.value : code});
}

}  // namespace

void proof_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  const auto v = voting_of(view, say("Проверить свой голос"));
  if (!v) return;
  view.ui.back_link("back", typeset(text(v->campaign, "title")), v->address(app::Screen::Campaign));
  view.ui.title(say("Проверить свой голос"));
  view.ui.paragraph("lead", say("Код квитанции не раскрывает выбор. Проверку делает ваше устройство, а не сервер."),
                    {.secondary = true});
  ask(*v);
  outcome(*v);
  own_ballot(*v);
  if (!view.state.session.logged_in())
    view.ui.paragraph("login",
                      say("После входа код подставится сам, а когда бюллетени опубликуют, вы увидите метку "
                          "своего."),
                      {.size = ui::TextSize::Small, .secondary = true});
}

}  // namespace pochin::screens
