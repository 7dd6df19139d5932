// The application as every other room knows it: between its rows in the store and the object of the domain.
#pragma once
#include <string>
#include <string_view>

#include "server/api/application/projection.h"
#include "server/api/handling/context.h"
#include "server/api/handling/viewer.h"
#include "server/store/applications.h"
#include "shared/application/decide.h"

namespace pochin::server {

struct Record {
  ApplicationRow row;
  const LoadedPack* pack = nullptr;      // the version it was written under
  const LoadedPack* calendar = nullptr;  // the newest version of its cycle: deadlines may have been put off
  form::Facts facts;
  application::Application object;
  application::Clock clock;

  application::Rules rules(Instant now) const;
};

// 503 when its rules are not loaded or its history is damaged.
Checked<Record> record_of(Db& db, const Context& context, ApplicationRow row);
// Persons who were asked for an opinion on it.
std::vector<std::string> experts_on(Db& db, const ApplicationRow& row);
// 404 when there is none or the viewer may not read it: whether it exists is nobody else's business.
Checked<Record> load_record(Db& db, const Context& context, const Viewer& viewer, std::string_view id);

// A line of the audit log when the viewer looked at personal data of another: `what` is "application.viewed",
// "file.viewed". What cannot be written down must not be shown.
Checked<bool> note_view(Context& context, const Viewer& viewer, const ApplicationRow& row, std::string_view what,
                        std::string_view detail = {});

// Stores a new application with its first event.
void store_new(Db& db, const LoadedPack& pack, const application::Application& object, const application::Event& event,
               std::int64_t author);
// Stores the object after `event` was applied; false when the stored version is not the one the event was made from.
bool store_event(Db& db, const Record& before, const application::Application& after, const application::Event& event);

// 409 when the person has as many applications in this cycle of the practice as one may, of which none is decided.
std::optional<Problem> too_many_open(Db& db, const Context& context, const Viewer& viewer, const LoadedPack& pack);

// Makes an application of the viewer inside a write, with what is known beforehand (prefill.h); gives its id. 409 when
// intake is closed.
Checked<std::string> start_application(Db& db, Context& context, const Viewer& viewer, const LoadedPack& pack,
                                       std::string_view municipality);

// Does one move inside a write: decides, gives the registration number, stores the event.
Checked<application::Application> act(Db& db, Context& context, const Viewer& viewer, const Record& record,
                                      std::string_view action, application::ActionInput input);

// 412 with who changed it and when.
Problem stale_problem(const ApplicationRow& current);
// 403, 409 or 422 with the fields in the way.
Problem refusal_problem(const application::Refusal& refusal, const practice::Pack& pack, Instant now);

// «Приём заявок закончился 25 декабря 2026, 18:00 (МСК+1)» or when it starts.
std::string intake_closed_text(const practice::Pack& pack, Instant now);

}  // namespace pochin::server
