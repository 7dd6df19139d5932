// The HTTP server: sockets, limits and time-outs around a Router.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/http/public_cache.h"
#include "server/http/router.h"
#include "server/http/visitors.h"

namespace pochin::server {

struct ServerOptions {
  std::string address = "127.0.0.1";
  int port = 0;  // 0 = any free one
  size_t threads = 8, most_threads = 32, queue = 512;
  size_t connections = 16'384;     // open at once; fewer when the process may not open so many. The idle make room
  size_t max_target = 16 * 1024;   // ЕСИА's code is a JWT of several kB (esia.md §1.3)
  size_t max_headers = 32 * 1024;  // request line and headers together
  std::chrono::milliseconds header_time{10'000}, body_time{60'000}, write_time{30'000}, keep_alive{5'000};
  std::chrono::milliseconds stop_time{20'000};
  std::vector<std::string> trusted_proxies;
  int uploads_per_minute = 240;
  Visitors* visitors = nullptr;                    // told of each request that is not answered from the cache
  bool https = true;                               // the public address is https: adds Strict-Transport-Security
  std::function<void(std::string_view line)> log;  // one JSON line for each request; none when empty
};

class HttpServer {
 public:
  // `cache` may be null; the router and the cache must outlive the server.
  HttpServer(const Router& router, PublicCache* cache, ServerOptions options);
  ~HttpServer();

  // Binds; the port it got, or an error in words.
  std::expected<int, std::string> bind();
  // The public address, "https://pochin.example.ru": what asks for another name is sent there (own_name.h). Before
  // run().
  void set_origin(std::string origin);
  // Serves until stop(); returns when accepted work is finished.
  void run();
  // May be called from any thread, more than once.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pochin::server
