#include "server/auth/command.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <thread>

#include "shared/base/tr.h"

namespace pochin::auth {
namespace {

using Clock = std::chrono::steady_clock;

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close_now(); }
  [[nodiscard]] int get() const { return fd_; }
  void close_now() {
    if (fd_ >= 0) close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

// The message as a file in memory: unlike a pipe it cannot block or break when the program does not read.
int memory_file(std::string_view content) {
  const int fd = memfd_create("message", MFD_CLOEXEC);
  if (fd < 0) return -1;
  const bool written = write(fd, content.data(), content.size()) == static_cast<ssize_t>(content.size());
  if (written && lseek(fd, 0, SEEK_SET) == 0) return fd;
  close(fd);
  return -1;
}

pid_t start(const std::vector<std::string>& argv, int input, int output) {
  std::vector<char*> arguments;
  for (const std::string& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  std::vector<std::string> kept;
  for (const char* name : {"PATH", "HOME", "LANG"})
    if (const char* value = std::getenv(name)) kept.push_back(std::string(name) + "=" + value);
  std::vector<char*> environment;
  for (std::string& entry : kept) environment.push_back(entry.data());
  environment.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigset_t defaults;
  sigemptyset(&none);
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  pid_t pid = -1;
  const int outcome =
      posix_spawn(&pid, argv.front().c_str(), &actions, &attributes, arguments.data(), environment.data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return outcome == 0 ? pid : -1;
}

// False when the time or the cap is over.
bool read_all(int fd, std::string& out, std::size_t cap, Clock::time_point deadline) {
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd waiting = {fd, POLLIN, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return false;
    char buffer[4096];
    const ssize_t count = read(fd, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) return true;
    out.append(buffer, static_cast<std::size_t>(count));
    if (out.size() > cap) return false;
  }
}

// A program may close its output and go on; it gets no longer than the same deadline.
bool ended_well(pid_t pid, Clock::time_point deadline) {
  int status = 0;
  for (;;) {
    const pid_t ended = waitpid(pid, &status, WNOHANG);
    if (ended == pid) return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (ended < 0 && errno != EINTR) return false;
    if (Clock::now() >= deadline) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  kill(-pid, SIGKILL);
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return false;
}

}  // namespace

std::expected<std::string, std::string> run_command(const std::vector<std::string>& argv, std::string_view input,
                                                    std::size_t cap, std::chrono::milliseconds timeout) {
  if (argv.empty() || argv.front().find('/') == std::string::npos)
    return std::unexpected(std::string(tr("Команда подписи не задана полным путём.")));
  const auto deadline = Clock::now() + timeout;
  Descriptor message(memory_file(input));
  int ends[2];
  if (message.get() < 0 || pipe2(ends, O_CLOEXEC) != 0)
    return std::unexpected(std::string(tr("Не хватило дескрипторов, чтобы запустить команду подписи.")));
  Descriptor reading(ends[0]);
  Descriptor writing(ends[1]);
  const pid_t pid = start(argv, message.get(), writing.get());
  if (pid < 0) return std::unexpected(std::string(tr("Команда подписи не запускается: ")) + argv.front());
  writing.close_now();
  std::string output;
  const bool complete = read_all(reading.get(), output, cap, deadline);
  if (!complete) kill(-pid, SIGKILL);
  const bool well = ended_well(pid, deadline);
  if (!complete)
    return std::unexpected(std::string(tr("Команда подписи не ответила вовремя или ответила слишком длинно.")));
  if (!well) return std::unexpected(std::string(tr("Команда подписи закончилась с ошибкой.")));
  return output;
}

}  // namespace pochin::auth
