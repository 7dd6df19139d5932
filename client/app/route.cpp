#include "client/app/route.h"

#include <vector>

namespace pochin::app {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::vector<std::string> segments(std::string_view path) {
  std::vector<std::string> out;
  while (!path.empty()) {
    const size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (!part.empty()) out.push_back(decode_component(part));
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return out;
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

Route application_route(const std::vector<std::string>& parts) {
  if (parts.size() == 2) return {Screen::Tasks, parts[1]};
  if (parts.size() != 3) return {Screen::NotFound};
  if (parts[2] == "check") return {Screen::Check, parts[1]};
  if (parts[2] == "done") return {Screen::Done, parts[1]};
  return {Screen::Section, parts[1], parts[2]};
}

struct Page {
  std::string_view name;
  Screen screen;
};
constexpr Page kVotePages[] = {{"ballot", Screen::Ballot},   {"check", Screen::BallotCheck},
                               {"receipt", Screen::Receipt}, {"verify", Screen::Proof},
                               {"results", Screen::Results}, {"recount", Screen::Recount}};
constexpr Page kVoteWork[] = {
    {"actions", Screen::VoteActions}, {"batches", Screen::Batches}, {"observer", Screen::Observer}};
constexpr Page kWork[] = {{"queue", Screen::Queue},
                          {"votes", Screen::VoteWork},
                          {"portal", Screen::Installation},
                          {"staff", Screen::Staff},
                          {"audit", Screen::AuditLog}};

template <size_t N>
Route page_of(const Page (&pages)[N], std::string_view name, const std::string& id) {
  for (const Page& one : pages)
    if (one.name == name) return {one.screen, id};
  return {Screen::NotFound};
}
Route vote_route(const std::vector<std::string>& parts) {
  if (parts.size() == 1) return {Screen::Campaigns};
  if (parts.size() == 2) return {Screen::Campaign, parts[1]};
  return parts.size() == 3 ? page_of(kVotePages, parts[2], parts[1]) : Route{Screen::NotFound};
}

Route work_route(const std::vector<std::string>& parts) {
  if (parts.size() == 1) return {Screen::Desk};
  if (parts.size() == 3 && parts[1] == "applications") return {Screen::Review, parts[2]};
  if (parts.size() == 3 && parts[1] == "rating") return {Screen::Rating, parts[2]};
  if (parts.size() == 2) return page_of(kWork, parts[1], {});
  if (parts.size() == 4 && parts[1] == "votes") return page_of(kVoteWork, parts[3], parts[2]);
  return {Screen::NotFound};
}

}  // namespace

std::string encode_component(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-_.~").find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    }
  }
  return out;
}

std::string decode_component(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low >= 0) {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string safe_return(std::string_view path) {
  const bool own = path.size() >= 1 && path[0] == '/' && (path.size() == 1 || (path[1] != '/' && path[1] != '\\'));
  for (const char c : path) {
    if (static_cast<unsigned char>(c) < 0x20 || c == '\\') return "/";
  }
  return own ? std::string(path) : "/";
}

std::string_view list_of(Screen screen) {
  switch (screen) {
    case Screen::Projects:
      return "projects";
    case Screen::Queue:
      return "queue";
    case Screen::Staff:
      return "staff";
    default:
      return {};
  }
}

std::string words_of(std::string_view path) {
  path = path.substr(0, path.find('#'));
  const size_t mark = path.find('?');
  return mark == std::string_view::npos ? std::string{} : query_value(path.substr(mark + 1), "q");
}

std::string format_route(const Route& route, std::string_view words) {
  return format_route(route) + (words.empty() ? std::string{} : "?q=" + encode_component(words));
}

Route parse_route(std::string_view path) {
  path = path.substr(0, path.find('#'));
  const size_t mark = path.find('?');
  const std::string_view query = mark == std::string_view::npos ? std::string_view{} : path.substr(mark + 1);
  const auto parts = segments(path.substr(0, mark));
  if (parts.empty()) return {Screen::Portal};
  const std::string& first = parts[0];
  if (first == "practices" && parts.size() == 1) return {Screen::Practices};
  if (first == "practices" && parts.size() == 2) return {Screen::Practice, parts[1]};
  if (first == "projects" && parts.size() == 1) return {Screen::Projects};
  if (first == "projects" && parts.size() == 2) return {Screen::Project, parts[1]};
  if (first == "help" && parts.size() == 1) return {Screen::Help};
  if (first == "help" && parts[1] == "application" && parts.size() <= 3)
    return {Screen::HelpApplication, parts.size() == 3 ? parts[2] : std::string{}};
  if (first == "login" && parts.size() == 1) return {Screen::Login, {}, {}, safe_return(query_value(query, "to"))};
  if (first == "my" && parts.size() == 1) return {Screen::My};
  if (first == "account" && parts.size() == 1) return {Screen::Account};
  if (first == "apply" && parts.size() == 2) return {Screen::Apply, parts[1]};
  if (first == "applications") return application_route(parts);
  if (first == "votes") return vote_route(parts);
  if (first == "work") return work_route(parts);
  return {Screen::NotFound};
}

std::string format_route(const Route& route) {
  const std::string id = encode_component(route.id);
  switch (route.screen) {
    case Screen::Portal:
      return "/";
    case Screen::Practices:
      return "/practices";
    case Screen::Practice:
      return "/practices/" + id;
    case Screen::Projects:
      return "/projects";
    case Screen::Project:
      return "/projects/" + id;
    case Screen::Help:
      return "/help";
    case Screen::HelpApplication:
      return id.empty() ? "/help/application" : "/help/application/" + id;
    case Screen::Login:
      return "/login?to=" + encode_component(route.to);
    case Screen::My:
      return "/my";
    case Screen::Apply:
      return "/apply/" + id;
    case Screen::Tasks:
      return "/applications/" + id;
    case Screen::Section:
      return "/applications/" + id + "/" + encode_component(route.section);
    case Screen::Check:
      return "/applications/" + id + "/check";
    case Screen::Done:
      return "/applications/" + id + "/done";
    case Screen::Review:
      return "/work/applications/" + id;
    case Screen::Rating:
      return "/work/rating/" + id;
    case Screen::Campaigns:
      return "/votes";
    case Screen::Campaign:
      return "/votes/" + id;
    case Screen::Account:
      return "/account";
    case Screen::Desk:
      return "/work";
    default:
      break;
  }
  for (const Page& one : kVotePages)
    if (one.screen == route.screen) return "/votes/" + id + "/" + std::string(one.name);
  for (const Page& one : kWork)
    if (one.screen == route.screen) return "/work/" + std::string(one.name);
  for (const Page& one : kVoteWork)
    if (one.screen == route.screen) return "/work/votes/" + id + "/" + std::string(one.name);
  return "/not-found";
}

}  // namespace pochin::app
