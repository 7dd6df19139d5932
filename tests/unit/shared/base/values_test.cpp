#include <catch2/catch_test_macros.hpp>

#include "shared/base/checks.h"
#include "shared/base/date.h"
#include "shared/base/instant.h"
#include "shared/base/json.h"
#include "shared/base/money.h"
#include "shared/base/sha256.h"
#include "shared/base/text.h"

using namespace pochin;

TEST_CASE("money keeps every kopeck and says what is wrong with a sum") {
  CHECK(parse_money("1 234 567,89")->kopecks == 123456789);
  CHECK(parse_money("1\u00A0234\u00A0567,89\u00A0₽")->kopecks == 123456789);
  CHECK(parse_money("40 000 руб.")->kopecks == 4000000);
  CHECK(parse_money("0")->kopecks == 0);
  CHECK(parse_money("сто").error().code == "money_format");
  CHECK(parse_money("1,234").error().code == "money_precision");
  CHECK(parse_money("-5").error().code == "money_negative");
  CHECK(parse_money("1 000 000 000 000").error().code == "money_range");
  CHECK(parse_money("999 999 999 999,99")->kopecks == 99'999'999'999'999);
  CHECK(format_money(Money{123456750}) == "1\u00A0234\u00A0567,50");
  CHECK(format_money(Money{200000000}) == "2\u00A0000\u00A0000");
  CHECK(format_roubles(Money{5}) == "0,05\u00A0₽");
  CHECK_FALSE(checked_add(Money{INT64_MAX}, Money{1}));
  for (int64_t k : {0, 1, 99, 100, 123456789}) CHECK(parse_money(format_money(Money{k}))->kopecks == k);
}

TEST_CASE("a date is a day of the calendar") {
  CHECK(iso_date(*parse_date("28.01.2027")) == "2027-01-28");
  CHECK(iso_date(*parse_date("2027-01-28")) == "2027-01-28");
  CHECK(iso_date(*parse_date(" 1.2.2027 ")) == "2027-02-01");
  CHECK(iso_date(*parse_date("29.02.2028")) == "2028-02-29");
  CHECK(parse_date("29.02.2027").error().code == "date_calendar");
  CHECK(parse_date("31.04.2027").error().code == "date_calendar");
  for (const char* text : {"", "28.01.27", "28/01/2027", "завтра", "2027-1-28-1", "28.01.20271", "..", "1.2"})
    CHECK(parse_date(text).error().code == "date_format");
  CHECK(format_date_long(*parse_date("28.01.2027")) == "28\u00A0января 2027\u00A0года");
  CHECK(parse_date("23.11.2026")->weekday() == 1);
  CHECK(days_between(*parse_date("31.12.2026"), *parse_date("01.01.2027")) == 1);
  CHECK(age(*parse_date("29.02.2008"), *parse_date("28.02.2026")) == 17);
  CHECK(age(*parse_date("29.02.2008"), *parse_date("01.03.2026")) == 18);
}

TEST_CASE("a moment is shown by the region's clock") {
  const Zone zone{"МСК+1", 240};
  const Instant at = *parse_instant("2026-12-31T20:00:05Z");
  CHECK(format_local_seconds(at, zone) == "1\u00A0января 2027\u00A0года, 00:00:05 (МСК+1)");
  CHECK(format_local(at, zone) == "1\u00A0января 2027\u00A0года, 00:00 (МСК+1)");
  CHECK(instant(local(at, zone), zone) == at);
  CHECK(format_instant(at) == "2026-12-31T20:00:05Z");
  CHECK(parse_instant("2026-12-31T23:00:05.250+03:00")->ms == at.ms + 250);
  CHECK(format_instant({at.ms + 250}) == "2026-12-31T20:00:05.250Z");
  CHECK(local(Instant{-1}, {"", 0}).hour == 23);
  for (const char* text : {"", "2026-12-31", "2026-12-31T24:00:00Z", "2026-13-01T00:00:00Z", "2026-12-31T20:00:05",
                           "2026-12-31T20:00:05.Z", "2026-12-31T20:00:05+3:00", "2026-12-31 20:00:05Z"})
    CHECK_FALSE(parse_instant(text));
}

TEST_CASE("Russian text: search, order, plurals") {
  CHECK(fold("  Ёлка\u00A0 ЗЕЛЁНАЯ ") == "елка зеленая");
  CHECK(trim("\u00A0\u2003 текст\u202F") == "текст");
  CHECK(trim(" \u00A0") == "");
  CHECK(compare_russian("ежи", "ёлка") < 0);
  CHECK(compare_russian("ёлка", "жук") < 0);
  CHECK(compare_russian("Ель", "ель") != 0);
  CHECK(compare_russian("а", "аа") < 0);
  for (auto [n, word] : std::initializer_list<std::pair<int64_t, const char*>>{{1, "голос"},
                                                                               {2, "голоса"},
                                                                               {5, "голосов"},
                                                                               {11, "голосов"},
                                                                               {21, "голос"},
                                                                               {22, "голоса"},
                                                                               {112, "голосов"},
                                                                               {0, "голосов"},
                                                                               {-1, "голос"}})
    CHECK(plural(n, "голос", "голоса", "голосов") == word);
  CHECK(group_digits(int64_t{1234567}) == "1\u00A0234\u00A0567");
  CHECK(group_digits(int64_t{-1000}) == "–1\u00A0000");
  CHECK(fill("{} из {}", {"2", "5"}) == "2 из 5");
  CHECK(fill("{} и {}", {"2"}) == "2 и ");
}

TEST_CASE("broken UTF-8 is seen and never read past its end") {
  CHECK(is_utf8("Почин ₽ 𝄞"));
  for (std::string_view bad : {"\xff", "\xc0\xaf", "\xe2\x82", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80"}) {
    CHECK_FALSE(is_utf8(bad));
    CHECK(count_code_points(bad) >= 1);
  }
  CHECK(count_code_points("ёж") == 2);
  CHECK(first_code_points("ёжик", 2) == "ёж");
}

TEST_CASE("numbers with control digits") {
  CHECK(check_inn("7707083893") == "7707083893");
  CHECK(check_inn("500100732259") == "500100732259");
  CHECK(check_inn("7707083894").error().code == "inn_control");
  CHECK(check_inn("500100732258").error().code == "inn_control");
  CHECK(check_inn("0000000000").error().code == "inn_control");
  CHECK(check_inn("77070").error().code == "inn_length");
  CHECK(check_inn("77070838я3").error().code == "inn_digits");
  CHECK(check_ogrn("1027700132195") == "1027700132195");
  CHECK(check_ogrn("1027700132196").error().code == "ogrn_control");
  CHECK(check_ogrn("304500116000157") == "304500116000157");
  CHECK(check_snils("112-233-445 95") == "11223344595");
  CHECK(check_snils("112-233-445 96").error().code == "snils_control");
  CHECK(check_oktmo("86500411").has_value());
  CHECK_FALSE(check_oktmo("865004"));
}

TEST_CASE("phones, mail and addresses of pages") {
  for (const char* text : {"8 (900) 123-45-67", "+7 900 123 45 67", "9001234567", "79001234567", "8.900.123.45.67"})
    CHECK(normal_phone(text) == "+79001234567");
  for (const char* text : {"", "123", "+8 900 123-45-67", "8 900 123-45-6", "позвоните", "+7 900 123-45-678"})
    CHECK(normal_phone(text).error().code == "phone_format");
  CHECK(format_phone("+79001234567") == "+7\u00A0900\u00A0123-45-67");
  CHECK(check_email(" ivanova@mail.ru ") == "ivanova@mail.ru");
  CHECK(check_email("почта@пример.рф").has_value());
  for (const char* text : {"", "a@b", "a b@c.ru", "@c.ru", "a@", "a@@c.ru", "a@c..ru", "a@.ru", "a,b@c.ru"})
    CHECK_FALSE(check_email(text));
  CHECK(check_link("site.ru/news") == "https://site.ru/news");
  for (const char* text : {"", "javascript:alert(1)", "data:text/html,x", "ftp://a.ru", "https://", "https://a",
                           "http://a b.ru", "https://u@a.ru"})
    CHECK_FALSE(check_link(text));
}

TEST_CASE("SHA-256 gives the digests of FIPS 180-4") {
  CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hex(sha256(std::string(1'000'000, 'a'))) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  for (std::size_t n : {55, 56, 63, 64, 65}) CHECK(hex(sha256(std::string(n, 'x'))).size() == 64);
}

TEST_CASE("JSON is read without exceptions") {
  CHECK_FALSE(parse_json("{"));
  const Json json = *parse_json(R"({"a":"x","n":5,"b":true,"l":[1]})");
  CHECK(get_string(json, "a") == "x");
  CHECK(get_string(json, "n", "?") == "?");
  CHECK(get_int(json, "n") == 5);
  CHECK(get_int(json, "a", -1) == -1);
  CHECK(get_bool(json, "b"));
  CHECK(get_array(json, "l").size() == 1);
  CHECK(get_array(Json(5), "l").empty());
  CHECK(canonical(*parse_json(R"({"b":1, "a":2})")) == R"({"a":2,"b":1})");
}
