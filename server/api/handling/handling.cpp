#include "server/api/handling/handling.h"

#include <algorithm>

#include "server/api/handling/text.h"
#include "shared/base/typed.h"

namespace pochin::server {
std::optional<Problem> forbids(const Viewer& viewer, access::Action action, const access::Target& target) {
  const auto allowed = access::permit(viewer.access_actor(), action, target);
  if (allowed) return std::nullopt;
  if (!viewer.logged_in()) return not_logged_in();
  return problem(403, allowed.error().code, allowed.error().message + ".");
}

Problem refused_by(const Error& error, std::string_view otherwise_field) {
  switch (error.kind) {
    case ErrorKind::not_you:
      return problem(403, error.code, error.message + ".");
    case ErrorKind::not_now:
      return conflict(error.code, error.message + ".");
    case ErrorKind::wrong:
      break;
  }
  return invalid(error.place.empty() ? std::string(otherwise_field) : error.place, error.code, error.message + ".");
}

namespace {

// The portal's own records lie in these years: others are slips of the hand.
constexpr int kFirstYear = 2000, kLastYear = 2099;

std::optional<Date> date_of(Fields& in, std::string_view name, std::string_view text) {
  const auto date = read_date(text);
  if (!date) {
    in.error(name, date.error().code, date.error().message + ".");
    return std::nullopt;
  }
  if (date->year() >= kFirstYear && date->year() <= kLastYear) return *date;
  in.error(name, "date_year", tr("Проверьте год: {}.", date->year()));
  return std::nullopt;
}

}  // namespace

std::optional<Date> optional_date(Fields& in, std::string_view name) {
  const auto text = in.optional_text(name, 20);
  if (!text) return std::nullopt;
  return date_of(in, name, *text);
}

Date needed_date(Fields& in, std::string_view name) {
  const std::string text = in.text(name, 20);
  if (text.empty()) return {};
  return date_of(in, name, text).value_or(Date{});
}

std::vector<std::string> texts(Fields& in, std::string_view name, std::size_t most) {
  std::vector<std::string> list;
  const Json* array = in.array(name, most, false);
  if (!array) return list;
  for (const Json& each : *array) {
    if (each.is_string())
      list.push_back(each);
    else
      in.error(name, "type", say("Нужен список текстов."));
  }
  return list;
}

std::int64_t person_named(Db& db, Context& context, Fields& in, std::string_view name) {
  const std::string oid = in.text(name, 40);
  if (oid.empty()) return 0;
  if (!std::ranges::all_of(oid, [](char c) { return c >= '0' && c <= '9'; })) {
    in.error(name, "oid", say("Номер учётной записи на Госуслугах — только цифры."));
    return 0;
  }
  return remember_person(db, oid, context.now());
}

Date today_of(const Context& context) {
  return local(context.now(), Zone{context.config.region.zone_name, context.config.region.zone_minutes}).date;
}

}  // namespace pochin::server
