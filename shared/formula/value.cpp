#include "shared/formula/value.h"

#include "shared/base/tr.h"

namespace pochin::formula {

std::string_view name_of(Type type) {
  switch (type) {
    case Type::Null:
      return tr("пусто");
    case Type::Number:
      return tr("число");
    case Type::Text:
      return tr("текст");
    case Type::Bool:
      return tr("да или нет");
    case Type::Date:
      return tr("дата");
    case Type::Table:
      return tr("таблица");
  }
  return "";
}

Value Value::unknown(std::string reason) {
  Value v;
  v.data_ = Unknown{std::move(reason), false};
  return v;
}

Value Value::lost(std::string reason) {
  Value v;
  v.data_ = Unknown{std::move(reason), true};
  return v;
}

Type Value::type() const {
  static constexpr Type kTypes[] = {Type::Null, Type::Number, Type::Text, Type::Bool, Type::Date};
  return kTypes[data_.index()];
}

std::string_view Value::reason() const {
  const Unknown* u = std::get_if<Unknown>(&data_);
  return u ? std::string_view(u->reason) : std::string_view();
}

}  // namespace pochin::formula
