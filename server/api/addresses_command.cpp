#include "server/api/addresses_command.h"

#include <algorithm>
#include <fstream>
#include <iostream>

#include "server/api/command_context.h"
#include "server/store/addresses.h"
#include "server/store/audit.h"
#include "shared/base/text.h"

namespace pochin::server {
namespace {

constexpr int kDone = 0, kRefused = 1, kWrongCall = 2;
constexpr std::string_view kHeader = "guid;parent;oktmo;name";
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

std::optional<AddressObject> from_csv(std::string_view text) {
  AddressObject object;
  for (std::string* field : {&object.guid, &object.parent, &object.oktmo}) {
    const std::size_t end = text.find(';');
    if (end == std::string_view::npos) return std::nullopt;
    *field = text.substr(0, end);
    text.remove_prefix(end + 1);
  }
  object.guid = to_lower(object.guid);
  object.parent = to_lower(object.parent);
  object.name = text;
  return object;
}

bool sound(const AddressObject& object) {
  return is_guid(object.guid) && (object.parent.empty() || is_guid(object.parent)) &&
         (object.oktmo.empty() || is_oktmo(object.oktmo)) && is_utf8(object.name);
}

Checked<std::int64_t> take_in(Db& db, std::istream& file) {
  clear_addresses(db);
  bool csv = false;
  std::int64_t number = 0, taken = 0;
  for (std::string text; std::getline(file, text);) {
    ++number;
    if (text.ends_with('\r')) text.pop_back();
    if (number == 1 && text == kHeader) {
      csv = true;
      continue;
    }
    if (text.empty()) continue;
    const auto object = csv ? from_csv(text) : from_json(text);
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
