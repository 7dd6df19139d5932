#include "server/commands/audit_command.h"

#include <fstream>
#include <iostream>

#include "server/commands/command_context.h"
#include "server/store/audit.h"

namespace pochin::server {
namespace {

constexpr int kDone = 0, kBroken = 1, kWrongCall = 2;
constexpr int kBatch = 1000;

int usage(std::ostream& err) {
  err << tr("Как вызвать: pochin audit export --config ФАЙЛ > ЖУРНАЛ\n"
            "             pochin audit verify --config ФАЙЛ [--head ЖУРНАЛ]\n"
            "             pochin audit verify --file ЖУРНАЛ [--head ЖУРНАЛ]")
      << '\n';
  return kWrongCall;
}

// Every line of the store in its order, in batches: the log may be long.
template <class Take>
Checked<bool> each_line(Context& context, Take take) {
  for (std::int64_t after = 0;;) {
    const auto lines =
        look(context, [&](Db& db) -> Checked<std::vector<AuditEntry>> { return audit_entries(db, after, kBatch); });
    if (!lines) return std::unexpected(lines.error());
    for (const AuditEntry& line : *lines)
      if (!take(line)) return false;
    if (lines->empty()) return true;
    after = lines->back().seq;
  }
}

int export_log(Context& context, std::ostream& out, std::ostream& err) {
  AuditHead head{0, std::string(64, '0')};
  const auto done = each_line(context, [&](const AuditEntry& line) {
    out << export_line(line) << '\n';
    head = {line.seq, line.hash};
    return true;
  });
  if (!done) {
    err << done.error().detail << '\n';
    return kBroken;
  }
  out << export_line(head) << '\n';
  const auto noted = change(context, [&](Db& db) -> Checked<bool> {
    audit(db, {.kind = "audit.exported", .actor = "command line", .details = {{"seq", head.seq}}, .at = context.now()});
    return true;
  });
  return noted ? kDone : kBroken;
}

std::optional<AuditHead> head_of_file(const std::string& path) {
  std::ifstream file(path);
  std::optional<AuditHead> head;
  for (std::string text; std::getline(file, text);) {
    const auto json = parse_json(text);
    if (!json || !get(*json, "head").is_object()) continue;
    const Json& at = get(*json, "head");
    head = AuditHead{get_int(at, "seq"), get_string(at, "hash")};
  }
  return head;
}

// The outcome in words.
int tell(const std::optional<Error>& wrong, const AuditHead& head, std::ostream& out, std::ostream& err) {
  if (wrong) {
    err << tr("ЖУРНАЛ ПОВРЕЖДЁН. {} Код: {}.", wrong->message, wrong->code) << '\n';
    return kBroken;
  }
  out << tr("Журнал цел: строк {}, последний хэш {}.", head.seq, head.hash) << '\n';
  return kDone;
}

int verify_store(Context& context, AuditChain chain, std::ostream& out, std::ostream& err) {
  std::optional<Error> wrong;
  const auto read = each_line(context, [&](const AuditEntry& line) {
    wrong = chain.take(line);
    return !wrong;
  });
  if (!read) {
    err << read.error().detail << '\n';
    return kBroken;
  }
  if (!wrong) wrong = chain.finish();
  return tell(wrong, chain.head(), out, err);
}

int verify_file(const std::string& path, AuditChain chain, std::ostream& out, std::ostream& err) {
  std::ifstream file(path);
  if (!file) {
    err << tr("Не прочитать файл {}.", path) << '\n';
    return kWrongCall;
  }
  for (std::string text; std::getline(file, text);) {
    const auto json = parse_json(text);
    if (json && get(*json, "head").is_object()) {
      if (AuditHead{get_int(get(*json, "head"), "seq"), get_string(get(*json, "head"), "hash")} != chain.head())
        return tell(Error{"audit_cut", std::string(tr("Последняя строка не та, что записана в конце выгрузки.")), ""},
                    chain.head(), out, err);
      continue;
    }
    const Json& line = json ? get(*json, "line") : Json();
    const auto wrong =
        line.is_object()
            ? chain.take({get_int(line, "seq"), canonical(line), get_string(*json, "hash")})
            : Error{"audit_format", std::string(tr("В файле есть строка, которой нет места в журнале.")), ""};
    if (wrong) return tell(wrong, chain.head(), out, err);
  }
  return tell(chain.finish(), chain.head(), out, err);
}

}  // namespace

int audit_command(std::span<const std::string> arguments, std::ostream& out, std::ostream& err) {
  CommandLine line = read_command_line(arguments);
  const std::string config = line.take("--config"), file = line.take("--file"), head = line.take("--head");
  if (line.words.size() != 1 || !line.options.empty() || config.empty() == file.empty()) return usage(err);
  const bool verify = line.words[0] == "verify";
  if (!verify && (line.words[0] != "export" || config.empty())) return usage(err);
  AuditChain chain;
  if (!head.empty()) {
    const auto kept = head_of_file(head);
    if (!kept) {
      err << tr("В файле {} нет строки head.", head) << '\n';
      return kWrongCall;
    }
    chain.expect(*kept);
  }
  if (!file.empty()) return verify_file(file, chain, out, err);
  const auto opened = CommandContext::open(config);
  if (!opened) {
    err << opened.error() << '\n';
    return kWrongCall;
  }
  Context& context = (*opened)->context();
  return verify ? verify_store(context, chain, out, err) : export_log(context, out, err);
}

int audit_command(std::span<const std::string> arguments) { return audit_command(arguments, std::cout, std::cerr); }

}  // namespace pochin::server
