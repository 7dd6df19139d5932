// Every column that names a person: what the export «мои данные» shows of it, and what erasure does with it or by which
// law it stays (152-ФЗ, articles 14 and 21). A test reads the schema and finds each such column here: a new table
// that names people is added to this list or does not pass. Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/base/json.h"

namespace pochin::server {

// How the column names somebody.
enum class Names : std::uint8_t {
  person,  // people.id
  wire,    // "p12"
  text,    // a name, a note, a document: only together with its row
  key      // a keyed hash: nobody can be found by it without the key
};

enum class Erased : std::uint8_t {
  gone,  // the row is deleted
  cut,   // the row stays and names nobody any more
  kept   // by the law that is named
};

struct PersonalColumn {
  std::string_view table, column;
  Names names = Names::person;
  Erased erased = Erased::kept;
  std::string_view what = {};      // of what is kept, in the words of «что останется»
  std::string_view why = {};       // the law it is kept by, or why the export does not show it
  std::string_view exported = {};  // the member of GET /api/v1/me/data; empty: `why` says why not
};
std::span<const PersonalColumn> personal_columns();

// What else names the person besides applications, ideas, roles and sessions, by the name of the export's member.
Json other_traces(Db& db, std::int64_t person);
// What would stay after an erasure: {"what", "why"}, each once, of what there really is.
struct Kept {
  std::string what, why;
  bool operator==(const Kept&) const = default;
};
std::vector<Kept> kept_after_erasure(Db& db, std::int64_t person);

}  // namespace pochin::server
