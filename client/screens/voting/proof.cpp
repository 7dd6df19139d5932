// «Проверить свой голос»: what this device has checked of a receipt, in words.
#include <nlohmann/json.hpp>

#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "client/screens/voting/voting.h"

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
    step(v.view, "signed", say("Журнал подписан ключом этого голосования. Подпись проверило ваше устройство."));
    step(v.view, "root",
         say("Журнал нельзя изменить, не изменив общую сумму, а её публикуют для наблюдателей") +
             (at ? say(": эта — ") + to_the_second(v.view.state, *at) : std::string{}) + ".");
  }
  v.view.ui.paragraph("sum", say("Общая контрольная сумма: ") + grouped_code(proof.root),
                      {.size = ui::TextSize::Small, .secondary = true});
  v.view.ui.paragraph("key",
                      say("Ключ подписи журнала: ") + proof.key +
                          say(". Он напечатан в сохранённой квитанции и в протоколе открытия: сравните."),
                      {.size = ui::TextSize::Small, .secondary = true});
}

std::string describe(Found found) {
  switch (found) {
    case Found::Held:
      return say("Бюллетень в журнале");
    case Found::Asking:
      return say("Проверяем…");
    case Found::Absent:
      return say("Такого кода в журнале нет");
    case Found::Broken:
      return say("Контрольные суммы не сходятся");
    case Found::Forged:
      return say("Журнал подписан не тем ключом");
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
    case Found::Forged:
      return say(
          "Подпись общей суммы не сходится с ключом голосования: этому журналу верить нельзя. Сохраните квитанцию и "
          "сообщите счётной комиссии и наблюдателям.");
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
  v.view.ui.live("said", describe(proof->found));
  if (proof->found == Found::Held) return held(v, *proof);
  if (proof->found == Found::Asking) return v.view.ui.paragraph("asking", describe(proof->found), {.secondary = true});
  const bool serious = proof->found == Found::Broken || proof->found == Found::Absent || proof->found == Found::Forged;
  const auto notice = v.view.ui.notice("found", serious ? ui::Tone::Error : ui::Tone::Warn, describe(proof->found));
  const int64_t minutes = (proof->seal_seconds + 59) / 60;
  v.view.ui.paragraph("todo",
                      join(advice(proof->found), " ",
                           proof->found == Found::NotSealed && minutes > 0
                               ? say("Не позже чем через ") + counted(minutes, "минуту", "минуты", "минут") + "."
                               : ""));
}

std::string status_of(const app::OwnBallot& own) {
  if (own.status.empty() || own.status == "counted") return say("Бюллетень учтён.");
  if (own.status == "annulled") return say("Бюллетень аннулирован счётной комиссией: ") + typeset(own.act) + ".";
  return say("Бюллетень не учтён: личность подтверждена слабее, чем нужно.");
}

// The choices that stand in the published file, in its own words.
void found_ballot(const Voting& v, const app::OwnBallot& own) {
  using Stage = app::OwnBallot::Stage;
  const View& view = v.view;
  if (own.stage == Stage::Asking)
    return view.ui.paragraph("asking", say("Загружаем опубликованные бюллетени…"), {.secondary = true});
  if (own.stage != Stage::Found) {
    const std::string what = own.stage == Stage::Absent ? say("Вашей метки в опубликованном файле нет")
                                                        : say("Не удалось загрузить опубликованные бюллетени");
    view.ui.live("said", what);
    const auto notice = view.ui.notice("lost", own.stage == Stage::Absent ? ui::Tone::Error : ui::Tone::Warn, what);
    return view.ui.paragraph("todo", own.stage == Stage::Absent
                                         ? say("Покажите квитанцию счётной комиссии или наблюдателю: это нарушение.")
                                         : say("Проверьте интернет и повторите."));
  }
  view.ui.live("said", say("Ваш бюллетень найден в опубликованном файле"));
  view.ui.paragraph("under", say("В опубликованном файле под этой меткой:"), {.bold = true});
  const app::Resource* all = view.state.find(app::vote_projects_path(v.id));
  const auto list = view.ui.list("choices", say("Что записано под вашей меткой"));
  size_t place = 0;
  for (const app::Choice& one : own.choices) {
    const Json* project = all == nullptr || !all->usable() ? nullptr : project_by_id(*all->body, one.project);
    const std::string title = project == nullptr ? one.project : typeset(text(*project, "title"));
    const auto item = view.ui.item("p" + one.project);
    view.ui.paragraph("choice", join(title, ": ", mark_of(v.rules, one, place++)), {.icon = ui::Icon::Check});
  }
  view.ui.paragraph("status", status_of(own));
}

// After publication: which of the published ballots is one's own, and what it says. Only its voter is told.
void own_ballot(const Voting& v, const Json& cast) {
  const std::string tracker = text(cast, "tracker"), district = text(cast, "district");
  if (tracker.empty()) return;
  const auto card = v.view.ui.card("own-" + district);
  v.view.ui.paragraph("label", join(say("Метка вашего бюллетеня"), ", ", district_name(v, district)),
                      {.secondary = true});
  v.view.ui.paragraph("tracker", tracker, {.size = ui::TextSize::Lead, .bold = true});
  const auto& own = v.view.state.own_ballot;
  const bool asked = own && own->campaign == v.id && own->tracker == tracker;
  if (asked) found_ballot(v, *own);
  if ((!asked || own->stage == app::OwnBallot::Stage::Failed) &&
      v.view.ui.button("find", say("Показать, что записано под меткой"),
                       {.label = join(say("Показать, что записано под меткой"), " ", tracker)}))
    v.view.wish(app::OwnBallotWanted{v.id, district, tracker});
}

void own_ballots(const Voting& v) {
  if (!v.published() || v.me == nullptr) return;
  const Json& casts = app::items(*v.me, "casts");
  const bool none = text(app::child(*v.me, "cast"), "tracker").empty() && text(*v.me, "tracker").empty();
  if (none) return;
  const auto section = v.view.ui.section("own", say("Ваш бюллетень среди опубликованных"));
  for (const Json& cast : casts) own_ballot(v, cast);
  v.view.ui.paragraph("text",
                      say("Ваше устройство загружает весь файл и ищет метку само: портал не знает, какую. Метку "
                          "видите только вы, а назвать другим можно любую."),
                      {.secondary = true});
  ui::LinkOptions download;
  download.icon = ui::Icon::Download;
  download.download = true;
  v.view.link("csv", say("Все бюллетени таблицей, CSV"), app::campaign_path(v.id) + "/ballots.csv", download);
}

void ask(const Voting& v) {
  const std::string receipt = v.me == nullptr ? std::string{} : text(app::shown_receipt(v.view.state, *v.me), "leaf");
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
  if (v->me != nullptr) choose_receipt(*v);
  ask(*v);
  outcome(*v);
  own_ballots(*v);
  if (!view.state.session.logged_in())
    view.ui.paragraph("login",
                      say("После входа код подставится сам, а когда бюллетени опубликуют, вы увидите метку "
                          "своего."),
                      {.size = ui::TextSize::Small, .secondary = true});
}

namespace {

void proof_needs(const app::State& state, app::Needs& needs) {
  needs.want(app::campaign_path(state.route.id));
  needs.want(app::vote_projects_path(state.route.id));
  if (state.session.logged_in()) needs.renew(app::my_vote_path(state.route.id));
}

}  // namespace

extern const Scene kProofPage = {.screen = app::Screen::Proof,
                                 .draw = proof_screen,
                                 .title = "Проверить свой голос",
                                 .needs = proof_needs,
                                 .name = campaign_name};

}  // namespace pochin::screens
