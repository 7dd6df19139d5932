#include "server/api/application/remarks.h"

#include <algorithm>
#include <charconv>

#include "server/api/handling/text.h"
#include "server/store/history.h"

namespace pochin::server {
namespace {

std::string field_of(std::string_view path) { return std::string(form::split_path(path).field); }

// The number of the event that made the remark stands in its code: "r12_1".
std::int64_t event_of(std::string_view remark) {
  std::int64_t seq = 0;
  if (!remark.empty()) std::from_chars(remark.data() + 1, remark.data() + remark.size(), seq);
  return seq;
}

bool is_nothing(const Json& answer) {
  return answer.is_null() || (answer.is_string() && answer == "") || answer.empty();
}
bool same(const Json& a, const Json& b) { return a == b || (is_nothing(a) && is_nothing(b)); }

// The answer as it was when the remark was written; null when there was none.
Json answer_then(Db& db, std::string_view application, std::string_view remark, const std::string& field) {
  const auto body = last_saving(db, application, field, event_of(remark));
  const auto event = body ? parse_json(*body) : std::nullopt;
  return event ? get(get(*event, "set"), field) : Json();
}

// A remark on the whole application names no answer that could tell whether it was obeyed.
bool is_changed(Db& db, std::string_view application, std::string_view remark, const std::string& field,
                const Json& now, Json* was) {
  if (field.empty()) return false;
  Json then = answer_then(db, application, remark, field);
  const bool changed = !same(then, now);
  if (was) *was = std::move(then);
  return changed;
}

}  // namespace

std::map<std::string, Closing, std::less<>> closed_remarks(Db& db, std::string_view application) {
  std::map<std::string, Closing, std::less<>> closed;
  for (const std::string& body : closings(db, application)) {
    const Json event = parse_json(body).value_or(Json::object());
    const Instant at = parse_instant(get_string(event, "at")).value_or(Instant{});
    for (const Json& id : get_array(event, "resolved"))
      if (id.is_string()) closed[id.get<std::string>()] = {get_string(event, "actor"), at};
  }
  return closed;
}

bool is_staff_only(const form::Form& form, std::string_view id) {
  const form::Field* field = form.field(id);
  const form::Section* section = form.section_of(id);
  return !field || field->privacy == form::Privacy::staff || (section && section->privacy == form::Privacy::staff);
}

Json remarks_json(Db& db, const Record& record, const Viewer& viewer) {
  Json list = Json::array();
  if (record.object.remarks.empty()) return list;
  const Json answers = to_json(record.object.answers);
  const bool staff = sees_staff_part(viewer, record.row);
  const auto closed = closed_remarks(db, record.row.id);
  for (const application::Remark& r : record.object.remarks) {
    const std::string field = field_of(r.field);
    Json was;
    const bool changed = is_changed(db, record.row.id, r.id, field, get(answers, field), &was);
    const auto closing = closed.find(r.id);
    const bool open = closing == closed.end();
    const bool hidden = !staff && is_staff_only(record.pack->pack.form, field);
    list.push_back({{"id", r.id},
                    {"field", r.field},
                    {"text", r.text},
                    {"author", r.author},
                    {"at", wire_time(r.at)},
                    {"resolved", r.resolved},
                    {"changed", changed},
                    {"was", hidden ? Json() : std::move(was)},
                    {"closed_by", open ? std::string() : closing->second.by},
                    {"closed_at", open ? Json() : wire_time(closing->second.at)}});
  }
  return list;
}

std::int64_t remarks_left(Db& db, const ApplicationRow& row) {
  // Sending it again answers all of them.
  if (row.state != application::code_of(application::State::returned_for_revision)) return 0;
  const auto all = remarks(db, row.id);
  if (std::ranges::all_of(all, [](const RemarkRow& each) { return each.resolved.has_value(); })) return 0;
  const Json answers = parse_json(row.answers).value_or(Json::object());
  return std::ranges::count_if(all, [&](const RemarkRow& each) {
    const std::string field = field_of(each.field);
    return !each.resolved && !is_changed(db, row.id, each.id, field, get(answers, field), nullptr);
  });
}

}  // namespace pochin::server
