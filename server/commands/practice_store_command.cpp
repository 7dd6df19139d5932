#include "server/commands/practice_store_command.h"

#include <sys/stat.h>

#include <iostream>

#include "server/api/api.h"
#include "server/api/practices/release_pack.h"
#include "server/api/voting/campaign.h"
#include "server/ops/practice_parts.h"
#include "server/store/practices.h"
#include "shared/base/json.h"
#include "shared/practice/arrange.h"

namespace pochin::server {
namespace {

constexpr int kDone = 0, kRefused = 1, kWrongCall = 2;

struct Options {
  std::string config, what, by;
};

std::optional<Options> read_options(std::span<const std::string> args) {
  Options options;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const bool has_value = i + 1 < args.size();
    if (args[i] == "--config" && has_value)
      options.config = args[++i];
    else if (args[i] == "--by" && has_value)
      options.by = args[++i];
    else if (options.what.empty() && !args[i].starts_with("--"))
      options.what = args[i];
    else
      return std::nullopt;
  }
  if (options.config.empty() || options.what.empty()) return std::nullopt;
  return options;
}

int export_pack(Context& context, const std::string& what, Streams streams) {
  const std::size_t at = what.find('@');
  const std::string id = what.substr(0, at);
  std::string version = at == std::string::npos ? "" : what.substr(at + 1);
  const auto text = look(context, [&](Db& db) -> Checked<std::string> {
    const auto versions = pack_versions_of(db, id);
    if (version.empty() && !versions.empty()) version = versions.back();
    auto found = pack_text(db, id, version);
    if (!found) return std::unexpected(problem(404, "not_found", tr("В портале нет практики {}", what)));
    return *std::move(found);
  });
  if (!text) {
    streams.err << text.error().detail << '\n';
    return kRefused;
  }
  const Json pack = stored_json(*text);
  streams.out << practice::arranged(pack);
  streams.err << id << '@' << version << " SHA-256 " << practice::content_hash(pack) << '\n';
  return kDone;
}

void tell(const Json& pack, const practice::Release& release, std::ostream& out) {
  const std::string name = get_string(pack, "id") + '@' + get_string(pack, "version");
  if (release.unchanged) {
    out << tr("{}: такая версия уже опубликована.", name) << '\n';
    return;
  }
  for (const practice::Change& each : release.changes) out << "  " << each.sentence << '\n';
  if (release.new_cycle)
    out << tr("{}: опубликована первая версия цикла {}.", name, get_string(get(pack, "cycle"), "id")) << '\n';
  else
    out << tr("{}: опубликована после версии {}. Поданные заявки остаются при своей версии.", name, release.compared)
        << '\n';
}

// The end of an opened vote is its own: who wrote another one into the rules is told that it moves nothing.
void tell_of_open_votes(Context& context, const Json& pack, std::ostream& out) {
  (void)look(context, [&](Db& db) -> Checked<bool> {
    for (const Json& each : get_array(pack, "campaigns")) {
      const std::string id = get_string(pack, "id") + "." + get_string(each, "id");
      const auto end = parse_local_time(get_string(each, "closes"));
      if (!end || !find_campaign(db, id)) continue;
      const auto live = campaign_of(db, context, id);
      if (!live) continue;
      const Zone& zone = (*live)->pack->pack.zone();
      if (instant(*end, zone) == (*live)->rules.closes) continue;
      out << tr("Голосование «{}» уже открыто: оно идёт до {}, и новая версия этот срок не меняет. Продлить его могут "
                "два человека действием extend.",
                (*live)->rules.title, format_local((*live)->rules.closes, zone))
          << '\n';
    }
    return true;
  });
}

int import_pack(Context& context, const Options& options, Streams streams) {
  const auto pack = read_pack_file(options.what, streams.err);
  if (!pack) return kRefused;
  const auto release = release_pack(context, *pack, options.by.empty() ? "command line" : options.by);
  if (!release) {
    streams.err << tr("Не опубликовано. {}", release.error()) << '\n';
    return kRefused;
  }
  tell(*pack, *release, streams.out);
  tell_of_open_votes(context, *pack, streams.out);
  return kDone;
}

}  // namespace

int practice_store_command(std::span<const std::string> args, std::ostream& out, std::ostream& err) {
  umask(077);  // the store holds personal data
  const auto options = args.empty() ? std::nullopt : read_options(args.subspan(1));
  if (!options || (args[0] != "export" && args[0] != "import")) {
    err << tr("Как вызвать: pochin practice export --config ФАЙЛ КОД[@ВЕРСИЯ]\n"
              "             pochin practice import --config ФАЙЛ ПРАКТИКА.json [--by КТО]")
        << '\n';
    return kWrongCall;
  }
  auto config = load_config(options->config);
  if (!config) {
    for (const Finding& f : config.error()) err << f.key << ": " << f.message << '\n';
    return kWrongCall;
  }
  config->packs.clear();
  config->close_doors();
  PublicCache cache;
  const auto api = Api::open(*config, config->clock(), cache);
  if (!api) {
    err << api.error() << '\n';
    return kRefused;
  }
  Context& context = (*api)->context();
  const int code = args[0] == "export" ? export_pack(context, options->what, {out, err})
                                       : import_pack(context, *options, {out, err});
  (*api)->stop();
  return code;
}

int practice_store_command(std::span<const std::string> args) {
  return practice_store_command(args, std::cout, std::cerr);
}

}  // namespace pochin::server
