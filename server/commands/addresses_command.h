// `pochin addresses import --config FILE EXTRACT`: takes in an extract of the address register (ГАР) in place of the
// one before, so that the address code of ЕСИА leads to a municipality. EXTRACT is either
//   JSON Lines: {"guid": "…", "parent": "…", "oktmo": "86500411101", "name": "с. Заречье"} a line, or
//   CSV as spreadsheets save it, whose first line names the columns guid, parent, oktmo and name in any order: between
//   them semicolons, commas or tabs, in quotes or not, with or without a mark at the beginning and empty cells behind.
// "guid" is the OBJECTGUID of an object, "parent" that of the object around it in the municipal hierarchy, "oktmo" 8 or
// 11 digits; an object without a code has that of the one around it. "parent", "oktmo" and "name" may be empty.
// One broken line refuses the whole file and is named. 0 = done, 1 = refused, 2 = wrong call.
#pragma once
#include <iosfwd>
#include <span>
#include <string>

namespace pochin::server {

int addresses_command(std::span<const std::string> arguments, std::ostream& out, std::ostream& err);
int addresses_command(std::span<const std::string> arguments);

}  // namespace pochin::server
