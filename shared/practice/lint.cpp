#include "shared/practice/lint.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/practice/check.h"
#include "shared/practice/locate.h"
#include "shared/practice/migrate.h"
#include "shared/practice/read.h"
#include "shared/practice/version.h"

namespace pochin::practice {
namespace {

// Where the document stops being JSON, or what can be read; nothing when it is one.
std::optional<Finding> unreadable(std::string_view text) {
  const auto found = [&](const char* code, std::size_t byte, std::string message) {
    const Position at = position_of(text, byte);
    return Finding{Finding::Level::error, code, "", 0, at.line, at.column, std::move(message)};
  };
  if (const auto byte = too_deep(text))
    return found("json_depth", *byte, tr("Вложено глубже {} уровней: столько скобок в пакете не бывает", kDeepestJson));
  if (const auto byte = syntax_error(text))
    return found("not_json", *byte,
                 std::string(tr("Здесь файл перестаёт быть JSON: проверьте запятые, кавычки и скобки")));
  return std::nullopt;
}

// An older pack is read as what it becomes; places that are new in it are shown at what they were made from.
void migrate(Json& json, Findings& findings) {
  const auto done = practice::migrate(json);
  if (!done) {
    findings.error(done.error().code, done.error().place, done.error().message);
    return;
  }
  if (done->from < kFormat)
    findings.warning("old_format", "/format",
                     tr("Пакет записан в старом формате {} и читается как {}", done->from, kFormat));
  for (const MigrationNote& note : done->notes)
    findings.warning("migrated", note.pointer, tr("Старый формат: {}", note.message));
}

void check_version(const Pack& pack, Findings& findings) {
  if (pack.version.empty()) return;
  if (const auto version = parse_version(pack.version); !version)
    findings.error(version.error().code, "/version", version.error().message);
}

void place(const Locator& locator, std::vector<Finding>& findings) {
  for (Finding& finding : findings) {
    const Position position = locator.find(finding.pointer, finding.offset);
    finding.line = position.line;
    finding.column = position.column;
  }
  std::ranges::stable_sort(findings, {}, [](const Finding& each) { return std::pair(each.line, each.column); });
}

}  // namespace

std::vector<Finding> lint(std::string_view text) {
  if (!is_utf8(text))
    return {{Finding::Level::error, "not_utf8", "", 0, 1, 1, std::string(tr("Файл должен быть в кодировке UTF-8"))}};
  if (auto wrong = unreadable(text)) return {*wrong};
  const Locator locator(text);
  Json json = *parse_json(text);
  Findings findings;
  migrate(json, findings);
  if (has_errors(findings.items)) {
    place(locator, findings.items);
    return std::move(findings.items);
  }
  const Pack pack = read_pack(json, findings);
  const bool readable = !has_errors(findings.items);
  FormulaCheck formulas(pack, findings);
  check_names(pack, findings);
  check_form(pack, formulas, findings);
  check_circles(pack, findings);
  check_hidden(pack, findings);
  check_criteria(pack, formulas, findings);
  check_ranking(pack, formulas, findings);
  check_workflow(pack, formulas, findings);
  check_campaigns(pack, formulas, findings);
  // What could not be read is not there to agree with: its echoes would only hide the cause.
  if (readable) {
    check_cycle(pack, findings);
    check_limits(pack, formulas, findings);
    check_version(pack, findings);
  }
  for (const std::string& pointer : locator.repeated())
    findings.error("duplicate_key", pointer, tr("Ключ записан дважды: подействует только последний"));
  place(locator, findings.items);
  return std::move(findings.items);
}

bool has_errors(const std::vector<Finding>& findings) {
  return std::ranges::any_of(findings, [](const Finding& each) { return each.level == Finding::Level::error; });
}

}  // namespace pochin::practice
