#include "shared/review/lot.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "shared/base/bytes.h"
#include "shared/base/record.h"
#include "shared/base/tr.h"

namespace pochin::review {

constexpr auto fields(const LotRow*) {
  return std::tuple{record::needed("id", &LotRow::id),           record::maybe("group", &LotRow::group),
                    record::maybe("hash", &LotRow::hash),        record::maybe("place", &LotRow::place),
                    record::needed("outcome", &LotRow::outcome), record::maybe("explanation", &LotRow::explanation)};
}

constexpr auto fields(const Lot*) {
  return std::tuple{record::needed("seed", &Lot::seed), record::needed("rows", &Lot::rows),
                    record::maybe("shortfalls", &Lot::shortfalls)};
}

namespace {

std::string ticket(std::string_view seed, std::string_view id) {
  std::string bytes(seed);
  bytes += '\0';
  bytes += id;
  return hex(sha256(bytes));
}

std::optional<Error> quota_trouble(const std::vector<LotQuota>& quotas) {
  std::set<std::string_view> groups;
  for (const LotQuota& quota : quotas) {
    if (!groups.insert(quota.group).second)
      return Error{"lot_quota", tr("Места для группы «{}» указаны дважды. Оставьте одну строку", quota.group),
                   quota.group};
    if (quota.seats < 0 || quota.substitutes < 0)
      return Error{"lot_quota", std::string(tr("Число мест не может быть меньше нуля")), quota.group};
  }
  return std::nullopt;
}

// One row for each person; of an exclusion and an admission of one person the exclusion stays.
Result<std::map<std::string, LotApplicant>> once_each(const std::vector<LotApplicant>& applicants,
                                                      const std::vector<LotQuota>& quotas) {
  std::map<std::string, LotApplicant> found;
  for (const LotApplicant& each : applicants) {
    if (each.id.empty()) return fail("lot_applicant", std::string(tr("У каждого участника должен быть номер")));
    if (std::ranges::find(quotas, each.group, &LotQuota::group) == quotas.end())
      return fail("lot_group", tr("Для группы «{}» не указано число мест", each.group), each.group);
    const auto [at, added] = found.emplace(each.id, each);
    if (added) continue;
    if (at->second.group != each.group)
      return fail("lot_two_groups", std::string(tr("Человек подал заявки в две группы. Оставьте одну")), each.id);
    if (at->second.exclusion.empty() || (!each.exclusion.empty() && each.exclusion < at->second.exclusion))
      at->second.exclusion = each.exclusion;
  }
  return found;
}

std::string explain(const LotRow& row, const LotQuota& quota, std::size_t of) {
  const std::string begin = tr("Место {} из {} в порядке SHA-256(жребий, номер): ", row.place, of);
  if (row.outcome == LotOutcome::member) return begin + tr("входит в состав, мест {}", quota.seats);
  if (row.outcome == LotOutcome::substitute)
    return begin + tr("в запасе, {}-й из {}", row.place - quota.seats, quota.substitutes);
  return begin + tr("не выбран, мест {}, в запасе {}", quota.seats, quota.substitutes);
}

LotOutcome outcome_at(int64_t place, const LotQuota& quota) {
  if (place <= quota.seats) return LotOutcome::member;
  return place - quota.seats <= quota.substitutes ? LotOutcome::substitute : LotOutcome::not_drawn;
}

void draw_group(Lot& lot, std::string_view seed, const LotQuota& quota,
                const std::map<std::string, LotApplicant>& applicants) {
  std::vector<LotRow> rows;
  for (const auto& [id, applicant] : applicants)
    if (applicant.group == quota.group && applicant.exclusion.empty())
      rows.push_back({id, quota.group, ticket(seed, id), 0, LotOutcome::not_drawn, {}});
  // Lower-case hexadecimal sorts as the bytes do; equal hashes of two ids would be a collision of SHA-256.
  std::ranges::sort(rows, {}, &LotRow::hash);
  const std::size_t of = rows.size();
  int64_t place = 0;
  for (LotRow& row : rows) {
    row.place = ++place;
    row.outcome = outcome_at(place, quota);
    row.explanation = explain(row, quota, of);
    lot.rows.push_back(std::move(row));
  }
  if (place >= quota.seats) return;
  const std::string name = quota.group.empty() ? std::string() : quota.group + ": ";
  lot.shortfalls.push_back(name + tr("мест {}, участников {}. Объявите дополнительный приём", quota.seats, place));
}

}  // namespace

std::span<const Name<LotOutcome>> names(LotOutcome) {
  static constexpr Name<LotOutcome> kNames[] = {{LotOutcome::member, "member", tr("в составе")},
                                                {LotOutcome::substitute, "substitute", tr("в запасе")},
                                                {LotOutcome::not_drawn, "not_drawn", tr("не выбран")},
                                                {LotOutcome::excluded, "excluded", tr("не участвует")}};
  return kNames;
}

std::vector<std::string> Lot::drawn(LotOutcome outcome, std::string_view group) const {
  std::vector<std::string> ids;
  for (const LotRow& row : rows)
    if (row.outcome == outcome && (group.empty() || row.group == group)) ids.push_back(row.id);
  return ids;
}

Result<Lot> draw(std::string_view seed, const std::vector<LotApplicant>& applicants,
                 const std::vector<LotQuota>& quotas) {
  if (seed.size() < kLeastSeedBytes)
    return fail("lot_seed", tr("Жребий слишком короткий: нужно не меньше {} байт", kLeastSeedBytes), "seed");
  if (auto error = quota_trouble(quotas)) return std::unexpected(*std::move(error));
  const auto each = once_each(applicants, quotas);
  if (!each) return std::unexpected(each.error());
  Lot lot;
  lot.seed = to_hex(seed);
  for (const LotQuota& quota : quotas) draw_group(lot, seed, quota, *each);
  for (const auto& [id, applicant] : *each)
    if (!applicant.exclusion.empty())
      lot.rows.push_back(
          {id, applicant.group, {}, 0, LotOutcome::excluded, tr("Не участвует в жеребьёвке: {}", applicant.exclusion)});
  return lot;
}

Json to_json(const Lot& lot) { return record::write(lot); }
Result<Lot> lot_from_json(const Json& json, const std::string& place) { return record::read<Lot>(json, place); }

}  // namespace pochin::review
