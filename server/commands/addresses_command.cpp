#include "server/commands/addresses_command.h"

#include <algorithm>
#include <fstream>
#include <iostream>

#include "server/commands/command_context.h"
#include "server/store/addresses.h"
#include "server/store/audit.h"
#include "shared/base/csv.h"
#include "shared/base/text.h"

namespace pochin::server {
namespace {

constexpr int kDone = 0, kRefused = 1, kWrongCall = 2;
constexpr std::size_t kGuid = 36;

bool is_guid(std::string_view text) {
  return text.size() == kGuid &&
         std::ranges::all_of(text, [](char c) { return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_oktmo(std::string_view text) {
  return (text.size() == 8 || text.size() == 11) &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<AddressObject> from_json(const std::string& text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return std::nullopt;
  return AddressObject{to_lower(get_string(*json, "guid")), to_lower(get_string(*json, "parent")),
                       get_string(*json, "oktmo"), get_string(*json, "name")};
}

// Which cell of a line holds what: by the names in the first line, in any order.
struct Columns {
  char separator = kCsvSeparator;
  std::vector<std::string> names = {};
};

// Nothing when the first line is no heading: then each line is JSON.
std::optional<Columns> columns_of(std::string_view first_line) {
  Columns columns{.separator = csv_separator(first_line)};
  for (const std::string& each : csv_cells(first_line, columns.separator)) columns.names.push_back(to_lower(each));
  while (!columns.names.empty() && columns.names.back().empty()) columns.names.pop_back();
  const bool heading = std::ranges::find(columns.names, "guid") != columns.names.end();
  return heading ? std::optional(columns) : std::nullopt;
}

std::optional<AddressObject> from_csv(std::string_view text, const Columns& columns) {
  AddressObject object;
  auto cells = csv_cells(text, columns.separator);
  while (cells.size() > columns.names.size() && cells.back().empty()) cells.pop_back();
  if (cells.size() > columns.names.size()) return std::nullopt;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string& name = columns.names[i];
    if (name == "guid") object.guid = to_lower(cells[i]);
    if (name == "parent") object.parent = to_lower(cells[i]);
    if (name == "oktmo") object.oktmo = cells[i];
    if (name == "name") object.name = cells[i];
  }
  return object;
}

bool sound(const AddressObject& object) {
  return is_guid(object.guid) && (object.parent.empty() || is_guid(object.parent)) &&
         (object.oktmo.empty() || is_oktmo(object.oktmo)) && is_utf8(object.name);
}

Checked<std::int64_t> take_in(Db& db, std::istream& file) {
  clear_addresses(db);
  std::optional<Columns> columns;
  std::int64_t number = 0, taken = 0;
  for (std::string text; std::getline(file, text);) {
    ++number;
    if (text.ends_with('\r')) text.pop_back();
    if (number == 1) {
      text = without_mark(text);
      columns = columns_of(text);
      if (columns) continue;
    }
    if (is_blank(text) || (columns && text.find_first_not_of(" ;,\t\"") == std::string::npos)) continue;
    const auto object = columns ? from_csv(text, *columns) : from_json(text);
    if (!object || !sound(*object))
      return std::unexpected(
          bad_request(tr("Строка {}: нужен guid из 36 знаков, oktmo из 8 или 11 цифр или пусто. "
                         "Ничего не изменено.",
                         number)));
    put_address(db, *object);
    ++taken;
  }
  if (taken == 0) return std::unexpected(bad_request(say("В файле нет ни одной строки. Ничего не изменено.")));
  return taken;
}

}  // namespace

int addresses_command(std::span<const std::string> arguments, std::ostream& out, std::ostream& err) {
  CommandLine line = read_command_line(arguments);
  const std::string config = line.take("--config");
  if (config.empty() || !line.options.empty() || line.words.size() != 2 || line.words[0] != "import") {
    err << tr("Как вызвать: pochin addresses import --config ФАЙЛ ВЫПИСКА") << '\n';
    return kWrongCall;
  }
  std::ifstream file(line.words[1]);
  if (!file) {
    err << tr("Не прочитать файл {}.", line.words[1]) << '\n';
    return kWrongCall;
  }
  const auto opened = CommandContext::open(config);
  if (!opened) {
    err << opened.error() << '\n';
    return kWrongCall;
  }
  Context& context = (*opened)->context();
  const auto taken = change(context, [&](Db& db) -> Checked<std::int64_t> {
    auto count = take_in(db, file);
    if (!count) return count;
    audit(db,
          {.kind = "addresses.imported", .actor = "command line", .details = {{"rows", *count}}, .at = context.now()});
    return count;
  });
  if (!taken) {
    err << taken.error().detail << '\n';
    return kRefused;
  }
  out << tr("Адресов: {}. Работающий сервер видит их сразу.", *taken) << '\n';
  return kDone;
}

int addresses_command(std::span<const std::string> arguments) {
  return addresses_command(arguments, std::cout, std::cerr);
}

}  // namespace pochin::server
