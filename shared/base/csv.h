// Tables as spreadsheets write and read them: one line a row, cells between separators, quotes where they are needed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pochin {

// What a spreadsheet puts before a text in UTF-8, and needs to read it as such.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// A Russian spreadsheet takes this one apart; a comma stands in its numbers.
inline constexpr char kCsvSeparator = ';';

std::string_view without_mark(std::string_view text);

// One cell of a file that is given away: quoted where it must be, and with an apostrophe before what a spreadsheet
// would take for a formula.
std::string csv_cell(std::string_view text);
std::string csv_line(const std::vector<std::string>& cells);  // with its end, CR LF

// The separator of a file by its first line: the semicolon, the comma or the tab, whichever there are most of.
char csv_separator(std::string_view first_line);
// The cells of one line, without what quotes and spaces around a cell are for. A line end stays outside.
std::vector<std::string> csv_cells(std::string_view line, char separator);

}  // namespace pochin
