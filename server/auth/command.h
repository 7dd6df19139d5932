#pragma once
#include <chrono>
#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace pochin::auth {

// Runs a program (argv[0] is its path) without a shell, gives it `input` on its standard input and returns what it
// printed, at most `cap` bytes. Its environment is PATH, HOME and LANG only; it and its children are killed when
// the time is over. The error says in Russian what happened and repeats nothing the program printed.
std::expected<std::string, std::string> run_command(const std::vector<std::string>& argv, std::string_view input,
                                                    std::size_t cap, std::chrono::milliseconds timeout);

}  // namespace pochin::auth
