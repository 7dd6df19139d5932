// A commission of six: a chair, a deputy, a secretary and three members.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "shared/review/commission.h"

namespace pochin::review {

inline const Date kMeetingDay = *make_date(2027, 1, 28);

inline Member seated(std::string person, std::string name, Seat seat, ProposedBy by) {
  return {std::move(person), std::move(name), "", seat, by, {}, *make_date(2026, 10, 1), make_date(2028, 10, 1)};
}

inline Commission six() {
  return {"Конкурсная комиссия Лесного района",
          "постановление от 01.10.2026 № 412",
          {seated("chair", "Соколова А. В.", Seat::chair, ProposedBy::administration),
           seated("deputy", "Белов П. П.", Seat::deputy, ProposedBy::representative_body),
           seated("secretary", "Громова Е. И.", Seat::secretary, ProposedBy::administration),
           seated("m1", "Ильин К. К.", Seat::member, ProposedBy::representative_body),
           seated("m2", "Лебедева О. С.", Seat::member, ProposedBy::representative_body),
           seated("m3", "Орлов Н. Н.", Seat::member, ProposedBy::other)}};
}

// As the practices write it (131-ФЗ art. 26.1 part 12, from memory).
inline CompositionRule half_of_them() {
  CompositionRule rule;
  rule.representative_share = Ratio::make(1, 2);
  rule.least_members = 5;
  rule.excluded_traits = {"official"};
  rule.norm = "131-ФЗ, ст. 26.1, ч. 12";
  return rule;
}

}  // namespace pochin::review
