#include "server/commands/command_context.h"

#include <sys/stat.h>

namespace pochin::server {

std::string CommandLine::take(std::string_view name) {
  const auto found = options.find(name);
  if (found == options.end()) return {};
  std::string value = std::move(found->second);
  options.erase(found);
  return value;
}

CommandLine read_command_line(std::span<const std::string> arguments) {
  CommandLine line;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool named = arguments[i].starts_with("--");
    if (named && i + 1 < arguments.size()) {
      line.options[arguments[i]] = arguments[i + 1];
      ++i;
    } else {
      line.words.push_back(arguments[i]);
    }
  }
  return line;
}

std::expected<std::unique_ptr<CommandContext>, std::string> CommandContext::open(const std::string& config_file) {
  umask(077);  // the store holds personal data
  auto config = load_config(config_file);
  if (!config) {
    std::string text;
    for (const Finding& f : config.error()) text += f.key + ": " + f.message + "\n";
    return std::unexpected(text);
  }
  auto opened = std::unique_ptr<CommandContext>(new CommandContext);
  opened->config_ = *std::move(config);
  opened->config_.packs.clear();
  opened->config_.close_doors();
  auto api = Api::open(opened->config_, opened->config_.clock(), opened->cache_);
  if (!api) return std::unexpected(api.error());
  opened->api_ = *std::move(api);
  return opened;
}

CommandContext::~CommandContext() {
  if (api_) api_->stop();
}

}  // namespace pochin::server
