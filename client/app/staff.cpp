// Addresses of what the screens of the administrator and of one's own account load; what their acts leave behind.
#include "client/app/parts.h"
#include "client/app/work_list.h"
#include "shared/access/work_list.h"

namespace pochin::app {

std::string installation_path() { return "/api/v1/installation"; }
std::string invitations_path() { return "/api/v1/invitations"; }
std::string grants_path() { return "/api/v1/grants"; }
std::string invitations_path(bool open) { return invitations_path() + (open ? "?state=open" : "?state=closed"); }
std::string grants_path(const State& state) {
  const std::string words = state.input("staff.words");
  return grants_path() + (words.empty() ? words : "?q=" + encode_component(words));
}
std::string audit_chain_path() { return "/api/v1/audit/chain"; }
std::string sessions_path() { return "/api/v1/sessions"; }
std::string consent_path() { return "/api/v1/consent"; }
std::string audit_path(const State& state) {
  const std::string query = state.input("audit.query");
  return query.empty() ? "/api/v1/audit" : "/api/v1/audit?" + query;
}

std::string_view list_of_work(const Session& session) {
  for (const std::string_view list : {"queue", "centre", "commission"})
    for (const RoleOfPerson& one : session.roles)
      if (const auto role = access::role_from(one.role); role && access::list_of(*role) == list) return list;
  return {};
}

std::string_view first_filter(const Session& session) {
  return list_of_work(session) == "commission" ? "all" : "waits";
}

std::string queue_path(const State& state) {
  const std::string list = applications_path(list_of_work(state.session));
  const bool chosen = !state.input("queue.query").empty();
  return searched(state, list + (chosen ? "" : "&filter=" + std::string(first_filter(state.session))), "queue");
}

// Whoever left everywhere or was forgotten is nobody here from now on, and nothing of them stays on the device.
void account_changed(Store store, const std::string& post) {
  if (post != "account.everywhere" && post != "account.erase") return;
  person_left(store);
  refresh(store, session_path());
}

void forget_posts(State& state) {
  std::erase_if(state.posts, [](const auto& entry) { return !entry.second.sending; });
}

}  // namespace pochin::app
