#include "client/ui/ui.h"

#include "shared/base/tr.h"

namespace pochin::ui {

Ui::Scope::~Scope() {
  if (ui_)
    for (int i = 0; i < depth_; ++i) ui_->close();
}

void Ui::begin(std::span<const Event> events) {
  tree_.clear();
  open_.clear();
  events_ = events;
  consumed_ = false;
  tree_.push_back({.role = Role::Root, .key = "app"});
  open_.push_back(0);
  Node& skip = leaf(Role::Skip, "skip", tr("К содержанию"));
  skip.href = "#main/title";
  skip.target = "main/title";
}

Tree Ui::end() {
  events_ = {};
  return std::move(tree_);
}

std::string Ui::path(std::string_view key) const {
  return open_.size() == 1 ? std::string(key) : tree_[static_cast<std::size_t>(open_.back())].key + "/" + std::string(key);
}

Node& Ui::leaf(Role role, std::string_view key, std::string_view text, uint32_t flags) {
  const int id = static_cast<int>(tree_.size()), parent = open_.back();
  Node node{.role = role, .flags = flags, .parent = parent, .key = path(key), .text = std::string(text)};
  Node& above = tree_[static_cast<std::size_t>(parent)];
  above.children.push_back(id);
  if (above.has(kCss)) node.flags |= kCss;
  tree_.push_back(std::move(node));
  return tree_.back();
}

Node& Ui::open(Role role, std::string_view key, uint32_t flags) {
  Node& node = leaf(role, key, {}, flags);
  open_.push_back(static_cast<int>(tree_.size()) - 1);
  return node;
}

const Event* Ui::take(EventKind kind, std::string_view key) {
  const Event* last = nullptr;
  for (const Event& e : events_)
    if (e.kind == kind && e.key == key) last = &e;
  if (last) consumed_ = true;
  return last;
}

// ---- the page ----

Ui::Scope Ui::header(std::string_view key, std::string_view line1, std::string_view line2, std::string_view home_href) {
  open(Role::Header, key);
  open(Role::Inside, "in");
  Node& brand = leaf(Role::Brand, "home", tr("Почин"));
  brand.href = home_href;
  brand.label = std::string(tr("Почин, на главную"));
  open(Role::BrandLines, "who");
  leaf(Role::Paragraph, "a", line1, kSecondary).size = TextSize::Small;
  leaf(Role::Paragraph, "b", line2, kSecondary).size = TextSize::Small;
  close();
  return Scope(*this, 2);
}

Ui::Scope Ui::nav(std::string_view key, std::string_view label) {
  open(Role::Nav, key).label = label;
  return Scope(*this);
}

Ui::Scope Ui::tools(std::string_view key) {
  open(Role::Tools, key);
  return Scope(*this);
}

Ui::Scope Ui::main(std::string_view key, PageWidth width) {
  open(Role::Main, key, width == PageWidth::Column ? kColumnWide : 0);
  return Scope(*this);
}

Ui::Scope Ui::footer(std::string_view key) {
  open(Role::Footer, key);
  open(Role::Inside, "in");
  return Scope(*this, 2);
}

void Ui::breadcrumbs(std::string_view key, std::span<const Link> links, std::string_view current) {
  open(Role::Nav, key, kPlain).label = std::string(tr("Где я"));
  int i = 0;
  for (const Link& each : links) {
    link("l" + std::to_string(i), each.text, each.href);
    leaf(Role::Marker, "m" + std::to_string(i++)).icon = Icon::ChevronRight;
  }
  leaf(Role::Paragraph, "here", current, kSecondary);
  close();
}

void Ui::back_link(std::string_view key, std::string_view text, std::string_view href) {
  link(key, text, href, {.icon = Icon::ChevronLeft});
}

// ---- arranging ----

Ui::Scope Ui::split(std::string_view key) {
  open(Role::Split, key);
  return Scope(*this);
}

Ui::Scope Ui::aside(std::string_view key, std::string_view label) {
  open(Role::Aside, key).label = label;
  return Scope(*this);
}

Ui::Scope Ui::column(std::string_view key, int gap) {
  open(Role::Column, key).gap = static_cast<int16_t>(gap);
  return Scope(*this);
}

Ui::Scope Ui::row(std::string_view key, int gap, Justify justify) {
  Node& n = open(Role::Row, key);
  n.gap = static_cast<int16_t>(gap);
  n.justify = justify;
  return Scope(*this);
}

Ui::Scope Ui::grid(std::string_view key, int min_width) {
  open(Role::Grid, key).least = static_cast<int16_t>(min_width);
  return Scope(*this);
}

Ui::Scope Ui::section(std::string_view key, std::string_view title, int level) {
  Node& n = open(Role::Section, key);
  n.described_by = n.key + "/title";
  heading(level, "title", title);
  return Scope(*this);
}

Ui::Scope Ui::card(std::string_view key, Tone tone, bool selected) {
  open(Role::Card, key, selected ? kSelected : 0).tone = tone;
  return Scope(*this);
}

Ui::Scope Ui::list(std::string_view key, std::string_view label) {
  bool carded = false;
  for (int at = open_.back(); at > 0; at = tree_[static_cast<std::size_t>(at)].parent)
    carded |= tree_[static_cast<std::size_t>(at)].role == Role::Card;
  open(Role::List, key, carded ? kLined : 0).label = label;
  return Scope(*this);
}

Ui::Scope Ui::item(std::string_view key) {
  const bool lined = tree_[static_cast<std::size_t>(open_.back())].has(kLined);
  open(Role::Item, key, lined ? kLined : 0);
  return Scope(*this);
}

Ui::Scope Ui::notice(std::string_view key, Tone tone, std::string_view title) {
  open(Role::Notice, key).tone = tone;
  if (!title.empty()) {
    Node& n = leaf(Role::Paragraph, "title", title, kBold);
    n.tone = tone;
    n.icon = tone == Tone::Ok ? Icon::Check : tone == Tone::Error ? Icon::Alert : tone == Tone::Warn ? Icon::Alert : Icon::Info;
  }
  return Scope(*this);
}

Ui::Scope Ui::disclosure(std::string_view key, std::string_view summary, bool open_now, bool* toggled) {
  open(Role::Disclosure, key);
  Node& n = leaf(Role::Summary, "s", summary, open_now ? kOpen : 0);
  n.icon = open_now ? Icon::ChevronUp : Icon::ChevronDown;
  n.target = path("b");
  const std::string id = n.key;
  if (take(EventKind::Click, id) && toggled) *toggled = true;
  open(Role::Column, "b", open_now ? 0 : kSpoken | kDisabled).gap = 8;
  return Scope(*this, 2);
}

Ui::Scope Ui::dialog(std::string_view key, std::string_view title, bool* closed) {
  Node& n = open(Role::Dialog, key, kCss);
  n.described_by = n.key + "/title";
  Node& cross = leaf(Role::Button, "close", tr("Закрыть"), kIconOnly | kPlain);
  cross.icon = Icon::Close;
  cross.type = "close";
  const std::string id = cross.key;
  if (take(EventKind::Click, id) && closed) *closed = true;
  heading(2, "title", title);
  return Scope(*this);
}

Ui::Scope Ui::sticky(std::string_view key, std::string_view label) {
  open(Role::Sticky, key, kCss).label = label;
  return Scope(*this);
}

Ui::Scope Ui::form(std::string_view key, std::string_view label) {
  open(Role::Form, key).label = label;
  return Scope(*this);
}

Ui::Scope Ui::group(std::string_view key, std::string_view legend, std::string_view hint, std::string_view error) {
  Node& n = open(Role::Group, key);
  const std::string id = n.key;
  std::string described;
  leaf(Role::Legend, "legend", legend);
  if (!hint.empty()) described = leaf(Role::Hint, "hint", hint).key;
  if (!error.empty()) {
    Node& e = leaf(Role::FieldError, "error", error);
    e.icon = Icon::Alert;
    described += (described.empty() ? "" : " ") + e.key;
  }
  tree_[static_cast<std::size_t>(open_.back())].described_by = described;
  return Scope(*this);
}

// ---- tables ----

Ui::Scope Ui::table(std::string_view key, std::string_view label, std::span<const Column> columns, bool wide) {
  Node& n = open(Role::Table, key, wide ? kWide : 0);
  n.label = label;
  for (const Column& c : columns) n.numbers.push_back(c.weight);
  open(Role::Rows, "rows");
  open(Role::TableRow, "head", kHead);
  int i = 0;
  for (const Column& c : columns)
    leaf(Role::ColumnHeader, "h" + std::to_string(i++), c.text, (c.number ? kNumber : 0) | (c.frozen ? kFrozen : 0));
  close();
  return Scope(*this, 2);
}

Ui::Scope Ui::table_row(std::string_view key, Tone tone) {
  open(Role::TableRow, key).tone = tone;
  return Scope(*this);
}

namespace {

const Node& header_of_next_cell(const Tree& tree, int row) {
  const Node& r = tree[static_cast<std::size_t>(row)];
  const Node& rows = tree[static_cast<std::size_t>(r.parent)];
  const Node& head = tree[static_cast<std::size_t>(rows.children.front())];
  const std::size_t at = r.children.size() < head.children.size() ? r.children.size() : head.children.size() - 1;
  return tree[static_cast<std::size_t>(head.children[at])];
}

}  // namespace

// A cell repeats the name of its column, for the cards of a phone.
Ui::Scope Ui::cell(std::string_view key) {
  const Node& header = header_of_next_cell(tree_, open_.back());
  const std::string title = header.text;
  const uint32_t flags = header.flags & (kNumber | kFrozen);
  open(Role::Cell, key, flags);
  if (!title.empty()) leaf(Role::CellTitle, "t", title);
  return Scope(*this);
}

void Ui::cell_text(std::string_view key, std::string_view text, const TextOptions& o) {
  auto scope = cell(key);
  paragraph("v", text, o);
  if (tree_[static_cast<std::size_t>(open_.back())].has(kNumber)) tree_.back().flags |= kNumber;
}

void Ui::table_divider(std::string_view key, std::string_view text, Tone tone) {
  open(Role::TableRow, key, kOpen).tone = tone;
  leaf(Role::Divider, "t", text).tone = tone;
  close();
}

// ---- facts ----

Ui::Scope Ui::facts(std::string_view key) {
  open(Role::Facts, key);
  return Scope(*this);
}

void Ui::fact(std::string_view key, std::string_view term, std::string_view value, const TextOptions& o) {
  open(Role::Fact, key);
  leaf(Role::Term, "t", term);
  Node& v = leaf(Role::Value, "v", value, (o.bold ? kBold : 0) | (o.secondary ? kSecondary : 0));
  v.tone = o.tone;
  v.icon = o.icon;
  v.size = o.size;
  close();
}

void Ui::fact_link(std::string_view key, std::string_view term, std::string_view value, std::string_view action,
                   std::string_view href, std::string_view error) {
  open(Role::Fact, key, kLined);
  leaf(Role::Term, "t", term);
  open(Role::Value, "d");
  leaf(Role::Paragraph, "v", value);
  if (!error.empty()) {
    Node& e = leaf(Role::Paragraph, "e", error, kBold);
    e.tone = Tone::Error;
    e.icon = Icon::Alert;
  }
  if (!action.empty()) {
    Node& l = leaf(Role::Link, "a", action);
    l.href = href;
    l.label = std::string(action) + ": " + std::string(term);
  }
  close();
  close();
}

}  // namespace pochin::ui
