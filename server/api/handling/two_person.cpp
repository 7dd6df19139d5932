#include "server/api/handling/two_person.h"

#include "server/api/handling/text.h"
#include "server/store/audit.h"
#include "server/store/two_person.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

constexpr std::size_t kLongestReason = 2000;

// What of the target decides who may allow the act.
std::string target_text(const access::Target& target) {
  return Json{{"object", access::code_of(target.object)},
              {"practice", target.practice},
              {"territories", target.territories},
              {"owners", target.owners},
              {"assigned", target.assigned},
              {"adjusters", target.adjusters},
              {"signers", target.signers},
              {"conflicted", target.conflicted}}
      .dump();
}

std::vector<std::string> texts(const Json& json, std::string_view name) {
  std::vector<std::string> out;
  for (const Json& item : get_array(json, name)) out.push_back(item.get<std::string>());
  return out;
}

access::Target target_of(const TwoPersonRow& row) {
  const Json json = stored_json(row.target);
  access::Target target{.practice = get_string(json, "practice"),
                        .territories = texts(json, "territories"),
                        .owners = texts(json, "owners"),
                        .assigned = texts(json, "assigned"),
                        .adjusters = texts(json, "adjusters"),
                        .signers = texts(json, "signers"),
                        .conflicted = texts(json, "conflicted")};
  target.object = access::object_from(get_string(json, "object")).value_or(access::Object::public_data);
  return target;
}

// The target as the second person meets it.
access::Target proposed(access::Target target, const TwoPersonRow& row) {
  target.proposed_by = person_id(row.asked_by);
  target.reason = !row.reason.empty();
  return target;
}

std::string state_of(const TwoPersonRow& row, Instant now) {
  if (!row.decision.empty()) return row.decision;
  return row.expires <= now ? "expired" : "waiting";
}

Json wire(const Context& context, const Viewer& viewer, const TwoPersonRow& row) {
  return {{"id", row.id},
          {"kind", row.kind},
          {"object", row.object},
          {"details", stored_json(row.details)},
          {"reason", row.reason},
          {"asked_by", row.asked_name},
          {"mine", row.asked_by == viewer.person},
          {"asked_at", wire_time(row.asked)},
          {"expires_at", wire_time(row.expires)},
          {"state", state_of(row, context.now())},
          {"decided_by", row.decided_name},
          {"decided_at", wire_time(row.decided)},
          {"decision_reason", row.decision_reason}};
}

Checked<bool> permitted(const Viewer& viewer, access::Action action, const access::Target& target) {
  if (const auto right = access::permit(viewer.access_actor(), action, target); !right) {
    Problem refused = forbidden(right.error().message);
    refused.code = right.error().code;
    return std::unexpected(std::move(refused));
  }
  return true;
}

// A request that can still be decided.
Checked<TwoPersonRow> waiting(Db& db, const Context& context, std::string_view id) {
  auto row = find_two_person(db, id);
  if (!row) return std::unexpected(not_found());
  if (!row->decision.empty())
    return std::unexpected(conflict("two_person_done", say("По этому запросу уже решили. Обновите страницу.")));
  if (row->expires <= context.now())
    return std::unexpected(
        conflict("two_person_expired", say("Срок запроса прошёл. Попросите коллегу запросить действие ещё раз.")));
  return *std::move(row);
}

void record(Db& db, const Context& context, const Viewer& viewer, const TwoPersonRow& row, std::string_view what) {
  audit(db, {.kind = "two_person." + std::string(what),
             .actor = viewer.id,
             .object = row.object,
             .details = {{"request", row.id}, {"act", row.kind}, {"asked_by", person_id(row.asked_by)}},
             .at = context.login_now()});
}

Checked<Json> decide(Db& db, const Context& context, const Viewer& viewer, TwoPersonRow row, std::string_view decision,
                     const std::string& reason) {
  const TwoPersonDecision made{decision, viewer.person, viewer.short_name, context.now(), reason};
  if (!decide_two_person(db, row.id, made))
    return std::unexpected(conflict("two_person_done", say("По этому запросу уже решили. Обновите страницу.")));
  record(db, context, viewer, row, decision);
  return wire(context, viewer, find_two_person(db, row.id).value());
}

}  // namespace

Checked<Json> ask_second_person(Db& db, const Context& context, const Viewer& viewer, const TwoPersonAct& act) {
  if (act.reason.empty() || act.reason.size() > kLongestReason)
    return std::unexpected(
        invalid("reason", "required", say("Напишите, на каком основании: это увидит второй человек.")));
  if (auto right = permitted(viewer, act.ask, act.target); !right) return std::unexpected(right.error());
  if (auto fresh = require_fresh(context, viewer); !fresh) return std::unexpected(fresh.error());
  if (two_person_waits(db, act.kind, act.object, context.now()))
    return std::unexpected(
        conflict("two_person_waits", say("Такое действие уже ждёт второго человека: подтвердите или отклоните его.")));
  const TwoPersonRow row{.id = "t" + random_text(15),
                         .kind = act.kind,
                         .object = act.object,
                         .details = act.details.dump(),
                         .reason = act.reason,
                         .approve = std::string(access::code_of(act.approve)),
                         .target = target_text(act.target),
                         .asked_by = viewer.person,
                         .asked_name = viewer.short_name,
                         .asked = context.now(),
                         .expires = later(context.now(), std::chrono::hours(context.config.session.two_person_hours))};
  add_two_person(db, row);
  record(db, context, viewer, row, "asked");
  return wire(context, viewer, row);
}

Checked<Json> approve_as_second(Db& db, const Context& context, const Viewer& viewer, std::string_view id,
                                std::string_view kind, std::string_view object, access::Action approve,
                                access::Target target) {
  auto row = waiting(db, context, id);
  if (!row) return std::unexpected(row.error());
  if (row->kind != kind || row->object != object || row->approve != access::code_of(approve))
    return std::unexpected(not_found());
  if (same_human(db, row->asked_by, viewer.person))
    return std::unexpected(problem(403, "two_person_same",
                                   say("Запросил и подтвердил бы один человек. Передайте это другому сотруднику.")));
  if (auto right = permitted(viewer, approve, proposed(std::move(target), *row)); !right)
    return std::unexpected(right.error());
  if (auto fresh = require_fresh(context, viewer); !fresh) return std::unexpected(fresh.error());
  return decide(db, context, viewer, *std::move(row), "approved", {});
}

Checked<Json> refuse_as_second(Db& db, const Context& context, const Viewer& viewer, std::string_view id,
                               const std::string& reason) {
  auto row = waiting(db, context, id);
  if (!row) return std::unexpected(row.error());
  if (row->asked_by == viewer.person) return decide(db, context, viewer, *std::move(row), "withdrawn", reason);
  const auto approve = access::action_from(row->approve);
  if (!approve) return std::unexpected(not_found());
  if (auto right = permitted(viewer, *approve, proposed(target_of(*row), *row)); !right)
    return std::unexpected(right.error());
  return decide(db, context, viewer, *std::move(row), "rejected", reason);
}

Json waiting_acts(Db& db, const Context& context, const Viewer& viewer) {
  Json list = Json::array();
  for (const TwoPersonRow& row : waiting_two_person(db, context.now())) {
    const auto approve = access::action_from(row.approve);
    const bool mine = row.asked_by == viewer.person;
    const bool decides =
        !mine && approve && access::allowed(viewer.access_actor(), *approve, proposed(target_of(row), row));
    if (!mine && !decides) continue;
    Json item = wire(context, viewer, row);
    item["can_decide"] = decides;
    list.push_back(std::move(item));
  }
  return list;
}

}  // namespace pochin::server
