// The wordings a regulation is put together from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/practice/regulation.h"

namespace pochin::practice {

// Numbers sections and points as they are added.
class RegulationWriter {
 public:
  explicit RegulationWriter(Regulation& into) : into_(into) {}
  void section(std::string_view title);
  // The number of the point, "3.2".
  std::string point(std::string text, std::string basis = {});

 private:
  Regulation& into_;
};

// «а; б; в», of the texts that are not empty.
std::string joined(const std::vector<std::string>& parts, std::string_view between = "; ");
// The acts of these ids in the wording in force on the day.
std::string cited(const Pack& pack, const std::vector<std::string>& ids, Date on);

void write_criteria(const Pack& pack, RegulationWriter& writer);
void write_selection(const Pack& pack, RegulationWriter& writer);
void write_votes(const Pack& pack, RegulationWriter& writer);

}  // namespace pochin::practice
