#include "shared/application/workflow.h"

#include <algorithm>
#include <utility>

namespace pochin::application {
namespace {

constexpr std::string_view kOpening = "{number:";

constexpr std::pair<Recipient, std::string_view> kRecipients[] = {
    {Recipient::author, "author"},   {Recipient::officials, "officials"}, {Recipient::municipality, "municipality"},
    {Recipient::centre, "centre"},   {Recipient::experts, "experts"},     {Recipient::commission, "commission"},
    {Recipient::finance, "finance"}, {Recipient::residents, "residents"}, {Recipient::payers, "payers"}};

bool among(const std::vector<State>& states, State state) { return std::ranges::find(states, state) != states.end(); }

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

std::string_view code_of(Recipient recipient) {
  for (const auto& [each, code] : kRecipients)
    if (each == recipient) return code;
  return {};
}

std::optional<Recipient> recipient_from(std::string_view wanted) {
  for (const auto& [each, code] : kRecipients)
    if (code == wanted) return each;
  return std::nullopt;
}

std::optional<DeadlineRule::Start> start_from(std::string_view code) {
  using Start = DeadlineRule::Start;
  if (code == "entered") return Start::entered;
  if (code == "submitted") return Start::submitted;
  if (code == "registered") return Start::registered;
  return std::nullopt;
}

bool Transition::begins_in(State state) const { return among(from, state); }

const Transition* Workflow::find(std::string_view action, State from) const {
  for (const Transition& each : transitions)
    if (each.action == action && each.begins_in(from)) return &each;
  return nullptr;
}

bool Workflow::knows(State state) const { return among(states, state); }

bool Workflow::is_final(State state) const {
  return info(state).exit || state == State::archived || among(final_states, state);
}

const Editing& Workflow::staff_of(std::string_view section) const {
  const auto found = std::ranges::find(sections, section, &SectionEditing::section);
  return found == sections.end() ? staff : found->editing;
}

const Conversion* Workflow::conversion(Track from) const {
  const auto found = std::ranges::find(conversions, from, &Conversion::from);
  return found == conversions.end() ? nullptr : &*found;
}

bool is_number_format(std::string_view format) { return placeholder(format).width != 0; }

std::string registration_number(std::string_view format, int64_t number) {
  const Placeholder hole = placeholder(format);
  std::string digits = std::to_string(number);
  if (hole.width == 0) return std::string(format) + digits;
  if (digits.size() < hole.width) digits.insert(0, hole.width - digits.size(), '0');
  return std::string(format.substr(0, hole.at)) + digits + std::string(format.substr(hole.at + hole.length));
}

}  // namespace pochin::application
