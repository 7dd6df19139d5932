#include "client/app/pages.h"

#include <array>

namespace pochin::app {
namespace {

constexpr auto Open = Audience::Open, Own = Audience::Own;

constexpr Page kPages[] = {
    {Screen::Portal, "/", Open, Carrier::Visit},
    {Screen::Practices, "/practices", Open, Carrier::Visit},
    {Screen::Practice, "/practices/{id}", Open, Carrier::Visit},
    {Screen::Projects, "/projects", Open, Carrier::Visit, Menu::Projects, "projects"},
    {Screen::Project, "/projects/{id}", Open, Carrier::Visit, Menu::Projects},
    {Screen::Help, "/help", Open, Carrier::Visit, Menu::Help},
    {Screen::Login, "/login?to={to}", Own, Carrier::Visit},

    {Screen::HelpApplication, "/help/application", Open, Carrier::Resident, Menu::Help},
    {Screen::HelpApplication, "/help/application/{id}", Open, Carrier::Resident, Menu::Help},
    {Screen::My, "/my", Own, Carrier::Resident, Menu::Mine},
    {Screen::Account, "/account", Own, Carrier::Resident},
    {Screen::Apply, "/apply/{id}", Own, Carrier::Resident},
    {Screen::Tasks, "/applications/{id}", Own, Carrier::Resident, Menu::Mine},
    {Screen::Check, "/applications/{id}/check", Own, Carrier::Resident, Menu::Mine},
    {Screen::Done, "/applications/{id}/done", Own, Carrier::Resident, Menu::Mine},
    {Screen::Section, "/applications/{id}/{section}", Own, Carrier::Resident, Menu::Mine},

    {Screen::Campaigns, "/votes", Open, Carrier::Voting, Menu::Votes},
    {Screen::Campaign, "/votes/{id}", Open, Carrier::Voting, Menu::Votes},
    {Screen::Results, "/votes/{id}/results", Open, Carrier::Voting, Menu::Votes},
    {Screen::Ballot, "/votes/{id}/ballot", Own, Carrier::Voting, Menu::Votes},
    {Screen::BallotCheck, "/votes/{id}/check", Own, Carrier::Voting, Menu::Votes},
    {Screen::Receipt, "/votes/{id}/receipt", Own, Carrier::Voting, Menu::Votes},
    {Screen::Proof, "/votes/{id}/verify", Own, Carrier::Voting, Menu::Votes},
    {Screen::Recount, "/votes/{id}/recount", Own, Carrier::Voting, Menu::Votes},

    {Screen::Desk, "/work", Own, Carrier::Work, Menu::Work},
    {Screen::Queue, "/work/queue", Own, Carrier::Work, Menu::Queue, "queue"},
    {Screen::Review, "/work/applications/{id}", Own, Carrier::Work, Menu::Queue},
    {Screen::Rating, "/work/rating/{id}", Own, Carrier::Work, Menu::Rating},
    {Screen::VoteWork, "/work/votes", Own, Carrier::Work, Menu::Votes},
    {Screen::VoteActions, "/work/votes/{id}/actions", Own, Carrier::Work, Menu::Votes},
    {Screen::Batches, "/work/votes/{id}/batches", Own, Carrier::Work, Menu::Votes},
    {Screen::Observer, "/work/votes/{id}/observer", Own, Carrier::Work, Menu::Votes},
    {Screen::Installation, "/work/portal", Own, Carrier::Work, Menu::Work},
    {Screen::Staff, "/work/staff", Own, Carrier::Work, Menu::Work, "staff"},
    {Screen::AuditLog, "/work/audit", Own, Carrier::Work, Menu::Work},
};

constexpr Page kNowhere = {Screen::NotFound, {}, Open, Carrier::Visit};

// The next segment of a path, without slashes; empty at its end.
std::string_view next_segment(std::string_view& path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

std::string query_value(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    const size_t equals = pair.find('=');
    if (pair.substr(0, equals) == name && equals != std::string_view::npos)
      return decode_component(pair.substr(equals + 1));
    if (end == std::string_view::npos) break;
    query.remove_prefix(end + 1);
  }
  return {};
}

bool fits(std::string_view pattern, std::string_view path, Route& route) {
  pattern = pattern.substr(0, pattern.find('?'));
  while (true) {
    const std::string_view wanted = next_segment(pattern), given = next_segment(path);
    if (wanted.empty() || given.empty()) return wanted.empty() && given.empty();
    if (wanted == "{id}")
      route.id = decode_component(given);
    else if (wanted == "{section}")
      route.section = decode_component(given);
    else if (wanted != decode_component(given))
      return false;
  }
}

const Page* row_of(std::string_view path, Route& route) {
  for (const Page& page : kPages) {
    Route read{page.screen};
    if (!fits(page.pattern, path, read)) continue;
    route = std::move(read);
    return &page;
  }
  return nullptr;
}

// False when a parameter that the pattern names is not there.
bool filled(std::string_view pattern, const Route& route) {
  return (pattern.find("{id}") == std::string_view::npos || !route.id.empty()) &&
         (pattern.find("{section}") == std::string_view::npos || !route.section.empty());
}

}  // namespace

std::string_view code_of(Carrier carrier) {
  static constexpr std::array<std::string_view, kCarriers> kCodes{"visit", "resident", "voting", "work"};
  return kCodes[static_cast<size_t>(carrier)];
}

std::span<const Page> pages() { return kPages; }

const Page& page_of(Screen screen) {
  for (const Page& page : kPages)
    if (page.screen == screen) return page;
  return kNowhere;
}

const Page* find_page(std::string_view path) {
  Route route;
  return row_of(path.substr(0, path.find_first_of("?#")), route);
}

std::string_view list_of(Screen screen) { return page_of(screen).list; }

std::string words_of(std::string_view path) {
  path = path.substr(0, path.find('#'));
  const size_t mark = path.find('?');
  return mark == std::string_view::npos ? std::string{} : query_value(path.substr(mark + 1), "q");
}

Route parse_route(std::string_view path) {
  path = path.substr(0, path.find('#'));
  const size_t mark = path.find('?');
  Route route{Screen::NotFound};
  if (row_of(path.substr(0, mark), route) == nullptr) return route;
  if (route.screen == Screen::Login)
    route.to = safe_return(mark == std::string_view::npos ? std::string{} : query_value(path.substr(mark + 1), "to"));
  return route;
}

std::string format_route(const Route& route) {
  std::string_view pattern;
  for (const Page& page : kPages)
    if (page.screen == route.screen && (pattern.empty() || filled(page.pattern, route))) pattern = page.pattern;
  if (pattern.empty()) return "/not-found";
  std::string out;
  while (!pattern.empty()) {
    const size_t open = pattern.find('{');
    out += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::string_view name = pattern.substr(open + 1, pattern.find('}') - open - 1);
    out += encode_component(name == "id" ? route.id : (name == "section" ? route.section : route.to));
    pattern.remove_prefix(open + name.size() + 2);
  }
  return out;
}

std::string format_route(const Route& route, std::string_view words) {
  return format_route(route) + (words.empty() ? std::string{} : "?q=" + encode_component(words));
}

}  // namespace pochin::app
