#include <nlohmann/json.hpp>
#include <ostream>

#include "server/ops/practice_parts.h"
#include "shared/base/json.h"
#include "shared/base/tr.h"
#include "shared/practice/preview.h"

namespace pochin::server {
namespace {

constexpr int kFine = 0, kErrors = 1, kWrongCall = 2;

void print(const practice::Pack& pack, const practice::Preview& seen, std::ostream& out) {
  out << pack.title << " — " << pack.full_title << ", " << pack.cycle.title << " (" << pack.version << ")\n";
  out << seen.moment << "\n\n";
  if (seen.stage.stage) {
    out << tr("Этап {} из {}: {} — {}", seen.stage.number, seen.stage.total, seen.stage.stage->title,
              seen.stage.deadline)
        << '\n';
    if (!seen.detail.empty()) out << "  " << seen.detail << '\n';
    if (!seen.button.empty()) out << "  [" << seen.button << "]\n";
  }
  out << seen.intake << "\n\n" << tr("Что может заявитель:") << '\n';
  for (const auto& each : seen.actions) {
    out << "  " << each.title << " (" << each.states << ')';
    if (!each.why_not.empty()) out << " — " << tr("нельзя: {}", each.why_not);
    out << '\n';
  }
  if (!seen.limits.empty()) out << '\n' << tr("Пределы:") << '\n';
  for (const auto& each : seen.limits) out << "  " << each.title << ": " << each.text << '\n';
  for (const auto& each : seen.votes) {
    out << '\n' << each.title << ": " << each.moment << '\n';
    for (const auto& line : each.rules) out << "  " << line.title << ": " << line.text << '\n';
  }
  if (!seen.next.empty()) out << '\n' << tr("Дальше:") << '\n';
  for (const auto& each : seen.next) out << "  " << each.title << " — " << each.text << '\n';
}

}  // namespace

int practice_preview(std::span<const std::string> args, Streams streams) {
  std::string file, day;
  bool json = false;
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (args[i] == "--json")
      json = true;
    else if (args[i] == "--day" && i + 1 < args.size())
      day = args[++i];
    else if (file.empty())
      file = args[i];
    else
      return kWrongCall;
  }
  if (file.empty() || day.empty()) return kWrongCall;
  const auto text = read_pack_file(file, streams.err);
  const auto pack = text ? practice::parse_pack(*text) : Result<practice::Pack>(fail("unreadable", {}));
  if (!pack) return kErrors;
  const auto at = practice::parse_day(*pack, day);
  if (!at) {
    streams.err << at.error().message << '\n';
    return kWrongCall;
  }
  const practice::Preview seen = practice::preview(*pack, *at);
  if (json)
    streams.out << to_json(seen).dump(2) << '\n';
  else
    print(*pack, seen, streams.out);
  return kFine;
}

}  // namespace pochin::server
