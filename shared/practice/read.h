// The parts of a pack, each read in its own file. They report what cannot be read; whether the parts agree with each
// other is checked in check.h.
#pragma once

#include "shared/practice/pack.h"
#include "shared/practice/reader.h"

namespace pochin::practice {

void read_law(Object& pack, Pack& into, Findings& findings);  // bases, grounds of refusal, terms
void read_form(Object& pack, form::Form& form, Findings& findings);
void read_criteria(Object& pack, scoring::Criteria& criteria, Findings& findings);
void read_ranking(Object& pack, scoring::RankingRules& rules, Findings& findings);
void read_campaigns(Object& pack, Pack& into, Findings& findings);
void read_workflow(Object& pack, Pack& into, Findings& findings);  // after the terms and the stages
Pack read_pack(const Json& json, Findings& findings);

}  // namespace pochin::practice
