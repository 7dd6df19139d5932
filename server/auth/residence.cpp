#include "server/auth/residence.h"

#include <algorithm>
#include <array>

#include "shared/base/text.h"
#include "shared/territory/subjects.h"

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

// What says only the kind of a place, as fold() writes it and parts_of() parts it: in short, and in words.
constexpr std::string_view kShortKinds[] = {
    "г",   "с",   "д",     "п",        "пос",  "пгт",   "рп",  "р/п", "кп",  "к/п",  "дп",   "д/п",  "х",
    "хут", "ст",  "ст-ца", "стн",      "дер",  "сл",    "нп",  "н/п", "мкр", "мкрн", "м-н",  "мк-н", "п/ст",
    "пст", "ж/д", "рзд",   "м",        "у",    "у-с",   "р-н", "мр",  "мо",  "го",   "гп",   "сп",   "с/п",
    "г/п", "с/с", "с/о",   "с/а",      "с/мо", "с/тер", "тер", "снт", "днт", "днп",  "кв-л", "обл",  "респ",
    "ао",  "окр", "п/р",   "жилрайон", "р",    "т",     "к",   "ж",   "м/р"};
constexpr std::string_view kLongKinds[] = {"город",
                                           "село",
                                           "деревня",
                                           "поселок",
                                           "хутор",
                                           "станция",
                                           "станица",
                                           "аул",
                                           "аал",
                                           "слобода",
                                           "местечко",
                                           "разъезд",
                                           "починок",
                                           "заимка",
                                           "выселок",
                                           "улус",
                                           "наслег",
                                           "микрорайон",
                                           "квартал",
                                           "область",
                                           "край",
                                           "республика",
                                           "район",
                                           "округ",
                                           "сельсовет",
                                           "поселение",
                                           "рабочий",
                                           "курортный",
                                           "дачный",
                                           "городского",
                                           "типа",
                                           "населенный",
                                           "пункт",
                                           "муниципальный",
                                           "муниципальное",
                                           "образование",
                                           "городской",
                                           "городское",
                                           "сельский",
                                           "сельское",
                                           "железнодорожная",
                                           "железнодорожной",
                                           "при",
                                           "внутригородское",
                                           "территория",
                                           "административный",
                                           "сумон",
                                           "кожуун",
                                           "национальный"};

// Words of a name: signs of punctuation part them, «р-н», «п/ст» and «Усть-Лог» stay whole, a dash alone is no word.
std::vector<std::string> parts_of(std::string_view name) {
  const std::string folded = fold(name);
  std::vector<std::string> parts;
  bool inside = false;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    const bool parting = is_space(c) || std::u32string_view(U".,;:\"()[]«»„“”_").contains(c);
    if (!parting && !inside) parts.emplace_back();
    inside = !parting;
    if (inside) parts.back() += from_code_point(c);
  }
  std::erase_if(parts,
                [](const std::string& part) { return part == "-" || part == "–" || part == "—" || part == "/"; });
  return parts;
}

// Takes words of the list off both ends of a name; one word always stays: there is a town of Починок.
void strip(std::vector<std::string>& parts, std::span<const std::string_view> kinds) {
  const auto is_kind = [&](const std::string& part) { return std::ranges::find(kinds, part) != kinds.end(); };
  while (parts.size() > 1 && is_kind(parts.front())) parts.erase(parts.begin());
  while (parts.size() > 1 && is_kind(parts.back())) parts.pop_back();
}

// A name without what says only its kind: «г. Приозёрск», «Приозёрск г» and «город Приозёрск» are one.
std::string bare(std::string_view name) {
  std::vector<std::string> parts = parts_of(name);
  strip(parts, kShortKinds);
  strip(parts, kLongKinds);
  strip(parts, kShortKinds);  // «муниципальное образование г. Приозёрск»
  std::string out;
  for (const std::string& part : parts) out.append(out.empty() ? "" : " ").append(part);
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

// The digits of a code that name the subject: two, and three for an okrug that lies in another subject's numbers.
std::string_view subject_digits(std::string_view code) {
  const bool okrug = code.starts_with("118") || code.starts_with("718") || code.starts_with("719");
  return code.substr(0, okrug ? 3 : kRegionDigits);
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
    return found;
  }
  // A code of this very subject that the portal has not: municipalities merge and change their codes.
  const bool ours = std::ranges::any_of(region.municipalities, [&](const territory::Municipality& m) {
    return subject_digits(m.id) == subject_digits(code);
  });
  if (ours) return unknown("not_found");
  return found;
}

enum class Match { same, other, unclear };

// Whether an address names the portal's region. Another one it names only when it names a subject that there is.
Match compare_regions(const DeclaredAddress& address, std::string_view region_name) {
  // A city that is a subject is written in either place.
  const std::string& named = address.region.empty() ? address.city : address.region;
  const auto theirs = territory::subject_named(named, address.area);
  const auto ours = territory::subject_named(region_name);
  if (theirs && ours) return *theirs == *ours ? Match::same : Match::other;
  if (same(address.region, region_name)) return Match::same;
  return theirs && territory::sounds_like_subject(region_name) ? Match::other : Match::unclear;
}

Residence by_names(const DeclaredAddress& address, const territory::Region& region, std::string_view region_name) {
  const Match match = compare_regions(address, region_name);
  if (match == Match::unclear) return unknown("not_found");
  if (match == Match::other) return {.where = Where::outside, .method = ResidenceMethod::names};
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
