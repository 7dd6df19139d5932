#include "tools/vote-load/storm.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <deque>
#include <string_view>

namespace pochin::load {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kTries = 20;

int connected(const Address& address) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<uint16_t>(address.port));
  inet_pton(AF_INET, address.host.c_str(), &to.sin_addr);
  if (connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
    close(fd);
    return -1;
  }
  const int yes = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return fd;
}

bool send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

// The whole answer at the front of `bytes`, when it has come.
std::optional<Answer> take_answer(std::string& bytes) {
  const std::size_t head = bytes.find("\r\n\r\n");
  if (head == std::string::npos) return std::nullopt;
  std::size_t length = 0;
  for (const char* name : {"Content-Length: ", "content-length: "})
    if (const std::size_t at = bytes.find(name); at < head)
      std::from_chars(bytes.data() + at + 16, bytes.data() + head, length);
  if (bytes.size() < head + 4 + length) return std::nullopt;
  Answer answer;
  std::from_chars(bytes.data() + 9, bytes.data() + 12, answer.status);
  answer.body = bytes.substr(head + 4, length);
  bytes.erase(0, head + 4 + length);
  return answer;
}

std::string value_of(std::string_view body, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\":\"";
  const std::size_t at = body.find(key);
  if (at == std::string_view::npos) return {};
  const std::size_t from = at + key.size();
  return std::string(body.substr(from, body.find('"', from) - from));
}

class Storming {
 public:
  Storming(const Address& address, const std::string& path, const std::vector<Voter>& voters,
           const std::vector<std::string>& bodies)
      : address_(address), path_(path), voters_(voters), bodies_(bodies), tries_(voters.size()) {
    for (std::size_t i = 0; i < voters.size(); ++i) waiting_.push_back(i);
  }

  Storm run(int connections) {
    epoll_ = epoll_create1(0);
    lines_.resize(static_cast<std::size_t>(connections));
    const auto begun = Clock::now();
    for (std::size_t i = 0; i < lines_.size(); ++i) next(i);
    std::array<epoll_event, 256> events{};
    while (busy_ > 0) {
      const int ready = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 30'000);
      if (ready <= 0) break;
      for (int i = 0; i < ready; ++i) read(static_cast<std::size_t>(events[static_cast<std::size_t>(i)].data.u64));
    }
    storm_.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    storm_.lost += busy_;
    for (const Line& line : lines_)
      if (line.fd >= 0) close(line.fd);
    close(epoll_);
    return std::move(storm_);
  }

 private:
  struct Line {
    int fd = -1;
    std::size_t voter = 0;
    bool busy = false;
    std::string bytes;
    Clock::time_point sent;
  };

  bool reconnect(std::size_t i) {
    Line& line = lines_[i];
    if (line.fd >= 0) close(line.fd);
    line.bytes.clear();
    line.fd = connected(address_);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    return line.fd >= 0 && epoll_ctl(epoll_, EPOLL_CTL_ADD, line.fd, &event) == 0;
  }

  std::string request(std::size_t voter) const {
    const std::string& body = bodies_[voter % bodies_.size()];
    const std::string host = address_.host + ":" + std::to_string(address_.port);
    return "POST " + path_ + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host +
           "\r\nContent-Type: application/json\r\nCookie: __Host-sid=" + voters_[voter].cookie +
           "\r\nX-CSRF-Token: " + voters_[voter].csrf + "\r\nIdempotency-Key: load-" + std::to_string(voter) +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }

  void next(std::size_t i) {
    Line& line = lines_[i];
    line.busy = false;
    while (!waiting_.empty()) {
      line.voter = waiting_.front();
      waiting_.pop_front();
      if (++tries_[line.voter] > kTries) {
        ++storm_.errors["gave up"];
        continue;
      }
      line.sent = Clock::now();
      const std::string text = request(line.voter);
      if ((line.fd >= 0 && send_all(line.fd, text)) || (reconnect(i) && send_all(line.fd, text))) {
        line.busy = true;
        ++busy_;
        return;
      }
      ++storm_.errors["no connection"];
      waiting_.push_back(line.voter);
      if (storm_.errors["no connection"] > 1000) return;
    }
  }

  void read(std::size_t i) {
    Line& line = lines_[i];
    std::array<char, 16384> piece{};
    const ssize_t got = recv(line.fd, piece.data(), piece.size(), 0);
    if (got <= 0) return broken(i);
    line.bytes.append(piece.data(), static_cast<std::size_t>(got));
    if (const auto answer = take_answer(line.bytes)) done(i, *answer);
  }

  // A kept connection may be closed by the server between two requests; under one it is a loss, and is tried again:
  // the same person gets the same receipt.
  void broken(std::size_t i) {
    Line& line = lines_[i];
    close(line.fd);
    line.fd = -1;
    if (!line.busy) return;
    --busy_;
    ++storm_.errors["broken connection"];
    waiting_.push_back(line.voter);
    next(i);
  }

  void done(std::size_t i, const Answer& answer) {
    Line& line = lines_[i];
    if (!line.busy) return;
    --busy_;
    storm_.milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - line.sent).count());
    if (answer.status == 200 || answer.status == 201) {
      storm_.receipts.push_back(value_of(answer.body, "leaf"));
    } else {
      ++storm_.errors[std::to_string(answer.status) + " " + value_of(answer.body, "code")];
      if (answer.status == 503) waiting_.push_back(line.voter);
    }
    next(i);
  }

  const Address& address_;
  const std::string& path_;
  const std::vector<Voter>& voters_;
  const std::vector<std::string>& bodies_;
  std::vector<int> tries_;
  std::deque<std::size_t> waiting_;
  std::vector<Line> lines_;
  int epoll_ = -1;
  int64_t busy_ = 0;
  Storm storm_;
};

}  // namespace

std::optional<Address> loopback(const std::string& url) {
  static constexpr std::string_view kStart = "http://127.0.0.1:";
  if (!url.starts_with(kStart)) return std::nullopt;
  Address address;
  const char* from = url.data() + kStart.size();
  const auto read = std::from_chars(from, url.data() + url.size(), address.port);
  if (read.ec != std::errc() || address.port < 1 || address.port > 65535) return std::nullopt;
  return address;
}

Answer get(const Address& address, const std::string& path) {
  const int fd = connected(address);
  if (fd < 0) return {};
  std::string bytes;
  std::optional<Answer> answer;
  if (send_all(fd, "GET " + path + " HTTP/1.1\r\nHost: " + address.host + "\r\nConnection: close\r\n\r\n")) {
    std::array<char, 65536> piece{};
    for (ssize_t got = 0; !answer && (got = recv(fd, piece.data(), piece.size(), 0)) > 0;) {
      bytes.append(piece.data(), static_cast<std::size_t>(got));
      answer = take_answer(bytes);
    }
  }
  close(fd);
  return answer.value_or(Answer{});
}

Storm run_storm(const Address& address, const std::string& path, const std::vector<Voter>& voters,
                const std::vector<std::string>& bodies, int connections) {
  return Storming(address, path, voters, bodies).run(connections);
}

}  // namespace pochin::load
