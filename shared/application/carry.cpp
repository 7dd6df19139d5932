// Which answers of one form fit into another.
#include <algorithm>

#include "shared/application/convert.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::application {
namespace {

using form::Field;
using form::Kind;

bool is_text(Kind kind) {
  return kind == Kind::text || kind == Kind::long_text || kind == Kind::person || kind == Kind::territory;
}

// Whether every value of the old kind can be read as the new one.
bool compatible(const Field& from, const Field& to) {
  if (from.kind == to.kind) return from.answerable();
  if (from.kind == Kind::text && to.kind == Kind::choice) return true;  // if it is one of the options
  if (from.kind == Kind::integer) return to.kind == Kind::decimal || to.kind == Kind::money;
  return is_text(from.kind) && (to.kind == Kind::text || to.kind == Kind::long_text);
}

bool is_staff(const form::Form& form, const Field& field) {
  const form::Section* section = form.section_of(field.id);
  return field.privacy == form::Privacy::staff || (section && section->privacy == form::Privacy::staff);
}

// "" = the text fits.
std::string_view misfit(const Field& to, const std::string& text) {
  if (to.kind == Kind::choice && !to.option(text)) return tr("такого варианта больше нет");
  const auto length = static_cast<int64_t>(count_code_points(text));
  if (to.max_length > 0 && length > to.max_length) return tr("теперь можно написать короче");
  return {};
}

std::string_view misfit(const Field& to, const form::FileRef& file, std::size_t taken) {
  const std::size_t dot = file.name.rfind('.');
  const std::string extension = dot == std::string::npos ? "" : to_lower(std::string_view(file.name).substr(dot + 1));
  if (!to.extensions.empty() && std::ranges::find(to.extensions, extension) == to.extensions.end())
    return tr("файлы этого вида больше не принимают");
  if (to.max_bytes > 0 && file.size > to.max_bytes) return tr("файл больше, чем теперь можно");
  if (to.max_files > 0 && static_cast<int64_t>(taken) >= to.max_files) return tr("файлов больше, чем теперь можно");
  return {};
}

class Carrier {
 public:
  Carrier(const form::Answers& answers, const form::Form& to) : answers_(answers), to_(to) {}

  void field(const Field& field, std::string_view into) {
    const auto answer = answers_.find(field.id);
    if (answer == answers_.end() || form::is_blank(answer->second)) return;
    const Field* to = to_.field(into);
    if (!to || is_staff(to_, *to)) return drop(field.id, field.label, tr("в новой форме такого поля нет"));
    if (!compatible(field, *to)) return drop(field.id, field.label, tr("в новой форме это поле другого вида"));
    if (const auto* text = std::get_if<std::string>(&answer->second)) {
      if (const auto why = misfit(*to, *text); !why.empty()) return drop(field.id, field.label, why);
      out_.answers.insert_or_assign(to->id, *text);
    } else if (const auto* files = std::get_if<form::Files>(&answer->second)) {
      take_files(field, *to, *files);
    } else if (const auto* rows = std::get_if<form::Rows>(&answer->second)) {
      take_rows(field, *to, *rows);
    }
  }

  Carried done() && { return std::move(out_); }

 private:
  void drop(std::string path, std::string label, std::string_view reason) {
    Dropped made{std::move(path), std::move(label), std::string(reason)};
    if (std::ranges::find(out_.dropped, made) == out_.dropped.end()) out_.dropped.push_back(std::move(made));
  }

  void take_files(const Field& field, const Field& to, const form::Files& files) {
    form::Files taken;
    for (const form::FileRef& file : files) {
      if (const auto why = misfit(to, file, taken.size()); !why.empty())
        drop(field.id, tr("{}: {}", field.label, file.name), why);
      else
        taken.push_back(file);
    }
    if (!taken.empty()) out_.answers.insert_or_assign(to.id, std::move(taken));
  }

  void take_rows(const Field& field, const Field& to, const form::Rows& rows) {
    form::Rows taken;
    for (const form::Row& row : rows) {
      if (form::is_blank(row)) continue;
      if (to.max_rows > 0 && static_cast<int64_t>(taken.size()) >= to.max_rows) {
        drop(field.id, field.label, tr("строк больше, чем теперь можно"));
        break;
      }
      form::Row copy{row.id, {}};
      for (const auto& [id, cell] : row.cells)
        if (!is_blank(cell) && take_cell(field, to, id, cell)) copy.cells.emplace(id, cell);
      if (!copy.cells.empty()) taken.push_back(std::move(copy));
    }
    if (!taken.empty()) out_.answers.insert_or_assign(to.id, std::move(taken));
  }

  bool take_cell(const Field& table, const Field& to, const std::string& id, const std::string& cell) {
    const Field *column = table.column(id), *into = to.column(id);
    std::string_view why;
    if (!column || !into)
      why = tr("в новой таблице такого столбца нет");
    else if (!compatible(*column, *into))
      why = tr("в новой таблице этот столбец другого вида");
    else
      why = misfit(*into, cell);
    if (why.empty()) return true;
    drop(table.id + "/" + id, tr("{}: {}", table.label, column ? column->label : id), why);
    return false;
  }

  const form::Answers& answers_;
  const form::Form& to_;
  Carried out_;
};

}  // namespace

Carried carry(const form::Form& from, const form::Answers& answers, const form::Form& to,
              const std::vector<Conversion::FieldMap>& fields) {
  Carrier carrier(answers, to);
  for (const form::Section* section : from.sections())
    for (const Field& field : section->fields) {
      if (field.privacy == form::Privacy::staff) continue;
      const auto mapped = std::ranges::find(fields, field.id, &Conversion::FieldMap::from);
      carrier.field(field, mapped == fields.end() ? std::string_view(field.id) : std::string_view(mapped->to));
    }
  return std::move(carrier).done();
}

}  // namespace pochin::application
