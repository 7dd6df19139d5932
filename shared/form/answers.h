// What the applicant has typed. Numbers, sums and dates stay the text that was typed: nothing is lost by a half-typed
// value, and the engine reads them once for each check (environment.h).
//
// An answer of several parts is one text too, so that drafts, changes and conflicts know only texts, rows and files.
// Its parts are lines, in a fixed order that does not depend on which of them the field asks; empty lines at the end
// are left out:
//   period        from, to                            "01.05.2027\n30.08.2027"
//   person        surname, name, patronymic, born     "Ёлкин\nПётр\n\n12.04.1990"; one line when it has no parts
//   address       settlement, street, index, ОКТМО    "с. Заречье\nул. Лесная, 1\n186000"
//   organisation  name, ИНН, ОГРН                     "ООО «Берег»\n7707083893\n1027700132195"
//   choices       codes of options                    "roads\nlight"
//   point         latitude and longitude              "61.784912, 34.346908"
//   line, area    a point in each line; an area closes itself
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/result.h"

namespace pochin::form {

struct Form;
struct Field;

struct Row {
  std::string id;  // given by the client, lives as long as the row
  std::map<std::string, std::string, std::less<>> cells;
  bool operator==(const Row&) const = default;
};

struct FileRef {
  std::string id;
  std::string name;
  std::string type;
  int64_t size = 0;
  bool operator==(const FileRef&) const = default;
};

using Rows = std::vector<Row>;
using Files = std::vector<FileRef>;
using Answer = std::variant<std::string, Rows, Files>;
using Answers = std::map<std::string, Answer, std::less<>>;

// The value or an empty one when there is none or it is of another shape.
const std::string& text_of(const Answers& answers, std::string_view field);
const Rows& rows_of(const Answers& answers, std::string_view field);
const Files& files_of(const Answers& answers, std::string_view field);
// The text at "field" or "table/row/column".
const std::string& text_at(const Answers& answers, std::string_view path);

// Blank text, no files, or rows whose cells are all blank.
bool is_blank(const Row& row);
bool is_blank(const Answer& answer);
bool is_blank(const Answers& answers, std::string_view field);

// The shape is read by the field's kind. Error.field is the path of what is wrong ("legal_payers/r1/sum").
Result<Answer> answer_from_json(const Field& field, const nlohmann::json& json);
// Unknown fields and computed ones are refused.
Result<Answers> answers_from_json(const Form& form, const nlohmann::json& json);
nlohmann::json to_json(const Answer& answer);
nlohmann::json to_json(const Answers& answers);

// Takes what PATCH …/answers carries. Fields in `unset` go away.
void merge(Answers& answers, const Answers& set, const std::vector<std::string>& unset);

}  // namespace pochin::form
