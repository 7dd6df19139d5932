// GET /api/v1/installation: what in this installation is insecure or unlawful, in plain Russian, for its administrator.
#include <algorithm>

#include "server/api/door_config.h"
#include "server/api/routes.h"
#include "server/api/text.h"
#include "server/api/viewer.h"
#include "server/ops/config.h"
#include "server/store/addresses.h"
#include "server/store/audit.h"
#include "server/store/retention.h"

namespace pochin::server {
namespace {

enum class Weight { error, warning, note };

Json finding(Weight weight, std::string key, std::string message) {
  const char* level = weight == Weight::error ? "error" : weight == Weight::warning ? "warning" : "note";
  return {{"level", level}, {"key", std::move(key)}, {"message", std::move(message)}};
}

void from_configuration(const Context& context, Json& list) {
  for (const Finding& f : check_config(context.config))
    list.push_back(finding(f.level == Finding::Level::error ? Weight::error : Weight::warning, f.key, f.message));
  using Of = auth::SelfTestFinding::Weight;
  const auto now = std::chrono::sys_seconds{std::chrono::seconds{context.login_now().ms / 1000}};
  for (const auth::SelfTestFinding& f : self_test_doors(context.config, now))
    list.push_back(finding(f.weight == Of::error     ? Weight::error
                           : f.weight == Of::warning ? Weight::warning
                                                     : Weight::note,
                           "esia", f.text));
}

// Chain of the whole log: its lines are few beside the rest of the database.
std::optional<Error> audit_is_broken(Db& db) {
  AuditChain chain;
  for (std::int64_t after = 0;;) {
    const auto lines = audit_entries(db, after, 1000);
    for (const AuditEntry& line : lines)
      if (auto wrong = chain.take(line)) return wrong;
    if (lines.empty()) return std::nullopt;
    after = lines.back().seq;
  }
}

void from_store(const Context& context, Db& db, Json& list) {
  if (const auto wrong = audit_is_broken(db))
    list.push_back(finding(Weight::error, "audit", tr("Журнал действий повреждён. {}", wrong->message)));
  const Forgotten late = overdue(db, retention_of(context));
  if (late.people + late.grants > 0)
    list.push_back(finding(Weight::warning, "privacy.resident_days",
                           tr("Срок хранения прошёл, а данные не удалены: людей {}, ролей {}. Они удаляются раз в час: "
                              "посмотрите, работает ли сервер без перерыва.",
                              late.people, late.grants)));
  if (address_count(db) == 0)
    list.push_back(
        finding(Weight::warning, "addresses",
                say("Выписка адресного реестра не внесена (pochin addresses import): где живёт человек, портал "
                    "узнаёт только по названиям, а спорные адреса остаются неизвестными.")));
  const auto admins = db.count("SELECT count(*) FROM staff_grants WHERE role = 'system_admin' AND revoked_at IS NULL");
  if (admins == 0)
    list.push_back(finding(Weight::warning, "grants", say("Нет ни одного администратора портала: pochin grant.")));
  const auto unbound =
      db.count("SELECT count(*) FROM staff_grants WHERE revoked_at IS NULL AND ogrn = '' AND role LIKE 'municipal_%'");
  if (unbound > 0)
    list.push_back(
        finding(Weight::warning, "grants",
                tr("Ролей муниципалитета без ОГРН: {}. Уволенный сотрудник сохранит доступ, пока роль не снимут "
                   "руками: укажите ОГРН администрации.",
                   unbound)));
}

// A cycle has an act that approved it and is in force on the day: without it nothing that happens in it is lawful.
void from_cycles(const Context& context, Json& list) {
  const Zone zone{context.config.region.zone_name, context.config.region.zone_minutes};
  const Date today = local(context.now(), zone).date;
  for (const std::string& id : context.packs.practices()) {
    const LoadedPack* loaded = context.practice(id);
    if (!loaded) continue;
    const practice::Pack& pack = loaded->pack;
    const bool stands = std::ranges::any_of(pack.law, [&](const law::LegalBasis& basis) {
      return basis.kind == law::Kind::practice_act && law::in_force(basis, today);
    });
    if (stands) continue;
    list.push_back(
        finding(Weight::error, "packs",
                tr("«{}»: у цикла {} нет действующего акта, который утвердил порядок. Приём заявок и голосование "
                   "без него незаконны (131-ФЗ, статья 26.1).",
                   pack.title, pack.cycle.id)));
  }
}

// Who votes on paper is known by СНИЛС or a document, who votes here by the account: only СНИЛС joins the two.
void from_votes(const Context& context, Json& list) {
  if (context.config.privacy.voter_dedupe == "oid_and_snils") return;
  for (const std::string& id : context.packs.practices()) {
    const LoadedPack* loaded = context.practice(id);
    if (!loaded) continue;
    for (const voting::Campaign& campaign : loaded->pack.campaigns) {
      const bool apart = campaign.takes(voting::Channel::portal) && campaign.channels.size() > 1;
      if (apart)
        list.push_back(finding(Weight::warning, "privacy.voter_dedupe",
                               tr("«{}»: голосуют на портале и иначе, а СНИЛС у Госуслуг не запрашивается, поэтому "
                                  "один человек может проголосовать дважды. Поставьте oid_and_snils.",
                                  campaign.title)));
    }
  }
}

Response get_installation(Context& context, const Request& request) {
  const auto viewer = require_login(context, request);
  if (!viewer) return Response::of(viewer.error());
  const access::Target about{.object = access::Object::audit_log, .part = access::Part::technical};
  if (!access::allowed(viewer->access_actor(), access::Action::read, about))
    return Response::of(forbidden(say("Эта страница — для администратора портала и аудитора.")));
  Json list = Json::array();
  from_configuration(context, list);
  from_cycles(context, list);
  from_votes(context, list);
  const auto stored = look(context, [&](Db& db) -> Checked<bool> {
    from_store(context, db, list);
    return true;
  });
  if (!stored) return Response::of(stored.error());
  const auto rank = [](const Json& f) { return f["level"] == "error" ? 0 : f["level"] == "warning" ? 1 : 2; };
  auto& items = list.get_ref<Json::array_t&>();
  std::ranges::stable_sort(items, {}, rank);
  const auto errors = std::ranges::count_if(items, [](const Json& f) { return f["level"] == "error"; });
  return Response::json({{"findings", std::move(list)}, {"errors", errors}, {"checked", wire_time(context.now())}});
}

}  // namespace

Retention retention_of(const Context& context) {
  const PrivacyConfig& privacy = context.config.privacy;
  return {earlier(context.login_now(), std::chrono::hours(24 * privacy.resident_days)),
          earlier(context.login_now(), std::chrono::hours(24 * privacy.revoked_staff_days))};
}

void add_installation_routes(Router& router, Context& context) {
  router.get("/api/v1/installation", [&context](const Request& r) { return get_installation(context, r); });
}

}  // namespace pochin::server
