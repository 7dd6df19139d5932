#include <iostream>
#include <map>
#include <set>
#include <span>

#include "server/ops/text_file.h"
#include "server/voting/verify.h"
#include "shared/base/json.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::server {
namespace {

constexpr std::string_view kUsage =
    "pochin verify --ballots ФАЙЛ --log ФАЙЛ --opening ФАЙЛ --results ФАЙЛ --key КЛЮЧ [--lot ЧИСЛО] [--csv ФАЙЛ] "
    "[--pb ФАЙЛ]… [--json]";

constexpr int kAgrees = 0, kDisagrees = 1, kUsageError = 2, kIncomplete = 3;

int status_of(const Verified& found) {
  if (!found.wrong.empty()) return kDisagrees;
  return found.unchecked.empty() ? kAgrees : kIncomplete;
}

Json findings_json(const std::vector<VerifyFinding>& findings) {
  Json list = Json::array();
  for (const VerifyFinding& each : findings) list.push_back({{"code", each.code}, {"text", each.text}});
  return list;
}

void say_json(const Verified& found) {
  std::cout << Json{{"ok", found.agrees()},
                    {"campaign", found.campaign},
                    {"title", found.title},
                    {"format", found.format},
                    {"leaves", found.leaves},
                    {"heads", found.heads},
                    {"ballots", found.ballots},
                    {"opened", found.opened},
                    {"lists", found.lists},
                    {"wrong", findings_json(found.wrong)},
                    {"unchecked", findings_json(found.unchecked)},
                    {"notes", findings_json(found.notes)}}
            << '\n';
}

void say_text(const Verified& found) {
  std::cout << tr("Голосование «{}» ({}).\n", found.title, found.campaign);
  std::cout << tr("Записей в журнале: {}, подписанных вершин: {}, бюллетеней: {}, списков: {}.\n", found.leaves,
                  found.heads, found.ballots, found.lists);
  for (const VerifyFinding& each : found.notes) std::cout << each.text << '\n';
  for (const VerifyFinding& each : found.unchecked)
    std::cout << tr("не проверено: ") << each.text << " (" << each.code << ")\n";
  for (const VerifyFinding& each : found.wrong)
    std::cout << tr("расхождение: ") << each.text << " (" << each.code << ")\n";
  if (found.agrees())
    std::cout << tr("Всё сходится.\n");
  else if (found.wrong.empty())
    std::cout << tr("Расхождений нет, но проверено не всё.\n");
  else
    std::cout << tr("Расхождений: {}.\n", found.wrong.size());
}

}  // namespace

int verify_command(std::span<const std::string> arguments) {
  static const std::set<std::string_view> kTakes{"--ballots", "--log", "--opening", "--results",
                                                 "--key",     "--lot", "--csv",     "--pb"};
  std::map<std::string, std::vector<std::string>> given;
  bool json = false, fine = true;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& name = arguments[i];
    if (name == "--json")
      json = true;
    else if (kTakes.contains(name) && i + 1 < arguments.size() && (name == "--pb" || !given.contains(name)))
      given[name].push_back(arguments[++i]);
    else
      fine = false;
  }
  const auto text = [&](const std::string& path) -> std::string {
    auto content = read_text_file(path);
    if (content) return *std::move(content);
    std::cerr << tr("Не удалось прочитать файл {}.\n", path);
    fine = false;
    return {};
  };
  const auto one = [&](const char* name) -> std::optional<std::string> {
    return given.contains(name) ? std::optional(text(given[name].front())) : std::nullopt;
  };
  Published files{.ballots = one("--ballots").value_or(""), .log = one("--log").value_or("")};
  files.opening = one("--opening");
  files.results = one("--results");
  files.csv = one("--csv");
  for (const std::string& path : given["--pb"]) files.pb.push_back(text(path));
  if (given.contains("--key")) files.key = trim(given["--key"].front());
  if (given.contains("--lot")) files.lot = trim(given["--lot"].front());
  if (!fine || !given.contains("--ballots") || !given.contains("--log")) {
    std::cerr << kUsage << '\n';
    return kUsageError;
  }
  const Verified found = verify(files);
  json ? say_json(found) : say_text(found);
  return status_of(found);
}

}  // namespace pochin::server
