// Ballots typed from paper, one line a sheet. What a line means depends on the kind of the ballot; it is checked as a
// vote on the portal is (voting::check_ballot).
//
//   choices, a basket      «1 4 7»         numbers of the projects on the sheet
//   an order               «4 1 7»         the first one first
//   points, scores         «1=5 4=3»       the number, then its points
//   pluses and minuses     «1 4 -7»        a minus before the number
//   yes and no             «1 -4»          «no» is a minus
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "client/app/ballot.h"

namespace pochin::app {

struct Sheet {
  voting::Ballot ballot;
  std::string problem;  // what is wrong with the line, "" when nothing; Russian
};

// `projects`: those on the sheet, in the order of their numbers, from 1. O(line · projects).
Sheet read_sheet(const BallotRules&, const Projects& projects, const std::string& district, std::string_view line);
// Of every line that is not blank, with its place in the text, from 1.
std::vector<std::pair<int, Sheet>> read_sheets(const BallotRules&, const Projects&, const std::string& district,
                                               std::string_view text);
std::string sheet_hint(const BallotRules&);  // «Один лист — одна строка: …»

// «2 пустые» → 2, «пустые». False for a line that does not begin with a number or has no reason.
struct Spoilt {
  int64_t count = 0;
  std::string reason;
};
bool read_spoilt(std::string_view line, Spoilt&);

std::vector<std::string> lines_of(std::string_view text);  // without blanks around; blank ones stay, as ""

}  // namespace pochin::app
