#include "shared/base/checks.h"

#include <catch2/catch_test_macros.hpp>

using namespace pochin;

namespace {

std::string code_of(const Result<std::string>& result) {
  if (result) return "ok";
  CHECK_FALSE(result.error().message.empty());
  return result.error().code;
}

// However one digit is changed, the check must notice it when the norm promises so.
int unnoticed(const std::string& right, Result<std::string> (*check)(std::string_view)) {
  int count = 0;
  for (std::size_t i = 0; i < right.size(); ++i)
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string changed = right;
      changed[i] = digit;
      if (changed != right && check(changed)) ++count;
    }
  return count;
}

}  // namespace

TEST_CASE("ИНН of organisations and of persons") {
  CHECK(check_inn("7707083893") == "7707083893");
  CHECK(check_inn(" 7707 083893 ") == "7707083893");
  CHECK(check_inn("500100732259") == "500100732259");
  CHECK(code_of(check_inn("7707083894")) == "inn_control");
  CHECK(code_of(check_inn("500100732258")) == "inn_control");
  CHECK(code_of(check_inn("500100732269")) == "inn_control");
  CHECK(code_of(check_inn("0000000000")) == "inn_control");
  CHECK(code_of(check_inn("000000000000")) == "inn_control");
  CHECK(code_of(check_inn("770708389")) == "inn_length");
  CHECK(code_of(check_inn("77070838931")) == "inn_length");
  CHECK(code_of(check_inn("")) == "inn_length");
  CHECK(code_of(check_inn("77O7083893")) == "inn_digits");
}

TEST_CASE("ОГРН and ОГРНИП") {
  CHECK(check_ogrn("1027700132195") == "1027700132195");
  CHECK(check_ogrn("304500116000157") == "304500116000157");
  CHECK(code_of(check_ogrn("1027700132196")) == "ogrn_control");
  CHECK(code_of(check_ogrn("304500116000158")) == "ogrn_control");
  CHECK(code_of(check_ogrn("0000000000000")) == "ogrn_control");
  CHECK(code_of(check_ogrn("10277001321955")) == "ogrn_length");
  CHECK(code_of(check_ogrn("102770013219x")) == "ogrn_digits");
  CHECK(code_of(check_ogrn("999999999999999")) != "ok");
}

TEST_CASE("СНИЛС with its control number; numbers up to 001-001-998 have none") {
  CHECK(check_snils("112-233-445 95") == "11223344595");
  CHECK(check_snils("11223344595") == "11223344595");
  CHECK(code_of(check_snils("112-233-445 96")) == "snils_control");
  CHECK(code_of(check_snils("001-001-998 99")) == "ok");
  CHECK(code_of(check_snils("001-001-999 99")) == "snils_control");
  CHECK(code_of(check_snils("000-000-000 00")) == "snils_control");
  CHECK(code_of(check_snils("087-654-303 00")) == "ok");  // the sum is 202: 0 modulo 101
  CHECK(code_of(check_snils("112-233-445")) == "snils_length");
  CHECK(code_of(check_snils("112/233/445 95")) == "snils_digits");
}

TEST_CASE("a slip in one digit does not pass") {
  CHECK(unnoticed("11223344595", check_snils) == 0);
  // The rest modulo 11 is taken modulo 10, so that 0 and 10 look alike: few changes slip through, by the norm.
  CHECK(unnoticed("7707083893", check_inn) <= 9);
  CHECK(unnoticed("500100732259", check_inn) <= 2);
  CHECK(unnoticed("1027700132195", check_ogrn) <= 12);
}

TEST_CASE("ОКТМО keeps its leading zeros") {
  CHECK(check_oktmo("01701000") == "01701000");
  CHECK(check_oktmo("86604411101") == "86604411101");
  for (const char* text : {"", "1701000", "866044111", "8660441110a"})
    CHECK(code_of(check_oktmo(text)) == "oktmo_format");
}

TEST_CASE("phones as people write them") {
  for (const char* text : {"+79001234567", "8 (900) 123-45-67", "8-900-123-45-67", "9001234567", "+7 900 123 45 67",
                           "7 900 123.45.67", "\u00A0+7\u00A0(900)\u00A0123-45-67"}) {
    CAPTURE(text);
    CHECK(normal_phone(text) == "+79001234567");
  }
  for (const char* text : {"", "123-45-67", "+8 900 123 45 67", "+9001234567", "+380 44 123 45 67", "900123456x",
                           "89001234567 до. 2", "++79001234567", "890012345678"}) {
    CAPTURE(text);
    CHECK(code_of(normal_phone(text)) == "phone_format");
  }
  CHECK(format_phone("+79001234567") == "+7\u00A0900\u00A0123-45-67");
  CHECK(normal_phone(format_phone("+79001234567")) == "+79001234567");
  CHECK(format_phone("112") == "112");
}

TEST_CASE("addresses of mail") {
  CHECK(check_email(" ivanova@mail.ru ") == "ivanova@mail.ru");
  CHECK(check_email("глава@посёлок.рф") == "глава@посёлок.рф");
  CHECK(code_of(check_email("a.b+c@d-e.co")) == "ok");
  for (const char* text : {"", "@mail.ru", "ivanova", "ivanova@", "ivanova@mail", "a@b@c.ru", "a b@c.ru", "a@.ru",
                           "a@c.", "a@c..ru", "a,b@c.ru", "<a@c.ru>", "a@c.ru\nbcc:x@y.ru", "\"a\"@c.ru"}) {
    CAPTURE(text);
    CHECK(code_of(check_email(text)) == "email_format");
  }
  CHECK(code_of(check_email(std::string(250, 'a') + "@b.ru")) == "email_format");
}

TEST_CASE("links are web pages only") {
  CHECK(check_link("https://site.ru/news/15") == "https://site.ru/news/15");
  CHECK(check_link("site.ru/a?b#c") == "https://site.ru/a?b#c");
  CHECK(check_link("HTTP://Site.ru") == "HTTP://Site.ru");
  CHECK(check_link(" президент.рф ") == "https://президент.рф");
  for (const char* text : {"", "news", "javascript:alert(1).x", "JavaScript:alert(1).x", "data:text/html,a.b",
                           "ftp://site.ru", "file:///etc/a.b", "https://", "https://user@site.ru", "site.ru/a b",
                           "https://site.ru/<b>", "https://.ru", "https://site."}) {
    CAPTURE(text);
    CHECK(code_of(check_link(text)) == "link_format");
  }
  CHECK(code_of(check_link("https://a.ru/" + std::string(2000, 'a'))) == "link_format");
}

TEST_CASE("a phone is read with every dash, with what nobody sees, and with an extension") {
  for (const char* text :
       {"8 (900) 123–45–67", "+7 900 123—45—67", "8‑900‑123‑45‑67", "8 900 123−45−67", "8 900 123‐45‒67",
        "\u202A+7 900 123-45-67\u202C", "8\u00AD900 123 45\u200B67", "8 900 123－45－67"})
    CHECK(normal_phone(text) == "+79001234567");
  for (const char* text :
       {"8 (814) 212-34-56 доб. 123", "8 814 212 34 56, доб 123", "+7 814 212-34-56 (доб.123)",
        "8142123456 добавочный 123", "8 814 212-34-56 #123", "8 814 212-34-56, вн. 123", "+78142123456;ext=123"})
    CHECK(normal_phone(text) == "+78142123456;ext=123");
  CHECK(format_phone("+78142123456;ext=123") == "+7\u00A0814\u00A0212-34-56, доб. 123");
  CHECK(normal_phone(format_phone("+78142123456;ext=123")) == "+78142123456;ext=123");
  for (const char* text :
       {"8 900 123-45-67 доб.", "8 900 123-45-67 доб. 1234567", "доб. 123", "8 900 123-45-67 доб. сто"})
    CHECK(code_of(normal_phone(text)) == "phone_format");
}

TEST_CASE("numbers of registers are read through what nobody sees") {
  CHECK(check_inn("\u202A7707083893\u202C") == "7707083893");
  CHECK(check_snils("112–233–445 95") == "11223344595");
  CHECK(check_email("ivanova@mail\u200B.ru") == "ivanova@mail.ru");
  CHECK(check_link("\u200Ehttps://site.ru/news") == "https://site.ru/news");
}
