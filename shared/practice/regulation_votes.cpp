#include "shared/base/tr.h"
#include "shared/practice/campaign_words.h"
#include "shared/practice/regulation_parts.h"

namespace pochin::practice {

namespace {

using voting::Channel;

std::string where_text(const voting::Campaign& campaign) {
  std::string text = campaign.districts == voting::Districts::municipality
                         ? std::string(tr("\nГолосуют и считают отдельно в каждом муниципалитете."))
                         : std::string();
  if (campaign.residence == voting::ResidenceRule::anyone) return text;
  switch (campaign.unknown_residence) {
    case voting::UnknownResidence::refuse:
      text += tr("\nЕсли место жительства по учётной записи определить нельзя, голос не принимается.");
      break;
    case voting::UnknownResidence::declare:
      text += tr("\nЕсли место жительства по учётной записи определить нельзя, житель указывает его сам.");
      break;
    case voting::UnknownResidence::review:
      text +=
          tr("\nЕсли место жительства по учётной записи определить нельзя, голос принимается после того, как "
             "документы проверит оператор.");
      break;
  }
  return text;
}

void leave_rules(const voting::Campaign& campaign, RegulationWriter& writer) {
  if (!campaign.projects.empty())
    writer.unsaid(
        tr("Голосование «{}»: какие заявки входят в бюллетень (условие {})", campaign.title, campaign.projects.text()));
  if (campaign.assurance_needed != voting::Assurance::declared)
    writer.unsaid(tr("Голосование «{}»: голоса какой степени подтверждения учитываются («{}» и выше)", campaign.title,
                     title_of(campaign.assurance_needed)));
  if (!campaign.ballot.incompatible.empty())
    writer.unsaid(tr("Голосование «{}»: какие проекты нельзя выбрать вместе", campaign.title));
  if (campaign.ballot.min_cost)
    writer.unsaid(tr("Голосование «{}»: наименьшая сумма выбранных проектов", campaign.title));
}

bool has_other_channels(const Pack& pack) {
  for (const voting::Campaign& campaign : pack.campaigns)
    for (const Channel channel : campaign.channels)
      if (channel != Channel::portal) return true;
  return false;
}

}  // namespace

void write_votes(const Pack& pack, RegulationWriter& writer) {
  if (pack.campaigns.empty()) return;
  writer.section(tr("Голосование жителей"));
  for (const voting::Campaign& campaign : pack.campaigns) {
    const Date day = local(campaign.opens, pack.zone()).date;
    std::string text = tr("Проводится {} «{}».", title_of(campaign.kind), campaign.title);
    for (const CampaignLine& line : campaign_lines(campaign, pack.zone())) text += "\n" + line.label + ": " + line.text;
    writer.point(text + where_text(campaign), cited(pack, campaign.basis, day));
    leave_rules(campaign, writer);
  }
  writer.point(std::string(
      tr("Голосование тайное. Сведения о том, кто проголосовал, и бюллетени хранятся на портале раздельно. Голосующий "
         "получает квитанцию, которая не раскрывает его выбор и позволяет проверить, что бюллетень учтён.")));
  std::string lists(tr("Список проектов утверждается протоколом до начала голосования и после этого не изменяется."));
  if (has_other_channels(pack))
    lists +=
        tr(" Бюллетени, заполненные на бумаге, в пункте голосования, по телефону или на собрании, вводятся на "
           "портал одним лицом и принимаются другим. Один человек не может проголосовать двумя способами.");
  writer.point(lists);
  writer.point(std::string(
      tr("Приостановка голосования или голосования за отдельный проект оформляется протоколом. Голоса аннулируются "
         "только актом счётной комиссии; бюллетени не удаляются.")));
  writer.point(std::string(
      tr("После окончания голосования итоги, бюллетени без указания голосовавших и журнал квитанций публикуются на "
         "портале так, чтобы каждый мог пересчитать итоги.")));
}

}  // namespace pochin::practice
