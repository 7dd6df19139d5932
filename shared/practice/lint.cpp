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

// Finds the byte where a text stops being JSON: the browser's build knows no exceptions.
struct FirstError {
  std::size_t byte = 0;
  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool number_integer(Json::number_integer_t) { return true; }
  bool number_unsigned(Json::number_unsigned_t) { return true; }
  bool number_float(Json::number_float_t, const std::string&) { return true; }
  bool string(const std::string&) { return true; }
  bool binary(const Json::binary_t&) { return true; }
  bool start_object(std::size_t) { return true; }
  bool key(const std::string&) { return true; }
  bool end_object() { return true; }
  bool start_array(std::size_t) { return true; }
  bool end_array() { return true; }
  bool parse_error(std::size_t position, const std::string&, const Json::exception&) {
    byte = position > 0 ? position - 1 : 0;
    return false;
  }
};

// Where the document stops being JSON; nothing when it is one.
std::optional<Finding> syntax_error(std::string_view text) {
  FirstError error;
  if (Json::sax_parse(text, &error)) return std::nullopt;
  const Position position = position_of(text, error.byte);
  return Finding{Finding::Level::error,
                 "not_json",
                 "",
                 0,
                 position.line,
                 position.column,
                 std::string(tr("Здесь файл перестаёт быть JSON: проверьте запятые, кавычки и скобки"))};
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
  if (auto wrong = syntax_error(text)) return {*wrong};
  const Locator locator(text);
  Json json = Json::parse(text);
  Findings findings;
  migrate(json, findings);
  if (has_errors(findings.items)) {
    place(locator, findings.items);
    return std::move(findings.items);
  }
  const Pack pack = read_pack(json, findings);
  const bool readable = !has_errors(findings.items);
  FormulaCheck formulas(pack, findings);
  check_form(pack, formulas, findings);
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
