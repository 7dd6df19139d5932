// The words a text of a pack may be one of: mostly catalogues of other rooms.
#include "shared/access/role.h"
#include "shared/application/state.h"
#include "shared/form/schema.h"
#include "shared/practice/format.h"
#include "shared/scoring/ranking.h"

namespace pochin::practice {

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
      return {"bands", "presence", "count", "linear", "choice"};
    case Vocabulary::border:
      return {"stop", "skip"};
    case Vocabulary::tie:
      for (int tie = 0; tie <= static_cast<int>(scoring::TieBreak::number); ++tie)
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
  }
  return list;
}

}  // namespace pochin::practice
