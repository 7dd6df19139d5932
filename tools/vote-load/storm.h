// Many HTTP clients in one thread: epoll, keep-alive, one request at a time on each connection.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pochin::load {

struct Address {
  std::string host = "127.0.0.1";
  int port = 0;
};
// "http://127.0.0.1:8080"; nothing for any other host: nobody is to be loaded by accident.
std::optional<Address> loopback(const std::string& url);

struct Answer {
  int status = 0;  // 0: the connection was lost
  std::string body;
};
Answer get(const Address& address, const std::string& path);

struct Voter {
  std::string cookie, csrf;
};

struct Storm {
  std::vector<std::string> receipts;      // of every acknowledged ballot
  std::vector<double> milliseconds;       // of every answer
  std::map<std::string, int64_t> errors;  // by status and code; a refusal «busy» is tried again
  int64_t lost = 0;                       // connections that broke under a request
  double seconds = 0;
};
// Each voter sends one of `bodies` in turn. At most 20 tries of one voter.
Storm run_storm(const Address& address, const std::string& path, const std::vector<Voter>& voters,
                const std::vector<std::string>& bodies, int connections);

}  // namespace pochin::load
