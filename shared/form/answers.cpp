#include "shared/form/answers.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/form/schema.h"

namespace pochin::form {
namespace {

using Json = nlohmann::json;

// Nobody types more by hand; above it a request is an attack or a mistake.
constexpr std::size_t kMostBytes = 200'000;
constexpr std::size_t kMostRows = 1'000;
constexpr std::size_t kMostFiles = 200;
constexpr std::size_t kMostIdBytes = 64;
constexpr int64_t kMostFileBytes = int64_t{1} << 50;

template <class Wanted>
const Wanted& get_or_empty(const Answers& answers, std::string_view field) {
  static const Wanted empty{};
  const auto found = answers.find(field);
  if (found == answers.end()) return empty;
  const auto* value = std::get_if<Wanted>(&found->second);
  return value ? *value : empty;
}

// Ids come from the client and go into paths and file names: nothing but letters, digits, "-" and "_".
bool is_id(std::string_view id) {
  return !id.empty() && id.size() <= kMostIdBytes && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

Result<std::string> text_from(const Json& json, const std::string& path) {
  if (!json.is_string()) return fail("wrong_type", std::string(tr("Здесь ожидается текст")), path);
  const auto& text = json.get_ref<const std::string&>();
  if (text.size() > kMostBytes) return fail("too_long", std::string(tr("Слишком длинный текст")), path);
  return text;
}

Result<std::string> id_from(const Json& json, const std::string& path) {
  const auto found = json.find("id");
  if (found == json.end() || !found->is_string() || !is_id(found->get_ref<const std::string&>()))
    return fail("bad_id", std::string(tr("Нужен идентификатор из латинских букв, цифр, «-» и «_»")), path + "/id");
  return found->get<std::string>();
}

Result<Row> row_from(const Field& table, const Json& json, const std::string& path) {
  if (!json.is_object()) return fail("wrong_type", std::string(tr("Здесь ожидается строка таблицы")), path);
  auto id = id_from(json, path);
  if (!id) return std::unexpected(id.error());
  Row row{std::move(*id), {}};
  for (const auto& [key, value] : json.items()) {
    if (key == "id") continue;
    const std::string place = table.id + "/" + row.id + "/" + key;
    if (!table.column(key)) return fail("unknown_field", std::string(tr("В таблице нет такого столбца")), place);
    auto text = text_from(value, place);
    if (!text) return std::unexpected(text.error());
    row.cells.emplace(key, std::move(*text));
  }
  return row;
}

Result<FileRef> file_from(const Json& json, const std::string& path) {
  if (!json.is_object()) return fail("wrong_type", std::string(tr("Здесь ожидается файл")), path);
  auto id = id_from(json, path);
  if (!id) return std::unexpected(id.error());
  FileRef file{std::move(*id), {}, {}, 0};
  for (const auto& [key, value] : json.items()) {
    const std::string place = path + "/" + key;
    if (key == "id") continue;
    if (key == "size") {
      const int64_t size = value.is_number_integer() ? value.get<int64_t>() : -1;
      if (size < 0 || size > kMostFileBytes)
        return fail("wrong_type", std::string(tr("Размер файла — целое число байтов")), place);
      file.size = size;
    } else if (key == "name" || key == "type") {
      auto text = text_from(value, place);
      if (!text) return std::unexpected(text.error());
      (key == "name" ? file.name : file.type) = std::move(*text);
    } else {
      return fail("unknown_field", std::string(tr("У файла нет такого свойства")), place);
    }
  }
  return file;
}

template <class Item, class Read>
Result<std::vector<Item>> list_from(const Field& field, const Json& json, std::size_t most, Read read) {
  if (!json.is_array()) return fail("wrong_type", std::string(tr("Здесь ожидается список")), field.id);
  if (json.size() > most) return fail("too_many", tr("Не больше {} строк", most), field.id);
  std::vector<Item> items;
  for (std::size_t i = 0; i < json.size(); ++i) {
    auto item = read(json[i], field.id + "/" + std::to_string(i));
    if (!item) return std::unexpected(item.error());
    if (std::ranges::find(items, item->id, &Item::id) != items.end())
      return fail("duplicate_id", std::string(tr("Две строки с одним идентификатором")), field.id + "/" + item->id);
    items.push_back(std::move(*item));
  }
  return items;
}

}  // namespace

const std::string& text_of(const Answers& answers, std::string_view field) {
  return get_or_empty<std::string>(answers, field);
}

const Rows& rows_of(const Answers& answers, std::string_view field) { return get_or_empty<Rows>(answers, field); }

const Files& files_of(const Answers& answers, std::string_view field) { return get_or_empty<Files>(answers, field); }

const std::string& text_at(const Answers& answers, std::string_view path) {
  static const std::string empty;
  const FieldPath parts = split_path(path);
  if (parts.row.empty()) return text_of(answers, parts.field);
  for (const Row& row : rows_of(answers, parts.field)) {
    if (row.id != parts.row) continue;
    const auto cell = row.cells.find(parts.column);
    return cell == row.cells.end() ? empty : cell->second;
  }
  return empty;
}

bool is_blank(const Row& row) {
  return std::ranges::all_of(row.cells, [](const auto& cell) { return pochin::is_blank(cell.second); });
}

bool is_blank(const Answer& answer) {
  if (const auto* text = std::get_if<std::string>(&answer)) return pochin::is_blank(*text);
  if (const auto* rows = std::get_if<Rows>(&answer))
    return std::ranges::all_of(*rows, [](const Row& row) { return is_blank(row); });
  return std::get<Files>(answer).empty();
}

bool is_blank(const Answers& answers, std::string_view field) {
  const auto found = answers.find(field);
  return found == answers.end() || is_blank(found->second);
}

Result<Answer> answer_from_json(const Field& field, const Json& json) {
  if (field.kind == Kind::table) {
    auto rows = list_from<Row>(field, json, kMostRows,
                               [&](const Json& item, const std::string& path) { return row_from(field, item, path); });
    if (!rows) return std::unexpected(rows.error());
    return Answer(std::move(*rows));
  }
  if (field.kind == Kind::files) {
    auto files = list_from<FileRef>(field, json, kMostFiles, file_from);
    if (!files) return std::unexpected(files.error());
    return Answer(std::move(*files));
  }
  auto text = text_from(json, field.id);
  if (!text) return std::unexpected(text.error());
  return Answer(std::move(*text));
}

Result<Answers> answers_from_json(const Form& form, const Json& json) {
  if (!json.is_object()) return fail("wrong_type", std::string(tr("Ожидается объект с ответами")));
  Answers answers;
  for (const auto& [id, value] : json.items()) {
    const Field* field = form.field(id);
    if (!field || !field->answerable()) return fail("unknown_field", tr("В форме нет поля «{}»", id), id);
    auto answer = answer_from_json(*field, value);
    if (!answer) return std::unexpected(answer.error());
    answers.emplace(id, std::move(*answer));
  }
  return answers;
}

Json to_json(const Answer& answer) {
  if (const auto* text = std::get_if<std::string>(&answer)) return *text;
  Json list = Json::array();
  if (const auto* rows = std::get_if<Rows>(&answer)) {
    for (const Row& row : *rows) {
      Json item = {{"id", row.id}};
      for (const auto& [column, text] : row.cells) item[column] = text;
      list.push_back(std::move(item));
    }
    return list;
  }
  for (const FileRef& file : std::get<Files>(answer))
    list.push_back({{"id", file.id}, {"name", file.name}, {"type", file.type}, {"size", file.size}});
  return list;
}

Json to_json(const Answers& answers) {
  Json object = Json::object();
  for (const auto& [id, answer] : answers) object[id] = to_json(answer);
  return object;
}

void merge(Answers& answers, const Answers& set, const std::vector<std::string>& unset) {
  for (const auto& [id, answer] : set) answers.insert_or_assign(id, answer);
  for (const std::string& id : unset) answers.erase(id);
}

}  // namespace pochin::form
