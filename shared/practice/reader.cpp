#include "shared/practice/reader.h"

#include <algorithm>

#include "shared/base/tr.h"

namespace pochin::practice {
namespace {

// Edit distance in bytes, given up on above `most`. Words of a pack are short ASCII names.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
  if (a.size() > b.size() + most || b.size() > a.size() + most) return most + 1;
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

void Findings::error(std::string_view code, std::string pointer, std::string_view message, int offset) {
  items.push_back({Finding::Level::error, std::string(code), std::move(pointer), offset, 0, 0, std::string(message)});
}

void Findings::warning(std::string_view code, std::string pointer, std::string_view message, int offset) {
  items.push_back({Finding::Level::warning, std::string(code), std::move(pointer), offset, 0, 0, std::string(message)});
}

std::string step(std::string_view pointer, std::string_view key) {
  std::string next(pointer);
  next += '/';
  for (char c : key) {
    if (c == '~')
      next += "~0";
    else if (c == '/')
      next += "~1";
    else
      next += c;
  }
  return next;
}

std::string step(std::string_view pointer, std::size_t index) {
  return std::string(pointer) + '/' + std::to_string(index);
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t kMost = 3;
  std::string best;
  std::size_t least = kMost + 1;
  for (const std::string& each : known) {
    const std::size_t far = distance(word, each, kMost);
    if (far < least && far * 2 < each.size() + 1) {
      least = far;
      best = each;
    }
  }
  return best;
}

int column_of(std::string_view place) {
  const std::size_t colon = place.find(':');
  if (colon == std::string_view::npos) return 0;
  int column = 0;
  for (char c : place.substr(colon + 1)) {
    if (c < '0' || c > '9' || column > 10'000) return 0;
    column = column * 10 + (c - '0');
  }
  return column;
}

Object::Object(const Json& json, std::string pointer, Findings& findings)
    : pointer_(std::move(pointer)), findings_(findings) {
  if (json.is_object())
    json_ = &json;
  else
    findings_.error("wrong_type", pointer_, tr("Здесь должен быть объект { … }"));
}

const Json* Object::find(std::string_view key) {
  known_.emplace_back(key);
  if (!json_) return nullptr;
  const auto found = json_->find(key);
  return found == json_->end() ? nullptr : &*found;
}

bool Object::has(std::string_view key) { return find(key) != nullptr; }

const Json* Object::need(std::string_view key) {
  const Json* found = find(key);
  if (!found && json_) findings_.error("missing_key", pointer_, tr("Не хватает ключа «{}»", key));
  return found;
}

void Object::wrong(std::string_view key, std::string_view code, std::string_view message) {
  findings_.error(code, at(key), message);
}

std::string Object::text(std::string_view key) {
  const Json* found = find(key);
  if (!found) return {};
  if (found->is_string()) return found->get<std::string>();
  wrong(key, "wrong_type", tr("Здесь должен быть текст в кавычках"));
  return {};
}

std::string Object::needed_text(std::string_view key) {
  if (!need(key)) return {};
  std::string value = text(key);
  if (value.empty() && json_->find(key)->is_string()) wrong(key, "empty", tr("Текст не может быть пустым"));
  return value;
}

bool Object::flag(std::string_view key, bool otherwise) {
  const Json* found = find(key);
  if (!found) return otherwise;
  if (found->is_boolean()) return found->get<bool>();
  wrong(key, "wrong_type", tr("Здесь должно быть true или false"));
  return otherwise;
}

int64_t Object::number(std::string_view key, int64_t least, int64_t most, int64_t otherwise) {
  const Json* found = find(key);
  if (!found) return otherwise;
  if (!found->is_number_integer()) {
    wrong(key, "wrong_type", tr("Здесь должно быть целое число"));
    return otherwise;
  }
  const auto value = found->get<int64_t>();
  if (value >= least && value <= most) return value;
  wrong(key, "out_of_range", tr("Число должно быть от {} до {}", least, most));
  return otherwise;
}

std::optional<Ratio> Object::ratio(std::string_view key) {
  const Json* found = find(key);
  if (!found) return std::nullopt;
  if (found->is_string())
    if (auto value = parse_decimal(found->get_ref<const std::string&>())) return *value;
  wrong(key, "wrong_type", tr("Здесь должно быть число в кавычках, например \"0.30\""));
  return std::nullopt;
}

Ratio Object::needed_ratio(std::string_view key) {
  if (!need(key)) return {};
  return ratio(key).value_or(Ratio{});
}

std::optional<Money> Object::money(std::string_view key) {
  const auto roubles = ratio(key);
  if (!roubles) return std::nullopt;
  const auto money = money_from_roubles(*roubles);
  if (!money) wrong(key, "out_of_range", tr("Сумма слишком велика или точнее копейки"));
  return money;
}

void Object::wrong_word(std::string_view key, std::string_view word, const std::vector<std::string>& known) {
  std::string all;
  for (const std::string& each : known) all += (all.empty() ? "" : ", ") + each;
  const std::string near = nearest(word, known);
  wrong(key, "unknown_word",
        near.empty() ? tr("Бывает {}", all) : tr("Бывает {}. Возможно, имелось в виду «{}»", all, near));
}

std::optional<Date> Object::date(std::string_view key) {
  const Json* found = find(key);
  if (!found) return std::nullopt;
  if (found->is_string())
    if (auto value = parse_date(found->get_ref<const std::string&>())) return *value;
  wrong(key, "bad_date", tr("Здесь должна быть дата вида \"2027-01-31\""));
  return std::nullopt;
}

Instant Object::local_time(std::string_view key, int zone_minutes) {
  const Json* found = need(key);
  if (!found) return {};
  if (found->is_string())
    if (const auto time = parse_local_time(found->get_ref<const std::string&>()))
      return instant(*time, {"", zone_minutes});
  wrong(key, "bad_date", tr("Здесь должно быть время региона вида \"2026-12-25T18:00\""));
  return {};
}

formula::Formula Object::formula(std::string_view key) {
  const Json* found = find(key);
  if (!found) return {};
  if (!found->is_string()) {
    wrong(key, "wrong_type", tr("Здесь должна быть формула в кавычках"));
    return {};
  }
  auto parsed = formula::parse(found->get_ref<const std::string&>());
  if (parsed) return *parsed;
  findings_.error("bad_formula", at(key), tr("Формула не читается: {}", parsed.error().message),
                  column_of(parsed.error().place));
  return {};
}

formula::Formula Object::needed_formula(std::string_view key) {
  if (!need(key)) return {};
  return formula(key);
}

const Json* Object::array(std::string_view key) {
  const Json* found = find(key);
  if (!found || found->is_array()) return found;
  wrong(key, "wrong_type", tr("Здесь должен быть список [ … ]"));
  return nullptr;
}

std::vector<std::string> Object::texts(std::string_view key) {
  std::vector<std::string> list;
  each(key, [&](const Json& item, const std::string& pointer) {
    if (item.is_string())
      list.push_back(item.get<std::string>());
    else
      findings_.error("wrong_type", pointer, tr("Здесь должен быть текст в кавычках"));
  });
  return list;
}

void Object::done() {
  if (!json_) return;
  if (findings_.asked) findings_.asked->push_back({pointer_, known_});
  for (const auto& [key, value] : json_->items()) {
    if (std::ranges::find(known_, key) != known_.end()) continue;
    const std::string near = nearest(key, known_);
    findings_.error("unknown_key", at(key),
                    near.empty() ? tr("Неизвестный ключ «{}»", key)
                                 : tr("Неизвестный ключ «{}». Возможно, имелось в виду «{}»", key, near));
  }
}

}  // namespace pochin::practice
