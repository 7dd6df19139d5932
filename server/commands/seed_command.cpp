#include "server/commands/seed_command.h"

#include <sys/stat.h>

#include <iostream>
#include <optional>
#include <vector>

#include "server/api/api.h"
#include "server/api/practices/install.h"
#include "server/demo/demo.h"
#include "server/demo/demo_vote.h"
#include "server/ops/text_file.h"

namespace pochin::server {
namespace {

struct Options {
  std::string config, region;
  std::vector<std::string> packs;
  bool demo = false;
};

std::optional<Options> read_options(std::span<const std::string> arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& name = arguments[i];
    if (name == "--demo") {
      options.demo = true;
      continue;
    }
    if (i + 1 == arguments.size()) return std::nullopt;
    const std::string& value = arguments[++i];
    if (name == "--config") {
      options.config = value;
    } else if (name == "--region") {
      options.region = value;
    } else if (name == "--pack") {
      options.packs.push_back(value);
    } else {
      return std::nullopt;
    }
  }
  return options.config.empty() ? std::nullopt : std::optional(std::move(options));
}

int failed(std::string_view message) {
  std::cerr << tr("Не получилось: ") << message << "\n";
  return 1;
}

std::expected<void, std::string> seed(Context& context, const Options& options) {
  if (!options.region.empty()) {
    if (auto done = install_territories(context, options.region); !done) return done;
  }
  for (const std::string& file : options.packs) {
    auto pack = read_json_file(file);
    if (!pack) return std::unexpected(pack.error());
    if (options.demo) *pack = with_vote(with_open_intake(*pack, context.now()), context.now());
    if (auto done = install_pack(context, *pack, file); !done) return done;
  }
  if (auto loaded = load_rules(context); !loaded) return loaded;
  if (!options.demo) return {};
  if (auto filled = fill_demonstration(context); !filled) return filled;
  return open_demo_votes(context);
}

}  // namespace

int seed_command(std::span<const std::string> arguments) {
  umask(077);  // what is made here holds personal data
  auto options = read_options(arguments);
  if (!options) {
    return failed(tr("pochin seed --config ФАЙЛ [--region ФАЙЛ] [--pack ФАЙЛ]… [--demo]"));
  }
  auto config = load_config(options->config);
  if (!config) {
    for (const Finding& f : config.error()) std::cerr << f.key << ": " << f.message << "\n";
    return failed(options->config);
  }
  if (options->demo && !config->demo()) {
    return failed(tr("вымышленные данные можно добавить только в демонстрацию (environment: demo)."));
  }
  // The files of the configuration are seeded here, with the stages moved; the server then finds them seeded.
  if (options->packs.empty()) options->packs = config->packs;
  config->packs.clear();
  config->close_doors();
  PublicCache cache;
  auto api = Api::open(*config, config->clock(), cache);
  if (!api) return failed(api.error());
  const auto seeded = seed((*api)->context(), *options);
  (*api)->stop();
  if (!seeded) return failed(seeded.error());
  return 0;
}

}  // namespace pochin::server
