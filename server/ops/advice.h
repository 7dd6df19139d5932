// What the self-audit says beside what it found: why it matters, what to do, what to copy, by which law; and what it
// looked at and found in order.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "server/ops/config.h"

namespace pochin::server {

struct Advice {
  std::string_view key;   // of the finding; "limits." is of every key that begins so
  std::string_view why;   // what comes of it
  std::string_view todo;  // one step
  std::string_view
      command;             // to copy: a piece of the configuration or a command; {data}, {database}, {backup} are told
  std::string_view basis;  // «152-ФЗ, статья 19»; empty when no law says it
};

// That of the very key, else of its beginning, else a general one.
const Advice& advice_of(std::string_view key);
std::string command_of(const Advice& advice, const Config& config);

struct Topic {
  std::string_view title;                    // true when none of the keys has a finding worse than a note
  std::span<const std::string_view> keys;    // as in Advice
  bool (*applies)(const Config&) = nullptr;  // null: always
};
std::span<const Topic> topics();
bool is_of(std::string_view key, std::string_view pattern);

}  // namespace pochin::server
