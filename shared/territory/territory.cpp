#include "shared/territory/territory.h"

#include <algorithm>
#include <array>

#include "shared/base/checks.h"
#include "shared/base/json.h"
#include "shared/base/tr.h"

namespace pochin::territory {
namespace {

constexpr std::array<Name<Kind>, 5> kKinds{{{Kind::municipal_okrug, "mo", tr("муниципальный округ")},
                                            {Kind::municipal_district, "mr", tr("муниципальный район")},
                                            {Kind::urban_okrug, "go", tr("городской округ")},
                                            {Kind::urban_settlement, "gp", tr("городское поселение")},
                                            {Kind::rural_settlement, "sp", tr("сельское поселение")}}};

Result<Population> population_from(const Json& json, const std::string& place) {
  const auto date = parse_date(get_string(json, "date"));
  const int64_t people = get_int(json, "people", -1);
  if (!date) return fail("territory_format", std::string(tr("Нужна дата подсчёта населения.")), place + "/date");
  if (people < 0) return fail("territory_format", std::string(tr("Нужна численность населения.")), place + "/people");
  return Population{*date, people};
}

}  // namespace

std::span<const Name<Kind>> names(Kind) { return kKinds; }

std::optional<Kind> kind_from(std::string_view code) { return from_code<Kind>(code); }
std::string_view code_of(Kind kind) { return pochin::code_of(kind); }
std::string_view title_of(Kind kind) { return pochin::title_of(kind); }

std::optional<Population> Municipality::population_at(Date date) const {
  std::optional<Population> found;
  for (const Population& p : populations) {
    if (p.date <= date) found = p;
  }
  return found;
}

std::optional<Population> Municipality::latest_population() const {
  return populations.empty() ? std::nullopt : std::optional(populations.back());
}

const Municipality* Region::find(std::string_view id) const {
  const auto found = std::ranges::find(municipalities, id, &Municipality::id);
  return found == municipalities.end() ? nullptr : &*found;
}

std::vector<District> Region::districts() const {
  std::vector<District> all;
  for (const Municipality& m : municipalities) {
    const auto chain = chain_of(m.id);
    if (m.parent_name.empty() || chain.empty() || find(chain.back())) continue;
    if (std::ranges::find(all, chain.back(), &District::id) == all.end()) all.push_back({chain.back(), m.parent_name});
  }
  return all;
}

std::string Region::name_of(std::string_view id) const {
  if (const Municipality* found = find(id)) return found->name;
  const auto all = districts();
  const auto found = std::ranges::find(all, id, &District::id);
  return found == all.end() ? std::string() : found->name;
}

std::vector<std::string> chain_of(std::string_view oktmo) {
  constexpr std::size_t kDistrict = 5, kMunicipality = 8, kPlace = 11;
  const bool digits = std::ranges::all_of(oktmo, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || (oktmo.size() != kMunicipality && oktmo.size() != kPlace)) return {};
  std::vector<std::string> chain{std::string(oktmo)};
  const auto add = [&](std::string code) {
    if (chain.back() != code) chain.push_back(std::move(code));
  };
  add(std::string(oktmo.substr(0, kMunicipality)));
  add(std::string(oktmo.substr(0, kDistrict)) + "000");
  return chain;
}

Result<Municipality> municipality_from_json(const Json& json, const std::string& place) {
  Municipality m;
  m.id = get_string(json, "id");
  m.name = get_string(json, "name");
  m.parent_name = get_string(json, "parent_name");
  m.ogrn = get_string(json, "ogrn");
  if (const auto oktmo = check_oktmo(m.id); !oktmo || *oktmo != m.id)
    return fail("territory_format", std::string(tr("Нужен код ОКТМО: 8 или 11 цифр без пробелов.")), place + "/id");
  if (m.name.empty()) return fail("territory_format", std::string(tr("Нужно название.")), place + "/name");
  const auto kind = kind_from(get_string(json, "kind"));
  if (!kind)
    return fail("territory_kind", std::string(tr("Вид муниципалитета: mo, mr, go, gp или sp.")), place + "/kind");
  m.kind = *kind;
  const Json& populations = get_array(json, "populations");
  for (std::size_t i = 0; i < populations.size(); ++i) {
    const auto read = population_from(populations[i], place + "/populations/" + std::to_string(i));
    if (!read) return std::unexpected(read.error());
    m.populations.push_back(*read);
  }
  std::ranges::sort(m.populations, {}, &Population::date);
  for (const Json& name : get_array(json, "settlements")) {
    if (!name.is_string()) return fail("territory_format", std::string(tr("Нужны названия.")), place + "/settlements");
    m.settlements.push_back(name);
  }
  return m;
}

Result<Region> region_from_json(const Json& json) {
  Region region;
  const Json& list = get_array(json, "municipalities");
  if (list.empty()) {
    return fail("territory_format", std::string(tr("В справочнике нет муниципалитетов.")), "/municipalities");
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string place = "/municipalities/" + std::to_string(i);
    auto read = municipality_from_json(list[i], place);
    if (!read) return std::unexpected(read.error());
    if (region.find(read->id)) {
      return fail("territory_twice", tr("ОКТМО {} встречается дважды.", read->id), place + "/id");
    }
    region.municipalities.push_back(*std::move(read));
  }
  return region;
}

Json to_json(const Municipality& m) {
  Json populations = Json::array();
  for (const Population& p : m.populations) populations.push_back({{"date", iso_date(p.date)}, {"people", p.people}});
  return {{"id", m.id},
          {"name", m.name},
          {"kind", code_of(m.kind)},
          {"parent_name", m.parent_name},
          {"ogrn", m.ogrn},
          {"populations", populations},
          {"settlements", m.settlements}};
}

}  // namespace pochin::territory
