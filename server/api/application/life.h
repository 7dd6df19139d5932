// What has happened to an application, and whether it may be undone altogether.
#pragma once
#include <optional>

#include "server/api/application/record.h"

namespace pochin::server {

// Without its answers: the path it went, its remarks. Nothing when the history is damaged. O(its moves).
std::optional<application::Application> life_of(Db& db, const ApplicationRow& row, const LoadedPack& pack);
// Whether the viewer may take the application out of the world: an own draft that was given to nobody and from or into
// which nothing was made.
bool may_delete(const Record& record, const Viewer& viewer);

}  // namespace pochin::server
