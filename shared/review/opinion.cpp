#include "shared/review/opinion.h"

#include <algorithm>

#include "shared/base/record.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::review {

constexpr auto fields(const OpinionRemark*) {
  return std::tuple{record::maybe("field", &OpinionRemark::field), record::needed("text", &OpinionRemark::text)};
}

constexpr auto fields(const Assignment*) {
  return std::tuple{
      record::needed("application", &Assignment::application), record::needed("expert", &Assignment::expert),
      record::needed("assigned_on", &Assignment::assigned_on), record::needed("deadline", &Assignment::deadline)};
}

constexpr auto fields(const Opinion*) {
  return std::tuple{record::needed("id", &Opinion::id),
                    record::needed("application", &Opinion::application),
                    record::needed("expert", &Opinion::expert),
                    record::needed("verdict", &Opinion::verdict),
                    record::maybe("text", &Opinion::text),
                    record::maybe("remarks", &Opinion::remarks),
                    record::needed("given_on", &Opinion::given_on),
                    record::needed("given_at", &Opinion::given_at)};
}

namespace {

std::unexpected<Error> wrong(const char* code, std::string_view message, const char* place = "") {
  return fail(code, std::string(message), place);
}

const Opinion* in_force(const Assignment& assignment, const std::vector<Opinion>& opinions) {
  const Opinion* last = nullptr;
  for (const Opinion& each : opinions) {
    if (each.application != assignment.application || each.expert != assignment.expert) continue;
    if (!last || each.given_at >= last->given_at) last = &each;
  }
  return last;
}

void count(OpinionSummary& summary, const OpinionStatus& status) {
  if (status.state == OpinionState::waiting) ++summary.waiting;
  if (status.state == OpinionState::overdue) ++summary.overdue;
  if (!status.opinion) return;
  if (status.opinion->verdict == Verdict::positive) ++summary.positive;
  if (status.opinion->verdict == Verdict::negative) ++summary.negative;
  if (status.opinion->verdict == Verdict::with_remarks) ++summary.with_remarks;
}

}  // namespace

std::span<const Name<Verdict>> names(Verdict) {
  static constexpr Name<Verdict> kNames[] = {{Verdict::positive, "positive", tr("положительное")},
                                             {Verdict::negative, "negative", tr("отрицательное")},
                                             {Verdict::with_remarks, "with_remarks", tr("с замечаниями")}};
  return kNames;
}

std::span<const Name<OpinionState>> names(OpinionState) {
  static constexpr Name<OpinionState> kNames[] = {{OpinionState::waiting, "waiting", tr("ожидается")},
                                                  {OpinionState::overdue, "overdue", tr("просрочено")},
                                                  {OpinionState::given, "given", tr("дано")},
                                                  {OpinionState::given_late, "given_late", tr("дано с опозданием")}};
  return kNames;
}

std::expected<void, Error> check_opinion(const Opinion& opinion, const std::vector<Assignment>& assignments,
                                         const std::vector<Conflict>& conflicts) {
  const bool assigned = std::ranges::any_of(assignments, [&](const Assignment& each) {
    return each.application == opinion.application && each.expert == opinion.expert;
  });
  if (!assigned)
    return not_you("opinion_unassigned",
                   std::string(tr("Эта заявка не поручена вам. Попросите проектный центр назначить вас")), "expert");
  if (auto free = may_judge(conflicts, opinion.expert, opinion.application); !free) return free;
  if (opinion.verdict == Verdict::negative && is_blank(opinion.text))
    return wrong("opinion_reason", tr("Напишите, почему заключение отрицательное"), "text");
  if (opinion.verdict == Verdict::with_remarks && opinion.remarks.empty())
    return wrong("opinion_remarks", tr("Добавьте хотя бы одно замечание"), "remarks");
  if (opinion.verdict == Verdict::positive && !opinion.remarks.empty())
    return wrong("opinion_remarks", tr("Есть замечания — выберите заключение «с замечаниями»"), "verdict");
  for (std::size_t i = 0; i < opinion.remarks.size(); ++i)
    if (is_blank(opinion.remarks[i].text))
      return fail("opinion_remark_text", std::string(tr("Напишите, что исправить")),
                  "remarks/" + std::to_string(i) + "/text");
  return {};
}

OpinionStatus status(const Assignment& assignment, const std::vector<Opinion>& opinions, Date today) {
  OpinionStatus made;
  made.opinion = in_force(assignment, opinions);
  const int64_t beyond = days_between(assignment.deadline, made.opinion ? made.opinion->given_on : today);
  if (made.opinion)
    made.state = beyond > 0 ? OpinionState::given_late : OpinionState::given;
  else
    made.state = beyond > 0 ? OpinionState::overdue : OpinionState::waiting;
  if (beyond > 0) made.days = beyond;
  if (made.state == OpinionState::waiting) made.days = -beyond;
  return made;
}

OpinionSummary summary(std::string_view application, const std::vector<Assignment>& assignments,
                       const std::vector<Opinion>& opinions, Date today) {
  OpinionSummary made;
  for (const Assignment& each : assignments)
    if (each.application == application) count(made, status(each, opinions, today));
  return made;
}

Result<Opinion> opinion_from_json(const Json& json, const std::string& place) {
  return record::read<Opinion>(json, place);
}

Result<Assignment> assignment_from_json(const Json& json, const std::string& place) {
  return record::read<Assignment>(json, place);
}

Json to_json(const Opinion& opinion) { return record::write(opinion); }
Json to_json(const Assignment& assignment) { return record::write(assignment); }

}  // namespace pochin::review
