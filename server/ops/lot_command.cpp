#include "server/ops/lot_command.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "server/ops/text_file.h"
#include "shared/base/json.h"
#include "shared/base/sha256.h"
#include "shared/base/tr.h"
#include "shared/review/lot.h"

namespace pochin::server {
namespace {

Result<review::Lot> draw_again(const Json& json) {
  std::vector<review::LotApplicant> applicants;
  for (const Json& each : get_array(json, "applicants"))
    applicants.push_back({get_string(each, "ticket"), get_string(each, "group"), get_string(each, "exclusion")});
  std::vector<review::LotQuota> quotas;
  for (const Json& each : get_array(json, "quotas"))
    quotas.push_back({get_string(each, "group"), get_int(each, "seats"), get_int(each, "substitutes")});
  // No seed at all is refused like one that is too short.
  return review::draw(unhex(get_string(json, "seed")).value_or(""), applicants, quotas);
}

}  // namespace

int lot_command(std::span<const std::string> args, std::ostream& out, std::ostream& err) {
  if (args.size() != 1) return err << tr("нужно: pochin lot ЖЕРЕБЬЁВКА.json") << '\n', 2;
  const auto text = read_text_file(args[0]);
  const auto json = text ? parse_json(*text) : std::nullopt;
  if (!json || !get(*json, "result").is_object())
    return err << tr("{}: это не опубликованная жеребьёвка", args[0]) << '\n', 2;
  const bool same_list = hex(sha256(canonical(get_array(*json, "applicants")))) == get_string(*json, "list_hash");
  const auto again = draw_again(*json);
  if (!again) return err << again.error().message << '\n', 1;
  const bool same_people = to_json(*again) == get(*json, "result");
  out << (same_list ? tr("Список участников тот, что был опубликован до жребия.")
                    : tr("Список участников НЕ тот, что был опубликован до жребия."))
      << '\n';
  for (const review::LotRow& row : again->rows) out << row.id << '\t' << row.group << '\t' << row.explanation << '\n';
  out << (same_people ? tr("Результат тот же.") : tr("Результат НЕ тот.")) << '\n';
  return same_list && same_people ? 0 : 1;
}

}  // namespace pochin::server
