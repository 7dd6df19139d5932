#include "shared/pabulib/fields.h"

#include <algorithm>

#include "shared/base/date.h"

namespace pochin::pabulib {
namespace {

constexpr int kMostDigits = 15, kMostDecimals = 4;

bool all_of(std::string_view text, char least, char most) {
  return std::ranges::all_of(text, [=](char c) { return c >= least && c <= most; });
}

bool is_date(std::string_view text) {
  if (text.size() == 4) return all_of(text, '0', '9');
  return text.size() == 10 && text[2] == '.' && text[5] == '.' && parse_date(text).has_value();
}

bool is_age(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto from = read_whole(text.substr(0, dash));
  if (dash == std::string_view::npos) return from && *from >= 0 && *from <= 130;
  const auto to = read_whole(text.substr(dash + 1));
  return from && to && *from >= 0 && *from <= *to && *to <= 130;
}

bool one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, text) != list.end();
}

}  // namespace

std::span<const Field> meta_fields() {
  static constexpr Field kFields[] = {{"description", Shape::text, true},
                                      {"country", Shape::text, true},
                                      {"unit", Shape::text, true},
                                      {"district"},
                                      {"subunit"},
                                      {"instance", Shape::text, true},
                                      {"num_projects", Shape::whole, true},
                                      {"num_votes", Shape::whole, true},
                                      {"budget", Shape::decimal, true},
                                      {"vote_type", Shape::vote_type, true},
                                      {"rule", Shape::rule, true},
                                      {"date_begin", Shape::date, true},
                                      {"date_end", Shape::date, true},
                                      {"min_length", Shape::whole},
                                      {"max_length", Shape::whole},
                                      {"min_sum_cost", Shape::decimal},
                                      {"max_sum_cost", Shape::decimal},
                                      {"min_points", Shape::whole},
                                      {"max_points", Shape::whole},
                                      {"min_sum_points", Shape::whole},
                                      {"max_sum_points", Shape::whole},
                                      {"default_score", Shape::whole},
                                      {"min_project_cost", Shape::whole},
                                      {"max_project_cost", Shape::whole},
                                      {"min_project_score_threshold", Shape::whole},
                                      {"neighborhoods"},
                                      {"subdistricts"},
                                      {"categories"},
                                      {"edition"},
                                      {"language", Shape::language},
                                      {"currency", Shape::currency},
                                      {"fully_funded", Shape::flag},
                                      {"experimental", Shape::flag},
                                      {"comment", Shape::comment},
                                      {"acknowledgments"},
                                      {"leftover_budget"},
                                      {"budget_per_category"},
                                      {"budget_per_neighborhood"},
                                      {"min_length_per_category", Shape::whole},
                                      {"max_length_per_category", Shape::whole},
                                      {"min_sum_cost_per_category"},
                                      {"max_sum_cost_per_category"},
                                      {"incompatible"}};
  return kFields;
}

std::span<const Field> project_fields() {
  static constexpr Field kFields[] = {{"project_id", Shape::text, true},
                                      {"cost", Shape::decimal, true},
                                      {"votes", Shape::whole},
                                      {"score", Shape::decimal},
                                      {"name"},
                                      {"category", Shape::text, false, true},
                                      {"beneficiaries", Shape::text, false, true},
                                      {"selected", Shape::selected},
                                      {"neighborhood", Shape::text, false, true},
                                      {"subunit"},
                                      {"district", Shape::text, false, true},
                                      {"description", Shape::text, false, true},
                                      {"proposer", Shape::text, false, true},
                                      {"public_id", Shape::text, false, true},
                                      {"latitude", Shape::text, false, true},
                                      {"longitude", Shape::text, false, true},
                                      {"submitted_at", Shape::text, false, true}};
  return kFields;
}

std::span<const Field> vote_fields() {
  static constexpr Field kFields[] = {{"voter_id", Shape::text, true},
                                      {"vote", Shape::text, true, true},
                                      {"points", Shape::text, false, true},
                                      {"age", Shape::age, false, true},
                                      {"sex", Shape::sex, false, true},
                                      {"voting_method", Shape::method, false, true},
                                      {"district", Shape::text, false, true},
                                      {"neighborhood", Shape::text, false, true},
                                      {"education", Shape::text, false, true},
                                      {"topic_preference_transport"},
                                      {"topic_preference_culture"},
                                      {"topic_preference_nature"},
                                      {"district_preference"},
                                      {"time_taken_seconds"},
                                      {"format_easiness"},
                                      {"format_expressiveness"},
                                      {"format_rank"}};
  return kFields;
}

const Field* find_field(std::span<const Field> fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

std::optional<Decimal> read_decimal(std::string_view text) {
  Decimal number;
  const bool minus = text.starts_with('-');
  if (minus) text.remove_prefix(1);
  const std::size_t point = text.find_first_of(".,");
  const std::string_view whole = text.substr(0, point);
  std::string_view part;
  if (point != std::string_view::npos) {
    number.comma = text[point] == ',';
    part = text.substr(point + 1);
    if (part.empty() || !all_of(part, '0', '9')) return std::nullopt;
    while (!part.empty() && part.back() == '0') part.remove_suffix(1);
  }
  if (whole.empty() || !all_of(whole, '0', '9')) return std::nullopt;
  if (part.size() > kMostDecimals || whole.size() + part.size() > kMostDigits) return std::nullopt;
  for (const char c : whole) number.digits = number.digits * 10 + (c - '0');
  for (const char c : part) number.digits = number.digits * 10 + (c - '0');
  number.decimals = static_cast<int>(part.size());
  if (minus) number.digits = -number.digits;
  return number;
}

std::optional<int64_t> read_whole(std::string_view text) {
  const auto number = read_decimal(text);
  return number && number->decimals == 0 && !number->comma ? std::optional(number->digits) : std::nullopt;
}

bool has_shape(Shape shape, std::string_view text) {
  switch (shape) {
    case Shape::text:
      return true;
    case Shape::whole:
      return read_whole(text).has_value();
    case Shape::decimal:
      return read_decimal(text).has_value();
    case Shape::date:
      return is_date(text);
    case Shape::vote_type:
      return one_of(text, {"approval", "ordinal", "cumulative", "scoring", "choose-1"});
    case Shape::rule:
      return one_of(text,
                    {"greedy", "greedy-no-skip", "greedy-threshold", "greedy-exclusive", "greedy-custom", "equalshares",
                     "equalshares-comparison", "equalshares/add1", "equalshares/add1-comparison", "unknown"});
    case Shape::language:
      return text.size() == 2 && all_of(text, 'a', 'z');
    case Shape::currency:
      return text.size() == 3 && all_of(text, 'A', 'Z');
    case Shape::flag:
      return text == "1";
    case Shape::comment:
      return text.starts_with("#1: ");
    case Shape::selected:
      return text.size() == 1 && text[0] >= '0' && text[0] <= '3';
    case Shape::age:
      return is_age(text);
    case Shape::sex:
      return one_of(text, {"M", "F", "O"});
    case Shape::method:
      return one_of(text, {"internet", "paper"});
  }
  return false;
}

}  // namespace pochin::pabulib
