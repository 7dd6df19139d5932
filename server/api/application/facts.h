// What guards read of what experts wrote.
#pragma once
#include <string_view>

#include "server/store/db.h"
#include "shared/form/environment.h"

namespace pochin::server {

// What guards read of the experts' opinions in force: opinions.positive, opinions.negative, opinions.remarks and
// opinions.waiting (asked for and not given, overdue ones too).
void add_opinion_facts(Db& db, std::string_view application, Date today, form::Facts& facts);

}  // namespace pochin::server
