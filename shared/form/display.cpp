// How an answer is read aloud: on «Проверьте ответы», on the card, in print.
#include "shared/base/checks.h"
#include "shared/base/date.h"
#include "shared/base/money.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/form/validate.h"

namespace pochin::form {
namespace {

std::string with_unit(std::string text, const Field& field) {
  return field.unit.empty() ? text : text + kNoBreakSpace + field.unit;
}

std::string computed_text(const Environment& environment, const Field& field) {
  const formula::Value value = environment.value(field.id);
  const auto number = number_of(value);
  if (!number) return show(value);
  if (field.unit == "₽") return show(value, Show::money);
  return with_unit(to_text(*number, field.unit == "%" ? field.digits : 0, field.digits), field);
}

}  // namespace

std::string display_cell(const Field& column, std::string_view text) {
  if (pochin::is_blank(text)) return {};
  switch (column.kind) {
    case Kind::integer:
    case Kind::decimal:
      if (const auto number = parse_decimal(text)) return with_unit(to_text(*number, 0, column.digits), column);
      break;
    case Kind::money:
      if (const auto money = parse_money(text)) return format_roubles(*money);
      break;
    case Kind::date:
      if (const auto date = parse_date(text)) return format_date(*date);
      break;
    case Kind::yes_no:
      return std::string(text == "1" ? tr("Да") : tr("Нет"));
    case Kind::choice:
      if (const Option* option = column.option(text)) return option->title;
      break;
    case Kind::phone:
      if (const auto phone = normal_phone(text)) return format_phone(*phone);
      break;
    default:
      break;
  }
  return std::string(trim(text));
}

std::string display(const Environment& environment, const Field& field) {
  if (field.kind == Kind::computed) return computed_text(environment, field);
  if (field.kind == Kind::yes_no) {
    const bool yes = text_of(environment.answers(), field.id) == "1";
    return std::string(yes ? tr("Да") : tr("Нет"));
  }
  if (field.kind == Kind::files) {
    const auto count = static_cast<int64_t>(files_of(environment.answers(), field.id).size());
    return count == 0 ? std::string() : tr("{} {}", count, plural(count, "файл", "файла", "файлов"));
  }
  if (field.kind == Kind::table) {
    int64_t count = 0;
    for (const Row& row : rows_of(environment.answers(), field.id)) count += is_blank(row) ? 0 : 1;
    return count == 0 ? std::string() : tr("{} {}", count, plural(count, "строка", "строки", "строк"));
  }
  return display_cell(field, text_of(environment.answers(), field.id));
}

}  // namespace pochin::form
