#include "shared/review/conflict.h"

#include <algorithm>

#include "shared/base/record.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::review {

constexpr auto fields(const Conflict*) {
  return std::tuple{record::needed("person", &Conflict::person), record::needed("application", &Conflict::application),
                    record::needed("reason", &Conflict::reason), record::needed("declared_at", &Conflict::declared_at)};
}

namespace {

const Conflict* find(const std::vector<Conflict>& conflicts, std::string_view person, std::string_view application) {
  const auto found = std::ranges::find_if(
      conflicts, [&](const Conflict& each) { return each.person == person && each.application == application; });
  return found == conflicts.end() ? nullptr : &*found;
}

}  // namespace

std::expected<void, Error> declare(std::vector<Conflict>& conflicts, Conflict conflict) {
  if (is_blank(conflict.reason))
    return fail("conflict_reason", std::string(tr("Напишите, в чём состоит конфликт интересов")), "reason");
  if (find(conflicts, conflict.person, conflict.application))
    return not_now("conflict_twice", std::string(tr("Вы уже заявили конфликт интересов по этой заявке")),
                   "application");
  conflicts.push_back(std::move(conflict));
  return {};
}

bool is_recused(const std::vector<Conflict>& conflicts, std::string_view person, std::string_view application) {
  return find(conflicts, person, application) != nullptr;
}

std::expected<void, Error> may_judge(const std::vector<Conflict>& conflicts, std::string_view person,
                                     std::string_view application) {
  const Conflict* found = find(conflicts, person, application);
  if (!found) return {};
  return not_you(
      "review_conflict",
      tr("По этой заявке заявлен конфликт интересов: {}. Её оценивают и решают другие члены комиссии", found->reason));
}

std::vector<std::string> recused_on(const std::vector<Conflict>& conflicts, std::string_view application) {
  std::vector<std::string> persons;
  for (const Conflict& each : conflicts)
    if (each.application == application) persons.push_back(each.person);
  return persons;
}

Result<Conflict> conflict_from_json(const Json& json, const std::string& place) {
  return record::read<Conflict>(json, place);
}

Json to_json(const Conflict& conflict) { return record::write(conflict); }

}  // namespace pochin::review
