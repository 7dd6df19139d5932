#include "shared/finance/kbk.h"

#include <algorithm>

#include "shared/base/record.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::finance {

constexpr auto fields(const KbkEntry*) {
  return std::tuple{record::needed("mask", &KbkEntry::mask),        record::needed("title", &KbkEntry::title),
                    record::maybe("kinds", &KbkEntry::kinds),       record::needed("valid_from", &KbkEntry::valid_from),
                    record::maybe("valid_to", &KbkEntry::valid_to), record::maybe("norm", &KbkEntry::norm)};
}

namespace {

constexpr std::size_t kDigits = 20;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool in_force(const KbkEntry& entry, Date on) {
  return entry.valid_from <= on && (!entry.valid_to || on < *entry.valid_to);
}

bool has_kind(const KbkEntry& entry, territory::Kind kind) {
  return entry.kinds.empty() || std::ranges::find(entry.kinds, kind) != entry.kinds.end();
}

bool share_a_kind(const KbkEntry& a, const KbkEntry& b) {
  return a.kinds.empty() || b.kinds.empty() ||
         std::ranges::any_of(a.kinds, [&](territory::Kind kind) { return has_kind(b, kind); });
}

bool share_a_day(const KbkEntry& a, const KbkEntry& b) {
  return (!a.valid_to || b.valid_from < *a.valid_to) && (!b.valid_to || a.valid_from < *b.valid_to);
}

std::optional<Error> trouble(const KbkDictionary& dictionary, std::size_t at, const std::string& place) {
  const KbkEntry& entry = dictionary.entries[at];
  const bool mask =
      entry.mask.size() == kDigits && std::ranges::all_of(entry.mask, [](char c) { return is_digit(c) || c == '*'; });
  if (!mask)
    return Error{"kbk_mask", std::string(tr("В шаблоне КБК 20 знаков: цифры и * на месте любой цифры.")),
                 place + "/mask"};
  if (entry.valid_to && *entry.valid_to <= entry.valid_from)
    return Error{"kbk_dates", std::string(tr("Код перестаёт действовать раньше, чем начинает.")), place + "/valid_to"};
  for (std::size_t i = 0; i < at; ++i) {
    const KbkEntry& other = dictionary.entries[i];
    if (other.mask == entry.mask && share_a_kind(other, entry) && share_a_day(other, entry))
      return Error{"kbk_twice", tr("Код {} действует дважды в одни и те же дни.", entry.mask), place + "/mask"};
  }
  return std::nullopt;
}

std::string masks_of(const std::vector<const KbkEntry*>& entries) {
  std::string all;
  for (const KbkEntry* entry : entries) {
    if (!all.empty()) all += ", ";
    all += format_kbk({entry->mask}) + " («" + entry->title + "»)";
  }
  return all;
}

}  // namespace

std::string_view Kbk::administrator() const { return std::string_view(digits).substr(0, 3); }
std::string_view Kbk::group() const { return std::string_view(digits).substr(3, 1); }
std::string_view Kbk::subgroup() const { return std::string_view(digits).substr(4, 2); }
std::string_view Kbk::article() const { return std::string_view(digits).substr(6, 2); }
std::string_view Kbk::subarticle() const { return std::string_view(digits).substr(8, 3); }
std::string_view Kbk::element() const { return std::string_view(digits).substr(11, 2); }
std::string_view Kbk::subtype() const { return std::string_view(digits).substr(13, 4); }
std::string_view Kbk::economic() const { return std::string_view(digits).substr(17, 3); }

Result<Kbk> parse_kbk(std::string_view text) {
  Kbk kbk;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (is_space(c)) continue;
    if (c < '0' || c > '9')
      return fail("kbk_digits", std::string(tr("В КБК только цифры. Проверьте, нет ли букв или дефисов")));
    kbk.digits += static_cast<char>(c);
  }
  if (kbk.digits.size() != kDigits)
    return fail("kbk_length", tr("В КБК 20 цифр, а введено {}. Посчитайте цифры", kbk.digits.size()));
  return kbk;
}

std::string format_kbk(const Kbk& kbk) {
  const std::string space = kNoBreakSpace;
  std::string text;
  for (std::string_view part : {kbk.administrator(), kbk.group(), kbk.subgroup()}) text += std::string(part) + space;
  text += std::string(kbk.article()) + std::string(kbk.subarticle());
  for (std::string_view part : {kbk.element(), kbk.subtype(), kbk.economic()}) text += space + std::string(part);
  return text;
}

std::vector<const KbkEntry*> KbkDictionary::find(territory::Kind kind, Date on) const {
  std::vector<const KbkEntry*> found;
  for (const KbkEntry& entry : entries)
    if (in_force(entry, on) && has_kind(entry, kind)) found.push_back(&entry);
  return found;
}

bool matches(const KbkEntry& entry, const Kbk& kbk) {
  return std::ranges::equal(entry.mask, kbk.digits, [](char mask, char digit) { return mask == '*' || mask == digit; });
}

Result<Kbk> check_kbk(std::string_view text, territory::Kind kind, Date on, const KbkDictionary& dictionary) {
  auto kbk = parse_kbk(text);
  if (!kbk) return kbk;
  const auto fitting = dictionary.find(kind, on);
  if (std::ranges::any_of(fitting, [&](const KbkEntry* entry) { return matches(*entry, *kbk); })) return kbk;
  if (fitting.empty())
    return fail("kbk_dictionary",
                tr("В справочнике КБК нет кодов на {} для этого вида муниципалитета. Дополните его", format_date(on)));
  const std::string right = tr("Подходит: {}", masks_of(fitting));
  for (const KbkEntry& entry : dictionary.entries) {
    if (!matches(entry, *kbk)) continue;
    if (!has_kind(entry, kind))
      return fail("kbk_kind", tr("Этот КБК — «{}», для других муниципалитетов. {}", entry.title, right));
    return fail("kbk_expired", tr("Этот КБК не действует {}. {}", format_date(on), right));
  }
  return fail("kbk_unknown", tr("Такого КБК нет в справочнике инициативных платежей. {}", right));
}

Result<KbkDictionary> kbk_dictionary_from_json(const Json& json, const std::string& place) {
  auto entries = record::read<std::vector<KbkEntry>>(json, place);
  if (!entries) return std::unexpected(entries.error());
  KbkDictionary dictionary{*std::move(entries)};
  for (std::size_t i = 0; i < dictionary.entries.size(); ++i)
    if (auto error = trouble(dictionary, i, place + "/" + std::to_string(i))) return std::unexpected(*std::move(error));
  return dictionary;
}

Json to_json(const KbkDictionary& dictionary) { return record::write(dictionary.entries); }

}  // namespace pochin::finance
