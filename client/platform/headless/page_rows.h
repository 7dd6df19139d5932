// The table of pages (client/app/pages.h) as the server reads it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace pochin::headless {

struct PageRow {
  std::string pattern;  // of the router: "/votes/{id}/results"
  bool open = false;    // everybody may see what it shows
  std::string_view program;
};
std::vector<PageRow> page_rows();

// Which program carries the page of the path; that of visitors for an address that leads nowhere.
std::string_view program_of(std::string_view path);
// Those that carry the pages of visitors besides their own, so that who has one of them need not load another.
inline constexpr std::string_view kVisit = "visit", kResident = "resident";

// First segments ("/work") under which nothing is open: no search engine has anything to look for there.
std::vector<std::string> personal_rooms();

}  // namespace pochin::headless
