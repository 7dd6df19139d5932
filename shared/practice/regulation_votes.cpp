#include "shared/base/tr.h"
#include "shared/practice/campaign_words.h"
#include "shared/practice/regulation_parts.h"

namespace pochin::practice {

void write_votes(const Pack& pack, RegulationWriter& writer) {
  if (pack.campaigns.empty()) return;
  writer.section(tr("Голосование жителей"));
  for (const voting::Campaign& campaign : pack.campaigns) {
    const Date day = local(campaign.opens, pack.zone()).date;
    std::string text = tr("Проводится {} «{}».", title_of(campaign.kind), campaign.title);
    for (const CampaignLine& line : campaign_lines(campaign, pack.zone())) text += "\n" + line.label + ": " + line.text;
    writer.point(text, cited(pack, campaign.basis, day));
  }
  writer.point(std::string(
      tr("Голосование тайное. Сведения о том, кто проголосовал, и бюллетени хранятся на портале раздельно. Голосующий "
         "получает квитанцию, которая не раскрывает его выбор и позволяет проверить, что бюллетень учтён.")));
  writer.point(std::string(
      tr("Список проектов утверждается протоколом до начала голосования и после этого не изменяется. Бюллетени, "
         "заполненные на бумаге, в пункте голосования, по телефону или на собрании, вводятся на портал одним лицом и "
         "принимаются другим. Один человек не может проголосовать двумя способами.")));
  writer.point(std::string(
      tr("Приостановка голосования или голосования за отдельный проект оформляется протоколом. Голоса аннулируются "
         "только актом счётной комиссии; бюллетени не удаляются.")));
  writer.point(std::string(
      tr("После окончания голосования итоги, бюллетени без указания голосовавших и журнал квитанций публикуются на "
         "портале так, чтобы каждый мог пересчитать итоги.")));
}

}  // namespace pochin::practice
