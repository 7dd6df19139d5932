#include "client/screens/voting/voting.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "shared/base/money.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::screens {

using app::integer;
using app::items;
using app::text;

bool Voting::open() const { return campaign_open(campaign); }
bool Voting::published() const { return text(campaign, "state") == "published"; }
std::string Voting::address(app::Screen screen) const { return app::format_route({screen, id, {}, {}}); }

std::optional<Voting> voting_of(const View& view, std::string_view what) {
  const std::string& id = view.state.route.id;
  const Json* campaign = loaded(view, app::campaign_path(id), what);
  if (campaign == nullptr) return std::nullopt;
  const app::Resource* me = view.state.find(app::my_vote_path(id));
  const bool known = view.state.session.logged_in() && me != nullptr && me->usable();
  return Voting{view,
                *campaign,
                id,
                app::rules_of_campaign(*campaign),
                known ? me->body.get() : nullptr,
                app::find_ballot(view.state, id)};
}

std::optional<Voting> own_voting(const View& view, std::string_view what, std::string_view why) {
  if (!may_see(view, why)) return std::nullopt;
  auto voting = voting_of(view, what);
  if (!voting) return std::nullopt;
  if (loaded(view, app::my_vote_path(voting->id), what) == nullptr) return std::nullopt;
  return voting;
}

int64_t kopecks_of(const Json& object, std::string_view key) {
  const auto sum = parse_money(text(object, key));
  return sum ? sum->kopecks : 0;
}

std::string grouped_code(std::string_view hex) {
  std::string out;
  for (size_t i = 0; i < hex.size(); ++i) {
    if (i != 0 && i % 4 == 0) out += ' ';
    out += hex[i];
  }
  return out;
}

std::string left_of(const app::BallotRules& rules, const app::Projects& all, const app::Ballot& ballot,
                    int64_t projects) {
  const app::Left rest = app::left(rules, all, ballot.filled());
  const app::Choices& choices = ballot.choices;
  const auto remains = [](int64_t n, std::string_view one, std::string_view few, std::string_view many) {
    return std::string(plural(n, "Остался ", "Осталось ", "Осталось ")) + counted(n, one, few, many);
  };
  if (rules.kind == app::BallotKind::choose_one)
    return choices.empty() ? say("Проект не выбран") : say("Проект выбран");
  if (rules.kind == app::BallotKind::knapsack) return say("Осталось ") + roubles(rest.money);
  if (rules.kind == app::BallotKind::cumulative) return remains(rest.points, "балл", "балла", "баллов");
  if (rules.kind == app::BallotKind::plus_minus)
    return say("Осталось голосов: за — ") + grouped(rest.votes) + say(", против — ") + grouped(rest.minus);
  if (rules.kind == app::BallotKind::scores || rules.kind == app::BallotKind::yes_no)
    return say("Отмечено ") + grouped(static_cast<int64_t>(choices.size())) + say(" из ") + grouped(projects);
  if (rest.votes < 0) return say("Число проектов не ограничено");
  if (rest.votes == 0) return app::ordered(rules) ? say("Мест не осталось") : say("Голосов не осталось");
  return app::ordered(rules) ? remains(rest.votes, "место", "места", "мест")
                             : remains(rest.votes, "голос", "голоса", "голосов");
}

std::string chosen_of(const app::Projects& projects, const app::Ballot& ballot) {
  if (ballot.choices.empty()) return say("Пока ничего не выбрано");
  const auto count =
      std::count_if(ballot.choices.begin(), ballot.choices.end(), [](const auto& c) { return c.points > 0; });
  return std::string(plural(count, "Выбран ", "Выбрано ", "Выбрано ")) +
         counted(count, "проект", "проекта", "проектов") + say(" на ") +
         roubles(voting::cost_of(projects, ballot.filled()).kopecks);
}

std::string mark_of(const app::BallotRules& rules, const app::Choice& choice, size_t place) {
  if (app::ordered(rules)) return std::to_string(place + 1) + say("-е место");
  if (rules.kind == app::BallotKind::plus_minus || rules.kind == app::BallotKind::yes_no)
    return choice.points > 0 ? say("За") : say("Против");
  if (rules.kind == app::BallotKind::scores || rules.kind == app::BallotKind::cumulative)
    return counted(choice.points, "балл", "балла", "баллов");
  return {};
}

const Json* project_by_id(const Json& projects, std::string_view id) {
  for (const Json& one : items(projects, "projects"))
    if (text(one, "id") == id) return &one;
  return nullptr;
}

bool refused_voter(const Voting& v) {
  if (v.me == nullptr || text(*v.me, "eligible") != "no") return false;
  const auto notice = v.view.ui.notice("refused", ui::Tone::Warn, say("Вы не можете голосовать здесь"));
  int index = 0;
  for (const Json& reason : items(*v.me, "reasons")) {
    const auto column = v.view.ui.column("r" + std::to_string(index++), 4);
    v.view.ui.paragraph("text", typeset(text(reason, "text")));
    if (const std::string basis = text(reason, "basis"); !basis.empty())
      v.view.ui.paragraph("basis", say("Основание: ") + typeset(basis),
                          {.size = ui::TextSize::Small, .secondary = true});
  }
  v.view.ui.paragraph("todo", say("Если сведения неверны, исправьте их на Госуслугах и войдите снова или позвоните в "
                                  "проектный центр."));
  return true;
}

std::string district_name(const Voting& v, std::string_view id) {
  for (const Json& one : items(v.campaign, "districts_list"))
    if (text(one, "id") == id) return typeset(text(one, "label"));
  return std::string(id);
}

void already_cast(const Voting& v) {
  const auto& voted = v.ballot->voted;
  const auto notice = v.view.ui.notice("cast", ui::Tone::Ok, say("Вы проголосовали: бюллетень принят"));
  std::string where;
  for (const std::string& district : voted) where = join(where, ", ", district_name(v, district));
  if (!where.empty()) v.view.ui.paragraph("where", where + ".");
  v.view.ui.paragraph("text", say("Квитанция поможет проверить, что он лежит в журнале и учтён."));
  v.view.link("receipt", say("Открыть квитанцию"), v.address(app::Screen::Receipt));
  if (!app::flag(v.campaign, "change_allowed") || !v.open()) return;
  v.view.ui.paragraph("may", say("До конца голосования выбор можно изменить: учтут последний бюллетень."));
  const auto row = v.view.ui.row("again", 12);
  for (const std::string& district : voted)
    if (v.view.ui.button("d" + district, join(say("Изменить выбор"), ": ", district_name(v, district))))
      v.view.wish(app::BallotReopened{v.id, district});
}

void choose_receipt(const Voting& v) {
  const Json& casts = items(*v.me, "casts");
  if (casts.size() < 2) return;
  std::vector<ui::Choice> choices;
  for (const Json& one : casts) {
    const std::string district = text(one, "district");
    choices.push_back({district, district_name(v, district), {}});
  }
  const std::string now = text(app::shown_receipt(v.view.state, *v.me), "district");
  if (const auto chosen = v.view.ui.chips("of", say("Квитанция района"), choices, now)) {
    v.view.wish(app::InputChanged{"vote.receipt", *chosen});
    v.view.wish(app::InputChanged{"vote.leaf", {}});
  }
}

void closed_voting(const Voting& v) {
  const bool lost = v.ballot != nullptr && v.ballot->uncast() && text(v.campaign, "state") != "announced";
  const bool frozen = text(v.campaign, "state") == "frozen";
  {
    const auto notice =
        v.view.ui.notice("closed", ui::Tone::Warn, say("Голосование ") + campaign_state(v.view.state, v.campaign));
    if (lost && frozen)
      v.view.ui.paragraph("lost", say("Ваш бюллетень не отправлен, выбор сохранён. Если голосование продолжат, вы "
                                      "сможете его отправить."));
    else if (lost)
      v.view.ui.paragraph("lost", say("Ваш бюллетень не был отправлен, поэтому голос не учтён. Выбор остаётся только у "
                                      "вас."));
    else
      v.view.ui.paragraph("text", say("Сейчас бюллетени не принимаются."));
  }
  if (v.published()) return v.view.primary_link("results", say("Посмотреть итоги"), v.address(app::Screen::Results));
  v.view.primary_link("about", say("О голосовании"), v.address(app::Screen::Campaign));
}

namespace {

// How many ballots there may be, in words for who chooses where to vote.
std::string districts_hint(const Voting& v) {
  const bool limited = app::has_value(v.campaign, "districts_per_person");
  const int64_t most = integer(v.campaign, "districts_per_person", 1);
  const std::string own = v.me == nullptr ? std::string{} : text(*v.me, "district");
  const std::string preset =
      !own.empty() && v.ballot->district == own ? say("Подставлен ваш муниципалитет по адресу на Госуслугах.") : "";
  if (limited && most == 1) return preset.empty() ? say("Голосуют за проекты одного муниципалитета.") : preset;
  const std::string rule =
      limited ? say("Можно проголосовать в ") + counted(most, "муниципалитете", "муниципалитетах", "муниципалитетах") +
                    say(", в каждом — отдельным бюллетенем.")
              : say("Можно проголосовать в любых муниципалитетах, в каждом — отдельным бюллетенем.");
  return join(rule, " ", preset);
}

}  // namespace

void districts(const Voting& v) {
  if (text(v.campaign, "districts") != "municipality" || v.ballot == nullptr) return;
  if (v.ballot->again)
    return v.view.ui.paragraph("district", district_name(v, v.ballot->district), {.icon = ui::Icon::Pin});
  const Json* open = v.me == nullptr ? nullptr : &items(*v.me, "districts");
  std::vector<ui::Choice> choices = {{"", say("Выберите"), {}}};
  for (const Json& one : items(v.campaign, "districts_list")) {
    const std::string id = text(one, "id");
    if (open != nullptr && !open->empty() && std::find(open->begin(), open->end(), id) == open->end()) continue;
    choices.push_back(
        {id,
         typeset(text(one, "label")) + ", " + counted(integer(one, "projects"), "проект", "проекта", "проектов"),
         {}});
  }
  const ui::FieldEvent chosen = v.view.ui.select("district", say("Муниципалитет"), v.ballot->district, choices,
                                                 {.hint = districts_hint(v), .required = true});
  if (chosen.changed) v.view.wish(app::DistrictChosen{v.id, chosen.value});
}

void ballot_needs(const app::State& state, app::Needs& needs) {
  const std::string& id = state.route.id;
  needs.visit(app::campaign_path(id));
  needs.want(app::vote_projects_path(id));
  if (state.session.logged_in()) needs.renew(app::my_vote_path(id));
}

void results_needs(const app::State& state, app::Needs& needs) {
  needs.visit(app::results_path(state.route.id));
  needs.want(app::campaign_path(state.route.id));
}

}  // namespace pochin::screens
