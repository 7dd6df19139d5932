#include "server/http/connection.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace pochin::server {
namespace {

constexpr size_t kReadAtOnce = 64 * 1024;
constexpr int kSendBuffer = 400 * 1024;  // holds our largest asset: a slow reader then costs the kernel, not a worker
constexpr std::chrono::milliseconds kDrainTime{2'000};
constexpr size_t kSlowestBytesPerSecond = 2048;

}  // namespace

Connection::Connection(int socket, std::string peer, HeadLimits limits, ConnectionTimes times, Moment now)
    : socket_(socket), peer_(std::move(peer)), limits_(limits), times_(times), deadline_(now + times.head) {
  fcntl(socket_, F_SETFL, fcntl(socket_, F_GETFL) | O_NONBLOCK);
  setsockopt(socket_, SOL_SOCKET, SO_SNDBUF, &kSendBuffer, sizeof kSendBuffer);
}

Connection::~Connection() { close(socket_); }

Connection::Progress Connection::advance(const Admit& admit, Moment now) {
  for (;;) {
    if (stage_ == Stage::complete) return Progress::ready;
    if (!buffer_.empty()) {
      const Progress progress = parse(admit, now);
      if (progress != Progress::waits) return progress;
    }
    std::array<char, kReadAtOnce> bytes;
    const ssize_t got = recv(socket_, bytes.data(), bytes.size(), 0);
    if (got > 0) {
      buffer_.append(bytes.data(), static_cast<size_t>(got));
      continue;
    }
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return Progress::waits;
    return Progress::closed;
  }
}

Connection::Progress Connection::parse(const Admit& admit, Moment now) {
  if (stage_ == Stage::idle) {
    // RFC 9112 §2.2: an empty line before the request is forgiven.
    if (buffer_.starts_with("\r\n")) buffer_.erase(0, 2);
    if (buffer_.empty() || buffer_ == "\r") return Progress::waits;
    stage_ = Stage::head;
    deadline_ = now + times_.head;
  }
  if (stage_ == Stage::head) {
    const size_t end = find_head_end(buffer_, searched_);
    searched_ = buffer_.size();
    if (end == std::string::npos && buffer_.size() <= limits_.total) return Progress::waits;
    head_size_ = end;
    auto head = parse_head(std::string_view(buffer_).substr(0, end), limits_);
    if (!head) return refuse(std::move(head.error()));
    head_ = std::move(*head);
    admission_ = admit(head_, peer_);
    if (!admission_.refusal && head_.body_size > admission_.max_body) {
      admission_.refusal =
          problem(413, "too_large", "Здесь принимается не больше " + std::to_string(admission_.max_body) + " байт.");
    }
    if (admission_.refusal) {
      // When the rest is here already the connection may go on, else it must be closed.
      if (buffer_.size() - head_size_ < head_.body_size) head_.keep_alive = false;
      stage_ = Stage::complete;
      return Progress::ready;
    }
    stage_ = Stage::body;
    deadline_ = now + times_.body + std::chrono::seconds(head_.body_size / kSlowestBytesPerSecond);
    if (head_.wants_continue && buffer_.size() - head_size_ < head_.body_size && !send("HTTP/1.1 100 Continue\r\n\r\n"))
      return Progress::closed;
    if (head_.body_size > 0) {
      // The head's views point into the buffer: give it its final size once, then parse the head where it lies.
      buffer_.reserve(head_size_ + head_.body_size + kReadAtOnce);
      head_ = *parse_head(std::string_view(buffer_).substr(0, head_size_), limits_);
    }
  }
  if (buffer_.size() - head_size_ < head_.body_size) return Progress::waits;
  stage_ = Stage::complete;
  return Progress::ready;
}

Connection::Progress Connection::refuse(Problem why) {
  head_ = Head{};
  head_.keep_alive = false;
  admission_ = Entrance{};
  admission_.refusal = std::move(why);
  stage_ = Stage::complete;
  return Progress::refused;
}

void Connection::time_out() { refuse(problem(408, "too_slow", "Запрос не пришёл целиком за отведённое время.")); }

std::string Connection::take_body() { return buffer_.substr(head_size_, head_.body_size); }

void Connection::next(Moment now) {
  buffer_.erase(0, head_size_ + head_.body_size);
  if (buffer_.capacity() > 4 * kReadAtOnce) buffer_.shrink_to_fit();
  head_ = Head{};
  admission_ = Entrance{};
  searched_ = head_size_ = 0;
  stage_ = Stage::idle;
  deadline_ = now + times_.idle;
}

bool Connection::send(std::string_view first, std::string_view second) {
  while (!first.empty() || !second.empty()) {
    std::array<iovec, 2> parts{iovec{const_cast<char*>(first.data()), first.size()},
                               iovec{const_cast<char*>(second.data()), second.size()}};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const ssize_t sent = sendmsg(socket_, &message, MSG_NOSIGNAL);
    if (sent > 0) {
      const auto of_first = std::min(first.size(), static_cast<size_t>(sent));
      first.remove_prefix(of_first);
      second.remove_prefix(static_cast<size_t>(sent) - of_first);
      continue;
    }
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK) return false;
    pollfd wait{socket_, POLLOUT, 0};
    if (poll(&wait, 1, static_cast<int>(times_.write.count())) <= 0) return false;
  }
  return true;
}

void Connection::finish_sending(Moment now) {
  shutdown(socket_, SHUT_WR);
  stage_ = Stage::draining;
  deadline_ = now + kDrainTime;
}

bool Connection::drain() {
  std::array<char, kReadAtOnce> bytes;
  for (int turn = 0; turn < 8; ++turn) {
    const ssize_t got = recv(socket_, bytes.data(), bytes.size(), 0);
    if (got > 0 || (got < 0 && errno == EINTR)) continue;
    return !(got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK));
  }
  return false;
}

}  // namespace pochin::server
