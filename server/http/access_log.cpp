#include "server/http/access_log.h"

#include <arpa/inet.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <ctime>

namespace pochin::server {
namespace {

constexpr size_t kLongest = 200;

void member(std::string& out, std::string_view name, std::string_view text) {
  out.append(",\"").append(name).append("\":\"");
  for (const char c : text.substr(0, kLongest)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\';
    out += byte < 0x20 || byte == 0x7f ? ' ' : c;
  }
  out += '"';
}

}  // namespace

std::string network_prefix(std::string_view address) {
  const std::string text(address);
  std::array<char, INET6_ADDRSTRLEN> shown{};
  in_addr four{};
  if (inet_pton(AF_INET, text.c_str(), &four) == 1) {
    four.s_addr &= htonl(0xffffff00u);
    inet_ntop(AF_INET, &four, shown.data(), shown.size());
    return shown.data();
  }
  in6_addr six{};
  if (inet_pton(AF_INET6, text.c_str(), &six) != 1) return {};
  std::memset(six.s6_addr + 6, 0, 10);
  inet_ntop(AF_INET6, &six, shown.data(), shown.size());
  return shown.data();
}

std::string access_line(const AccessRecord& record, std::chrono::system_clock::time_point at) {
  const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
  const auto seconds = static_cast<std::time_t>(since / 1000);
  std::tm t{};
  gmtime_r(&seconds, &t);
  std::array<char, 96> head{};
  std::snprintf(head.data(), head.size(), "{\"at\":\"%04d-%02d-%02dT%02d:%02d:%02d.%03dZ\"", t.tm_year + 1900,
                t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, static_cast<int>(since % 1000));
  std::string line = head.data();
  if (!record.id.empty()) member(line, "id", record.id);  // answers from the cache have none
  member(line, "method", record.method);
  member(line, "path", record.path.empty() ? "-" : record.path);
  if (!record.query.empty()) member(line, "query", record.query);
  std::array<char, 96> tail{};
  std::snprintf(tail.data(), tail.size(), ",\"status\":%d,\"bytes\":%llu,\"us\":%lld", record.status,
                static_cast<unsigned long long>(record.bytes), static_cast<long long>(record.took.count()));
  line += tail.data();
  member(line, "from", network_prefix(record.remote));
  if (!record.problem.empty()) member(line, "problem", record.problem);
  return line + '}';
}

}  // namespace pochin::server
