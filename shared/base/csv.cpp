#include "shared/base/csv.h"

#include <algorithm>

#include "shared/base/text.h"

namespace pochin {
namespace {

// A spreadsheet takes what begins with these signs for a formula and runs it; people type the names of protocols.
bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

// From behind the opening quote; moves `at` behind the closing one.
std::string quoted(std::string_view line, std::size_t& at) {
  std::string cell;
  while (at < line.size()) {
    if (line[at] != '"') {
      cell += line[at++];
    } else if (at + 1 < line.size() && line[at + 1] == '"') {
      cell += '"';
      at += 2;
    } else {
      ++at;
      break;
    }
  }
  return cell;
}

}  // namespace

std::string_view without_mark(std::string_view text) {
  return text.starts_with(kByteOrderMark) ? text.substr(kByteOrderMark.size()) : text;
}

std::string csv_cell(std::string_view text) {
  if (looks_like_formula(text)) return csv_cell("'" + std::string(text));
  if (text.find_first_of("\";,\n\r\t") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& each : cells) {
    if (!line.empty() || &each != cells.data()) line += kCsvSeparator;
    line += csv_cell(each);
  }
  return line + "\r\n";
}

char csv_separator(std::string_view first_line) {
  const auto count = [&](char c) { return std::ranges::count(first_line, c); };
  char best = kCsvSeparator;
  for (const char other : {',', '\t'})
    if (count(other) > count(best)) best = other;
  return best;
}

std::vector<std::string> csv_cells(std::string_view line, char separator) {
  std::vector<std::string> cells;
  for (std::size_t at = 0;;) {
    while (at < line.size() && line[at] == ' ') ++at;
    std::string cell;
    if (at < line.size() && line[at] == '"') {
      ++at;
      cell = quoted(line, at);
    }
    const std::size_t end = std::min(line.find(separator, at), line.size());
    cell += trim(line.substr(at, end - at));
    cells.push_back(std::move(cell));
    if (end == line.size()) return cells;
    at = end + 1;
  }
}

}  // namespace pochin
