#pragma once
#include <chrono>
#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace pochin::auth {

// A program outside that holds the key (a certified provider): the message goes to its standard input, the
// answer comes from its standard output. Started without a shell.
struct ExternalCommand {
  std::vector<std::string> argv;
  bool reversed = false;  // CryptoPro's tools give the 64 bytes of a signature in the opposite order
  std::chrono::milliseconds timeout{5000};
};

// Runs a program (argv[0] is its path) without a shell, gives it `input` on its standard input and returns what it
// printed, at most `cap` bytes. Its environment is PATH, HOME and LANG only; it and its children are killed when
// the time is over. The error says in Russian what happened and repeats nothing the program printed.
std::expected<std::string, std::string> run_command(const std::vector<std::string>& argv, std::string_view input,
                                                    std::size_t cap, std::chrono::milliseconds timeout);

}  // namespace pochin::auth
