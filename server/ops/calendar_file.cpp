#include "server/ops/calendar_file.h"

#include <filesystem>

#include "server/ops/text_file.h"
#include "shared/base/tr.h"
#include "shared/calendar/read.h"

namespace pochin::server {

std::string calendar_path(const Config& config) {
  if (!config.calendar.empty() || config.packs.empty()) return config.calendar;
  return (std::filesystem::path(config.packs.front()).parent_path() / "calendar.json").string();
}

std::expected<calendar::ProductionCalendar, std::string> load_calendar(const Config& config) {
  const std::string path = calendar_path(config);
  std::error_code unknown;
  if (config.calendar.empty() && (path.empty() || !std::filesystem::exists(path, unknown)))
    return calendar::ProductionCalendar{};
  const auto text = read_text_file(path);
  if (!text) return std::unexpected(tr("не прочитать файл {}", path));
  auto read = calendar::read_calendar(std::string_view(*text));
  if (!read) return std::unexpected(tr("{}: {} {}", path, read.error().place, read.error().message));
  return *std::move(read);
}

}  // namespace pochin::server
