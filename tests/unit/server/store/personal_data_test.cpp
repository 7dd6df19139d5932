// The list of columns that name a person, against the schema as the migrations make it.
#include "server/store/personal_data.h"

#include <catch2/catch_test_macros.hpp>
#include <regex>
#include <set>

#include "server/store/contacts.h"
#include "server/store/store.h"
#include "tests/unit/server/store/scratch.h"

using namespace pochin;
using namespace pochin::server;

namespace {

using Column = std::pair<std::string, std::string>;

std::vector<Column> pairs(Store& store, const std::string& sql) {
  auto read = store.read([&](Db& db) -> Result<std::vector<Column>> {
    return db.all(sql, [](const Row& row) { return Column{row.text(0), row.text(1)}; });
  });
  REQUIRE(read);
  return *read;
}

std::unique_ptr<Store> opened(const Scratch& scratch) {
  auto store = Store::open({.path = scratch.file("pochin.db")});
  REQUIRE(store.has_value());
  return std::move(*store);
}

// Columns whose names say that a person may stand in them, though no key says so.
bool sounds_like_a_person(const Column& column) {
  static const std::regex kPerson(
      "(.*_)?(name|author|actor|voter|voters|subject|oid|by|note|organisations|facts|device|snils_key|answers)|person."
      "*");
  static const std::set<Column> kThings{{"territories", "name"},
                                        {"files", "name"},
                                        {"installation", "name"},
                                        {"schema_steps", "name"},
                                        {"address_objects", "name"}};
  return std::regex_match(column.second, kPerson) && !kThings.contains(column);
}

bool listed(const Column& column) {
  return std::ranges::any_of(personal_columns(), [&](const PersonalColumn& each) {
    return each.table == column.first && each.column == column.second;
  });
}

}  // namespace

TEST_CASE("every column that names a person is in the list, and the list names none that is not there") {
  const Scratch scratch;
  const auto store = opened(scratch);
  const auto all = pairs(*store,
                         "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
                         "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'");
  const auto keys = pairs(*store,
                          "SELECT m.name, f.\"from\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f "
                          "WHERE m.type = 'table' AND f.\"table\" = 'people'");
  REQUIRE(keys.size() > 20);
  for (const Column& column : keys) {
    INFO(column.first << "." << column.second << " refers to a person: add it to server/store/personal_data.cpp");
    CHECK(listed(column));
  }
  for (const Column& column : all) {
    INFO(column.first << "." << column.second << " sounds like a person: add it to server/store/personal_data.cpp");
    CHECK((!sounds_like_a_person(column) || listed(column)));
  }
  for (const PersonalColumn& each : personal_columns()) {
    INFO(each.table << "." << each.column);
    CHECK(std::ranges::find(all, Column{each.table, each.column}) != all.end());
  }
}

TEST_CASE("of each column it is said what erasure does, by which law it stays, and where the export shows it") {
  for (const PersonalColumn& each : personal_columns()) {
    INFO(each.table << "." << each.column);
    CHECK((!each.exported.empty() || !each.why.empty()));
    if (each.erased == Erased::kept) CHECK_FALSE(each.why.empty());
    if (each.erased == Erased::kept && each.names != Names::key) CHECK_FALSE(each.what.empty());
  }
}

TEST_CASE("a text that outlives its author has no phone and no address of mail in it") {
  CHECK(without_contacts("Звоните: +7 (900) 123-45-67, спасибо") == "Звоните: …, спасибо");
  CHECK(without_contacts("8 900 1234567") == "…");
  CHECK(without_contacts("пишите ivan@example.org до 5 мая") == "пишите … до 5 мая");
  for (const char* kept : {"Дом 5, кв. 12, 1 200 000 руб.", "2026-11-30", "скамейка @ у пруда", ""})
    CHECK(without_contacts(kept) == kept);
}
