// The words a text of a pack may be one of: mostly catalogues of other rooms.
#include "shared/access/role.h"
#include "shared/application/state.h"
#include "shared/form/schema.h"
#include "shared/practice/format.h"
#include "shared/scoring/ranking.h"
#include "shared/voting/campaign.h"

namespace pochin::practice {
namespace {

template <Named E>
std::vector<std::string_view> codes() {
  std::vector<std::string_view> list;
  for (const Name<E>& name : names(E{})) list.push_back(name.code);
  return list;
}

}  // namespace

std::vector<std::string_view> words(Vocabulary vocabulary) {
  std::vector<std::string_view> list;
  switch (vocabulary) {
    case Vocabulary::any:
      return {};
    case Vocabulary::kind:
      for (int kind = 0; kind <= static_cast<int>(form::Kind::note); ++kind)
        list.push_back(form::code_of(static_cast<form::Kind>(kind)));
      return list;
    case Vocabulary::privacy:
      return {"open", "service", "personal", "staff"};
    case Vocabulary::severity:
      return {"error", "warning"};
    case Vocabulary::criterion_shape:
      return {"bands", "presence", "count", "linear", "choice", "cohort", "expert"};
    case Vocabulary::border:
      return {"stop", "skip", "part"};
    case Vocabulary::tie:
      for (int tie = 0; tie <= static_cast<int>(scoring::TieBreak::lot); ++tie)
        list.push_back(scoring::code_of(static_cast<scoring::TieBreak>(tie)));
      return list;
    case Vocabulary::state:
      for (const application::StateInfo& each : application::all_states()) list.push_back(each.code);
      return list;
    case Vocabulary::role:
      list.push_back("author");
      for (const access::Role role : access::all_roles()) list.push_back(access::code_of(role));
      return list;
    case Vocabulary::source:
      return {"verified", "from memory", "illustrative"};
    case Vocabulary::act_kind:
      return {"statute", "practice_act"};
    case Vocabulary::prefill:
      return {"applicant", "municipality"};
    case Vocabulary::term_unit:
      return {"calendar_days", "working_days", "months"};
    case Vocabulary::day_off:
      return {"next_working", "stay", "previous"};
    case Vocabulary::rounding:
      return {"half_up", "half_even", "down", "up", "floor", "ceil"};
    case Vocabulary::best:
      return {"max", "min"};
    case Vocabulary::scope:
      return {"window", "contest"};
    case Vocabulary::effect:
      return {"not_admitted", "zero"};
    case Vocabulary::scale:
      return {"shares", "points"};
    case Vocabulary::deadline_start:
      return {"entered", "submitted", "registered"};
    case Vocabulary::recipient:
      return {"author",     "officials", "municipality", "centre", "experts",
              "commission", "finance",   "residents",    "payers"};
    case Vocabulary::track:
      return {"initiative_project", "application", "idea"};
    case Vocabulary::pack_track:
      return {"initiative_project", "application"};
    case Vocabulary::number:
      return {"fresh", "keep"};
    case Vocabulary::majority:
      return {"voted", "present", "members"};
    case Vocabulary::money_kind:
      return {"region", "municipality", "people", "organisations", "other"};
    case Vocabulary::order:
      return {"points", "votes"};
    case Vocabulary::campaign_kind:
      return codes<voting::CampaignKind>();
    case Vocabulary::residence:
      return codes<voting::ResidenceRule>();
    case Vocabulary::unknown_residence:
      return codes<voting::UnknownResidence>();
    case Vocabulary::districts:
      return codes<voting::Districts>();
    case Vocabulary::running_totals:
      return codes<voting::RunningTotals>();
    case Vocabulary::channel:
      return codes<voting::Channel>();
    case Vocabulary::assurance:
      return codes<voting::Assurance>();
    case Vocabulary::ballot_kind:
      return codes<voting::BallotKind>();
    case Vocabulary::tally_rule:
      return codes<voting::Rule>();
    case Vocabulary::utility:
      return codes<voting::Utility>();
    case Vocabulary::completion:
      return codes<voting::Completion>();
    case Vocabulary::tie_by:
      return codes<voting::TieBy>();
  }
  return list;
}

}  // namespace pochin::practice
