#include "shared/practice/lint.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/practice/check.h"
#include "shared/practice/locate.h"
#include "shared/practice/read.h"

namespace pochin::practice {
namespace {

// Where the document stops being JSON; nothing when it is one.
std::optional<Finding> syntax_error(std::string_view text) {
  try {
    [[maybe_unused]] const Json parsed = Json::parse(text);
  } catch (const Json::parse_error& error) {
    const std::size_t byte = error.byte > 0 ? error.byte - 1 : 0;
    const Position position = position_of(text, byte);
    return Finding{Finding::Level::error,
                   "not_json",
                   "",
                   0,
                   position.line,
                   position.column,
                   std::string(tr("Здесь файл перестаёт быть JSON: проверьте запятые, кавычки и скобки"))};
  }
  return std::nullopt;
}

}  // namespace

std::vector<Finding> lint(std::string_view text) {
  if (!is_utf8(text))
    return {{Finding::Level::error, "not_utf8", "", 0, 1, 1, std::string(tr("Файл должен быть в кодировке UTF-8"))}};
  if (auto wrong = syntax_error(text)) return {*wrong};
  const Json json = Json::parse(text);
  Findings findings;
  const Pack pack = read_pack(json, findings);
  const bool readable = findings.items.empty();
  FormulaCheck formulas(pack, findings);
  check_form(pack, formulas, findings);
  check_criteria(pack, formulas, findings);
  check_ranking(pack, formulas, findings);
  check_workflow(pack, formulas, findings);
  // What could not be read is not there to agree with: its echoes would only hide the cause.
  if (readable) {
    check_cycle(pack, findings);
    check_limits(pack, formulas, findings);
  }
  const Locator locator(text);
  for (const std::string& pointer : locator.repeated())
    findings.error("duplicate_key", pointer, tr("Ключ записан дважды: подействует только последний"));
  for (Finding& finding : findings.items) {
    const Position position = locator.find(finding.pointer, finding.offset);
    finding.line = position.line;
    finding.column = position.column;
  }
  std::ranges::stable_sort(findings.items, {}, [](const Finding& each) { return std::pair(each.line, each.column); });
  return std::move(findings.items);
}

bool has_errors(const std::vector<Finding>& findings) {
  return std::ranges::any_of(findings, [](const Finding& each) { return each.level == Finding::Level::error; });
}

}  // namespace pochin::practice
