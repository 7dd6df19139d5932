// The protocol as a text to print and to sign.
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/review/protocol.h"

namespace pochin::review {
namespace {

class Text {
 public:
  void line(std::string_view text) { text_ += std::string(text) + "\n"; }
  void gap() { text_ += "\n"; }

  // «Присутствовали:» and a numbered line for each; nothing for an empty list.
  template <class T, class Show>
  void list(std::string_view title, const std::vector<T>& items, Show show) {
    if (items.empty()) return;
    gap();
    line(title);
    for (std::size_t i = 0; i < items.size(); ++i) line(std::to_string(i + 1) + ". " + show(items[i]));
  }

  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string who(const Attendee& each) {
  std::string text = each.name + ", " + std::string(title_of(each.seat));
  return each.position.empty() ? text : text + " (" + each.position + ")";
}

std::string name_of(const Protocol& protocol, std::string_view person) {
  for (const Attendee& each : protocol.present)
    if (each.person == person) return each.name;
  return std::string(person);
}

std::string number_of(const Protocol& protocol, const std::string& application) {
  for (const auto* list : {&protocol.winners, &protocol.reserve})
    for (const Award& award : *list)
      if (award.application == application) return award.number;
  return application;
}

std::string award_text(const Award& award) {
  return tr("Заявка № {} «{}» — {}", award.number, award.title, format_roubles(award.sum));
}

std::string votes_text(const Resolution& resolution) {
  std::string text;
  for (const Name<Choice>& choice : names(Choice{})) {
    std::string persons;
    for (const NamedVote& vote : resolution.votes)
      if (vote.choice == choice.value) persons += (persons.empty() ? "" : ", ") + vote.name;
    if (!persons.empty()) text += (text.empty() ? "" : "; ") + std::string(choice.title) + ": " + persons;
  }
  return text;
}

std::string resolution_text(const Resolution& resolution) {
  std::string text = resolution.text + ".\n   " + resolution.decision.explanation + ".";
  if (const std::string votes = votes_text(resolution); !votes.empty()) text += "\n   " + tr("Голоса — {}", votes);
  for (const NamedDissent& each : resolution.dissents)
    text += "\n   " + tr("Особое мнение, {}: {}", each.name, each.text);
  return text;
}

}  // namespace

std::string protocol_text(const Protocol& protocol) {
  Text text;
  text.line(tr("ПРОТОКОЛ № {}", protocol.number));
  text.line(tr("Заседание: {}", protocol.commission));
  if (!protocol.act.empty()) text.line(tr("Состав утверждён: {}", protocol.act));
  text.line(format_date_long(protocol.date) + (protocol.place.empty() ? "" : ", " + protocol.place));
  text.gap();
  text.line(tr("Председательствующий: {}", name_of(protocol, protocol.presiding)));
  text.line(tr("Секретарь: {}", name_of(protocol, protocol.secretary)));
  text.list(tr("Присутствовали:"), protocol.present, who);
  text.list(tr("Отсутствовали:"), protocol.absent, who);
  text.list(tr("Самоотводы:"), protocol.recusals, [&](const Recusal& each) {
    return tr("{}, заявка № {}: {}", each.name, number_of(protocol, each.application), each.reason);
  });
  text.gap();
  text.line(protocol.quorum.explanation + ".");
  const auto same = [](const std::string& item) { return item; };
  text.list(tr("Повестка дня:"), protocol.agenda, same);
  text.list(tr("Слушали:"), protocol.heard, same);
  text.list(tr("Решили:"), protocol.resolutions, resolution_text);
  text.list(tr("Победители:"), protocol.winners, award_text);
  if (!protocol.winners.empty()) text.line(tr("Всего: {}", format_roubles(protocol.awarded)));
  text.list(tr("Резерв:"), protocol.reserve, award_text);
  text.list(tr("Подписи:"), protocol.signatures, [](const Attendee& each) {
    return std::string(title_of(each.seat)) + " ____________________ " + each.name;
  });
  return text.take();
}

}  // namespace pochin::review
