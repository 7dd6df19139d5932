// One JSON line for each request. Nothing personal: no query (it may carry codes), no body, no cookies, and of the
// address only the network.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace pochin::server {

struct AccessRecord {
  std::string_view id, method, remote;
  std::string_view path;     // without the query; empty when no route matched
  std::string_view query;    // only of routes that allow it
  std::string_view problem;  // code of the problem, or what an exception said
  int status = 0;
  uint64_t bytes = 0;
  std::chrono::microseconds took{0};
};

std::string access_line(const AccessRecord& record, std::chrono::system_clock::time_point at);

// "192.168.7.15" → "192.168.7.0"; of IPv6 the /48.
std::string network_prefix(std::string_view address);

}  // namespace pochin::server
