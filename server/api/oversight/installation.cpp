// GET /api/v1/installation: what in this installation is insecure or unlawful, in plain Russian, for its administrator.
#include <algorithm>

#include "server/api/handling/text.h"
#include "server/api/handling/viewer.h"
#include "server/api/oversight/clockwork.h"
#include "server/api/oversight/oversight.h"
#include "server/api/people/door_config.h"
#include "server/http/proxy.h"
#include "server/ops/advice.h"
#include "server/ops/config.h"
#include "server/store/addresses.h"
#include "server/store/audit.h"
#include "server/store/retention.h"
#include "shared/base/text.h"

namespace pochin::server {
namespace {

// The command line's messages begin with a small letter and end without a full stop; a page says sentences.
std::string sentence(std::string_view message) {
  std::size_t at = 0;
  const char32_t first = next_code_point(message, at);
  std::string out(message);
  const bool cyrillic = first >= U'а' && first <= U'я', latin = first >= U'a' && first <= U'z';
  // A path or a key stays as it is.
  if (cyrillic || (latin && message.find(' ') < message.find_first_of("/._"))) {
    out = from_code_point(first - 32);
    out += message.substr(at);
  }
  return out.ends_with('.') ? out : out + '.';
}

enum class Weight { error, warning, note };

using Findings = std::vector<wire::Finding>;
constexpr std::string_view kNote = "note";

wire::Finding finding(Weight weight, std::string key, std::string_view message) {
  const std::string_view level = weight == Weight::error ? "error" : weight == Weight::warning ? "warning" : kNote;
  return {.level = std::string(level), .key = std::move(key), .message = sentence(message)};
}

// What it means and what to do about it. A note asks for nothing.
void explain(const Config& config, wire::Finding& found) {
  if (found.level == kNote) return;
  const Advice& advice = advice_of(found.key);
  found.why = advice.why;
  found.todo = advice.todo;
  found.command = command_of(advice, config);
  found.basis = advice.basis;
}

// What was looked at and is as it should be.
std::vector<std::string> fine_of(const Config& config, const Findings& found) {
  std::vector<std::string> fine;
  for (const Topic& topic : topics()) {
    if (topic.applies != nullptr && !topic.applies(config)) continue;
    const bool wrong = std::ranges::any_of(found, [&](const wire::Finding& f) {
      return f.level != kNote &&
             std::ranges::any_of(topic.keys, [&](std::string_view key) { return is_of(f.key, key); });
    });
    if (!wrong) fine.emplace_back(topic.title);
  }
  return fine;
}

constexpr std::string_view kSelfTest = "esia";

// The door's own test looks at the addresses too; the configuration may have been told of them already.
std::string_view key_of_self_test(std::string_view text) {
  if (text.starts_with(tr("Адрес возврата"))) return "public_url";
  return text.starts_with(tr("Адрес ЕСИА")) ? "esia.portal_url" : kSelfTest;
}

void from_configuration(const Context& context, Findings& list) {
  if (context.config.demo())
    list.push_back(
        finding(Weight::warning, "environment", say("Портал работает в режиме показа, с вымышленными людьми.")));
  for (const Finding& f : check_config(context.config))
    list.push_back(finding(f.level == Finding::Level::error ? Weight::error : Weight::warning, f.key, f.message));
  const bool proxy_named =
      std::ranges::any_of(list, [](const wire::Finding& one) { return one.key == "trusted_proxies"; });
  if (const std::string trouble = proxy_trouble(context); !trouble.empty() && !proxy_named)
    list.push_back(finding(Weight::warning, "trusted_proxies", trouble));
  using Of = auth::SelfTestFinding::Weight;
  const auto now = std::chrono::sys_seconds{std::chrono::seconds{context.login_now().ms / 1000}};
  for (const auth::SelfTestFinding& f : self_test_doors(context.config, now)) {
    const std::string_view key = key_of_self_test(f.text);
    const bool said =
        key != kSelfTest && std::ranges::any_of(list, [&](const wire::Finding& one) { return one.key == key; });
    if (said) continue;
    list.push_back(finding(f.weight == Of::error     ? Weight::error
                           : f.weight == Of::warning ? Weight::warning
                                                     : Weight::note,
                           std::string(key), f.text));
  }
}

void from_store(const Context& context, Db& db, Findings& list) {
  if (const auto wrong = audit_fault(db))
    list.push_back(finding(Weight::error, "audit", tr("Журнал действий повреждён. {}", wrong->message)));
  const Forgotten late = overdue(db, retention_of(context));
  if (late.people + late.grants > 0)
    list.push_back(finding(Weight::warning, "privacy.resident_days",
                           tr("Срок хранения прошёл, а данные не удалены: людей {}, ролей {}. Они удаляются раз в час: "
                              "посмотрите, работает ли сервер без перерыва.",
                              late.people, late.grants)));
  if (address_count(db) == 0)
    list.push_back(finding(Weight::warning, "addresses",
                           say("Выписка адресного реестра не внесена: спорные адреса остаются неизвестными.")));
  const auto admins = db.count("SELECT count(*) FROM staff_grants WHERE role = 'system_admin' AND revoked_at IS NULL");
  if (admins == 0)
    list.push_back(finding(Weight::warning, "grants.admin", say("Нет ни одного администратора портала.")));
  const auto unbound =
      db.count("SELECT count(*) FROM staff_grants WHERE revoked_at IS NULL AND ogrn = '' AND role LIKE 'municipal_%'");
  if (unbound > 0)
    list.push_back(finding(Weight::warning, "grants.ogrn", tr("Ролей муниципалитета без ОГРН: {}.", unbound)));
}

// Who serves the machine has no business rights (domain.md §9).
void from_roles(Db& db, Findings& list) {
  const auto both = db.count(
      "SELECT count(DISTINCT a.subject) FROM staff_grants a JOIN staff_grants b ON b.subject = a.subject "
      "WHERE a.role = 'system_admin' AND b.role NOT IN ('system_admin', 'auditor') AND a.revoked_at IS NULL AND "
      "b.revoked_at IS NULL");
  if (both > 0)
    list.push_back(finding(Weight::warning, "grants.both",
                           tr("Администраторов портала, у которых есть и рабочая роль: {}.", both)));
}

void from_jobs(const std::vector<wire::ClockJob>& jobs, Findings& list) {
  for (const wire::ClockJob& job : jobs) {
    if (job.state == "late")
      list.push_back(finding(Weight::error, "jobs", tr("Не выполняется по расписанию: «{}».", job.title)));
    if (job.state == "trouble")
      list.push_back(finding(Weight::warning, "jobs", tr("«{}»: {}", job.title, job.trouble)));
  }
}

// A cycle has an act that approved it and is in force on the day: without it nothing that happens in it is lawful.
void from_cycles(const Context& context, Findings& list) {
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
        finding(Weight::error, "cycle",
                tr("«{}»: у цикла {} нет действующего акта, который утвердил порядок.", pack.title, pack.cycle.id)));
  }
}

// Who votes on paper is known by СНИЛС or a document, who votes here by the account: only СНИЛС joins the two.
void from_votes(const Context& context, Findings& list) {
  if (context.config.privacy.voter_dedupe == "oid_and_snils") return;
  for (const std::string& id : context.packs.practices()) {
    const LoadedPack* loaded = context.practice(id);
    if (!loaded) continue;
    for (const voting::Campaign& campaign : loaded->pack.campaigns) {
      const bool apart = campaign.takes(voting::Channel::portal) && campaign.channels.size() > 1;
      if (apart)
        list.push_back(finding(Weight::warning, "privacy.voter_dedupe",
                               tr("«{}»: голосуют на портале и иначе, а СНИЛС у Госуслуг не запрашивается, поэтому "
                                  "один человек может проголосовать дважды.",
                                  campaign.title)));
    }
  }
}

Response get_installation(Context& context, const Request&, const Viewer& viewer) {
  const access::Target about{.object = access::Object::audit_log, .part = access::Part::technical};
  if (!access::allowed(viewer.access_actor(), access::Action::read, about))
    return Response::of(forbidden(say("Эта страница — для администратора портала и аудитора.")));
  wire::Installation found;
  Findings& list = found.findings;
  from_configuration(context, list);
  from_cycles(context, list);
  from_votes(context, list);
  const auto stored = look(context, [&](Db& db) -> Checked<bool> {
    found.jobs = how_jobs_went(db, system_clock()());  // leases are kept by the true time
    from_jobs(found.jobs, list);
    from_store(context, db, list);
    from_roles(db, list);
    return true;
  });
  if (!stored) return Response::of(stored.error());
  const auto rank = [](const wire::Finding& f) { return f.level == "error" ? 0 : f.level == kNote ? 2 : 1; };
  std::ranges::stable_sort(list, {}, rank);
  found.errors = std::ranges::count(list, "error", &wire::Finding::level);
  for (wire::Finding& one : list) explain(context.config, one);
  found.fine = fine_of(context.config, list);
  found.checked = context.login_now();
  return Response::json(record::write(found));
}

}  // namespace

std::string proxy_trouble(const Context& context) {
  if (context.visitors == nullptr) return {};
  const Visitors::Seen seen = context.visitors->seen();
  if (seen.requests < kRequestsThatTell || seen.address.empty()) return {};
  if (TrustedProxies(context.config.trusted_proxies).hold(seen.address))
    return tr(
        "все запросы пришли с адреса {}: этот прокси не передаёт адрес посетителя. Велите ему добавлять заголовок "
        "X-Forwarded-For",
        seen.address);
  if (seen.forwarded)
    return tr(
        "все запросы пришли с адреса {}: это прокси, а в trusted_proxies его нет, и все посетители считаются одним",
        seen.address);
  // One person at one's own machine is no crowd.
  const bool shown_here = context.config.origin().find("://127.") != std::string::npos ||
                          context.config.origin().find("://localhost") != std::string::npos;
  if (shown_here || !is_private_address(seen.address)) return {};
  return tr(
      "все запросы пришли с адреса {}. Если это прокси, впишите его в trusted_proxies: иначе все посетители "
      "считаются одним",
      seen.address);
}

Retention retention_of(const Context& context) {
  const PrivacyConfig& privacy = context.config.privacy;
  return {earlier(context.login_now(), std::chrono::hours(24 * privacy.resident_days)),
          earlier(context.login_now(), std::chrono::hours(24 * privacy.revoked_staff_days))};
}

std::span<const Route> installation_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/installation", "Что в этой установке небезопасно или незаконно", logged_in,
          {{Object::audit_log, Action::read, "", access::Part::technical}}, get_installation,
          {.answers = {.schema = "Installation", .about = "Найденное"}}),
  };
  return kRoutes;
}

}  // namespace pochin::server
