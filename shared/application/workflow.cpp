#include "shared/application/workflow.h"

#include <algorithm>

namespace pochin::application {
namespace {

constexpr std::string_view kOpening = "{number:";

// Where the placeholder begins and its width; width 0 = there is no well-formed placeholder.
struct Placeholder {
  std::size_t at = 0, length = 0, width = 0;
};

Placeholder placeholder(std::string_view format) {
  const std::size_t at = format.find(kOpening);
  if (at == std::string_view::npos) return {};
  const std::size_t digit = at + kOpening.size();
  if (digit + 1 >= format.size() || format[digit] < '1' || format[digit] > '9' || format[digit + 1] != '}') return {};
  return {at, kOpening.size() + 2, static_cast<std::size_t>(format[digit] - '0')};
}

}  // namespace

const Transition* Workflow::find(std::string_view action, State from) const {
  for (const Transition& each : transitions)
    if (each.action == action && std::ranges::find(each.from, from) != each.from.end()) return &each;
  return nullptr;
}

bool Workflow::knows(State state) const { return std::ranges::find(states, state) != states.end(); }

bool is_number_format(std::string_view format) { return placeholder(format).width != 0; }

std::string registration_number(std::string_view format, int64_t number) {
  const Placeholder hole = placeholder(format);
  std::string digits = std::to_string(number);
  if (hole.width == 0) return std::string(format) + digits;
  if (digits.size() < hole.width) digits.insert(0, hole.width - digits.size(), '0');
  return std::string(format.substr(0, hole.at)) + digits + std::string(format.substr(hole.at + hole.length));
}

}  // namespace pochin::application
