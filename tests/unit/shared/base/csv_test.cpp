#include "shared/base/csv.h"

#include <catch2/catch_test_macros.hpp>

using namespace pochin;
using Cells = std::vector<std::string>;

TEST_CASE("a line of a spreadsheet falls into its cells: quotes, quotes in quotes, spaces, an empty end") {
  CHECK(csv_cells("a;b;c", ';') == Cells{"a", "b", "c"});
  CHECK(csv_cells(R"("с. ""Заречье""; дом 1";;86500411;)", ';') == Cells{R"(с. "Заречье"; дом 1)", "", "86500411", ""});
  CHECK(csv_cells(R"( "a" , b )", ',') == Cells{"a", "b"});
  CHECK(csv_cells("", ';') == Cells{""});
  CHECK(csv_cells("\"не закрыта", ';') == Cells{"не закрыта"});
}

TEST_CASE("the separator is the one the first line has most of") {
  CHECK(csv_separator("guid;parent;oktmo;name") == ';');
  CHECK(csv_separator("guid,parent,oktmo,name") == ',');
  CHECK(csv_separator("guid\tparent\toktmo") == '\t');
  CHECK(csv_separator("guid") == ';');
}

TEST_CASE("a mark before the text is no part of it") {
  CHECK(without_mark("\xEF\xBB\xBFguid") == "guid");
  CHECK(without_mark("guid") == "guid");
}

TEST_CASE("what is written is read again, and a formula is a text") {
  const Cells given{"а; б", "он сказал \"да\"", "", "две\nстроки", "1,5"};
  std::string line = csv_line(given);
  REQUIRE(line.ends_with("\r\n"));
  line.resize(line.size() - 2);
  CHECK(csv_cells(line, kCsvSeparator) == given);
  CHECK(csv_cell("=1+1") == "'=1+1");
  CHECK(csv_line({"", ""}) == ";\r\n");
}
