// A portal opened by a command of its operator: the store and the rules, no door to log in by, no sockets.
#pragma once
#include <expected>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "server/api/api.h"
#include "server/api/handling/context.h"

namespace pochin::server {

// "--name value" pairs, and what stands without a name in its order.
struct CommandLine {
  std::map<std::string, std::string, std::less<>> options;
  std::vector<std::string> words;
  // Takes the option out, so that what nobody asked for is left over.
  std::string take(std::string_view name);
};
CommandLine read_command_line(std::span<const std::string> arguments);

class CommandContext {
 public:
  // The error is in words for the operator.
  static std::expected<std::unique_ptr<CommandContext>, std::string> open(const std::string& config_file);
  ~CommandContext();
  CommandContext(const CommandContext&) = delete;
  CommandContext& operator=(const CommandContext&) = delete;
  Context& context() { return api_->context(); }

 private:
  CommandContext() = default;
  Config config_;
  PublicCache cache_;
  std::unique_ptr<Api> api_;
};

}  // namespace pochin::server
