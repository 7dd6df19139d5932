// Numbers, dates and lists in the cases an act needs them in.
#include "shared/base/text.h"
#include "shared/practice/regulation_parts.h"

namespace pochin::practice {
namespace {

constexpr int kDigits = 9;  // a pack may write no more (read_decimal)

std::string with_points(const Ratio& number, std::string_view one, std::string_view few, std::string_view many) {
  const auto whole = number.to_int64();
  const std::string_view word =
      whole ? plural(*whole < 0 ? -*whole : *whole, one, few, many) : std::string_view(tr("балла"));
  return number_text(number) + kNoBreakSpace + std::string(word);
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

struct TimeWords {
  std::string_view hour_one, hour_few, hour_many, minute_one, minute_few, minute_many;
};

std::string moment(const LocalTime& time, const TimeWords& words) {
  return std::to_string(time.hour) + kNoBreakSpace +
         std::string(plural(time.hour, words.hour_one, words.hour_few, words.hour_many)) + " " +
         two_digits(time.minute) + kNoBreakSpace +
         std::string(plural(time.minute, words.minute_one, words.minute_few, words.minute_many)) + " " +
         format_date_long(time.date);
}

// What stands after «с» and «до».
std::string moment_of(const LocalTime& time) {
  return moment(time, {tr("часа"), tr("часов"), tr("часов"), tr("минуты"), tr("минут"), tr("минут")});
}

// «с 1 сентября», «со 2 ноября» — the second is read «со второго».
std::string since(const LocalTime& from) {
  if (!is_midnight(from)) return tr("с {}", moment_of(from));
  const std::string day = format_date_long(from.date);
  return day.starts_with("2" + std::string(kNoBreakSpace)) || day.starts_with("2 ") ? tr("со {}", day)
                                                                                    : tr("с {}", day);
}

}  // namespace

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

std::string cited(const Pack& pack, const std::vector<std::string>& ids, Date on) {
  std::vector<std::string> texts;
  for (const std::string& id : ids)
    if (const LegalBasis* basis = pack.basis(id, on)) texts.push_back(basis->text);
  return joined(texts);
}

Date first_day(const Pack& pack) {
  return pack.stages.empty() ? Date{} : local(pack.stages.front().from, pack.zone()).date;
}

std::string ended(std::string text) {
  if (text.ends_with(';')) text.back() = '.';
  return text;
}

std::string number_text(const Ratio& number) { return to_text(number, 0, kDigits); }

std::string points(const Ratio& number) { return with_points(number, tr("балл"), tr("балла"), tr("баллов")); }

std::string points_of(const Ratio& number) { return with_points(number, tr("балла"), tr("баллов"), tr("баллов")); }

std::string amount(const Ratio& number, std::string_view unit) {
  return unit.empty() ? number_text(number) : number_text(number) + kNoBreakSpace + std::string(unit);
}

std::string counted(int64_t number, std::string_view one, std::string_view few, std::string_view many) {
  return group_digits(number) + kNoBreakSpace + std::string(plural(number, one, few, many));
}

std::string in_points(const std::vector<std::string>& numbers) {
  return std::string(numbers.size() == 1 ? tr("пункте") : tr("пунктах")) + kNoBreakSpace + joined(numbers, ", ");
}

bool is_midnight(const LocalTime& time) { return time.hour == 0 && time.minute == 0 && time.second == 0; }

std::string moment_at(const LocalTime& time) {
  return moment(time, {tr("час"), tr("часа"), tr("часов"), tr("минуту"), tr("минуты"), tr("минут")});
}

std::string period(const Stage& stage, const Zone& zone) {
  const LocalTime from = local(stage.from, zone), to = local(stage.to, zone);
  return is_midnight(to) ? tr("{} по {}", since(from), format_date_long(add_days(to.date, -1)))
                         : tr("{} до {}", since(from), moment_of(to));
}

std::optional<Ratio> constant(const formula::Formula& formula) {
  if (formula.empty()) return std::nullopt;
  return parse_decimal(formula.text());
}

}  // namespace pochin::practice
