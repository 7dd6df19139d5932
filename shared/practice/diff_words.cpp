#include "shared/practice/diff_words.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/json.h"
#include "shared/base/ratio.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::practice {
namespace {

constexpr std::size_t kReadable = 80;  // code points: longer texts are not read side by side

// Formulas that differ only in spaces between their words are the same.
std::string without_spaces(std::string_view formula) {
  std::string bare;
  bool quoted = false;
  for (const char c : formula) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == ' ' || c == '\n' || c == '\t' || c == '\r')) {
      if (!bare.empty() && bare.back() != ' ') bare += ' ';
      continue;
    }
    bare += c;
  }
  return std::string(trim(bare));
}

std::string decimal_text(const std::string& written) {
  const auto value = parse_decimal(written);
  if (!value) return written;
  const std::size_t point = written.find_first_of(".,");
  const std::size_t digits = point == std::string::npos ? 0 : written.size() - point - 1;
  return to_text(*value, static_cast<int>(std::min<std::size_t>(digits, 12)), 12);
}

std::string local_time_text(const std::string& written) {
  const auto date = parse_date(std::string_view(written).substr(0, 10));
  if (!date || written.size() < 16) return written;
  return tr("{}, {}", format_date_long(*date), written.substr(11, 5));
}

std::vector<std::string> texts_in(const Json* value) {
  std::vector<std::string> list;
  if (value && value->is_array())
    for (const Json& each : *value)
      if (each.is_string()) list.push_back(each.get<std::string>());
  return list;
}

std::string joined(const std::vector<std::string>& list) {
  std::string all;
  for (const std::string& each : list) {
    if (!all.empty()) all += ", ";
    all += each;
  }
  return all;
}

std::vector<std::string> without(std::vector<std::string> list, const std::vector<std::string>& others) {
  std::erase_if(list, [&](const std::string& each) { return std::ranges::find(others, each) != others.end(); });
  return list;
}

std::string list_difference(const Key& key, const Json* before, const Json* after) {
  const auto old_items = texts_in(before);
  const auto new_items = texts_in(after);
  const auto gone = without(old_items, new_items);
  const auto come = without(new_items, old_items);
  std::string text(key.title);
  if (!come.empty()) text += tr(" — добавлено: {}", joined(come));
  if (!gone.empty()) text += tr("{} убрано: {}", come.empty() ? " —" : ";", joined(gone));
  if (come.empty() && gone.empty()) text += tr(" — другой порядок: {}", joined(new_items));
  return text;
}

// The value, or the default that stands for a missing one.
std::optional<Json> meant(const Key& key, const Json* value) {
  if (value) return *value;
  if (key.otherwise.empty()) return std::nullopt;
  return parse_json(key.otherwise);
}

std::string shown(const std::string& text) { return text.empty() ? std::string(tr("нет")) : text; }

}  // namespace

std::string display(const Key& key, const Json* value) {
  if (!value || value->is_null()) return {};
  if (value->is_boolean()) return std::string(value->get<bool>() ? tr("да") : tr("нет"));
  if (value->is_number_integer()) return group_digits(value->get<int64_t>());
  if (value->is_array()) return joined(texts_in(value));
  if (!value->is_string()) return canonical(*value);
  const auto& text = value->get_ref<const std::string&>();
  switch (key.holds) {
    case Holds::decimal:
      return decimal_text(text);
    case Holds::date:
      if (const auto date = parse_date(text)) return format_date_long(*date);
      return text;
    case Holds::local_time:
      return local_time_text(text);
    default:
      return text;
  }
}

bool same_meaning(const Key& key, const Json* before, const Json* after) {
  const auto old_value = meant(key, before);
  const auto new_value = meant(key, after);
  if (old_value == new_value) return true;
  if (key.holds == Holds::texts) {
    auto old_items = texts_in(before);
    auto new_items = texts_in(after);
    if (key.order != Order::free) return old_items == new_items;
    std::ranges::sort(old_items);
    std::ranges::sort(new_items);
    return old_items == new_items;
  }
  // An empty text says as little as none.
  const auto text = [](const std::optional<Json>& value) {
    return value && value->is_string() ? value->get<std::string>() : std::string();
  };
  const bool texts = (!old_value || old_value->is_string()) && (!new_value || new_value->is_string());
  if (!texts) return false;
  if (key.holds == Holds::decimal) {
    const auto old_number = parse_decimal(text(old_value));
    return old_number && old_number == parse_decimal(text(new_value));
  }
  if (key.holds == Holds::formula) return without_spaces(text(old_value)) == without_spaces(text(new_value));
  return text(old_value) == text(new_value);
}

std::string difference(const Key& key, const Json* before, const Json* after) {
  if (key.holds == Holds::texts) return list_difference(key, before, after);
  const auto old_value = meant(key, before);
  const auto new_value = meant(key, after);
  std::string from = display(key, old_value ? &*old_value : nullptr);
  std::string to = display(key, new_value ? &*new_value : nullptr);
  if (std::max(count_code_points(from), count_code_points(to)) > kReadable) {
    if (from.empty()) return tr("{} — появилось", key.title);
    if (to.empty()) return tr("{} — убрано", key.title);
    return tr(key.holds == Holds::formula ? "{} — другая формула" : "{} — новый текст", key.title);
  }
  if (key.holds == Holds::text && key.vocabulary == Vocabulary::any) {
    if (!from.empty()) from = tr("«{}»", from);
    if (!to.empty()) to = tr("«{}»", to);
  }
  return tr("{} {} → {}", key.title, shown(from), shown(to));
}

}  // namespace pochin::practice
