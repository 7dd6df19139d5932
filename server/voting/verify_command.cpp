#include <iostream>
#include <map>
#include <span>

#include "server/ops/text_file.h"
#include "server/voting/verify.h"
#include "shared/base/json.h"
#include "shared/base/tr.h"

namespace pochin::server {
namespace {

constexpr std::string_view kUsage =
    "pochin verify --ballots ФАЙЛ --log ФАЙЛ [--opening ФАЙЛ] [--results ФАЙЛ] [--key КЛЮЧ] [--json]";

int say_json(const Verified& found) {
  Json wrong = Json::array();
  for (const Mismatch& each : found.wrong) wrong.push_back({{"code", each.code}, {"text", each.text}});
  std::cout << Json{{"ok", found.wrong.empty()}, {"leaves", found.leaves}, {"heads", found.heads},
                    {"ballots", found.ballots},  {"opened", found.opened}, {"lists", found.lists},
                    {"wrong", std::move(wrong)}}
            << '\n';
  return found.wrong.empty() ? 0 : 1;
}

int say_text(const Verified& found, bool opening, bool results) {
  std::cout << tr("Записей в журнале: {}, подписанных вершин: {}, бюллетеней: {}, списков: {}.\n", found.leaves,
                  found.heads, found.ballots, found.lists);
  if (!opening) std::cout << tr("Без файла вскрытия нельзя проверить, что опубликованы именно поданные бюллетени.\n");
  if (!results) std::cout << tr("Без файла итогов пересчёт не с чем сравнить.\n");
  for (const Mismatch& each : found.wrong) std::cout << tr("не сходится: ") << each.text << " (" << each.code << ")\n";
  if (found.wrong.empty()) std::cout << tr("Всё сходится.\n");
  return found.wrong.empty() ? 0 : 1;
}

}  // namespace

int verify_command(std::span<const std::string> arguments) {
  std::map<std::string, std::string> given;
  bool json = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--json")
      json = true;
    else if (i + 1 < arguments.size())
      given[arguments[i]] = arguments[i + 1], ++i;
  }
  Published files;
  bool read = true;
  const auto text = [&](const char* name) -> std::optional<std::string> {
    if (!given.contains(name)) return std::nullopt;
    auto content = read_text_file(given[name]);
    if (!content) std::cerr << tr("Не удалось прочитать файл {}.\n", given[name]);
    read = read && content;
    return content ? std::optional(*std::move(content)) : std::nullopt;
  };
  const auto ballots = text("--ballots"), log = text("--log");
  files.opening = text("--opening");
  files.results = text("--results");
  if (given.contains("--key")) files.key = given["--key"];
  if (!ballots || !log || !read) {
    std::cerr << kUsage << '\n';
    return 2;
  }
  files.ballots = *ballots;
  files.log = *log;
  const Verified found = verify(files);
  return json ? say_json(found) : say_text(found, files.opening.has_value(), files.results.has_value());
}

}  // namespace pochin::server
