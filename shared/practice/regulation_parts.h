// The wordings a regulation is put together from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/instant.h"
#include "shared/practice/regulation.h"

namespace pochin::practice {

// Numbers sections and points as they are added, and gathers what the text leaves out.
class RegulationWriter {
 public:
  explicit RegulationWriter(Regulation& into) : into_(into) {}
  void section(std::string_view title);
  // The number of the point, "3.2".
  std::string point(std::string text, std::string basis = {});
  void unsaid(std::string what) { into_.unsaid.push_back(std::move(what)); }

 private:
  Regulation& into_;
};

// «а; б; в», of the texts that are not empty.
std::string joined(const std::vector<std::string>& parts, std::string_view between = "; ");
// The acts of these ids in the wording in force on the day.
std::string cited(const Pack& pack, const std::vector<std::string>& ids, Date on);
Date first_day(const Pack& pack);  // of the cycle; acts are cited as of it

// The list of an act ends with a full stop: the last «;» becomes one.
std::string ended(std::string text);
// All the digits there are (to_text alone would stop at two): «0,125».
std::string number_text(const Ratio& number);
std::string points(const Ratio& number);     // «40 баллов», «1 балл», «0,5 балла»
std::string points_of(const Ratio& number);  // the genitive: «не больше 40 баллов», «1 балла»
std::string amount(const Ratio& number, std::string_view unit);  // «10 %», «3 чел.»
std::string counted(int64_t number, std::string_view one, std::string_view few, std::string_view many);
// «пункте 6.5», «пунктах 6.5, 6.7»
std::string in_points(const std::vector<std::string>& numbers);
// «с 1 сентября 2026 года по 31 октября 2026 года», «со 2 ноября … до 18 часов 00 минут 25 декабря 2026 года»
std::string period(const Stage& stage, const Zone& zone);
std::string moment_at(const LocalTime& time);  // what stands after «в»: «21 час 01 минуту 25 декабря 2026 года»
bool is_midnight(const LocalTime& time);
// The number a formula without names stands for: "5", "-2.5". Nothing for any other formula.
std::optional<Ratio> constant(const formula::Formula& formula);

void write_terms(const Pack& pack, RegulationWriter& writer);
void write_criteria(const Pack& pack, RegulationWriter& writer);
void write_selection(const Pack& pack, RegulationWriter& writer);
void write_commission(const Pack& pack, RegulationWriter& writer);
void write_votes(const Pack& pack, RegulationWriter& writer);
void write_refund(const Pack& pack, RegulationWriter& writer);

}  // namespace pochin::practice
