#include "server/api/handling/places.h"

namespace pochin::server {

Json territory_json(const territory::Municipality& m) {
  const auto population = m.latest_population();
  return {{"id", m.id},
          {"name", m.name},
          {"kind", code_of(m.kind)},
          {"kind_title", title_of(m.kind)},
          {"parent_name", m.parent_name},
          {"population", population ? Json(population->people) : Json(nullptr)},
          {"population_date", population ? Json(iso_date(population->date)) : Json(nullptr)},
          {"settlements", m.settlements}};
}

std::string place_name(const Context& context, std::string_view id) {
  const auto* place = context.region.find(id);
  return place ? place->name : std::string();
}

}  // namespace pochin::server
