// Tables and lists of facts.
#include "client/ui/ui.h"

namespace pochin::ui {

Ui::Scope Ui::table(std::string_view key, std::string_view label, std::span<const Column> columns, bool wide) {
  const std::string base = path(key);
  int depth = 2;
  if (wide) {
    const int scroll = leaf_with_key(Role::TableScroll, base + ":scroll");
    at(scroll).label = label;
    open_.push_back({scroll, base});
    ++depth;
  }
  const int id = leaf_with_key(Role::Table, base);
  at(id).label = label;
  open_.push_back({id, base});
  tables_.push_back({.columns = {columns.begin(), columns.end()}, .wide = wide});
  open_inner(Role::Rows, ":head");
  top().flags |= kHead;
  open_inner(Role::TableRow, ":titles");
  top().flags |= kHead;
  int index = 0;
  for (const Column& column : columns) {
    Node& cell = at(leaf_with_key(Role::HeaderCell, base + ":c" + std::to_string(index), column.text));
    cell.type = "col";
    cell.amount = static_cast<int16_t>(column.weight);
    if (column.number) cell.flags |= kNumber;
    if (column.frozen) cell.flags |= kFrozen;
    if (index++ == 0) cell.flags |= kFirst;
  }
  close();
  close();
  open_inner(Role::Rows, ":body");
  return Scope(*this, depth);
}

Ui::Scope Ui::table_row(std::string_view key, Tone tone) {
  at(open(Role::TableRow, key)).tone = tone;
  if (!tables_.empty()) tables_.back().next_column = 0;
  return Scope(*this);
}

// The first cell of a row names it. On a phone the others show their column's title, which is read from the table
// there.
Node& Ui::new_cell(std::string_view key) {
  Column column;
  int index = 0;
  bool wide = false;
  if (!tables_.empty()) {
    TableState& table = tables_.back();
    index = table.next_column++;
    wide = table.wide;
    if (static_cast<size_t>(index) < table.columns.size()) column = table.columns[static_cast<size_t>(index)];
  }
  const int id = open(index == 0 ? Role::HeaderCell : Role::Cell, key);
  Node& cell = at(id);
  if (index == 0) {
    cell.type = "row";
    cell.flags |= kFirst;
  }
  if (column.number) cell.flags |= kNumber;
  if (column.frozen) cell.flags |= kFrozen;
  if (!wide && index > 0 && !column.text.empty()) leaf_with_key(Role::CellLabel, cell.key + ":t", column.text);
  return at(id);
}

Ui::Scope Ui::cell(std::string_view key) {
  new_cell(key);
  return Scope(*this);
}

void Ui::cell_text(std::string_view key, std::string_view text, const TextOptions& options) {
  const Node& cell = new_cell(key);
  Node& node = at(leaf_with_key(Role::CellText, cell.key + ":v", text));
  node.tone = options.tone;
  node.size = options.size;
  node.icon = options.icon;
  if (options.bold) node.flags |= kBold;
  if (options.secondary) node.flags |= kSecondary;
  node.flags |= top().flags & kNumber;
  close();
}

void Ui::table_divider(std::string_view key, std::string_view text, Tone tone) {
  const int id = open(Role::TableRow, key);
  at(id).flags |= kSelected;
  at(id).tone = tone;
  Node& cell = at(leaf(Role::Divider, "text", text));
  cell.tone = tone;
  cell.most = static_cast<int16_t>(tables_.empty() ? 1 : tables_.back().columns.size());
  close();
}

Ui::Scope Ui::facts(std::string_view key) {
  open(Role::Facts, key);
  return Scope(*this);
}

void Ui::fact(std::string_view key, std::string_view term, std::string_view value, const TextOptions& options) {
  const bool first = top().children.empty();
  const int id = open(Role::Fact, key);
  if (first) at(id).flags |= kFirst;
  leaf(Role::Term, "term", term);
  Node& node = at(leaf(Role::Value, "value", value));
  node.tone = options.tone;
  node.icon = options.icon;
  if (options.bold) node.flags |= kBold;
  if (options.secondary) node.flags |= kSecondary;
  close();
}

void Ui::fact_link(std::string_view key, std::string_view term, std::string_view value, std::string_view action,
                   std::string_view href, std::string_view error) {
  const bool first = top().children.empty();
  const int id = open(Role::Fact, key);
  if (first) at(id).flags |= kFirst;
  leaf(Role::Term, "term", term);
  open(Role::Value, "value");
  leaf(Role::CellText, "text", value);
  if (!error.empty()) leaf(Role::FieldError, "error", error);
  close();
  open(Role::Value, "act");
  top().flags |= kButtonLike;
  anchor("link", action, href, {});
  Node& made = at(top().children.back());
  made.label = std::string(action) + ": " + std::string(term);
  close();
  close();
}

}  // namespace pochin::ui
