#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "server/ops/practice_parts.h"
#include "shared/base/json.h"
#include "shared/base/tr.h"
#include "shared/practice/version.h"

namespace pochin::server {
namespace {

constexpr int kSame = 0, kDifferent = 1, kTrouble = 2;

std::string_view title_of(practice::Weight weight) {
  switch (weight) {
    case practice::Weight::none:
      return tr("изменений нет");
    case practice::Weight::patch:
      return tr("изменились только слова");
    case practice::Weight::minor:
      return tr("изменились пояснения или пределы");
    case practice::Weight::major:
      return tr("изменились правила");
  }
  return {};
}

void print(const std::vector<practice::Change>& changes, const practice::Classified& classified, std::ostream& out) {
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const bool forbidden = std::ranges::binary_search(classified.forbidden, i);
    out << (forbidden ? "! " : "  ") << changes[i].sentence << '\n';
  }
  out << tr("Итого: {}, {}.", changes.size(), title_of(classified.weight));
  if (!classified.forbidden.empty())
    out << ' ' << tr("То, что отмечено «!», нельзя менять после начала приёма заявок.");
  out << '\n';
}

Json as_json(const std::vector<practice::Change>& changes, const practice::Classified& classified) {
  Json list = Json::array();
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Json one = to_json(changes[i]);
    one["weight"] = code_of(practice::weight_of(changes[i]));
    one["while_open"] = !std::ranges::binary_search(classified.forbidden, i);
    list.push_back(std::move(one));
  }
  return {{"weight", code_of(classified.weight)},
          {"while_open", classified.forbidden.empty()},
          {"changes", std::move(list)}};
}

}  // namespace

int practice_diff(std::span<const std::string> args, Streams streams) {
  std::vector<std::string> files(args.begin(), args.end());
  const bool json = std::erase(files, "--json") > 0;
  if (files.size() != 2) return kTrouble;
  const auto before = read_pack_file(files[0], streams.err);
  const auto after = read_pack_file(files[1], streams.err);
  if (!before || !after) return kTrouble;
  const auto changes = practice::diff(*before, *after);
  const auto classified = practice::classify(changes);
  if (json)
    streams.out << as_json(changes, classified).dump(2) << '\n';
  else if (!changes.empty())
    print(changes, classified, streams.out);
  return changes.empty() ? kSame : kDifferent;
}

}  // namespace pochin::server
