// Practices and places as everybody reads them: packs come in, are published and shown; territories.
#pragma once
#include "server/api/handling/context.h"
#include "server/api/handling/route.h"

namespace pochin::server {

inline constexpr Query kCycleQuery{.name = "cycle", .about = "Код цикла; без него — тот, что идёт сейчас"};
inline constexpr Query kVersionQuery{.name = "version", .about = "Версия правил: та, по которой написана заявка"};

std::span<const Route> practice_routes();
std::span<const Route> territory_routes();

// The practice a path names: its current cycle, or the one that ?cycle=… names, or the very ?version=….
const LoadedPack* asked_practice(const Context& context, const Request& request);

}  // namespace pochin::server
