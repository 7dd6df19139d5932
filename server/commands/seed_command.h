#pragma once
#include <span>
#include <string>

namespace pochin::server {

// `pochin seed --config F [--region R.json] [--pack P.json]… [--demo]`: puts territories and packs into the store
// (those of the configuration when not named); with --demo also the staff grants of the emulator's persons and
// applications made through the API's own decisions, once. Gives the exit code; says on stderr what is wrong.
int seed_command(std::span<const std::string> arguments);

}  // namespace pochin::server
