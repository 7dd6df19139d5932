#include "shared/review/vote.h"

#include <algorithm>
#include <map>
#include <set>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/review/quorum.h"

namespace pochin::review {
namespace {

using Done = std::expected<void, Error>;

std::unexpected<Error> wrong(const char* code, std::string_view message) { return fail(code, std::string(message)); }

bool has(const std::vector<std::string>& persons, std::string_view person) {
  return std::ranges::find(persons, person) != persons.end();
}

Done may_take_part(const Question& question, const std::string& person, const Voters& voters,
                   const std::vector<Conflict>& conflicts) {
  if (!has(voters.members, person)) return not_you("vote_member", std::string(tr("У вас нет голоса в этой комиссии")));
  if (!has(voters.present, person))
    return not_you("vote_absent", std::string(tr("Голосуют только присутствующие. Попросите секретаря отметить вас")));
  if (question.application.empty()) return {};
  return may_judge(conflicts, person, question.application);
}

std::unexpected<Error> closed() {
  return not_now("vote_closed", std::string(tr("Голосование по этому вопросу закрыто")));
}

void count(Decision& decision, Choice choice) {
  if (choice == Choice::in_favour) ++decision.in_favour;
  if (choice == Choice::against) ++decision.against;
  if (choice == Choice::abstained) ++decision.abstained;
}

// Those who may vote on the question, once each.
std::set<std::string> able(const std::vector<std::string>& persons, const Question& question, const Voters& voters,
                           const std::vector<Conflict>& conflicts) {
  std::set<std::string> found;
  for (const std::string& person : persons)
    if (has(voters.members, person) && !is_recused(conflicts, person, question.application)) found.insert(person);
  return found;
}

int64_t whole_of(const Decision& decision, MajorityOf of, std::size_t present, std::size_t members) {
  if (of == MajorityOf::present) return static_cast<int64_t>(present);
  if (of == MajorityOf::members) return static_cast<int64_t>(members);
  return decision.in_favour + decision.against;
}

bool may_cast(const MajorityRule& rule) {
  return rule.chair_casts && rule.of != MajorityOf::members && rule.share == Ratio::make(1, 2);
}

void explain(Decision& decision) {
  decision.explanation =
      tr("За — {}, против — {}, воздержались — {}", decision.in_favour, decision.against, decision.abstained);
  if (decision.silent > 0) decision.explanation += tr(", не голосовали — {}", decision.silent);
  decision.explanation += decision.by_casting_vote
                              ? std::string(tr(". Голоса разделились поровну, решил голос председательствующего: "))
                              : tr(". Нужно голосов «за» не меньше {}: ", decision.needed);
  decision.explanation += decision.accepted ? tr("решение принято") : tr("решение не принято");
}

}  // namespace

std::span<const Name<Choice>> names(Choice) {
  static constexpr Name<Choice> kNames[] = {{Choice::in_favour, "for", tr("за")},
                                            {Choice::against, "against", tr("против")},
                                            {Choice::abstained, "abstained", tr("воздержался")}};
  return kNames;
}

std::span<const Name<MajorityOf>> names(MajorityOf) {
  static constexpr Name<MajorityOf> kNames[] = {{MajorityOf::voted, "voted", tr("проголосовавших «за» и «против»")},
                                                {MajorityOf::present, "present", tr("присутствующих")},
                                                {MajorityOf::members, "members", tr("членов комиссии")}};
  return kNames;
}

Done cast(Question& question, Vote vote, const Voters& voters, const std::vector<Conflict>& conflicts) {
  if (question.closed_at) return closed();
  if (auto may = may_take_part(question, vote.member, voters, conflicts); !may) return may;
  for (const Vote& each : question.votes)
    if (each.member == vote.member && vote.at < each.at)
      return not_now("vote_order",
                     std::string(tr("У вас уже есть более поздний голос по этому вопросу. Обновите страницу")));
  question.votes.push_back(std::move(vote));
  return {};
}

Done dissent(Question& question, DissentingOpinion opinion, const Voters& voters,
             const std::vector<Conflict>& conflicts) {
  if (is_blank(opinion.text)) return wrong("dissent_text", tr("Напишите, в чём состоит особое мнение"));
  if (auto may = may_take_part(question, opinion.member, voters, conflicts); !may) return may;
  question.dissents.push_back(std::move(opinion));
  return {};
}

Done close(Question& question, Instant at) {
  if (question.closed_at) return closed();
  if (std::ranges::any_of(question.votes, [&](const Vote& vote) { return vote.at > at; }))
    return not_now("vote_order",
                   std::string(tr("Есть голос позже этого времени. Обновите страницу и закройте голосование снова")));
  question.closed_at = at;
  return {};
}

std::vector<Vote> counted_votes(const Question& question, const Voters& voters,
                                const std::vector<Conflict>& conflicts) {
  std::map<std::string_view, const Vote*> last;
  for (const Vote& vote : question.votes) {
    const Vote*& kept = last[vote.member];
    if (!kept || vote.at >= kept->at) kept = &vote;
  }
  const auto present = able(voters.present, question, voters, conflicts);
  std::vector<Vote> votes;
  for (const auto& [member, vote] : last)
    if (present.contains(vote->member)) votes.push_back(*vote);
  return votes;
}

Decision decide(const Question& question, const Voters& voters, const std::vector<Conflict>& conflicts,
                const MajorityRule& rule) {
  const auto members = able(voters.members, question, voters, conflicts);
  const auto present = able(voters.present, question, voters, conflicts);
  Decision decision;
  std::optional<Choice> presiding;
  for (const Vote& vote : counted_votes(question, voters, conflicts)) {
    count(decision, vote.choice);
    if (vote.member == voters.presiding) presiding = vote.choice;
  }
  decision.silent = static_cast<int64_t>(present.size()) - decision.in_favour - decision.against - decision.abstained;
  decision.needed = std::max<int64_t>(
      needed_of(whole_of(decision, rule.of, present.size(), members.size()), rule.share, rule.more_than), 1);
  decision.accepted = decision.in_favour >= decision.needed;
  const bool tied = decision.in_favour == decision.against && decision.in_favour > 0;
  if (tied && may_cast(rule) && presiding && presiding != Choice::abstained) {
    decision.by_casting_vote = true;
    decision.accepted = presiding == Choice::in_favour;
  }
  explain(decision);
  return decision;
}

}  // namespace pochin::review
