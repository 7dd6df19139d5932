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

Residence of(std::vector<DeclaredAddress> addresses, bool known = true) {
  static const std::map<std::string, std::string, std::less<>> kExtract{
      {kStreet, "86500411101"}, {"elsewhere", "45000000"}, {"neighbour", "86900433"}, {"broken", "8650"}};
  Identity identity;
  identity.addresses_known = known;
  identity.addresses = std::move(addresses);
  return locate(identity, region(), "Приозёрская область", [](std::string_view fias) {
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

TEST_CASE("an address code of another region or of a municipality the portal has not is outside") {
  CHECK(of({address("", "", "elsewhere")}).where == Where::outside);
  CHECK(of({address("", "", "neighbour")}).where == Where::outside);
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

TEST_CASE("another region by name is outside, no region at all is unknown") {
  DeclaredAddress far = address("", "Заречье с");
  far.region = "Степной край";
  CHECK(of({far}).where == Where::outside);
  far.region.clear();
  CHECK(of({far}).where == Where::unknown);
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
