#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/pabulib/reader.h"

namespace pochin::pabulib {
namespace {

Kind wrong_kind(Shape shape) {
  switch (shape) {
    case Shape::date:
      return Kind::bad_date;
    case Shape::vote_type:
      return Kind::bad_vote_type;
    case Shape::rule:
      return Kind::bad_rule;
    case Shape::language:
      return Kind::bad_language;
    case Shape::currency:
      return Kind::bad_currency;
    case Shape::flag:
      return Kind::bad_flag;
    case Shape::comment:
      return Kind::bad_comment;
    case Shape::selected:
      return Kind::bad_selected;
    case Shape::age:
      return Kind::bad_age;
    case Shape::sex:
      return Kind::bad_sex;
    case Shape::method:
      return Kind::bad_method;
    default:
      return Kind::bad_number;
  }
}

bool is_free_text(const Field& field) { return field.shape == Shape::text && !field.needed; }

std::string_view strip(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

void Columns::read(const Row& header, std::span<const Field> fields, int64_t line, Faults& faults) {
  shapes_.clear();
  const Field* last = nullptr;
  for (const std::string_view each : header) {
    const std::string_view name = strip(each);
    if (name.size() != each.size()) faults.add(Kind::spaces, line, tr("Пробелы вокруг названия столбца «{}».", name));
    const Field* field = find_field(fields, name);
    if (!field) {
      faults.add(Kind::unknown_field, line, tr("Столбца «{}» нет в описании формата.", name));
    } else if (at(name) != kAbsent) {
      faults.add(Kind::repeated_field, line, tr("Столбец «{}» указан дважды.", name));
      field = nullptr;
    } else if (last && field < last) {
      faults.add(Kind::field_order, line, tr("Столбец «{}» должен стоять раньше столбца «{}».", name, last->name));
    }
    if (field && (!last || field > last)) last = field;
    shapes_.push_back(field);
  }
  for (const Field& field : fields)
    if (field.needed && !has(field.name)) faults.add(Kind::missing_field, line, tr("Нет столбца «{}».", field.name));
}

std::size_t Columns::at(std::string_view name) const {
  for (std::size_t i = 0; i < shapes_.size(); ++i)
    if (shapes_[i] && shapes_[i]->name == name) return i;
  return kAbsent;
}

void Columns::check(Row& row, int64_t line, Faults& faults) const {
  if (row.size() != shapes_.size()) {
    faults.add(Kind::column_count, line, tr("Столбцов {}, а в заголовке {}.", row.size(), shapes_.size()));
    row.resize(shapes_.size());
  }
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Field* field = shapes_[i];
    if (!field) continue;
    const std::string_view value = strip(row[i]);
    if (value.size() != row[i].size()) {
      if (!is_free_text(*field)) faults.add(Kind::spaces, line, tr("Пробелы вокруг значения поля «{}».", field->name));
      row[i] = value;
    }
    if (value.empty()) {
      if (field->needed && !field->may_be_empty)
        faults.add(Kind::empty_field, line, tr("Поле «{}» пусто.", field->name));
    } else if (!has_shape(field->shape, value)) {
      faults.add(wrong_kind(field->shape), line, tr("Поле «{}»: «{}» не подходит.", field->name, value));
    } else if (field->shape == Shape::decimal && value.find(',') != std::string_view::npos) {
      faults.add(Kind::comma_decimal, line, tr("Поле «{}»: вместо запятой в «{}» нужна точка.", field->name, value));
    }
  }
}

}  // namespace pochin::pabulib
