#include "server/http/request.h"

#include "server/http/ascii.h"

namespace pochin::server {

std::string_view Request::param(std::string_view name) const {
  for (const auto& [key, value] : params)
    if (key == name) return value;
  return {};
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name) return value;
  return std::nullopt;
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (same_ignoring_case(key, name)) return value;
  return {};
}

size_t Request::header_count(std::string_view name) const {
  size_t count = 0;
  for (const auto& [key, value] : headers) count += same_ignoring_case(key, name) ? 1u : 0u;
  return count;
}

namespace {

// Calls `each` with the name and the value of every cookie.
template <class F>
void each_cookie(const std::vector<Request::View>& headers, F each) {
  for (const auto& [key, value] : headers) {
    if (!same_ignoring_case(key, "Cookie")) continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const size_t end = rest.find(';');
      const std::string_view pair = trim_spaces(rest.substr(0, end));
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      if (const size_t equals = pair.find('='); equals != std::string_view::npos)
        each(pair.substr(0, equals), pair.substr(equals + 1));
    }
  }
}

}  // namespace

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  std::optional<std::string_view> found;
  bool twice = false;
  each_cookie(headers, [&](std::string_view key, std::string_view value) {
    if (key != name) return;
    twice = found.has_value();
    found = value;
  });
  return twice ? std::nullopt : found;
}

std::vector<std::string_view> Request::cookies_named(std::string_view beginning) const {
  std::vector<std::string_view> names;
  each_cookie(headers, [&](std::string_view key, std::string_view) {
    if (key.starts_with(beginning)) names.push_back(key);
  });
  return names;
}

}  // namespace pochin::server
