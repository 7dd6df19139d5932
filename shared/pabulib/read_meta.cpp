#include <algorithm>

#include "shared/base/date.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/pabulib/reader.h"

namespace pochin::pabulib {
namespace {

using voting::BallotKind;

constexpr std::size_t kLeastRowBytes = 4;  // of a ballot: "1;2" and the line's end

BallotKind kind_of(std::string_view vote_type) {
  if (vote_type == "ordinal") return BallotKind::ranked;
  if (vote_type == "cumulative") return BallotKind::cumulative;
  if (vote_type == "scoring") return BallotKind::scores;
  return vote_type == "choose-1" ? BallotKind::choose_one : BallotKind::approval;
}

// The last day a date may mean: of a year its last.
std::string comparable(std::string_view date, bool end) {
  if (date.size() == 4) return std::string(date) + (end ? "-12-31" : "-01-01");
  const auto day = parse_date(date);
  return day ? iso_date(*day) : std::string();
}

}  // namespace

void Reader::read_meta(const Row& row) {
  // A line of META is a record of one field of the format: the same checks as in the columns of the other sections.
  const std::string_view key = trim(row[0]);
  if (key.size() != row[0].size()) fault(Kind::spaces, tr("Пробелы вокруг названия поля «{}».", key));
  if (row.size() != 2) fault(Kind::column_count, tr("В строке META два столбца, а здесь {}.", row.size()));
  if (key.empty()) return fault(Kind::empty_field, std::string(tr("Название поля пусто.")));
  if (!meta_keys_.insert(key).second) return fault(Kind::repeated_field, tr("Поле «{}» указано дважды.", key));
  const Field* field = find_field(meta_fields(), key);
  std::string_view value = row.size() > 1 ? row[1] : std::string_view();
  if (!field) {
    fault(Kind::unknown_field, tr("Поля «{}» нет в описании формата.", key));
    value = trim(value);
  } else {
    const Field* last = out_.meta.empty() ? nullptr : find_field(meta_fields(), out_.meta.back().first);
    if (last && field < last)
      fault(Kind::field_order, tr("Поле «{}» должно стоять раньше поля «{}».", key, last->name));
    Columns one;
    Faults ignored;
    const Field single[] = {*field};
    one.read({field->name}, single, records_.line(), ignored);
    Row values = {value};
    one.check(values, records_.line(), out_.faults);
    value = values[0];
  }
  if (key == "budget") budget_line_ = records_.line();
  out_.meta.emplace_back(key, value);
}

void Reader::check_order(std::string_view least, std::string_view most) {
  const auto a = read_decimal(out_.meta_value(least)), b = read_decimal(out_.meta_value(most));
  if (!a || !b) return;
  const int digits = std::max(a->decimals, b->decimals);
  const auto raised = [&](Decimal number) {
    for (; number.decimals < digits; ++number.decimals) number.digits *= 10;
    return number.digits;
  };
  if (raised(*a) > raised(*b)) fault(Kind::limits_order, tr("{} больше, чем {}.", least, most), 0);
}

void Reader::read_limits() {
  const auto whole = [&](std::string_view key) { return read_whole(out_.meta_value(key)); };
  limits_ = {whole("min_length"),
             whole("max_length"),
             whole("min_points"),
             whole("max_points"),
             whole("min_sum_points"),
             whole("max_sum_points"),
             {},
             {}};
  limits_.min_sum_cost = read_decimal(out_.meta_value("min_sum_cost"));
  limits_.max_sum_cost = read_decimal(out_.meta_value("max_sum_cost"));
  for (const std::string_view of : {"length", "points", "sum_points", "sum_cost", "project_cost"})
    check_order("min_" + std::string(of), "max_" + std::string(of));
}

void Reader::finish_meta() {
  for (const Field& field : meta_fields())
    if (field.needed && out_.meta_value(field.name).empty() &&
        std::ranges::find(out_.meta, field.name, &std::pair<std::string, std::string>::first) == out_.meta.end())
      fault(Kind::missing_field, tr("В META нет поля «{}».", field.name), 0);
  const auto budget = read_decimal(out_.meta_value("budget"));
  if (!budget || budget->digits < 0)
    uncountable(Kind::bad_number, std::string(tr("Бюджет не указан или это не сумма: считать не из чего.")),
                budget_line_);
  else
    budget_ = *budget;
  const std::string_view type = out_.meta_value("vote_type");
  countable_ = countable_ && has_shape(Shape::vote_type, type);
  election_.kind = kind_of(type);
  with_points_ = election_.kind == BallotKind::cumulative || election_.kind == BallotKind::scores;
  choose_one_ = election_.kind == BallotKind::choose_one;
  if (election_.kind == BallotKind::cumulative && out_.meta_value("max_sum_points").empty())
    fault(Kind::missing_field, std::string(tr("Для бюллетеней с баллами нужно поле «max_sum_points».")), 0);
  const std::string begin = comparable(out_.meta_value("date_begin"), false),
                    end = comparable(out_.meta_value("date_end"), true);
  if (!begin.empty() && !end.empty() && end < begin)
    fault(Kind::date_order, std::string(tr("Голосование закончилось раньше, чем началось.")), 0);
  if (const auto votes = read_whole(out_.meta_value("num_votes")); votes && *votes > 0)
    voters_.reserve(std::min(static_cast<std::size_t>(*votes), records_.size() / kLeastRowBytes));
  read_limits();
  if (election_.kind == BallotKind::ranked && limits_.max_length && *limits_.max_length > 0)
    election_.places = *limits_.max_length;
  const std::string_view currency = out_.meta_value("currency");
  election_.currency = currency == "RUB" ? "₽" : std::string(currency);
}

void Reader::read_incompatible() {
  std::vector<std::string_view> pairs;
  split(out_.meta_value("incompatible"), pairs);
  for (const std::string_view pair : pairs) {
    const std::size_t plus = pair.find('+');
    const auto a = index_.find(pair.substr(0, plus));
    const auto b = plus == std::string_view::npos ? index_.end() : index_.find(pair.substr(plus + 1));
    if (a == index_.end() || b == index_.end())
      fault(Kind::unknown_project, tr("Несовместимые проекты «{}»: такой пары проектов нет.", pair), 0);
    else
      election_.incompatible.push_back(std::minmax(a->second, b->second));
  }
}

}  // namespace pochin::pabulib
