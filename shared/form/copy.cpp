#include "shared/form/copy.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/form/check_value.h"
#include "shared/form/parts.h"

namespace pochin::form {
namespace {

bool is_choice(const Field& field) { return field.kind == Kind::choice || field.kind == Kind::choices; }

bool one_line(const Field& field) {
  switch (field.kind) {
    case Kind::text:
    case Kind::long_text:
    case Kind::territory:
    case Kind::phone:
    case Kind::email:
    case Kind::link:
    case Kind::inn:
    case Kind::ogrn:
      return true;
    default:
      return field.kind == Kind::person && field.parts.empty();
  }
}

bool takes(const Field& now, const Field& before) {
  if (is_choice(now) && is_choice(before)) return true;
  if (now.kind == Kind::text || now.kind == Kind::long_text) return one_line(before);
  if (now.kind == Kind::decimal && before.kind == Kind::integer) return true;
  return now.kind == before.kind && now.parts.empty() == before.parts.empty();
}

const Field* heir(const std::vector<const Field*>& fields, const Field& before) {
  const auto by_name = [&](const Field* now) { return std::ranges::find(now->was, before.id) != now->was.end(); };
  auto found = std::ranges::find_if(fields, by_name);
  if (found == fields.end()) found = std::ranges::find(fields, before.id, &Field::id);
  return found == fields.end() ? nullptr : *found;
}

class Copier {
 public:
  explicit Copier(Copied& to) : to_(to) {}

  // Nothing when the field takes no answers of that one; the note is made.
  const Field* target(const std::vector<const Field*>& fields, const Field& before, const Field* table = nullptr) {
    const Field* now = heir(fields, before);
    if (now && (now->privacy == Privacy::staff || !now->answerable())) now = nullptr;
    if (!now) {
      drop(before, table, "gone", tr("В новой форме такого поля нет"));
    } else if (!takes(*now, before)) {
      drop(before, table, "other_kind", tr("В новой форме это поле заполняют иначе"));
      return nullptr;
    } else if (now->fresh) {
      drop(before, table, "fresh", tr("В новой заявке это заполняют заново"));
      return nullptr;
    }
    return now;
  }

  std::string text(const Field& before, const Field& now, const std::string& old, const Field* old_table,
                   const Field* new_table) {
    std::string text = is_choice(now) ? options(before, now, old, old_table, new_table) : old;
    if (!pochin::is_blank(text))
      if (const auto wrong = check_value(now, text, {.submit = false}))
        change(now, new_table, wrong->code, wrong->message);
    return text;
  }

  void taken(const Field& before) {
    drop(before, nullptr, "taken", tr("В новой форме это поле уже заполнено другим ответом"));
  }

  void files(const Field& now, const Files& files) {
    if (const auto wrong = check_files(now, files, false)) change(now, nullptr, wrong->code, wrong->message);
  }

  Rows rows(const Field& before, const Field& now, const Rows& old) {
    std::vector<const Field*> columns;
    for (const Field& column : now.columns) columns.push_back(&column);
    Rows rows;
    for (const Row& row : old) rows.push_back({row.id, {}});
    for (const Field& column : before.columns) {
      const auto typed = [&](const Row& row) {
        const auto cell = row.cells.find(column.id);
        return cell != row.cells.end() && !pochin::is_blank(cell->second);
      };
      if (!column.answerable() || column.privacy == Privacy::staff || std::ranges::none_of(old, typed)) continue;
      const Field* to = target(columns, column, &before);
      if (!to) continue;
      for (std::size_t i = 0; i < old.size(); ++i)
        if (typed(old[i])) {
          std::string cell = text(column, *to, old[i].cells.find(column.id)->second, &before, &now);
          if (!cell.empty()) rows[i].cells.insert_or_assign(to->id, std::move(cell));
        }
    }
    std::erase_if(rows, [](const Row& row) { return is_blank(row); });
    return rows;
  }

 private:
  static CopyNote note(const Field& field, const Field* table, std::string_view code, std::string_view why) {
    return {table ? table->id : field.id, table ? field.id : "", std::string(code), std::string(why)};
  }
  static void once(std::vector<CopyNote>& notes, CopyNote note) {
    if (std::ranges::find(notes, note) == notes.end()) notes.push_back(std::move(note));
  }
  void drop(const Field& field, const Field* table, std::string_view code, std::string_view why) {
    once(to_.dropped, note(field, table, code, why));
  }
  void change(const Field& field, const Field* table, std::string_view code, std::string_view why) {
    once(to_.changed, note(field, table, code, why));
  }

  std::string options(const Field& before, const Field& now, const std::string& old, const Field* old_table,
                      const Field* new_table) {
    std::string codes;
    int64_t count = 0;
    for (const std::string_view code : lines_of(old)) {
      const Option* was = before.option(code);
      const auto title = was ? std::string_view(was->title) : code;
      const Option* same = now.option(code);
      const auto renamed = std::ranges::find_if(
          now.options, [&](const Option& each) { return std::ranges::find(each.was, code) != each.was.end(); });
      if (!same && renamed == now.options.end()) {
        drop(before, old_table, "no_option", tr("Варианта «{}» больше нет. Выберите другой", title));
        continue;
      }
      if (!same)
        change(now, new_table, "renamed_option", tr("Было «{}», стало «{}». Проверьте выбор", title, renamed->title));
      const std::string before_it = codes;
      codes = with_choice(now, codes, same ? code : std::string_view(renamed->code), true);
      if (codes != before_it) ++count;
    }
    if (now.kind != Kind::choice || count < 2) return codes;
    drop(before, old_table, "other_kind", tr("Теперь можно выбрать только один вариант"));
    return {};
  }

  Copied& to_;
};

}  // namespace

Copied copy(const Form& old_form, const Answers& old_answers, const Form& new_form) {
  Copied copied;
  Copier copier(copied);
  std::vector<const Field*> fields;
  for (const Section* section : new_form.sections())
    for (const Field& field : section->fields) fields.push_back(&field);
  for (const Section* section : old_form.sections())
    for (const Field& before : section->fields) {
      if (!before.answerable() || before.privacy == Privacy::staff || is_blank(old_answers, before.id)) continue;
      const Field* now = copier.target(fields, before);
      if (!now) continue;
      const Answer& old = old_answers.find(before.id)->second;
      Answer answer = old;
      if (const auto* rows = std::get_if<Rows>(&old)) {
        answer = copier.rows(before, *now, *rows);
      } else if (const auto* files = std::get_if<Files>(&old)) {
        copier.files(*now, *files);
      } else {
        answer = copier.text(before, *now, std::get<std::string>(old), nullptr, nullptr);
      }
      if (!is_blank(answer) && !copied.answers.try_emplace(now->id, std::move(answer)).second) copier.taken(before);
    }
  return copied;
}

}  // namespace pochin::form
