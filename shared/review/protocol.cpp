#include "shared/review/protocol.h"

#include <algorithm>
#include <set>

#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::review {
namespace {

using Done = std::expected<void, Error>;

std::unexpected<Error> wrong(const char* code, std::string_view message, std::string place = {}) {
  return fail(code, std::string(message), std::move(place));
}

std::string at(const char* list, std::size_t i) { return std::string(list) + "/" + std::to_string(i); }

bool has(const std::vector<std::string>& list, std::string_view item) {
  return std::ranges::find(list, item) != list.end();
}

// Makes one protocol: the meeting, and what the commission was on its day.
class Maker {
 public:
  Maker(const Commission& commission, const Meeting& meeting, const std::vector<Conflict>& conflicts,
        const ProtocolRules& rules)
      : commission_(commission), meeting_(meeting), conflicts_(conflicts), rules_(rules) {
    for (const Member* member : voters_on(commission, meeting.date, rules.composition))
      voters_.members.push_back(member->person);
    voters_.present = meeting.present;
    voters_.presiding = meeting.presiding;
  }

  Result<Protocol> make() {
    if (is_blank(meeting_.number)) return wrong("protocol_number", tr("Укажите номер протокола"), "number");
    if (auto people = check_people(); !people) return std::unexpected(people.error());
    if (auto awards = check_awards(); !awards) return std::unexpected(awards.error());
    fill_heading();
    fill_attendance();
    fill_recusals();
    made_.quorum = quorum(voters_.members, voters_.present, {}, rules_.quorum);
    for (std::size_t i = 0; i < meeting_.questions.size(); ++i)
      if (auto resolved = resolve(meeting_.questions[i], at("questions", i)); !resolved)
        return std::unexpected(resolved.error());
    if (auto accepted = check_accepted(); !accepted) return std::unexpected(accepted.error());
    return std::move(made_);
  }

 private:
  const Member* member(std::string_view person) const { return find_member(commission_, person, meeting_.date); }

  std::string name(std::string_view person) const {
    const Member* found = member(person);
    return found ? found->name : std::string(person);
  }

  Done check_people() const {
    for (std::size_t i = 0; i < meeting_.present.size(); ++i)
      if (!member(meeting_.present[i]))
        return wrong("protocol_member", tr("Этот человек не член комиссии в день заседания. Уберите его из списка"),
                     at("present", i));
    const Member* presiding = member(meeting_.presiding);
    const bool leads = presiding && (presiding->seat == Seat::chair || presiding->seat == Seat::deputy);
    if (!leads || !has(meeting_.present, meeting_.presiding))
      return wrong("protocol_presiding", tr("Заседание ведёт присутствующий председатель или его заместитель"),
                   "presiding");
    if (!has(meeting_.present, meeting_.secretary))
      return wrong("protocol_secretary", tr("Протокол ведёт присутствующий секретарь. Отметьте его"), "secretary");
    return {};
  }

  Done check_awards() {
    std::set<std::string_view> seen;
    const auto check = [&](const std::vector<Award>& list, const char* place) -> Done {
      for (std::size_t i = 0; i < list.size(); ++i) {
        if (!seen.insert(list[i].application).second)
          return fail("protocol_twice", tr("Заявка № {} указана дважды. Оставьте её в одном списке", list[i].number),
                      at(place, i));
        if (list[i].sum <= Money{})
          return fail("protocol_sum", tr("Укажите сумму для заявки № {}", list[i].number), at(place, i));
      }
      return {};
    };
    if (auto winners = check(meeting_.winners, "winners"); !winners) return winners;
    if (auto reserve = check(meeting_.reserve, "reserve"); !reserve) return reserve;
    for (const Award& award : meeting_.winners) {
      const auto sum = checked_add(made_.awarded, award.sum);
      if (!sum || (meeting_.available && *sum > *meeting_.available))
        return not_now("protocol_money",
                       tr("На заявку № {} денег не хватает. Перенесите её в резерв или уменьшите суммы", award.number),
                       "winners");
      made_.awarded = *sum;
    }
    return {};
  }

  void fill_heading() {
    made_.number = meeting_.number;
    made_.date = meeting_.date;
    made_.place = meeting_.place;
    made_.commission = commission_.title;
    made_.act = commission_.act;
    made_.presiding = meeting_.presiding;
    made_.secretary = meeting_.secretary;
    made_.agenda = meeting_.agenda;
    made_.heard = meeting_.heard;
    made_.winners = meeting_.winners;
    made_.reserve = meeting_.reserve;
  }

  // In the order of the commission's list, whatever the order of the marks.
  void fill_attendance() {
    for (const Member* each : members_on(commission_, meeting_.date)) {
      const Attendee attendee{each->person, each->name, each->position, each->seat};
      const bool here = has(meeting_.present, each->person);
      (here ? made_.present : made_.absent).push_back(attendee);
      const bool signs = rules_.all_sign || each->person == meeting_.presiding || each->person == meeting_.secretary;
      if (here && signs) made_.signatures.push_back(attendee);
    }
  }

  void fill_recusals() {
    std::set<std::string_view> applications;
    for (const Question& question : meeting_.questions) applications.insert(question.application);
    for (const Award& award : meeting_.winners) applications.insert(award.application);
    for (const Award& award : meeting_.reserve) applications.insert(award.application);
    for (const Conflict& conflict : conflicts_)
      if (applications.contains(conflict.application) && member(conflict.person))
        made_.recusals.push_back({conflict.person, name(conflict.person), conflict.application, conflict.reason});
  }

  Done resolve(const Question& question, const std::string& place) {
    if (!question.closed_at)
      return not_now("protocol_open", std::string(tr("Голосование по вопросу ещё не закрыто. Закройте его")), place);
    const Quorum enough =
        quorum(voters_.members, voters_.present, recused_on(conflicts_, question.application), rules_.quorum);
    if (!enough.reached)
      return not_now("protocol_quorum", tr("Решать этот вопрос нельзя. {}", enough.explanation), place);
    Resolution made{question.id, question.application, question.text, {}, {}, {}};
    made.decision = decide(question, voters_, conflicts_, rules_.majority);
    for (const Vote& vote : counted_votes(question, voters_, conflicts_))
      made.votes.push_back({vote.member, name(vote.member), vote.choice});
    for (const DissentingOpinion& each : question.dissents)
      made.dissents.push_back({each.member, name(each.member), each.text});
    made_.resolutions.push_back(std::move(made));
    return {};
  }

  Done check_accepted() const {
    for (const Resolution& resolution : made_.resolutions)
      for (std::size_t i = 0; i < made_.winners.size(); ++i)
        if (resolution.application == made_.winners[i].application && !resolution.decision.accepted)
          return not_now(
              "protocol_rejected",
              tr("Комиссия не поддержала заявку № {}: она не может быть победителем", made_.winners[i].number),
              at("winners", i));
    return {};
  }

  const Commission& commission_;
  const Meeting& meeting_;
  const std::vector<Conflict>& conflicts_;
  const ProtocolRules& rules_;
  Voters voters_;
  Protocol made_;
};

}  // namespace

Result<Protocol> make_protocol(const Commission& commission, const Meeting& meeting,
                               const std::vector<Conflict>& conflicts, const ProtocolRules& rules) {
  return Maker(commission, meeting, conflicts, rules).make();
}

Done may_sign(const Protocol& protocol, std::string_view person, const std::vector<Adjuster>& adjusters,
              const std::vector<std::string>& signers) {
  if (std::ranges::find(protocol.signatures, person, &Attendee::person) == protocol.signatures.end())
    return not_you("sign_unneeded", std::string(tr("Подпись этого человека в протоколе не нужна")));
  std::set<std::string> numbers;
  for (const Adjuster& each : adjusters)
    if (each.person == person) numbers.insert(each.number);
  if (!numbers.empty()) {
    std::string list;
    for (const std::string& number : numbers) list += (list.empty() ? "№ " : ", № ") + number;
    return not_you("sign_separation",
                   tr("Вы меняли баллы ({}), поэтому подписать протокол не можете. Передайте подпись другому", list));
  }
  if (has(signers, person)) return not_now("sign_twice", std::string(tr("Этот протокол вы уже подписали")));
  return {};
}

}  // namespace pochin::review
