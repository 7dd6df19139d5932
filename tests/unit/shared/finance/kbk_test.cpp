#include "shared/finance/kbk.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"

namespace pochin::finance {
namespace {

using territory::Kind;

// From memory (domain.md §3.5), a sample only: the codes are approved anew each year.
constexpr const char* kSample = R"([
  {"mask":"***11715020040000150","title":"городские округа","kinds":["go"],"valid_from":"2021-01-01"},
  {"mask":"***11715020140000150","title":"муниципальные округа","kinds":["mo"],"valid_from":"2021-01-01"},
  {"mask":"***11715030050000150","title":"муниципальные районы","kinds":["mr"],"valid_from":"2021-01-01"},
  {"mask":"***1171503010****150","title":"сельские поселения","kinds":["sp"],"valid_from":"2021-01-01","valid_to":"2027-01-01"},
  {"mask":"***11715030130000150","title":"городские поселения","kinds":["gp"],"valid_from":"2021-01-01"}])";

KbkDictionary sample() {
  auto dictionary = kbk_dictionary_from_json(*parse_json(kSample));
  if (!dictionary) FAIL(dictionary.error().message);
  return *dictionary;
}

const Date kDay = *make_date(2026, 11, 25);

std::string answer(std::string_view text, Kind kind, Date on = kDay) {
  const auto kbk = check_kbk(text, kind, on, sample());
  if (kbk) return kbk->digits;
  CHECK_FALSE(kbk.error().message.empty());
  return kbk.error().code;
}

std::string refusal(const char* text) {
  const auto dictionary = kbk_dictionary_from_json(*parse_json(text), "/kbk");
  return dictionary ? "ok" : dictionary.error().code + " " + dictionary.error().place;
}

}  // namespace

TEST_CASE("a code is twenty digits, however they are spaced, and has its parts") {
  const auto kbk = parse_kbk("909 1 17 15030\u00A010 0001 150");
  REQUIRE(kbk);
  CHECK(kbk->digits == "90911715030100001150");
  CHECK(kbk->administrator() == "909");
  CHECK(kbk->group() == "1");
  CHECK(kbk->subgroup() == "17");
  CHECK(kbk->article() == "15");
  CHECK(kbk->subarticle() == "030");
  CHECK(kbk->element() == "10");
  CHECK(kbk->subtype() == "0001");
  CHECK(kbk->economic() == "150");
  CHECK(format_kbk(*kbk) == "909\u00A01\u00A017\u00A015030\u00A010\u00A00001\u00A0150");
  CHECK(parse_kbk("9091171503010000115").error().code == "kbk_length");
  CHECK(parse_kbk("909117150301000011500").error().code == "kbk_length");
  CHECK(parse_kbk("90911715O30100001150").error().code == "kbk_digits");
}

TEST_CASE("the dictionary knows the codes of each kind of municipality") {
  CHECK(answer("000 1 17 15030 10 0000 150", Kind::rural_settlement) == "00011715030100000150");
  CHECK(answer("000 1 17 15020 04 0000 150", Kind::urban_okrug) == "00011715020040000150");
  CHECK(answer("000 1 17 15020 04 0000 150", Kind::rural_settlement) == "kbk_kind");
  CHECK(answer("000 1 13 02995 10 0000 130", Kind::rural_settlement) == "kbk_unknown");
}

TEST_CASE("a star of the mask takes any digit: another administrator, the code of a project") {
  CHECK(answer("871 1 17 15030 10 0042 150", Kind::rural_settlement) == "87111715030100042150");
  CHECK(answer("871 1 17 15020 04 0042 150", Kind::urban_okrug) == "kbk_unknown");
}

TEST_CASE("a code lives by its dates") {
  CHECK(answer("00011715030100000150", Kind::rural_settlement, *make_date(2026, 12, 31)) == "00011715030100000150");
  CHECK(answer("00011715030100000150", Kind::rural_settlement, *make_date(2027, 1, 1)) == "kbk_dictionary");
  CHECK(answer("00011715020040000150", Kind::urban_okrug, *make_date(2020, 12, 31)) == "kbk_dictionary");
  Json later = *parse_json(kSample);
  later.push_back(
      {{"mask", "***11716030100000150"}, {"title", "новый код"}, {"kinds", {"sp"}}, {"valid_from", "2027-01-01"}});
  const auto dictionary = kbk_dictionary_from_json(later);
  REQUIRE(dictionary);
  const auto old = check_kbk("00011715030100000150", Kind::rural_settlement, *make_date(2027, 1, 1), *dictionary);
  CHECK(old.error().code == "kbk_expired");
  CHECK(old.error().message.find("новый код") != std::string::npos);
}

TEST_CASE("a dictionary that contradicts itself is refused with its place") {
  CHECK(refusal(R"([{"mask":"123","title":"t","valid_from":"2021-01-01"}])") == "kbk_mask /kbk/0/mask");
  CHECK(refusal(R"([{"mask":"***11715030100000150","title":"t","valid_from":"2021-01-01","valid_to":"2021-01-01"}])") ==
        "kbk_dates /kbk/0/valid_to");
  CHECK(refusal(R"([{"mask":"***11715030100000150","title":"t","kinds":["sp"],"valid_from":"2021-01-01"},
                    {"mask":"***11715030100000150","title":"t","valid_from":"2026-01-01"}])") ==
        "kbk_twice /kbk/1/mask");
  CHECK(refusal(R"([{"mask":"***11715030100000150","title":"t","valid_from":"2021-01-01","valid_to":"2026-01-01"},
                    {"mask":"***11715030100000150","title":"t","valid_from":"2026-01-01"}])") == "ok");
}

TEST_CASE("the dictionary comes back from its JSON as it was") {
  CHECK(kbk_dictionary_from_json(to_json(sample()))->entries == sample().entries);
}

}  // namespace pochin::finance
