// What a new application need not ask: the applicant's own name, what they wrote last time, what the last application
// of the municipality says of its administration.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "server/api/handling/context.h"
#include "server/api/handling/viewer.h"
#include "shared/form/answers.h"

namespace pochin::server {

struct KnownAnswer {
  std::string value;   // of a field that is one text
  std::string source;  // where it was taken from, after «Подставлено»: «с Госуслуг», «из вашей прошлой заявки»
};
using KnownAnswers = std::map<std::string, KnownAnswer, std::less<>>;

// For an application of the viewer in this municipality, by field; `but` is the id of an application that is not asked
// (itself), "" for a new one. Of others only applications that their administration has passed on are read, and only
// the fields that the rules mark (form::Prefill::municipality). O(applications read × fields).
KnownAnswers known_answers(Db& db, const Context& context, const Viewer& viewer, const LoadedPack& pack,
                           std::string_view municipality, std::string_view but);

// {"head_name": {"value", "source"}}: of the fields that stand as they were filled in.
Json prefilled_json(const KnownAnswers& known, const form::Answers& answers);

}  // namespace pochin::server
