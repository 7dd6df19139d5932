// Widgets that hold others.
#include <cstdlib>

#include "client/ui/ui.h"
#include "shared/base/tr.h"

namespace pochin::ui {
namespace {

// The stylesheet has one class for each of these spaces (px) and each least width of a grid's column.
int16_t nearest(int wanted, std::initializer_list<int> known) {
  int best = *known.begin();
  for (const int one : known)
    if (std::abs(one - wanted) < std::abs(best - wanted)) best = one;
  return static_cast<int16_t>(best);
}
int16_t gap_of(int wanted) { return nearest(wanted, {0, 4, 8, 12, 16, 20, 24, 32, 40, 48}); }

}  // namespace

Ui::Scope Ui::header(std::string_view key, std::string_view line1, std::string_view line2, std::string_view home_href) {
  open(Role::Header, key);
  Node& brand = at(leaf(Role::Brand, "brand", tr("Почин")));
  brand.href = home_href;
  std::string region(line1);
  if (!line1.empty() && !line2.empty()) region += '\n';
  region += line2;
  leaf(Role::Region, "region", region);
  return Scope(*this);
}

Ui::Scope Ui::nav(std::string_view key, std::string_view label) {
  const int id = open_labelled(Role::Nav, key, label);
  if (inside(Role::Header)) menu_of_ = at(id).key;
  return Scope(*this);
}

Ui::Scope Ui::tools(std::string_view key) {
  open(Role::Tools, key);
  return Scope(*this);
}

Ui::Scope Ui::main(std::string_view key, PageWidth width) {
  Node& node = at(open(Role::Main, key));
  if (width == PageWidth::Column) node.flags |= kNarrowPage;
  tree_[1].target = node.key;
  return Scope(*this);
}

Ui::Scope Ui::footer(std::string_view key) {
  open(Role::Footer, key);
  return Scope(*this);
}

Ui::Scope Ui::split(std::string_view key) {
  open(Role::Split, key);
  open_inner(Role::SplitMain, ":main");
  return Scope(*this, 2);
}

Ui::Scope Ui::aside(std::string_view key, std::string_view label) {
  const bool in_split = top().role == Role::SplitMain;
  const int id = leaf(Role::Aside, key);
  Node& node = at(id);
  node.label = label;
  if (in_split) {
    // The panel lies beside the column, not in it.
    Node& column = top();
    column.children.pop_back();
    node.parent = column.parent;
    at(column.parent).children.push_back(id);
  }
  open_.push_back({id, node.key});
  return Scope(*this);
}

Ui::Scope Ui::column(std::string_view key, int gap) {
  at(open(Role::Column, key)).gap = gap_of(gap);
  return Scope(*this);
}

Ui::Scope Ui::row(std::string_view key, int gap, Justify justify) {
  Node& node = at(open(Role::Row, key));
  node.gap = gap_of(gap);
  node.justify = justify;
  return Scope(*this);
}

Ui::Scope Ui::grid(std::string_view key, int min_width) {
  at(open(Role::Grid, key)).gap = nearest(min_width, {160, 200, 240, 280, 320});
  return Scope(*this);
}

Ui::Scope Ui::section(std::string_view key, std::string_view title, int level) {
  const int id = open(Role::Section, key);
  at(id).described_by = path("title");
  heading(level, "title", title);
  return Scope(*this);
}

Ui::Scope Ui::card(std::string_view key, Tone tone, bool selected) {
  Node& node = at(open(Role::Card, key));
  node.tone = tone;
  if (selected) node.flags |= kSelected;
  return Scope(*this);
}

Ui::Scope Ui::list(std::string_view key, std::string_view label) {
  const bool lined = inside(Role::Card);
  Node& node = at(open_labelled(Role::List, key, label));
  if (lined) node.flags |= kLined;
  return Scope(*this);
}

Ui::Scope Ui::item(std::string_view key) {
  const bool lined = top().has(kLined), first = top().children.empty();
  Node& node = at(open(Role::Item, key));
  if (lined) node.flags |= kLined;
  if (first) node.flags |= kFirst;
  return Scope(*this);
}

Ui::Scope Ui::notice(std::string_view key, Tone tone, std::string_view title) {
  Node& node = at(open(Role::Notice, key));
  node.tone = tone;
  node.icon = tone == Tone::Ok ? Icon::Check : tone == Tone::Error ? Icon::Alert : Icon::Info;
  if (!title.empty()) at(leaf(Role::NoticeTitle, "title", title)).tone = tone;
  return Scope(*this);
}

Ui::Scope Ui::disclosure(std::string_view key, std::string_view summary, bool open_now, bool* toggled) {
  const int id = open(Role::Disclosure, key);
  if (open_now) at(id).flags |= kOpen;
  Node& button = at(leaf(Role::SummaryButton, "summary", summary));
  button.icon = open_now ? Icon::ChevronUp : Icon::ChevronDown;
  const bool pressed = clicked(button.key);
  if (toggled != nullptr) *toggled = pressed;
  open_inner(Role::DisclosureBody, ":body");
  return Scope(*this, 2);
}

Ui::Scope Ui::dialog(std::string_view key, std::string_view title, bool* closed) {
  const int id = open(Role::Dialog, key);
  open_inner(Role::DialogHead, ":head");
  heading(2, "title", title);
  at(id).described_by = path("title");
  Node& cross = at(leaf(Role::IconButton, "close"));
  cross.icon = Icon::Close;
  cross.label = tr("Закрыть");
  cross.flags |= kClose;
  const bool pressed = clicked(cross.key);
  if (closed != nullptr && pressed) *closed = true;
  close();
  return Scope(*this);
}

Ui::Scope Ui::sticky(std::string_view key, std::string_view label) {
  open_labelled(Role::Sticky, key, label);
  return Scope(*this);
}

Ui::Scope Ui::form(std::string_view key, std::string_view label) {
  open_labelled(Role::Form, key, label);
  return Scope(*this);
}

Ui::Scope Ui::group(std::string_view key, std::string_view legend, std::string_view hint, std::string_view error) {
  const int id = open(Role::Group, key);
  const std::string base = at(id).key;
  leaf_with_key(Role::Legend, base + ":l", legend);
  std::string described;
  if (!hint.empty()) described = at(leaf_with_key(Role::Hint, base + ":h", hint)).key;
  if (!error.empty()) {
    if (!described.empty()) described += ' ';
    described += at(leaf_with_key(Role::FieldError, base + ":e", error)).key;
    at(id).flags |= kInvalid;
  }
  at(id).described_by = described;
  return Scope(*this);
}

}  // namespace pochin::ui
