// What the handlers of every room stand on: who asks (viewer.h), rows of routes (route.h), one read or write
// (context.h); here refusals as problems and members of a body read with a complaint.
#pragma once
#include "server/api/handling/viewer.h"
#include "server/http/json_body.h"
#include "shared/base/result.h"

namespace pochin::server {

// 401 of a visitor, else 403 with the words of access::permit(); nothing when it is allowed.
std::optional<Problem> forbids(const Viewer& viewer, access::Action action, const access::Target& target);

// A refusal of the domain: 403 when this person may not, 409 when it is not the moment, else 422 with its place.
Problem refused_by(const Error& error, std::string_view otherwise_field = "body");

// Members read with a complaint that names them.
std::optional<Date> optional_date(Fields& in, std::string_view name);
Date needed_date(Fields& in, std::string_view name);
template <class E>
E named(Fields& in, std::string_view name, E otherwise) {
  const auto code = in.optional_text(name, 100);
  if (!code) return otherwise;
  if (const auto value = from_code<E>(*code)) return *value;
  std::string known;
  for (const auto& each : names(E{})) known += (known.empty() ? "" : ", ") + std::string(each.code);
  in.error(name, "unknown_word", tr("Бывает {}.", known));
  return otherwise;
}
// The same of one that must be there.
template <class E>
E needed_named(Fields& in, std::string_view name, E otherwise) {
  (void)in.text(name, 100);  // complains when there is none
  return named(in, name, otherwise);
}
std::vector<std::string> texts(Fields& in, std::string_view name, std::size_t most);
// The account of a person named by their number at Госуслуги, made when it has not been seen yet; 0 with a complaint.
std::int64_t person_named(Db& db, Context& context, Fields& in, std::string_view name);

// No sum on the wire is larger: far above any budget, far below what would overflow a total.
inline constexpr std::int64_t kMostKopecks = std::int64_t{1} << 50;

Date today_of(const Context& context);  // by the region's clock

}  // namespace pochin::server
