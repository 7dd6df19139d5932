#include "server/http/router.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace pochin::server {

// A tree of path segments.
struct Router::Node {
  struct Route {
    std::string pattern;
    Handler handler;
    RouteOptions options;
    std::vector<std::string> names;
  };
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
  std::unique_ptr<Node> any;                          // {name}
  std::map<std::string, Route, std::less<>> methods;  // the path ends here
  std::map<std::string, Route, std::less<>> rest;     // {name...} starts here
};

namespace {

const RouteOptions kLostOptions{};

bool is_rest(std::string_view segment) { return segment.ends_with("...}"); }

std::string_view take_segment(std::string_view& path) {
  const size_t end = path.find('/');
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
  return segment;
}

struct Search {
  std::string_view method;
  std::vector<std::string_view> values;
  std::vector<std::string_view> allowed;

  template <class Routes>
  auto pick(const Routes& routes) -> const typename Routes::mapped_type* {
    if (auto found = routes.find(method); found != routes.end()) return &found->second;
    if (method == "HEAD")
      if (auto found = routes.find("GET"); found != routes.end()) return &found->second;
    for (const auto& [name, route] : routes) allowed.push_back(name);
    return nullptr;
  }
};

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(std::string_view method, std::string_view pattern, Handler handler, RouteOptions options) {
  if (!pattern.starts_with('/')) throw std::logic_error("route must start with /: " + std::string(pattern));
  Node* node = root_.get();
  std::vector<std::string> names;
  std::string_view path = pattern.substr(1);
  bool rest = false;
  while (!path.empty()) {
    const std::string_view segment = take_segment(path);
    if (segment.starts_with('{') && segment.ends_with('}')) {
      names.emplace_back(segment.substr(1, segment.size() - (is_rest(segment) ? 5 : 2)));
      if (is_rest(segment)) {
        if (!path.empty()) throw std::logic_error("{name...} must be last: " + std::string(pattern));
        rest = true;
        break;
      }
      if (!node->any) node->any = std::make_unique<Node>();
      node = node->any.get();
    } else {
      auto& child = node->literal[std::string(segment)];
      if (!child) child = std::make_unique<Node>();
      node = child.get();
    }
  }
  auto& routes = rest ? node->rest : node->methods;
  Node::Route route{std::string(pattern), std::move(handler), options, std::move(names)};
  if (!routes.emplace(std::string(method), std::move(route)).second)
    throw std::logic_error("route added twice: " + std::string(method) + " " + std::string(pattern));
}

void Router::set_lost_page(Handler handler) { lost_ = std::make_unique<Handler>(std::move(handler)); }

Checked<Router::Match> Router::find(std::string_view method, std::string_view path) const {
  if (!path.starts_with('/')) return std::unexpected(not_found());
  Search search{method, {}, {}};
  const Node::Route* found = nullptr;

  // Depth first, literal before {name} before {name...}; the depth is that of the longest pattern.
  auto walk = [&](auto&& self, const Node& node, std::string_view left, bool at_end) -> bool {
    if (at_end) {
      found = search.pick(node.methods);
      if (found) return true;
    } else {
      std::string_view after = left;
      const std::string_view segment = take_segment(after);
      const bool last = segment.size() == left.size();
      if (auto child = node.literal.find(segment); child != node.literal.end())
        if (self(self, *child->second, after, last)) return true;
      if (node.any && !segment.empty()) {
        search.values.push_back(segment);
        if (self(self, *node.any, after, last)) return true;
        search.values.pop_back();
      }
    }
    if (!node.rest.empty() && !at_end && !left.empty()) {
      search.values.push_back(left);
      found = search.pick(node.rest);
      if (found) return true;
      search.values.pop_back();
    }
    return false;
  };
  const std::string_view left = path.substr(1);
  if (!walk(walk, *root_, left, left.empty())) {
    const bool reading = method == "GET" || method == "HEAD";
    const bool for_people = !path.starts_with("/api/") && !path.starts_with("/auth/") && !path.starts_with("/assets/");
    if (search.allowed.empty() && lost_ && reading && for_people) return Match{lost_.get(), &kLostOptions, {}, {}};
    if (search.allowed.empty()) return std::unexpected(not_found());
    std::sort(search.allowed.begin(), search.allowed.end());
    search.allowed.erase(std::unique(search.allowed.begin(), search.allowed.end()), search.allowed.end());
    std::string allow;
    for (const std::string_view name : search.allowed) {
      if (!allow.empty()) allow += ", ";
      allow += name;
      if (name == "GET") allow += ", HEAD";
    }
    Problem wrong = problem(405, "method_not_allowed", "Можно: " + allow + ".");
    wrong.headers.emplace_back("Allow", allow);
    return std::unexpected(std::move(wrong));
  }
  Match match{&found->handler, &found->options, found->pattern, {}};
  for (size_t i = 0; i < found->names.size() && i < search.values.size(); ++i)
    match.params.emplace_back(found->names[i], search.values[i]);
  return match;
}

std::vector<std::string> Router::list() const {
  std::vector<std::string> lines;
  auto walk = [&](auto&& self, const Node& node) -> void {
    for (const auto* routes : {&node.methods, &node.rest})
      for (const auto& [method, route] : *routes) lines.push_back(method + " " + route.pattern);
    for (const auto& [segment, child] : node.literal) self(self, *child);
    if (node.any) self(self, *node.any);
  };
  walk(walk, *root_);
  std::sort(lines.begin(), lines.end());
  return lines;
}

Response Router::handle(Request request) const {
  auto match = find(request.method, request.path);
  if (!match) return Response::of(match.error());
  if (request.body.size() > match->options->max_body) return Response::of(problem(413, "too_large", {}));
  request.params = std::move(match->params);
  request.route = match->pattern;
  return (*match->handler)(request);
}

}  // namespace pochin::server
