// Whether a pack may be published beside those that are: versions never change, rules are frozen when intake opens, the
// number tells what was changed.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "shared/base/instant.h"
#include "shared/base/result.h"
#include "shared/practice/version.h"

namespace pochin::practice {

struct Release {
  bool unchanged = false;  // this very version is published already
  bool new_cycle = false;  // the first version of its cycle: it stands beside the running one
  std::string compared;    // the version it was compared with; empty for a new cycle
  Weight weight = Weight::none;
  std::vector<Change> changes;  // from `compared`
};

// `published` are all versions of the same practice, each as parse_pack() reads it. Errors: version_exists,
// version_too_low, frozen (the message names what may not be changed); place = "/version" or where the change is.
Result<Release> decide_release(const nlohmann::json& candidate, const std::vector<nlohmann::json>& published,
                               Instant now);

}  // namespace pochin::practice
