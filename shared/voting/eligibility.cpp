#include "shared/voting/eligibility.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::voting {
namespace {

bool holds(const std::vector<std::string>& list, std::string_view id) {
  return std::ranges::find(list, id) != list.end();
}

std::string years(int64_t n) { return tr("{} {}", n, plural(n, tr("год"), tr("года"), tr("лет"))); }

class Decision {
 public:
  Decision(const Campaign& campaign, const Zone& zone, const VoterFacts& facts,
           const std::vector<std::string>& districts)
      : campaign_(campaign), zone_(zone), facts_(facts), districts_(districts) {}

  Eligibility run(std::string_view district) {
    for (const std::string& id : facts_.territories)
      if (campaign_.districts == Districts::municipality && out_.district.empty() && holds(districts_, id))
        out_.district = id;
    account();
    age();
    residence(district);
    return std::move(out_);
  }

 private:
  void say(Answer answer, std::string code, std::string text, std::string rule) {
    if (out_.answer != Answer::no) out_.answer = answer;
    out_.reasons.push_back({std::move(code), std::move(text), std::move(rule)});
  }

  void account() {
    if (campaign_.assurance_needed != Assurance::confirmed || facts_.confirmed) return;
    say(Answer::no, "account",
        std::string(tr("Голосовать можно с подтверждённой учётной записью Госуслуг. Подтвердите её и войдите снова")),
        "account");
  }

  void age() {
    if (!campaign_.min_age && !campaign_.max_age) return;
    if (!facts_.born) {
      say(Answer::unknown, "age_unknown",
          std::string(tr("Госуслуги не передали дату рождения. Войдите снова и разрешите её передать")), "age");
      return;
    }
    const Date on = campaign_.age_on.value_or(local(campaign_.opens, zone_).date);
    const int full = pochin::age(*facts_.born, on);
    if (campaign_.min_age && full < *campaign_.min_age)
      say(Answer::no, "too_young",
          tr("Голосуют те, кому {} исполнилось {}", format_date_long(on), years(*campaign_.min_age)), "age");
    if (campaign_.max_age && full > *campaign_.max_age)
      say(Answer::no, "too_old",
          tr("Голосуют те, кому {} не больше {}", format_date_long(on), years(*campaign_.max_age)), "age");
  }

  void residence(std::string_view district) {
    if (campaign_.residence == ResidenceRule::anyone) return;
    if (facts_.living == Living::unknown) return unknown_residence();
    if (facts_.living == Living::outside)
      return say(Answer::no, "outside_region",
                 std::string(tr("По адресу в Госуслугах вы живёте в другом регионе. Если вы переехали, поправьте адрес "
                                "в Госуслугах и войдите снова")),
                 "residence");
    if (campaign_.residence == ResidenceRule::region) return;
    if (facts_.territories.empty()) return unknown_residence();
    if (!district.empty() && !holds(facts_.territories, district))
      say(Answer::no, "outside_district",
          std::string(tr("За проекты муниципалитета голосуют его жители, а ваш адрес в Госуслугах — в другом")),
          "residence");
  }

  void unknown_residence() {
    switch (campaign_.unknown_residence) {
      case UnknownResidence::declare:
        out_.declaration_needed = true;
        return;
      case UnknownResidence::refuse:
        return say(Answer::unknown, "residence_unknown",
                   std::string(tr("По адресу в Госуслугах не понять, где вы живёте. Укажите там адрес с улицей и домом "
                                  "и войдите снова")),
                   "residence");
      case UnknownResidence::review:
        return say(Answer::unknown, "residence_review",
                   std::string(tr("По адресу в Госуслугах не понять, где вы живёте. Проголосуйте в пункте голосования "
                                  "с документом: там проверят адрес")),
                   "residence");
    }
  }

  const Campaign& campaign_;
  const Zone& zone_;
  const VoterFacts& facts_;
  const std::vector<std::string>& districts_;
  Eligibility out_;
};

}  // namespace

std::span<const Name<Answer>> names(Answer) {
  static constexpr Name<Answer> kNames[] = {{Answer::yes, "yes", tr("можно")},
                                            {Answer::no, "no", tr("нельзя")},
                                            {Answer::unknown, "unknown", tr("неизвестно")}};
  return kNames;
}

Eligibility may_vote(const Campaign& campaign, const Zone& zone, const VoterFacts& facts,
                     const std::vector<std::string>& districts, std::string_view district) {
  return Decision(campaign, zone, facts, districts).run(district);
}

}  // namespace pochin::voting
