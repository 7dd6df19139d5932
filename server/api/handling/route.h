// Routes as rows: what an operation is called, who may ask for it, what it takes, answers and leaves behind, what does
// it. One function serves every row, another describes it (server/api/operation.h).
#pragma once
#include <array>
#include <initializer_list>
#include <span>
#include <string_view>
#include <variant>

#include "server/api/handling/described.h"
#include "server/api/handling/viewer.h"
#include "server/http/router.h"
#include "shared/access/matrix.h"

namespace pochin::server {

// Of any method but GET and HEAD, logged_in and fresh also want the request to come from our own page (viewer.h).
enum class Who : std::uint8_t {
  anybody,  // a visitor is a viewer who did not log in
  logged_in,
  fresh  // who proved who they are within session.fresh_minutes
};

// A right of the table of permissions, of which the handler asks about its own object.
struct Need {
  access::Object object = access::Object::public_data;
  access::Action action = access::Action::read;
  std::string_view when = {};  // in English, for the description: of which requests it is asked for
  access::Part part = access::Part::whole;
};

// What the description says of who gets an answer; who does not is refused by the handler.
struct Permission {
  // everyone; self: each their own; workflow: whom the rules of the practice name; table: any of `needs`.
  enum class By : std::uint8_t { everyone, self, workflow, table };

  constexpr Permission(By how) : by(how) {}
  constexpr Permission(access::Object object, access::Action action) : needs{Need{object, action}}, count(1) {}
  constexpr Permission(std::initializer_list<Need> any) {
    for (const Need& each : any) needs[count++] = each;
  }
  constexpr std::span<const Need> any() const { return {needs.data(), count}; }

  By by = By::table;
  std::array<Need, 4> needs = {};
  std::size_t count = 0;
};
inline constexpr Permission kEveryone{Permission::By::everyone}, kSelf{Permission::By::self},
    kWorkflow{Permission::By::workflow};

// What everybody may read: kept in the public cache until public data or the minute changes.
using OpenWork = Checked<Json> (*)(Context&, const Request&);
// One snapshot of the store.
using GetWork = Checked<Json> (*)(Db&, Context&, const Request&, const Viewer&);
// One write under the Idempotency-Key, from a JSON body (none = {}). What everybody reads is made anew when it
// succeeds, and the log of actions has a line about the {id} of the path.
using PostWork = Checked<Response> (*)(Db&, Context&, const Request&, const Viewer&, const Json& body);
// Whatever else a person asks for; with the JSON body it must have, or without.
using OwnWork = Response (*)(Context&, const Request&, const Viewer&);
using OwnBodyWork = Response (*)(Context&, const Request&, const Viewer&, const Json& body);
// Nobody is looked up: logins, and files that are the same for all.
using RawWork = Response (*)(Context&, const Request&);
using RouteWork = std::variant<OpenWork, GetWork, PostWork, OwnWork, OwnBodyWork, RawWork>;

struct RouteMarks {
  Body takes = {};
  Few<Query, 6> queries = {};
  Answer answers = {};
  Few<Refusal, 4> refusals = {};
  std::string_view scope = {};  // by what the right is asked, where the address does not say it: "list", "grant"
  bool if_match = false;        // the work asks for the version it changes (conditional.h)
  bool once = false;            // OwnWork, OwnBodyWork: it goes through once() and so asks for an Idempotency-Key
  bool hides = false;           // who may not see it is told that it is not there, or sees fewer: never 403
  // The kind of the line in the log of actions. PostWork has it written here; what OwnWork and OwnBodyWork write
  // themselves, because the line says more or the work is not one write, they name here, several parted by spaces.
  std::string_view log = {};
  // The same when what is shown is personal data of others (viewed.h): GetWork has it noted here, OwnWork does it.
  std::string_view viewed = {};
  RouteOptions options = {};
};

struct Route {
  std::string_view method, pattern;
  std::string_view summary;  // in Russian, a line without a full stop
  Who who;
  Permission permission;
  RouteWork work;
  RouteMarks marks = {};
};

// What a table of rows is written with: using namespace row.
namespace row {
using access::Action;
using access::Object;
using enum Who;

constexpr Route get(std::string_view pattern, std::string_view summary, Who who, Permission permission, RouteWork work,
                    RouteMarks marks = {}) {
  return {"GET", pattern, summary, who, permission, work, marks};
}
constexpr Route post(std::string_view pattern, std::string_view summary, Who who, Permission permission, RouteWork work,
                     RouteMarks marks = {}) {
  return {"POST", pattern, summary, who, permission, work, marks};
}
constexpr Route put(std::string_view pattern, std::string_view summary, Who who, Permission permission, RouteWork work,
                    RouteMarks marks = {}) {
  return {"PUT", pattern, summary, who, permission, work, marks};
}
constexpr Route patch(std::string_view pattern, std::string_view summary, Who who, Permission permission,
                      RouteWork work, RouteMarks marks = {}) {
  return {"PATCH", pattern, summary, who, permission, work, marks};
}
constexpr Route del(std::string_view pattern, std::string_view summary, Who who, Permission permission, RouteWork work,
                    RouteMarks marks = {}) {
  return {"DELETE", pattern, summary, who, permission, work, marks};
}
}  // namespace row

// The rows are not copied: they must outlive the router.
void add_routes(Router& router, Context& context, std::span<const Route> routes);

}  // namespace pochin::server
