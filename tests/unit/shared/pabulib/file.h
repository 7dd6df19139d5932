// A .pb file without a fault, to be spoiled by the tests.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "shared/pabulib/read.h"

namespace pochin::pabulib {

inline const std::string kGood =
    "META\n"                                       // 1
    "key;value\n"                                  // 2
    "description;Проекты посёлка\n"                // 3
    "country;Russia\n"                             // 4
    "unit;Лесное\n"                                // 5
    "instance;2027\n"                              // 6
    "num_projects;3\n"                             // 7
    "num_votes;4\n"                                // 8
    "budget;1000.50\n"                             // 9
    "vote_type;approval\n"                         // 10
    "rule;greedy\n"                                // 11
    "date_begin;01.02.2027\n"                      // 12
    "date_end;15.02.2027\n"                        // 13
    "min_length;1\n"                               // 14
    "max_length;2\n"                               // 15
    "language;ru\n"                                // 16
    "currency;RUB\n"                               // 17
    "comment;#1: первый год #2: пробный\n"         // 18
    "PROJECTS\n"                                   // 19
    "project_id;cost;votes;name;selected\n"        // 20
    "1;600;2;\"Сквер \"\"У пруда\"\"; вход\";1\n"  // 21
    "2;500;2;Мост;0\n"                             // 22
    "3;400.5;2;Фонари;1\n"                         // 23
    "VOTES\n"                                      // 24
    "voter_id;vote;age;sex;voting_method\n"        // 25
    "v1;1,2;34;F;internet\n"                       // 26
    "v2;1,3;40-59;M;paper\n"                       // 27
    "v3;2;;;internet\n"                            // 28
    "v4;3;18;O;internet\n";                        // 29

// The same with one place changed; the place must be there.
inline std::string spoilt(std::string from, const std::string& to, std::string text = kGood) {
  const std::size_t at = text.find(from);
  INFO(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

inline std::string listed(const Faults& faults) {
  std::string text;
  for (const Fault& fault : faults.list())
    text += (text.empty() ? "" : ", ") + std::to_string(fault.line) + ' ' + std::string(code_of(fault.kind));
  return text;
}

}  // namespace pochin::pabulib
