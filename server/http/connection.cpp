#include "server/http/connection.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace pochin::server {
namespace {

constexpr size_t kReadAtOnce = 64 * 1024;
constexpr int kSendBuffer = 400 * 1024;  // holds our largest asset: a slow reader then costs the kernel, not a worker
constexpr std::chrono::milliseconds kDrainTime{2'000};
constexpr size_t kSlowestBytesPerSecond = 2048;
constexpr size_t kFilePiece = 128 * 1024;

}  // namespace

Connection::Connection(int socket, std::string peer, HeadLimits limits, ConnectionTimes times, Moment now)
    : socket_(socket), peer_(std::move(peer)), limits_(limits), times_(times), deadline_(now + times.head) {
  fcntl(socket_, F_SETFL, fcntl(socket_, F_GETFL) | O_NONBLOCK);
  setsockopt(socket_, SOL_SOCKET, SO_SNDBUF, &kSendBuffer, sizeof kSendBuffer);
}

Connection::~Connection() {
  close(socket_);
  if (file_ >= 0) close(file_);
}

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
    // RFC 9112 §2.2: an empty line before the request is forgiven; one, however the bytes are cut.
    if (!forgiven_ && buffer_.starts_with("\r\n")) {
      buffer_.erase(0, 2);
      forgiven_ = true;
    }
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
    if (head_.wants_continue && buffer_.size() - head_size_ < head_.body_size) {
      // This runs where nothing may wait: who takes not even this gets no more.
      constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      if (::send(socket_, kContinue.data(), kContinue.size(), MSG_NOSIGNAL | MSG_DONTWAIT) !=
          static_cast<ssize_t>(kContinue.size()))
        return Progress::closed;
    }
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
  forgiven_ = false;
  stage_ = Stage::idle;
  deadline_ = now + times_.idle;
}

void Connection::begin_answer(Outgoing answer, bool last, Moment now) {
  answer_ = std::move(answer);
  last_ = last;
  sent_of_head_ = sent_of_body_ = 0;
  stage_ = Stage::sending;
  deadline_ = now + times_.write;
  latest_ = now + times_.write + std::chrono::seconds((answer_.head.size() + answer_.size) / kSlowestBytesPerSecond);
  if (!answer_.file.path.empty()) file_ = open(answer_.file.path.c_str(), O_RDONLY | O_CLOEXEC);
}

// The next bytes of the body; empty at its end, and when the file cannot be read.
std::string_view Connection::piece() {
  if (answer_.file.path.empty()) {
    const std::string_view body = answer_.shared ? std::string_view(*answer_.shared) : std::string_view(answer_.text);
    return body.substr(sent_of_body_);
  }
  if (file_piece_.empty() && sent_of_body_ < answer_.file.size) {
    file_piece_.resize(std::min<uint64_t>(kFilePiece, answer_.file.size - sent_of_body_));
    const ssize_t got = pread(file_, file_piece_.data(), file_piece_.size(), static_cast<off_t>(sent_of_body_));
    file_piece_.resize(got > 0 ? static_cast<size_t>(got) : 0);
  }
  return file_piece_;
}

Connection::Sending Connection::send_on(Moment now) {
  for (;;) {
    const std::string_view head = std::string_view(answer_.head).substr(sent_of_head_);
    const std::string_view body = piece();
    if (head.empty() && body.empty()) {
      const bool whole = answer_.file.path.empty() || sent_of_body_ == answer_.file.size;
      if (file_ >= 0) close(file_);
      file_ = -1;
      answer_ = Outgoing{};
      stage_ = Stage::complete;
      return whole ? Sending::done : Sending::failed;
    }
    std::array<iovec, 2> parts{iovec{const_cast<char*>(head.data()), head.size()},
                               iovec{const_cast<char*>(body.data()), body.size()}};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const ssize_t sent = sendmsg(socket_, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return errno == EAGAIN || errno == EWOULDBLOCK ? Sending::waits : Sending::failed;
    const size_t of_head = std::min(head.size(), static_cast<size_t>(sent));
    const size_t of_body = static_cast<size_t>(sent) - of_head;
    sent_of_head_ += of_head;
    sent_of_body_ += of_body;
    if (!answer_.file.path.empty()) file_piece_.erase(0, of_body);
    deadline_ = std::min(now + times_.write, latest_);
  }
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
