// Territories and packs: from files into the store, from the store into memory.
#pragma once
#include <expected>
#include <string>
#include <vector>

#include "server/api/handling/context.h"

namespace pochin::server {

// What the configuration names. A published version never changes: in production another text under a known version
// is an error; the demonstration keeps what it was seeded with. Errors are in words for the operator.
std::expected<void, std::string> install_configured(Context& context);

std::expected<void, std::string> install_territories(Context& context, const std::string& file);
// Publishes without asking what is frozen: for the demonstration, whose stages move.
std::expected<void, std::string> install_pack(Context& context, Json pack, const std::string& file);

// Reads region and packs from the store into the context.
std::expected<void, std::string> load_rules(Context& context);
// Takes in versions that another program has published since (`pochin practice import`); true when there were some.
// One count in the store when there are none. The error is in words for the operator.
std::expected<bool, std::string> take_new_packs(Context& context);

}  // namespace pochin::server
