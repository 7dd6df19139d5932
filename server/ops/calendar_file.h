// The production calendar of the installation, read from the file that the configuration names.
#pragma once

#include <expected>
#include <string>

#include "server/ops/config.h"
#include "shared/calendar/production_calendar.h"

namespace pochin::server {

// The file that counts: the configured one, else calendar.json beside the first practice.
std::string calendar_path(const Config& config);

// No years when the file is not configured and is not there either. The error says in Russian what is wrong with it.
std::expected<calendar::ProductionCalendar, std::string> load_calendar(const Config& config);

}  // namespace pochin::server
