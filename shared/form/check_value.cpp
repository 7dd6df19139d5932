#include "shared/form/check_value.h"

#include <algorithm>

#include "shared/base/checks.h"
#include "shared/base/file_kinds.h"
#include "shared/base/money.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/base/typed.h"
#include "shared/form/geo.h"
#include "shared/form/parts.h"

namespace pochin::form {
namespace {

constexpr int64_t kMostOfPart = 300;  // characters of a part of text

Complaint complain(std::string_view code, std::string_view message) {
  return {std::string(code), std::string(message)};
}

template <class T>
std::optional<Complaint> complaint_of(const Result<T>& result) {
  if (result) return std::nullopt;
  return Complaint{result.error().code, result.error().message};
}

// A limit as the person would type it: «1 000 000 ₽», «5 %».
std::string limit_text(const Field& field, const Ratio& limit) {
  const std::string number = to_text(limit, 0, field.kind == Kind::money ? 2 : field.digits);
  return field.unit.empty() ? number : number + kNoBreakSpace + field.unit;
}

std::optional<Complaint> check_length(const Field& field, std::string_view text) {
  if (!is_utf8(text)) return complain("bad_text", tr("В тексте есть знаки, которые не читаются. Наберите его заново"));
  const auto length = static_cast<int64_t>(count_code_points(trim(text)));
  if (field.max_length > 0 && length > field.max_length)
    return complain("too_long", tr("Сократите текст: можно не больше {} {}, сейчас {}", field.max_length,
                                   plural(field.max_length, "знака", "знаков", "знаков"), length));
  if (length < field.min_length)
    return complain("too_short", tr("Напишите подробнее: нужно не меньше {} {}, сейчас {}", field.min_length,
                                    plural(field.min_length, "знака", "знаков", "знаков"), length));
  return std::nullopt;
}

// A Latin «o» typed in a Cyrillic word, or the other way round: it looks right, and no search finds it.
std::optional<Complaint> check_letters(std::string_view text) {
  bool latin = false, cyrillic = false;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = to_lower(next_code_point(text, i));
    if (c >= 'a' && c <= 'z')
      latin = true;
    else if (c >= 0x430 && c <= 0x45F)
      cyrillic = true;
    else
      latin = cyrillic = false;
    if (latin && cyrillic)
      return complain("mixed_letters", tr("В одном слове русские и латинские буквы. Наберите слово заново"));
  }
  return std::nullopt;
}

std::optional<Complaint> check_name(const Field& field, std::string_view text) {
  if (auto wrong = check_length(field, text)) return wrong;
  if (auto wrong = check_letters(text)) return wrong;
  if (std::ranges::none_of(text, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  return complain("bad_name", tr("Цифр в имени не бывает. Наберите его буквами"));
}

std::optional<Complaint> check_person(const Field& field, std::string_view text) {
  if (auto wrong = check_name(field, text)) return wrong;
  if (count_code_points(trim(text)) < 2)
    return complain("bad_name", tr("Впишите фамилию, имя и отчество, если оно есть"));
  return std::nullopt;
}

std::optional<Complaint> check_limits(const Field& field, const Ratio& number) {
  if (field.min && number < *field.min)
    return complain("too_small", tr("Впишите число не меньше {}", limit_text(field, *field.min)));
  if (field.max && number > *field.max)
    return complain("too_big", tr("Впишите число не больше {}", limit_text(field, *field.max)));
  return std::nullopt;
}

std::optional<Complaint> check_number(const Field& field, std::string_view text) {
  if (is_ambiguous_number(field, text)) {
    const std::string_view whole = trim(text).substr(0, trim(text).size() - 4),
                           rest = trim(text).substr(whole.size() + 1);
    return complain("ambiguous_number",
                    tr("Непонятно, {} {} это или {}. Тысячи отделите пробелом", whole, rest, whole));
  }
  const auto number = parse_decimal(text);
  if (!number)
    return complain("not_a_number", tr("Впишите число цифрами, например {}", field.digits == 0 ? "120" : "12,5"));
  if (field.kind == Kind::integer && !number->is_integer())
    return complain("not_whole", tr("Впишите целое число, без дробной части"));
  if (round_to(*number, field.digits, Rounding::Down) != *number)
    return complain("too_precise", tr("После запятой можно не больше {} {}", field.digits,
                                      plural(field.digits, "знака", "знаков", "знаков")));
  return check_limits(field, *number);
}

std::optional<Complaint> check_money(const Field& field, std::string_view text) {
  const auto money = parse_money(text);
  if (!money) return complaint_of(money);
  const Ratio roubles = to_roubles(*money);
  if (field.min && roubles < *field.min)
    return complain("too_small", tr("Впишите сумму не меньше {}", limit_text(field, *field.min)));
  if (field.max && roubles > *field.max)
    return complain("too_big", tr("Впишите сумму не больше {}", limit_text(field, *field.max)));
  return std::nullopt;
}

std::optional<Complaint> check_date(const Field& field, std::string_view text) {
  const auto date = read_date(text);
  if (!date) return complaint_of(date);
  if (field.earliest && *date < *field.earliest)
    return complain("too_early", tr("Поставьте дату не раньше {}", format_date(*field.earliest)));
  if (field.latest && *date > *field.latest)
    return complain("too_late", tr("Поставьте дату не позже {}", format_date(*field.latest)));
  return std::nullopt;
}

std::optional<Complaint> check_choices(const Field& field, std::string_view text, const Against& against) {
  const auto options = chosen(field, text);
  const auto count = static_cast<int64_t>(options.size());
  if (options.size() != lines_of(text).size())
    return complain("bad_choice", tr("Выберите из предложенных вариантов, каждый один раз"));
  for (const Option* option : options)
    if (!option->open_on(against.today))
      return complain("option_closed", tr("Вариант «{}» сейчас не действует. Выберите другой", option->title));
  if (field.kind == Kind::choice) return std::nullopt;
  if (field.max_count > 0 && count > field.max_count)
    return complain("too_many_choices", tr("Оставьте не больше {} {}, сейчас {}", field.max_count,
                                           plural(field.max_count, "варианта", "вариантов", "вариантов"), count));
  if (against.submit && count < field.min_count)
    return complain("too_few_choices", tr("Отметьте не меньше {} {}, сейчас {}", field.min_count,
                                          plural(field.min_count, "варианта", "вариантов", "вариантов"), count));
  return std::nullopt;
}

std::optional<Complaint> check_part(const Field& field, const Part& part, std::string_view text) {
  if (part.code == "oktmo") return complaint_of(check_oktmo(text));
  if (part.code == "index") {
    if (text.size() == 6 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
    return complain("index_format", tr("В индексе 6 цифр, например 186000"));
  }
  Field one;
  one.kind = part.kind;
  one.max_length = field.max_length > 0 ? field.max_length : kMostOfPart;
  one.earliest = field.earliest;
  one.latest = field.latest;
  return part.kind == Kind::person ? check_name(one, text) : check_value(one, text);
}

// What the parts say to each other. Those that are blank say nothing.
std::optional<Complaint> check_together(const Field& field, std::string_view text, const Against& against) {
  if (field.kind == Kind::period) {
    const auto from = read_date(part_of(text, 0)), to = read_date(part_of(text, 1));
    if (from && to && *to < *from)
      return complain("period_order",
                      tr("Окончание раньше начала. Поставьте окончание не раньше {}", format_date(*from)));
  }
  if (field.kind == Kind::organisation) {
    const auto inn = check_inn(part_of(text, 1)), ogrn = check_ogrn(part_of(text, 2));
    if (inn && ogrn && (inn->size() == 10) != (ogrn->size() == 13))
      return complain("ogrn_kind", inn->size() == 10
                                       ? tr("ИНН — организации, а ОГРНИП — предпринимателя. Впишите ОГРН из 13 цифр")
                                       : tr("ИНН — предпринимателя, а ОГРН — организации. Впишите ОГРНИП из 15 цифр"));
  }
  if (field.kind == Kind::person) {
    const auto born = read_date(part_of(text, 3));
    if (born && against.today && *born > *against.today)
      return complain("born_in_future", tr("День рождения ещё не наступил. Проверьте год"));
    const auto on = against.age_on ? against.age_on : against.today;
    if (born && on && age(*born, *on) < field.min_age)
      return complain("too_young", tr("Нужно, чтобы на {} было не меньше {} {}", format_date(*on), field.min_age,
                                      plural(field.min_age, "года", "лет", "лет")));
  }
  return std::nullopt;
}

std::optional<Complaint> check_parts(const Field& field, std::string_view text, const Against& against) {
  std::string_view missing;
  std::size_t index = 0;
  for (const Part& part : all_parts(field)) {
    const std::string_view value = trim(part_of(text, index++));
    if (!asks(field, part)) continue;
    if (value.empty()) {
      // Of two names one is enough, when it is the own one: there are people without a surname.
      const bool one_name = field.kind == Kind::person && index == 1 && !trim(part_of(text, 1)).empty();
      if (part.needed && missing.empty() && !one_name) missing = part.label;
    } else if (auto wrong = check_part(field, part, value)) {
      wrong->message = tr("{}. {}", part.label, wrong->message);
      return wrong;
    }
  }
  if (auto wrong = check_together(field, text, against)) return wrong;
  if (!against.submit || missing.empty()) return std::nullopt;
  return complain("missing", tr("Заполните: {}", missing));
}

}  // namespace

bool is_ambiguous_number(const Field& field, std::string_view text) {
  return (field.kind == Kind::integer || field.digits < 3) && is_ambiguous_decimal(text);
}

std::optional<Complaint> check_value(const Field& field, std::string_view text, const Against& against) {
  if (!all_parts(field).empty()) return check_parts(field, text, against);
  switch (field.kind) {
    case Kind::text:
    case Kind::long_text:
    case Kind::territory:
      return check_length(field, text);
    case Kind::person:
      return check_person(field, text);
    case Kind::integer:
    case Kind::decimal:
      return check_number(field, text);
    case Kind::money:
      return check_money(field, text);
    case Kind::date:
      return check_date(field, text);
    case Kind::yes_no:
      if (trim(text) == "1") return std::nullopt;
      return complain("bad_yes_no", tr("Отметьте или снимите отметку"));
    case Kind::choice:
      if (!field.option(text)) return complain("bad_choice", tr("Выберите один из предложенных вариантов"));
      [[fallthrough]];
    case Kind::choices:
      return check_choices(field, text, against);
    case Kind::point:
    case Kind::line:
    case Kind::area:
      return check_place(field, text, against.submit);
    case Kind::phone:
      return complaint_of(normal_phone(text));
    case Kind::email:
      if (auto wrong = complaint_of(check_email(text))) return wrong;
      return check_letters(text);
    case Kind::link:
      return complaint_of(check_link(text));
    case Kind::inn:
      return complaint_of(check_inn(text));
    case Kind::ogrn:
      return complaint_of(check_ogrn(text));
    case Kind::period:
    case Kind::address:
    case Kind::organisation:
    case Kind::files:
    case Kind::table:
    case Kind::computed:
    case Kind::note:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string size_text(int64_t bytes) {
  constexpr int64_t kKilobyte = 1024, kMegabyte = kKilobyte * 1024;
  const Ratio size(bytes);
  if (bytes >= kMegabyte * 95 / 100)
    return to_text(checked_div(size, kMegabyte).value_or(size), 0, 1) + kNoBreakSpace + "МБ";
  if (bytes >= kKilobyte) return to_text(checked_div(size, kKilobyte).value_or(size), 0, 0) + kNoBreakSpace + "КБ";
  return to_text(size) + kNoBreakSpace + std::string(plural(bytes, "байт", "байта", "байтов"));
}

std::optional<Complaint> check_files(const Field& field, const Files& files, bool submit) {
  const auto count = static_cast<int64_t>(files.size());
  if (field.max_files > 0 && count > field.max_files)
    return complain("too_many_files", tr("Оставьте не больше {} {}, сейчас {}", field.max_files,
                                         plural(field.max_files, "файла", "файлов", "файлов"), count));
  for (const FileRef& file : files) {
    if (!takes_name(field.extensions, file.name)) {
      std::string allowed;
      for (const std::string& each : field.extensions) allowed += (allowed.empty() ? "" : ", ") + each;
      return complain("bad_file_kind", tr("Файл «{}» не подходит. Можно: {}", file.name, allowed));
    }
    if (field.max_bytes > 0 && file.size > field.max_bytes)
      return complain("file_too_big", tr("Файл «{}» больше {}. Уменьшите его или разделите на части", file.name,
                                         size_text(field.max_bytes)));
    if (file.size <= 0) return complain("empty_file", tr("Файл «{}» пустой. Приложите его заново", file.name));
  }
  if (submit && count > 0 && std::ranges::all_of(files, is_signature, &FileRef::name))
    return complain("only_signature", tr("Приложите и сам документ: подпись без него ничего не подтверждает"));
  if (submit && count > 0 && count < field.min_files)
    return complain("too_few_files", tr("Приложите не меньше {} {}, сейчас {}", field.min_files,
                                        plural(field.min_files, "файла", "файлов", "файлов"), count));
  return std::nullopt;
}

std::optional<Complaint> check_row_count(const Field& field, int64_t filled, bool submit) {
  if (field.max_rows > 0 && filled > field.max_rows)
    return complain("too_many_rows", tr("Оставьте не больше {} {}, сейчас {}", field.max_rows,
                                        plural(field.max_rows, "строки", "строк", "строк"), filled));
  if (submit && filled > 0 && filled < field.min_rows)
    return complain("too_few_rows", tr("Заполните не меньше {} {}, сейчас {}", field.min_rows,
                                       plural(field.min_rows, "строки", "строк", "строк"), filled));
  return std::nullopt;
}

}  // namespace pochin::form
