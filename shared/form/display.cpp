// How an answer is read aloud: on «Проверьте ответы», on the card, in print.
#include "shared/base/checks.h"
#include "shared/base/date.h"
#include "shared/base/money.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/base/typed.h"
#include "shared/form/geo.h"
#include "shared/form/parts.h"
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

std::string parts_text(const Field& field, std::string_view text) {
  std::string shown;
  std::size_t index = 0;
  for (const Part& part : all_parts(field)) {
    const std::string_view value = trim(part_of(text, index++));
    if (value.empty() || !asks(field, part)) continue;
    if (!shown.empty()) shown += part.before;
    const auto date = part.kind == Kind::date ? read_date(value) : std::unexpected(Error{});
    shown += date ? format_date_long(*date) : std::string(value);
  }
  return shown;
}

std::string number_text(const Field& field, const Ratio& number) {
  if (field.kind != Kind::money) return with_unit(to_text(number, 0, field.digits), field);
  const auto money = money_from_roubles(number);
  return money ? format_roubles(*money) : std::string();
}

}  // namespace

std::string subtotal(const Field& column, const Rows& rows) {
  Ratio sum;
  for (const Row& row : rows) {
    const auto cell = row.cells.find(column.id);
    const auto number = cell == row.cells.end() ? std::nullopt : number_of(read(column, cell->second));
    const auto more = number ? checked_add(sum, *number) : sum;
    if (!more) return {};
    sum = *more;
  }
  return number_text(column, sum);
}

std::string display_cell(const Field& column, std::string_view text) {
  if (pochin::is_blank(text)) return {};
  if (!all_parts(column).empty()) return parts_text(column, text);
  switch (column.kind) {
    case Kind::integer:
    case Kind::decimal:
    case Kind::money:
      if (const auto number = number_of(read(column, text))) return number_text(column, *number);
      break;
    case Kind::date:
      if (const auto date = read_date(text)) return format_date_long(*date);
      break;
    case Kind::yes_no:
      return std::string(text == "1" ? tr("Да") : tr("Нет"));
    case Kind::choice:
      if (const Option* option = column.option(text)) return option->title;
      break;
    case Kind::choices: {
      std::string titles;
      for (const Option* option : chosen(column, text)) titles += (titles.empty() ? "" : ", ") + option->title;
      if (!titles.empty()) return titles;
      break;
    }
    case Kind::point:
      if (const auto point = parse_point(text)) return format_point(*point);
      break;
    case Kind::line:
    case Kind::area: {
      const auto count = static_cast<int64_t>(lines_of(text).size());
      return tr("{} {}", count, plural(count, "точка", "точки", "точек"));
    }
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
    if (count == 0) return {};
    std::string shown = tr("{} {}", count, plural(count, "строка", "строки", "строк"));
    for (const Field& column : field.columns)
      if (column.subtotal)
        shown += tr("; {}: {}", column.label, subtotal(column, rows_of(environment.answers(), field.id)));
    return shown;
  }
  return display_cell(field, text_of(environment.answers(), field.id));
}

}  // namespace pochin::form
