#include "server/ops/access_command.h"

#include <array>
#include <iostream>
#include <nlohmann/json.hpp>

#include "shared/access/matrix.h"
#include "shared/base/json.h"
#include "shared/base/tr.h"

namespace pochin::server {
namespace {

constexpr int kDone = 0, kWrongCall = 2;

// In the order of the enumerations of shared/access.
constexpr std::array<std::string_view, 3> kScopes{"none", "practice", "territory"};
constexpr std::array<std::string_view, 5> kReaches{"global", "practice", "territory", "own", "assigned"};
constexpr std::array<std::string_view, 6> kParts{"whole", "summary", "technical", "votes", "finance", "photo"};
constexpr std::array<std::string_view, 5> kConditions{"none", "published", "opened", "once", "second_person"};

template <std::size_t N, class E>
std::string_view name_in(const std::array<std::string_view, N>& names, E value) {
  return names.at(static_cast<std::size_t>(value));
}

Json rights_json(access::Role role) {
  Json list = Json::array();
  for (std::size_t i = 0; i < access::kObjects; ++i) {
    const auto object = static_cast<access::Object>(i);
    for (const access::Right& right : access::rights(role, object))
      list.push_back({{"object", code_of(object)},
                      {"action", code_of(right.action)},
                      {"reach", name_in(kReaches, right.reach)},
                      {"part", name_in(kParts, right.part)},
                      {"condition", name_in(kConditions, right.condition)},
                      {"never", right.never}});
  }
  return list;
}

}  // namespace

int access_command(std::span<const std::string> args, std::ostream& out, std::ostream& err) {
  if (args.size() != 1 || args[0] != "export") {
    err << tr("Как вызвать: pochin access export > ТАБЛИЦА.json") << '\n';
    return kWrongCall;
  }
  Json roles = Json::array();
  for (const access::Role role : access::all_roles())
    roles.push_back({{"role", access::code_of(role)},
                     {"title", access::title_of(role)},
                     {"scope", name_in(kScopes, access::scope_kind_of(role))},
                     {"rights", rights_json(role)}});
  out << Json{{"roles", std::move(roles)}}.dump(1) << '\n';
  return kDone;
}

int access_command(std::span<const std::string> args) { return access_command(args, std::cout, std::cerr); }

}  // namespace pochin::server
