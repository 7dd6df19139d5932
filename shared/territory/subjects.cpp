#include "shared/territory/subjects.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "shared/base/text.h"

namespace pochin::territory {
namespace {

// The names of each subject between bars, without their kinds, as words_of() writes them. A full name may be made of
// several of them: «Кемеровская область - Кузбасс» is the first and the second.
constexpr std::array<std::string_view, 89> kSubjects{
    "адыгея|адыгейская",
    "алтай|горный алтай",
    "башкортостан|башкирия|башкирская",
    "бурятия|бурятская",
    "дагестан",
    "ингушетия|ингушская",
    "кабардино балкарская|кабардино балкария|кбр",
    "калмыкия|хальмг тангч|калмыцкая",
    "карачаево черкесская|карачаево черкесия|кчр",
    "карелия|карельская",
    "коми",
    "крым",
    "марий эл|марийская",
    "мордовия|мордовская",
    "саха|якутия|якутская",
    "северная осетия|алания|сев осетия|северо осетинская|рсо",
    "татарстан|татария|татарская",
    "тыва|тува|тувинская",
    "удмуртская|удмуртия",
    "хакасия|хакасская",
    "чеченская|чечня|ичкерия",
    "чувашская|чувашия|чаваш",
    "донецкая народная|днр|донецкая",
    "луганская народная|лнр|луганская",
    "алтайский",
    "забайкальский|забайкалье|читинская|агинский бурятский",
    "камчатский|камчатка|камчатская|корякский",
    "краснодарский|кубань",
    "красноярский|таймырский|долгано ненецкий|таймырский долгано ненецкий|эвенкийский",
    "пермский|прикамье|пермская|коми пермяцкий",
    "приморский|приморье",
    "ставропольский|ставрополье",
    "хабаровский",
    "амурская",
    "архангельская",
    "астраханская",
    "белгородская",
    "брянская",
    "владимирская",
    "волгоградская",
    "вологодская",
    "воронежская",
    "ивановская",
    "иркутская|усть ордынский бурятский|усть ордынский",
    "калининградская",
    "калужская",
    "кемеровская|кузбасс",
    "кировская|вятская",
    "костромская",
    "курганская",
    "курская",
    "ленинградская",
    "липецкая",
    "магаданская",
    "московская|подмосковье",
    "мурманская",
    "нижегородская|горьковская",
    "новгородская",
    "новосибирская",
    "омская",
    "оренбургская|оренбуржье",
    "орловская",
    "пензенская",
    "псковская",
    "ростовская",
    "рязанская",
    "самарская|куйбышевская",
    "саратовская",
    "сахалинская|сахалин",
    "свердловская",
    "смоленская",
    "тамбовская",
    "тверская|калининская",
    "томская",
    "тульская",
    "тюменская",
    "ульяновская",
    "челябинская",
    "ярославская",
    "запорожская",
    "херсонская",
    "москва",
    "санкт петербург|спб|ленинград|петербург",
    "севастополь",
    "еврейская|еао",
    "ненецкий|нао",
    "ханты мансийский|югра|хмао",
    "чукотский|чукотка|чао",
    "ямало ненецкий|янао|ямал"};

// As words_of() writes them. «а» and «о» are what is left of «а. о.».
constexpr std::array<std::string_view, 25> kKinds{
    "область", "обл", "край",         "кр",         "республика", "респ",         "ресб",       "р", "ка",
    "округ",   "окр", "автономный",   "автономная", "авт",        "ао",           "аобл",       "а", "о",
    "город",   "г",   "федерального", "значения",   "гфз",        "национальный", "государство"};

// Kinds that a subject alone has. A city has none.
constexpr std::array<std::string_view, 12> kTelling{"область",    "обл", "край", "республика", "респ", "автономный",
                                                    "автономная", "авт", "ао",   "аобл",       "окр",  "округ"};

bool is_letter(char32_t c) { return (c >= U'а' && c <= U'я') || (c >= U'a' && c <= U'z'); }

// Its words in lower case, ё as е; every sign that is no letter stands between words.
std::vector<std::string> words_of(std::string_view name) {
  const std::string folded = fold(name);
  std::vector<std::string> words;
  bool inside = false;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    if (is_letter(c) && !inside) words.emplace_back();
    inside = is_letter(c);
    if (inside) words.back() += from_code_point(c);
  }
  return words;
}

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

std::string bare(std::string_view name) {
  std::string out;
  for (const std::string& word : words_of(name)) {
    if (holds(kKinds, word)) continue;
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

// Whether `text` is made of names between bars, one after another, with nothing left over.
bool made_of(std::string_view text, std::string_view names) {
  if (text.empty()) return true;
  for (std::string_view rest = names; !rest.empty();) {
    const std::size_t bar = rest.find('|');
    const std::string_view name = rest.substr(0, bar);
    rest.remove_prefix(bar == std::string_view::npos ? rest.size() : bar + 1);
    if (!text.starts_with(name)) continue;
    if (text.size() == name.size()) return true;
    if (text[name.size()] == ' ' && made_of(text.substr(name.size() + 1), names)) return true;
  }
  return false;
}

std::optional<Subject> find(std::string_view name) {
  const std::string text = bare(name);
  if (text.empty()) return std::nullopt;
  for (std::size_t i = 0; i < kSubjects.size(); ++i)
    if (made_of(text, kSubjects[i])) return static_cast<Subject>(i);
  return std::nullopt;
}

// An okrug is a subject of its own and lies in another one (Constitution, article 66).
bool lies_within(Subject okrug, Subject region) {
  const std::string_view around = kSubjects[static_cast<std::size_t>(region)];
  const std::string_view name = kSubjects[static_cast<std::size_t>(okrug)];
  if (around == "тюменская") return name.starts_with("ханты мансийский") || name.starts_with("ямало ненецкий");
  return around == "архангельская" && name.starts_with("ненецкий");
}

}  // namespace

std::optional<Subject> subject_named(std::string_view name, std::string_view within) {
  const auto subject = find(name);
  if (!subject || within.empty()) return subject;
  const auto inner = find(within);
  return inner && lies_within(*inner, *subject) ? inner : subject;
}

bool sounds_like_subject(std::string_view name) {
  const auto words = words_of(name);
  const bool municipal = std::ranges::any_of(words, [](const std::string& w) {
    return w.starts_with("муниципальн") || w.starts_with("городск") || w.starts_with("сельск");
  });
  return !municipal && words.size() > 1 &&
         std::ranges::any_of(words, [](const std::string& word) { return holds(kTelling, word); });
}

}  // namespace pochin::territory
