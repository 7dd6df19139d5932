#include "shared/law/norms.h"

#include "shared/law/legal_basis.h"

namespace pochin::law {
namespace {

// domain.md §3.1. 33-ФЗ keeps the rules of 131-ФЗ by memory only: its article was not read.
constexpr TermNorm kNorms[] = {
    {Step::publish, false, 3, "working_days", false, "131-ФЗ", "ст. 26.1", "ч. 5", "2021-01-01", "2027-01-01",
     "verified"},
    {Step::comments, true, 5, "working_days", false, "131-ФЗ", "ст. 26.1", "ч. 5", "2021-01-01", "2027-01-01",
     "verified"},
    {Step::decide, false, 30, "calendar_days", true, "131-ФЗ", "ст. 26.1", "ч. 6", "2021-01-01", "2027-01-01",
     "from memory"},
    {Step::report, false, 30, "calendar_days", false, "131-ФЗ", "ст. 26.1", "ч. 14", "2021-01-01", "2027-01-01",
     "from memory"},
    {Step::publish, false, 3, "working_days", false, "33-ФЗ", "", "", "2027-01-01", "", "from memory"},
    {Step::comments, true, 5, "working_days", false, "33-ФЗ", "", "", "2027-01-01", "", "from memory"},
    {Step::decide, false, 30, "calendar_days", true, "33-ФЗ", "", "", "2027-01-01", "", "from memory"},
    {Step::report, false, 30, "calendar_days", false, "33-ФЗ", "", "", "2027-01-01", "", "from memory"},
};

bool in_force(const TermNorm& norm, Date on) {
  const auto from = parse_date(norm.valid_from), to = parse_date(norm.valid_to);
  return (!from || *from <= on) && (!to || on < *to);
}

}  // namespace

std::span<const TermNorm> term_norms() { return kNorms; }

const TermNorm* term_norm(Step step, Date on) {
  for (const TermNorm& norm : kNorms)
    if (norm.step == step && in_force(norm, on)) return &norm;
  return nullptr;
}

std::string citation(const TermNorm& norm) { return citation(norm.act, norm.article, norm.part); }

}  // namespace pochin::law
