#include "server/auth/residence.h"

#include <catch2/catch_test_macros.hpp>
#include <map>

using namespace pochin;
using namespace pochin::auth;

namespace {

constexpr const char* kStreet = "5d2f1f4e-0000-4000-8000-000000000001";

territory::Region region() {
  using territory::Kind;
  territory::Region region;
  region.municipalities = {{"86500411",
                            "Зареченское сельское поселение",
                            Kind::rural_settlement,
                            "Приозёрный муниципальный район",
                            "",
                            {},
                            {"с. Заречье", "д. Малые Ключи", "д. Ёлкино"}},
                           {"86500415",
                            "Лесное сельское поселение",
                            Kind::rural_settlement,
                            "Приозёрный муниципальный район",
                            "",
                            {},
                            {"п. Лесной", "д. Ключи"}},
                           {"86600420",
                            "Дальнее сельское поселение",
                            Kind::rural_settlement,
                            "Дальний муниципальный район",
                            "",
                            {},
                            {"д. Ключи", "с. Дальнее"}},
                           {"86700000", "городской округ Приозёрск", Kind::urban_okrug, "", "", {}, {"г. Приозёрск"}}};
  return region;
}

DeclaredAddress address(const std::string& area, const std::string& settlement, const std::string& fias = "") {
  DeclaredAddress a;
  a.country = "RUS";
  a.region = "Приозёрская обл";
  a.area = area;
  a.settlement = settlement;
  a.fias = fias;
  return a;
}

Residence of(std::vector<DeclaredAddress> addresses, bool known = true,
             std::string_view portal = "Приозёрская область") {
  static const std::map<std::string, std::string, std::less<>> kExtract{
      {kStreet, "86500411101"}, {"elsewhere", "45000000"}, {"neighbour", "86900433"}, {"broken", "8650"}};
  Identity identity;
  identity.addresses_known = known;
  identity.addresses = std::move(addresses);
  return locate(identity, region(), portal, [](std::string_view fias) {
    const auto found = kExtract.find(fias);
    return found == kExtract.end() ? std::string() : found->second;
  });
}

}  // namespace

TEST_CASE("an address code leads to the municipality, its district and its region") {
  const Residence home = of({address("", "", kStreet)});
  CHECK(home.where == Where::inside);
  CHECK(home.oktmo == std::vector<std::string>{"86500411", "86500000", "86000000"});
  CHECK(home.method == ResidenceMethod::register_extract);
}

TEST_CASE("an address code of another subject is outside, one of this subject that the portal has not is unknown") {
  CHECK(of({address("", "", "elsewhere")}).where == Where::outside);
  CHECK(of({address("", "", "neighbour")}).where == Where::unknown);
  CHECK(of({address("", "", "neighbour")}).reason == "not_found");
}

TEST_CASE("the code is believed before the names") {
  const Residence home = of({address("Дальний р-н", "с Дальнее", kStreet)});
  CHECK(home.oktmo.front() == "86500411");
}

TEST_CASE("without a code the names decide, however their kinds are written") {
  for (const char* place : {"Заречье с", "с. Заречье", "село Заречье", "ЗАРЕЧЬЕ"}) {
    const Residence home = of({address("Приозерный р-н", place, "unknown to the extract")});
    CHECK(home.where == Where::inside);
    CHECK(home.method == ResidenceMethod::names);
    CHECK(home.oktmo.front() == "86500411");
  }
  CHECK(of({address("", "Елкино д")}).oktmo.front() == "86500411");
}

TEST_CASE("a village whose name stands twice is told by its district, and is unknown without it") {
  CHECK(of({address("Дальний район", "Ключи д")}).oktmo.front() == "86600420");
  CHECK(of({address("", "Ключи д")}).reason == "ambiguous");
}

TEST_CASE("a town is found by its own field, a whole district by none") {
  DeclaredAddress town = address("", "");
  town.city = "Приозёрск г";
  CHECK(of({town}).oktmo.front() == "86700000");
  CHECK(of({address("Приозёрный р-н", "")}).reason == "not_found");
}

TEST_CASE("another subject by name is outside; no region at all and a name that is no subject's are unknown") {
  DeclaredAddress far = address("", "Заречье с");
  for (const char* elsewhere : {"Омская обл", "Саха /Якутия/", "Москва г"}) {
    far.region = elsewhere;
    CHECK(of({far}).where == Where::outside);
  }
  for (const char* nowhere : {"", "Степной край", "Приозерская губерния"}) {
    far.region = nowhere;
    CHECK(of({far}).where == Where::unknown);
    CHECK(of({far}).reason == "not_found");
  }
  far.region.clear();
  far.city = "Санкт-Петербург г";
  CHECK(of({far}).where == Where::outside);
}

TEST_CASE("a region in the register's spelling is the portal's own, however the portal writes it") {
  const std::pair<const char*, const char*> kSpellings[] = {
      {"Республика Саха (Якутия)", "Саха /Якутия/"},
      {"Якутия", "Саха /Якутия/ Респ"},
      {"Кемеровская область — Кузбасс", "Кемеровская область - Кузбасс"},
      {"Кузбасс", "Кемеровская обл"},
      {"Ханты-Мансийский автономный округ — Югра", "Ханты-Мансийский Автономный округ - Югра АО"},
      {"Югра", "Тюменская обл"},
      {"Чувашская Республика", "Чувашская Республика - Чувашия"},
      {"Республика Татарстан", "Татарстан Респ"},
      {"Приозёрская область", "Приозерская Обл."}};
  for (const auto& [portal, typed] : kSpellings) {
    INFO(typed);
    DeclaredAddress home = address("", "Заречье с");
    home.region = typed;
    if (home.region == "Тюменская обл") home.area = "Ханты-Мансийский Автономный округ - Югра АО";
    const Residence found = of({home}, true, portal);
    CHECK(found.where != Where::outside);
    if (home.area.empty()) CHECK(found.oktmo.front() == "86500411");
  }
}

TEST_CASE("a portal that is called by no subject's name sends nobody away by names") {
  DeclaredAddress home = address("", "Заречье с");
  home.region = "Вологодская обл";
  for (const char* portal : {"Зареченский муниципальный округ", "Город Приозёрск", ""})
    CHECK(of({home}, true, portal).where == Where::unknown);
}

TEST_CASE("kinds of settlements are no part of their names, however they are written") {
  for (const char* place :
       {"рп. Лесной", "Лесной рп", "р.п. Лесной", "п.г.т. Лесной", "пгт Лесной", "кп Лесной", "дп. Лесной",
        "рабочий посёлок Лесной", "ж/д_ст Лесной", "п/ст Лесной", "х. Лесной", "ст-ца Лесной", "нп Лесной",
        "аул Лесной", "мкр. Лесной", "Лесной населенный пункт", "поселок городского типа Лесной", "«Лесной» п"}) {
    INFO(place);
    CHECK(of({address("", place)}).oktmo == std::vector<std::string>{"86500415", "86500000", "86000000"});
  }
}

TEST_CASE("a settlement that is called as kinds are keeps its name") {
  territory::Region region;
  region.municipalities = {
      {"86500411", "Починковское сельское поселение", territory::Kind::rural_settlement, "", "", {}, {"д. Починок"}},
      {"86500415", "Хуторское сельское поселение", territory::Kind::rural_settlement, "", "", {}, {"с. Станция"}}};
  Identity identity;
  identity.addresses_known = true;
  identity.addresses = {address("", "Починок д")};
  const auto nothing = [](std::string_view) { return std::string(); };
  CHECK(locate(identity, region, "Приозёрская область", nothing).oktmo.front() == "86500411");
}

TEST_CASE("what cannot be told is unknown, with its reason") {
  DeclaredAddress foreign = address("", "Заречье с", kStreet);
  foreign.country = "BLR";
  DeclaredAddress actual = address("", "Заречье с", kStreet);
  actual.kind = AddressKind::actual;
  CHECK(of({}).reason == "no_address");
  CHECK(of({}, false).reason == "not_given");
  CHECK(of({foreign}).reason == "foreign");
  CHECK(of({actual}).reason == "no_address");
  CHECK(of({address("", "Заречье с", kStreet), address("", "Лесной п")}).reason == "several");
  CHECK(of({address("", "Небывалое с")}).reason == "not_found");
  CHECK(of({address("", "Заречье с", "broken")}).method == ResidenceMethod::names);
  for (const auto& unknown : {of({}), of({foreign}), of({address("", "Небывалое с")})}) CHECK(unknown.oktmo.empty());
}
