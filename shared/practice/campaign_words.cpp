#include "shared/practice/campaign_words.h"

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/practice/pack.h"

namespace pochin::practice {
namespace {

using voting::BallotKind;

std::string projects_text(int64_t n) { return tr("{} {}", n, plural(n, "проект", "проекта", "проектов")); }

// «от 1 до 3 проектов»
std::string length_text(const voting::BallotRules& rules) {
  if (rules.max > 0 && rules.min == rules.max) return projects_text(rules.max);
  if (rules.max > 0)
    return tr("от {} до {} {}", rules.min, rules.max, plural(rules.max, "проекта", "проектов", "проектов"));
  return tr("не меньше чем {}", projects_text(rules.min));
}

std::string ballot_text(const voting::BallotRules& rules) {
  switch (rules.kind) {
    case BallotKind::choose_one:
      return std::string(tr("Выбирают один проект."));
    case BallotKind::approval:
      return tr("Выбирают {}.", length_text(rules));
    case BallotKind::knapsack:
      return tr("Собирают корзину проектов на сумму не больше {}.", format_roubles(rules.max_cost.value_or(Money{})));
    case BallotKind::ranked:
      return tr("Расставляют по порядку {}.", length_text(rules));
    case BallotKind::cumulative:
      return tr("Делят между проектами {} {}.", rules.points, plural(rules.points, "балл", "балла", "баллов"));
    case BallotKind::scores:
      return tr("Ставят проектам оценки от 0 до {}.", rules.max_points);
    case BallotKind::plus_minus:
      return tr("Ставят плюсы ({}) и не больше {} {}.", length_text(rules), rules.minus,
                plural(rules.minus, "минуса", "минусов", "минусов"));
    case BallotKind::yes_no:
      return std::string(tr("О каждом проекте говорят «да» или «нет»."));
  }
  return {};
}

std::string who_text(const voting::Campaign& rules, const Zone& zone) {
  std::string text;
  switch (rules.residence) {
    case voting::ResidenceRule::municipality:
      text = tr("Жители муниципалитета, за проекты которого голосуют");
      break;
    case voting::ResidenceRule::region:
      text = tr("Жители региона");
      break;
    case voting::ResidenceRule::anyone:
      text = tr("Все желающие");
      break;
  }
  const std::string day = format_date_long(rules.age_on.value_or(local(rules.opens, zone).date));
  const auto years = [](int64_t n) { return tr("{} {}", n, plural(n, "год", "года", "лет")); };
  if (rules.min_age) text += tr(", которым {} исполнилось {}", day, years(*rules.min_age));
  if (rules.max_age) text += tr(", не старше {}", years(*rules.max_age));
  return text + ".";
}

std::string districts_text(const voting::Campaign& rules) {
  if (rules.districts == voting::Districts::none || rules.districts_per_person == 1) return {};
  if (!rules.districts_per_person)
    return std::string(
        tr(" Один житель может проголосовать в любых муниципалитетах, в каждом — отдельным бюллетенем."));
  return tr(" Один житель может проголосовать не больше чем в {} муниципалитетах, в каждом — отдельным бюллетенем.",
            *rules.districts_per_person);
}

// Who wins, while how much money lasts, and what is done with a project that does not fit.
std::string rule_text(const voting::Campaign& rules) {
  using voting::Rule;
  const std::string money = format_roubles(rules.budget);
  const std::string next(tr(" Если проект не помещается в остаток, переходят к следующему."));
  switch (rules.tally.rule) {
    case Rule::greedy:
    case Rule::greedy_threshold:
      return tr("Побеждают проекты с наибольшим числом голосов, пока хватает денег — {}.", money) + next;
    case Rule::greedy_stop:
      return tr(
          "Побеждают проекты с наибольшим числом голосов, пока хватает денег — {}. На первом, который не "
          "помещается в остаток, распределение останавливается.",
          money);
    case Rule::greedy_per_cost:
      return tr("Побеждают проекты, у которых больше голосов на рубль стоимости, пока хватает денег — {}.", money) +
             next;
    case Rule::borda:
      return tr("Место в бюллетене даёт баллы. Побеждают проекты с наибольшей суммой, пока хватает денег — {}.",
                money) +
             next;
    case Rule::plurality:
      return tr("Считают только первые места. Побеждают проекты, у которых их больше, пока хватает денег — {}.",
                money) +
             next;
    default:
      return tr("Победители — {}. Денег — {}.", title_of(rules.tally.rule), money);
  }
}

// «при равенстве голосов выше тот, что …»
std::string_view first_by(voting::TieBy by) {
  switch (by) {
    case voting::TieBy::votes:
      return tr("у которого больше голосов");
    case voting::TieBy::cheaper:
      return tr("что дешевле");
    case voting::TieBy::dearer:
      return tr("что дороже");
    case voting::TieBy::submission_time:
      return tr("что подан раньше");
    case voting::TieBy::id:
      return tr("чей номер меньше");
    case voting::TieBy::lot:
      return tr("кому выпадет жребий");
  }
  return {};
}

std::string tally_text(const voting::Campaign& rules) {
  std::string text = rule_text(rules), ties;
  if (rules.tally.threshold > 0)
    text += tr(" Нужно не меньше {} {}.", rules.tally.threshold,
               plural(rules.tally.threshold, "голоса", "голосов", "голосов"));
  for (const voting::TieStep& step : rules.tally.ties)
    ties += (ties.empty() ? "" : "; если и это равно — тот, ") + std::string(first_by(step.by));
  if (!ties.empty()) text += tr(" При равенстве голосов выше тот, {}.", ties);
  if (!rules.lot_source.empty()) text += tr(" Число для жребия — не решение организатора: {}.", rules.lot_source);
  return text;
}

}  // namespace

std::vector<CampaignLine> campaign_lines(const voting::Campaign& rules, const Zone& zone) {
  std::string channels;
  for (const voting::Channel each : rules.channels)
    channels += (channels.empty() ? "" : ", ") + std::string(title_of(each));
  return {{std::string(tr("Когда")), tr("С {} {}.", format_local(rules.opens, zone), until_text(rules.closes, zone))},
          {std::string(tr("Кто голосует")), who_text(rules, zone) + districts_text(rules)},
          {std::string(tr("Как")), ballot_text(rules.ballot)},
          {std::string(tr("Где")), tr("Голосуют {}.", channels)},
          {std::string(tr("Как считают")), tally_text(rules)},
          {std::string(tr("Итоги")),
           std::string(rules.running_totals == voting::RunningTotals::open
                           ? tr("Голоса видны всем, пока идёт голосование; победителей объявит комиссия.")
                           : tr("Появятся, когда их опубликует комиссия; до этого их не видит никто."))},
          {std::string(tr("Можно ли переголосовать")),
           std::string(rules.change_allowed ? tr("Да, до конца голосования.") : tr("Нет."))}};
}

std::string campaign_moment(const voting::Campaign& campaign, const Zone& zone, Instant at) {
  if (at < campaign.opens) return tr("Начнётся {}", format_local(campaign.opens, zone));
  if (at < campaign.closes) return tr("Идёт {}", until_text(campaign.closes, zone));
  return tr("Закончилось {}", format_local(campaign.closes, zone));
}

}  // namespace pochin::practice
