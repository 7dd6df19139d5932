// What the invented applications say.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace pochin::server {

// How far an application gets.
enum class DemoStep { submitted, returned, accepted, registered, admitted };

struct DemoProject {
  std::string_view municipality;  // ОКТМО
  std::string_view settlement, address, title, typology, problem, results, users_who, work;
  std::int64_t cost = 0;                     // roubles, a multiple of 1000
  int municipal = 0, people = 0, legal = 0;  // percent of the cost; the region gives the rest
  std::int64_t users = 0, meeting = 0;
  bool labour = true, discussion = true, media = true, upkeep = true;
  std::string_view author;
  int days_ago = 1;  // when it was handed in
  DemoStep step = DemoStep::submitted;
};

std::span<const DemoProject> demo_projects();

}  // namespace pochin::server
