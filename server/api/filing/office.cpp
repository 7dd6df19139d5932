// GET /api/v1/applications/{id}/office: the fields that the staff alone see, and which of them the viewer fills now.
#include "server/api/application/record.h"
#include "server/api/filing/filing.h"
#include "server/api/handling/handling.h"
#include "server/api/handling/text.h"

namespace pochin::server {
namespace {

Json titles_of(const std::vector<std::string>& roles) {
  Json titles = Json::array();
  for (const std::string& code : roles)
    if (const auto role = access::role_from(code)) titles.push_back(access::title_of(*role));
  return titles;
}

// Nothing when the section has no field of the staff. `why`: the code of the refusal where the viewer fills none.
Json section_json(const Record& record, const form::Section& section, const application::Actor& actor) {
  const practice::Pack& pack = record.pack->pack;
  Json fills = Json::array();
  std::string why;
  bool any = false;
  for (const form::Field& field : section.fields) {
    if (field.privacy != form::Privacy::staff) continue;
    any = true;
    if (!field.answerable()) continue;
    const auto may = application::may_fill(record.object, pack.workflow, pack.form, field, actor);
    if (may)
      fills.push_back(field.id);
    else
      why = application::code_of(may.error().code);
  }
  if (!any) return nullptr;
  if (!fills.empty()) why.clear();
  return {{"id", section.id},
          {"fills", std::move(fills)},
          {"who", titles_of(pack.workflow.staff_of(section.id).roles)},
          {"why", why.empty() ? Json(nullptr) : Json(why)}};
}

Checked<Json> get_office(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto record = load_record(db, context, viewer, request.param("id"));
  if (!record) return std::unexpected(record.error());
  // The same right as to the answers to these fields.
  if (!sees_staff_part(viewer, record->row))
    return std::unexpected(
        problem(403, "access_role", say("Служебную часть заявки видят сотрудники, которые с ней работают.")));
  Json sections = Json::array();
  for (const form::Section* section : record->pack->pack.form.sections(true))
    if (Json one = section_json(*record, *section, viewer.actor_for(record->row)); !one.is_null())
      sections.push_back(std::move(one));
  return Json{{"version", record->row.version}, {"form", record->pack->staff}, {"sections", std::move(sections)}};
}

}  // namespace

std::span<const Route> office_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/applications/{id}/office",
          "Служебная часть заявки: поля сотрудников и что из них заполняет смотрящий", logged_in,
          {Object::application_draft, Action::read}, get_office,
          {.answers = {.schema = "Office", .about = "Служебная часть"}}),
  };
  return kRoutes;
}

}  // namespace pochin::server
