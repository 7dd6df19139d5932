#include "shared/practice/release.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/base/tr.h"

namespace pochin::practice {
namespace {

constexpr std::size_t kMostNamed = 10;  // forbidden changes that are spelled out

Version version_of(const Json& pack) { return parse_version(get_string(pack, "version")).value_or(Version{}); }

std::string cycle_of(const Json& pack) { return get_string(get(pack, "cycle"), "id"); }

// The newest of all, or of one cycle; null when there is none. Of equal versions the later published one.
const Json* newest(const std::vector<Json>& published, const std::string* cycle) {
  const Json* found = nullptr;
  for (const Json& each : published)
    if ((!cycle || cycle_of(each) == *cycle) && (!found || version_of(*found) <= version_of(each))) found = &each;
  return found;
}

std::string forbidden_text(const Release& release, const Classified& classified) {
  std::string text(
      tr("Приём заявок по этому циклу начался, правила заморожены: всем заявителям — одни и те же. Нельзя "
         "изменить:"));
  for (std::size_t i = 0; i < std::min(kMostNamed, classified.forbidden.size()); ++i)
    text += "\n  " + release.changes[classified.forbidden[i]].sentence;
  if (classified.forbidden.size() > kMostNamed)
    text += "\n  " + tr("… и ещё {}", classified.forbidden.size() - kMostNamed);
  return text + "\n" +
         std::string(tr("Можно исправить слова и продлить сроки. Новые правила опубликуйте новым циклом: с другими "
                        "cycle.id и годом."));
}

Result<Release> too_low(const Version& least, const Json& old) {
  return fail(
      "version_too_low",
      tr("После версии {} с такими изменениями нужна версия не ниже {}", get_string(old, "version"), to_text(least)),
      "/version");
}

}  // namespace

Result<Release> decide_release(const Json& candidate, const std::vector<Json>& published, Instant now) {
  Release release;
  const std::string name = get_string(candidate, "version");
  for (const Json& each : published) {
    if (get_string(each, "version") != name) continue;
    if (each != candidate)
      return fail("version_exists",
                  tr("Версия {} уже опубликована с другим текстом. Дайте пакету новый номер версии.", name),
                  "/version");
    release.unchanged = true;
    return release;
  }
  const std::string cycle = cycle_of(candidate);
  const Json* running = newest(published, &cycle);
  if (!running) {
    release.new_cycle = true;
    const Json* last = newest(published, nullptr);
    if (!last || version_of(candidate) > version_of(*last)) return release;
    return too_low(Version{version_of(*last).year + 1, 1, 0}, *last);
  }
  release.compared = get_string(*running, "version");
  release.changes = diff(*running, candidate);
  const Classified classified = classify(release.changes);
  release.weight = classified.weight;
  const auto pack = parse_pack(*running);
  if (!classified.forbidden.empty() && pack && is_frozen(*pack, now))
    return fail("frozen", forbidden_text(release, classified), release.changes[classified.forbidden[0]].pointer);
  const Version least = least_after(version_of(*running), release.weight);
  if (version_of(candidate) < least) return too_low(least, *running);
  return release;
}

}  // namespace pochin::practice
