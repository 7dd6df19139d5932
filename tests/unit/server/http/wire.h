// A server on a free port, and a client that sends exactly the bytes it is told.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "server/http/server.h"

namespace pochin::server {

class RunningServer {
 public:
  explicit RunningServer(const Router& router, PublicCache* cache = nullptr, ServerOptions options = {},
                         std::string origin = {}) {
    options.log = [this](std::string_view line) {
      std::lock_guard lock(mutex_);
      lines_.emplace_back(line);
    };
    server_ = std::make_unique<HttpServer>(router, cache, std::move(options));
    server_->set_origin(std::move(origin));
    auto bound = server_->bind();
    REQUIRE(bound.has_value());
    port = *bound;
    thread_ = std::thread([this] { server_->run(); });
  }
  ~RunningServer() { stop(); }

  void stop() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
  }
  void ask_to_stop() { server_->stop(); }
  std::vector<std::string> lines() {
    std::lock_guard lock(mutex_);
    return lines_;
  }

  int port = 0;

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
  std::unique_ptr<HttpServer> server_;
  std::thread thread_;
};

class RawClient {
 public:
  explicit RawClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { ::close(socket_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
  }

  // Everything until the server closes, or until nothing comes for `patience`.
  std::string read_all(std::chrono::milliseconds patience = std::chrono::milliseconds(5000)) {
    std::string all;
    for (;;) {
      pollfd wait{socket_, POLLIN, 0};
      if (poll(&wait, 1, static_cast<int>(patience.count())) <= 0) return all;
      char bytes[65536];
      const ssize_t got = recv(socket_, bytes, sizeof bytes, 0);
      if (got <= 0) {
        closed = true;
        return all;
      }
      all.append(bytes, static_cast<size_t>(got));
    }
  }

  // What is there, at most so much, waiting a little for the first of it.
  std::string read_some(size_t most) {
    std::string bytes(most, '\0');
    pollfd wait{socket_, POLLIN, 0};
    if (poll(&wait, 1, 1000) <= 0) return {};
    const ssize_t got = recv(socket_, bytes.data(), bytes.size(), 0);
    bytes.resize(got > 0 ? static_cast<size_t>(got) : 0);
    return bytes;
  }

  // One response with a Content-Length, and not a byte of the next.
  std::string read_one() {
    std::string all, piece;
    for (;;) {
      size_t wanted = 1;
      const size_t end = all.find("\r\n\r\n");
      if (end != std::string::npos) {
        const size_t at = all.find("Content-Length: ");
        const size_t whole = end + 4 + (at < end ? std::stoul(all.substr(at + 16)) : 0);
        if (all.size() >= whole) return all;
        wanted = whole - all.size();
      }
      pollfd wait{socket_, POLLIN, 0};
      if (poll(&wait, 1, 5000) <= 0) return all;
      piece.resize(std::min<size_t>(wanted, 65536));
      const ssize_t got = recv(socket_, piece.data(), piece.size(), 0);
      if (got <= 0) {
        closed = true;
        return all;
      }
      all.append(piece, 0, static_cast<size_t>(got));
    }
  }

  bool connected = false;
  bool closed = false;

 private:
  int socket_;
};

inline int status_of(std::string_view response) {
  return response.starts_with("HTTP/1.1 ") && response.size() > 12 ? std::stoi(std::string(response.substr(9, 3))) : 0;
}

inline int raw_status(int port, std::string_view bytes) {
  RawClient client(port);
  client.send(bytes);
  return status_of(client.read_all());
}

}  // namespace pochin::server
