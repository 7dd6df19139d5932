#include "shared/practice/version.h"

#include <algorithm>

#include "shared/base/tr.h"

namespace pochin::practice {
namespace {

constexpr int64_t kMost = 999'999;

// The number at the front of `text`, which loses it; nothing when there is none.
std::optional<int64_t> take_number(std::string_view& text) {
  std::size_t length = 0;
  int64_t value = 0;
  while (length < text.size() && text[length] >= '0' && text[length] <= '9' && value <= kMost)
    value = value * 10 + (text[length++] - '0');
  if (length == 0 || value > kMost || (length > 1 && text[0] == '0')) return std::nullopt;
  text.remove_prefix(length);
  return value;
}

bool take_point(std::string_view& text) {
  if (!text.starts_with('.')) return false;
  text.remove_prefix(1);
  return true;
}

bool is_build(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
  };
  return text.empty() || (text.size() > 1 && text[0] == '+' && std::ranges::all_of(text.substr(1), allowed));
}

}  // namespace

Result<Version> parse_version(std::string_view text) {
  std::string_view rest = text;
  const auto year = take_number(rest);
  const bool first = year && take_point(rest);
  const auto rules = first ? take_number(rest) : std::nullopt;
  const bool second = rules && take_point(rest);
  const auto words = second ? take_number(rest) : std::nullopt;
  if (words && is_build(rest)) return Version{*year, *rules, *words};
  return fail("bad_version", tr("Версия «{}» не читается. Нужны три числа через точку, например 2027.1.0", text));
}

std::string to_text(const Version& version) {
  return std::to_string(version.year) + '.' + std::to_string(version.rules) + '.' + std::to_string(version.words);
}

std::string_view code_of(Weight weight) {
  switch (weight) {
    case Weight::none:
      return "none";
    case Weight::patch:
      return "patch";
    case Weight::minor:
      return "minor";
    case Weight::major:
      return "major";
  }
  return {};
}

Weight weight_of(const Change& change) {
  switch (change.effect) {
    case Effect::note:
    case Effect::wording:
      return Weight::patch;
    case Effect::advice:
    case Effect::postponed:
    case Effect::limit:
      return Weight::minor;
    case Effect::rule:
      break;
  }
  return Weight::major;
}

bool is_frozen_by_intake(const Change& change) {
  return change.effect == Effect::limit || change.effect == Effect::rule;
}

Classified classify(const std::vector<Change>& changes) {
  Classified result;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    result.weight = std::max(result.weight, weight_of(changes[i]));
    if (is_frozen_by_intake(changes[i])) result.forbidden.push_back(i);
  }
  return result;
}

Version least_after(const Version& old, Weight weight) {
  switch (weight) {
    case Weight::none:
      return old;
    case Weight::patch:
      return {old.year, old.rules, old.words + 1};
    case Weight::minor:
    case Weight::major:
      break;
  }
  return {old.year, old.rules + 1, 0};
}

bool is_frozen(const Pack& running, Instant now) {
  return std::ranges::any_of(running.stages, [&](const Stage& stage) { return stage.intake && stage.from <= now; });
}

}  // namespace pochin::practice
