#include "server/commands/grant_command.h"

#include <sys/stat.h>

#include <algorithm>
#include <iostream>
#include <map>

#include "server/api/api.h"
#include "server/api/handling/context.h"
#include "server/api/people/granting.h"
#include "server/store/audit.h"
#include "server/store/people.h"
#include "shared/access/role.h"
#include "shared/base/checks.h"
#include "shared/base/tr.h"

namespace pochin::server {
namespace {

constexpr std::string_view kUsage =
    "pochin grant --config ФАЙЛ --oid НОМЕР --role РОЛЬ [--scope ОКТМО или ПРАКТИКА] [--ogrn ОГРН] [--revoke]";

int failed(std::string_view message) {
  std::cerr << tr("Не получилось: ") << message << "\n";
  return 1;
}

// What is wrong with what was written; empty when nothing is.
std::string wrong(const Grant& grant) {
  if (grant.oid.empty() || !std::ranges::all_of(grant.oid, [](char c) { return c >= '0' && c <= '9'; }))
    return std::string(tr("--oid — номер учётной записи на Госуслугах, только цифры"));
  const auto role = access::role_from(grant.role);
  if (!role) return tr("роли «{}» нет", grant.role);
  if (!is_given(*role)) return tr("роль «{}» никто не выдаёт: она есть у каждого, кому положена", grant.role);
  if (grant.ogrn.empty()) return {};
  const auto ogrn = check_ogrn(grant.ogrn);
  return ogrn ? std::string{} : ogrn.error().message;
}

// «Специалист муниципалитета» (Зареченское сельское поселение)
std::string described(const Context& context, const Grant& grant) {
  const std::string words = scope_words(context, grant.role, grant.scope);
  const std::string place = words.empty() ? grant.scope : words;
  return tr("«{}»{}", access::title_of(*access::role_from(grant.role)), place.empty() ? "" : " (" + place + ")");
}

Checked<std::string> give(Db& db, const Context& context, const Grant& grant) {
  if (const auto fault = fault_of_scope(context, *access::role_from(grant.role), grant.scope))
    return std::unexpected(bad_request("--scope: " + fault->message));
  give_grant(db, grant, "command line", context.now());
  return tr("Роль {} выдана учётной записи {}. Она действует с первого же входа или запроса этого человека.",
            described(context, grant), grant.oid);
}

Checked<std::string> take_away(Db& db, const Context& context, const Grant& grant) {
  if (!revoke_grant(db, grant.oid, grant.role, grant.scope, context.now()))
    return std::unexpected(
        bad_request(tr("у учётной записи {} нет роли {}: снимать нечего", grant.oid, described(context, grant))));
  return tr("Роль {} у учётной записи {} снята.", described(context, grant), grant.oid);
}

}  // namespace

int grant_command(std::span<const std::string> arguments) {
  umask(077);
  std::map<std::string, std::string, std::less<>> options;
  bool revoke = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--revoke") {
      revoke = true;
    } else if (i + 1 < arguments.size() && arguments[i].starts_with("--")) {
      options[arguments[i]] = arguments[i + 1];
      ++i;
    } else {
      return failed(tr(kUsage));
    }
  }
  // Takes the option out, so that what nobody asked for is left over.
  const auto option = [&](std::string_view name) {
    const auto found = options.find(name);
    if (found == options.end()) return std::string{};
    std::string value = std::move(found->second);
    options.erase(found);
    return value;
  };
  const std::string file = option("--config");
  Grant grant{.oid = option("--oid"), .role = option("--role"), .scope = option("--scope"), .ogrn = option("--ogrn")};
  if (file.empty() || !options.empty()) return failed(tr(kUsage));
  if (const std::string message = wrong(grant); !message.empty()) return failed(message);
  grant.title = access::title_of(*access::role_from(grant.role));
  auto config = load_config(file);
  if (!config) return failed(file);
  config->packs.clear();
  config->close_doors();
  PublicCache cache;
  auto api = Api::open(*config, config->clock(), cache);
  if (!api) return failed(api.error());
  Context& context = (*api)->context();
  const auto done = change(context, [&](Db& db) -> Checked<std::string> {
    auto told = revoke ? take_away(db, context, grant) : give(db, context, grant);
    if (!told) return told;
    audit(db, {.kind = revoke ? "grant.revoked" : "grant.given",
               .actor = "command line",
               .object = person_id(remember_person(db, grant.oid, context.now())),
               .details = {{"role", grant.role}, {"scope", grant.scope}},
               .at = context.now()});
    return told;
  });
  (*api)->stop();
  if (!done) return failed(done.error().detail);
  std::cout << *done << '\n';
  return 0;
}

}  // namespace pochin::server
