#include "shared/pabulib/fault.h"

#include <algorithm>

#include "shared/base/tr.h"

namespace pochin::pabulib {

std::span<const Name<Severity>> names(Severity) {
  static constexpr Name<Severity> kNames[] = {{Severity::error, "error", tr("ошибка")},
                                              {Severity::warning, "warning", tr("замечание")}};
  return kNames;
}

std::span<const Name<Kind>> names(Kind) {
  static constexpr Name<Kind> kNames[] = {
      {Kind::empty_file, "empty_file", tr("файл пуст")},
      {Kind::not_utf8, "not_utf8", tr("не UTF-8")},
      {Kind::byte_order_mark, "byte_order_mark", tr("метка порядка байтов")},
      {Kind::text_before_section, "text_before_section", tr("текст до первого раздела")},
      {Kind::missing_section, "missing_section", tr("нет раздела")},
      {Kind::repeated_section, "repeated_section", tr("раздел повторяется")},
      {Kind::section_order, "section_order", tr("разделы не по порядку")},
      {Kind::missing_header, "missing_header", tr("нет строки с названиями столбцов")},
      {Kind::empty_line, "empty_line", tr("пустая строка")},
      {Kind::unclosed_quote, "unclosed_quote", tr("кавычка не закрыта")},
      {Kind::stray_quote, "stray_quote", tr("текст после закрывающей кавычки")},
      {Kind::column_count, "column_count", tr("не то число столбцов")},
      {Kind::spaces, "spaces", tr("лишние пробелы")},
      {Kind::unknown_field, "unknown_field", tr("неизвестное поле")},
      {Kind::field_order, "field_order", tr("поля не по порядку")},
      {Kind::missing_field, "missing_field", tr("нет обязательного поля")},
      {Kind::repeated_field, "repeated_field", tr("поле повторяется")},
      {Kind::empty_field, "empty_field", tr("поле пусто")},
      {Kind::bad_number, "bad_number", tr("не число")},
      {Kind::comma_decimal, "comma_decimal", tr("десятичная запятая")},
      {Kind::bad_date, "bad_date", tr("не дата")},
      {Kind::date_order, "date_order", tr("конец раньше начала")},
      {Kind::bad_vote_type, "bad_vote_type", tr("неизвестный вид бюллетеня")},
      {Kind::bad_rule, "bad_rule", tr("неизвестное правило")},
      {Kind::bad_language, "bad_language", tr("не код языка")},
      {Kind::bad_currency, "bad_currency", tr("не код валюты")},
      {Kind::bad_flag, "bad_flag", tr("не признак")},
      {Kind::bad_comment, "bad_comment", tr("примечание без номера")},
      {Kind::limits_order, "limits_order", tr("наименьшее больше наибольшего")},
      {Kind::project_count, "project_count", tr("число проектов не совпадает")},
      {Kind::repeated_project, "repeated_project", tr("проект повторяется")},
      {Kind::negative_cost, "negative_cost", tr("стоимость меньше нуля")},
      {Kind::free_project, "free_project", tr("проект ничего не стоит")},
      {Kind::dear_project, "dear_project", tr("проект дороже бюджета")},
      {Kind::withdrawn_project, "withdrawn_project", tr("проект снят")},
      {Kind::bad_selected, "bad_selected", tr("неизвестный признак победы")},
      {Kind::budget_exceeded, "budget_exceeded", tr("победители дороже бюджета")},
      {Kind::all_fit, "all_fit", tr("все проекты помещаются в бюджет")},
      {Kind::not_all_fit, "not_all_fit", tr("не все проекты помещаются в бюджет")},
      {Kind::no_counts, "no_counts", tr("нет ни голосов, ни баллов у проектов")},
      {Kind::unsupported_project, "unsupported_project", tr("за проект никто не голосовал")},
      {Kind::votes_differ, "votes_differ", tr("число голосов не совпадает")},
      {Kind::score_differs, "score_differs", tr("число баллов не совпадает")},
      {Kind::vote_count, "vote_count", tr("число бюллетеней не совпадает")},
      {Kind::repeated_voter, "repeated_voter", tr("номер голосовавшего повторяется")},
      {Kind::unknown_project, "unknown_project", tr("голос за неизвестный проект")},
      {Kind::repeated_choice, "repeated_choice", tr("проект дважды в бюллетене")},
      {Kind::empty_vote, "empty_vote", tr("пустой бюллетень")},
      {Kind::vote_too_long, "vote_too_long", tr("проектов больше, чем можно")},
      {Kind::vote_too_short, "vote_too_short", tr("проектов меньше, чем нужно")},
      {Kind::vote_too_dear, "vote_too_dear", tr("корзина дороже, чем можно")},
      {Kind::vote_too_cheap, "vote_too_cheap", tr("корзина дешевле, чем нужно")},
      {Kind::points_count, "points_count", tr("баллов не столько, сколько проектов")},
      {Kind::points_range, "points_range", tr("баллы вне пределов")},
      {Kind::points_sum, "points_sum", tr("сумма баллов вне пределов")},
      {Kind::bad_age, "bad_age", tr("не возраст")},
      {Kind::bad_sex, "bad_sex", tr("неизвестный пол")},
      {Kind::bad_method, "bad_method", tr("неизвестный способ голосования")}};
  return kNames;
}

Severity severity_of(Kind kind) {
  switch (kind) {
    case Kind::byte_order_mark:
    case Kind::empty_line:
    case Kind::spaces:
    case Kind::unknown_field:
    case Kind::field_order:
    case Kind::comma_decimal:
    case Kind::bad_comment:
    case Kind::free_project:
    case Kind::dear_project:
    case Kind::withdrawn_project:
    case Kind::all_fit:
    case Kind::unsupported_project:
    case Kind::votes_differ:  // the ballots are counted, what the file states of them is not used
    case Kind::score_differs:
    case Kind::empty_vote:
    case Kind::vote_too_short:
    case Kind::vote_too_cheap:
      return Severity::warning;
    default:
      return Severity::error;
  }
}

void Faults::add(Kind kind, int64_t line, std::string message) {
  int64_t& count = counts_[static_cast<std::size_t>(kind)];
  if (count++ < kKept) list_.push_back({line, kind, std::move(message)});
}

int64_t Faults::count(Severity severity) const {
  int64_t sum = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i)
    if (severity_of(static_cast<Kind>(i)) == severity) sum += counts_[i];
  return sum;
}

void Faults::sort() { std::ranges::stable_sort(list_, {}, &Fault::line); }

}  // namespace pochin::pabulib
