#include "server/auth/residence.h"

#include <algorithm>
#include <array>

#include "shared/base/text.h"

namespace pochin::auth {
namespace {

constexpr std::size_t kMunicipalityDigits = 8;
constexpr std::size_t kRegionDigits = 2;
constexpr std::size_t kDistrictDigits = 5;

Residence unknown(std::string reason) { return {.reason = std::move(reason)}; }

bool is_oktmo(std::string_view code) {
  return (code.size() == 8 || code.size() == 11) &&
         std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

// 86500411 → {86500411, 86500000, 86000000}: the code says itself what lies around it.
std::vector<std::string> chain_of(std::string_view code) {
  std::vector<std::string> chain{std::string(code.substr(0, kMunicipalityDigits))};
  for (const std::size_t kept : {kDistrictDigits, kRegionDigits}) {
    std::string wider(code.substr(0, kept));
    wider.resize(kMunicipalityDigits, '0');
    if (wider != chain.back()) chain.push_back(std::move(wider));
  }
  return chain;
}

// As fold() writes them.
constexpr std::array<std::string_view, 38> kKinds{"г",
                                                  "город",
                                                  "с",
                                                  "село",
                                                  "д",
                                                  "деревня",
                                                  "п",
                                                  "пос",
                                                  "поселок",
                                                  "пгт",
                                                  "рп",
                                                  "х",
                                                  "хутор",
                                                  "ст",
                                                  "станция",
                                                  "станица",
                                                  "аул",
                                                  "обл",
                                                  "область",
                                                  "край",
                                                  "респ",
                                                  "республика",
                                                  "ао",
                                                  "р-н",
                                                  "район",
                                                  "мр",
                                                  "мо",
                                                  "го",
                                                  "сп",
                                                  "гп",
                                                  "муниципальный",
                                                  "городское",
                                                  "сельское",
                                                  "поселение",
                                                  "округ",
                                                  "городской",
                                                  "муниципальное",
                                                  "образование"};

// Words of a name without what says only its kind: «г. Приозёрск», «Приозёрск г» and «город Приозёрск» are one.
std::string bare(std::string_view name) {
  const std::string folded = fold(name);
  std::string out;
  std::size_t at = 0;
  while (at < folded.size()) {
    const std::size_t end = std::min(folded.find_first_of(" .,\"()", at), folded.size());
    const std::string_view word = std::string_view(folded).substr(at, end - at);
    const bool said = !word.empty() && word != "-" && word != "—" && std::ranges::find(kKinds, word) == kKinds.end();
    if (said) out.append(out.empty() ? "" : " ").append(word);
    at = end + 1;
  }
  return out;
}

bool same(std::string_view a, std::string_view b) {
  const std::string left = bare(a);
  return !left.empty() && left == bare(b);
}

// The municipality has a place of this name, or is called so itself.
bool holds(const territory::Municipality& m, std::string_view place) {
  return same(m.name, place) ||
         std::ranges::any_of(m.settlements, [&](const std::string& s) { return same(s, place); });
}

Residence by_code(std::string_view code, const territory::Region& region) {
  Residence found{.where = Where::outside, .oktmo = chain_of(code), .method = ResidenceMethod::register_extract};
  if (region.find(found.oktmo.front()) != nullptr) {
    found.where = Where::inside;
    return found;
  }
  // A region may be divided into districts only: the one around the settlement is then the municipality.
  if (found.oktmo.size() > 1 && region.find(found.oktmo[1]) != nullptr) {
    found.oktmo.erase(found.oktmo.begin());
    found.where = Where::inside;
  }
  return found;
}

Residence by_names(const DeclaredAddress& address, const territory::Region& region, std::string_view region_name) {
  if (bare(address.region).empty() || bare(region_name).empty()) return unknown("not_found");
  if (!same(address.region, region_name)) return {.where = Where::outside, .method = ResidenceMethod::names};
  const std::string& place = address.settlement.empty() ? address.city : address.settlement;
  const territory::Municipality* found = nullptr;
  for (const territory::Municipality& m : region.municipalities) {
    const bool district_fits = address.area.empty() || m.parent_name.empty() || same(m.parent_name, address.area) ||
                               same(m.name, address.area);
    const bool here = place.empty() ? !address.area.empty() && same(m.name, address.area) : holds(m, place);
    if (!district_fits || !here) continue;
    if (found != nullptr) return unknown("ambiguous");
    found = &m;
  }
  if (found == nullptr) return unknown("not_found");
  return {.where = Where::inside, .oktmo = chain_of(found->id), .method = ResidenceMethod::names};
}

}  // namespace

std::span<const Name<Where>> names(Where) {
  static constexpr std::array<Name<Where>, 3> kNames{{{Where::inside, "inside", "в регионе"},
                                                      {Where::outside, "outside", "не в регионе"},
                                                      {Where::unknown, "unknown", "неизвестно"}}};
  return kNames;
}

std::span<const Name<ResidenceMethod>> names(ResidenceMethod) {
  static constexpr std::array<Name<ResidenceMethod>, 3> kNames{
      {{ResidenceMethod::none, "none", "не определялось"},
       {ResidenceMethod::register_extract, "register_extract", "по коду адресного реестра"},
       {ResidenceMethod::names, "names", "по названиям"}}};
  return kNames;
}

Residence locate(const Identity& identity, const territory::Region& region, std::string_view region_name,
                 const OktmoOf& oktmo_of) {
  if (!identity.addresses_known) return unknown("not_given");
  const DeclaredAddress* registered = nullptr;
  for (const DeclaredAddress& address : identity.addresses) {
    if (address.kind != AddressKind::registered) continue;
    if (registered != nullptr) return unknown("several");
    registered = &address;
  }
  if (registered == nullptr) return unknown("no_address");
  if (!registered->country.empty() && registered->country != "RUS") return unknown("foreign");
  if (!registered->fias.empty()) {
    const std::string code = oktmo_of(registered->fias);
    if (is_oktmo(code)) return by_code(code, region);
  }
  return by_names(*registered, region, region_name);
}

}  // namespace pochin::auth
