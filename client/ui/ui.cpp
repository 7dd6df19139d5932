// The frame of a description: keys, nesting, events.
#include "client/ui/ui.h"

#include <utility>

#include "shared/base/tr.h"

namespace pochin::ui {

Ui::Scope::~Scope() {
  if (ui_ == nullptr) return;
  for (int i = 0; i < depth_; ++i) ui_->close();
}

void Ui::begin(std::span<const Event> events) {
  tree_.clear();
  open_.clear();
  tables_.clear();
  menu_of_.clear();
  events_ = events;
  consumed_ = false;
  tree_.push_back({.role = Role::Root, .key = "app"});
  open_.push_back({0, ""});
  Node& skip = at(leaf_with_key(Role::Skip, "skip", tr("К\u00A0содержанию")));
  skip.target = "main";
}

Tree Ui::end() {
  open_.clear();
  return std::exchange(tree_, {});
}

std::string Ui::path(std::string_view key) const {
  std::string out = open_.back().prefix;
  if (!out.empty()) out += '/';
  out += key;
  return out;
}

int Ui::leaf_with_key(Role role, std::string full_key, std::string_view text) {
  const int id = static_cast<int>(tree_.size()), parent = open_.back().node;
  tree_.push_back({.role = role, .parent = parent, .key = std::move(full_key), .text = std::string(text)});
  at(parent).children.push_back(id);
  return id;
}

int Ui::leaf(Role role, std::string_view key, std::string_view text) { return leaf_with_key(role, path(key), text); }

int Ui::open(Role role, std::string_view key) {
  const int id = leaf(role, key);
  open_.push_back({id, at(id).key});
  return id;
}

int Ui::open_labelled(Role role, std::string_view key, std::string_view label) {
  const int id = open(role, key);
  at(id).label = label;
  return id;
}

int Ui::open_inner(Role role, std::string_view suffix) {
  std::string prefix = open_.back().prefix;
  const int id = leaf_with_key(role, prefix + std::string(suffix));
  open_.push_back({id, std::move(prefix)});
  return id;
}

void Ui::close() {
  const Role role = top().role;
  // On a phone the navigation opens from a button at the end of the tools.
  if (role == Role::Tools && !menu_of_.empty()) {
    Node& menu = at(leaf_with_key(Role::MenuButton, menu_of_ + ":m"));
    menu.label = tr("Меню");
    menu.icon = Icon::Menu;
    menu.target = menu_of_;
  }
  if (role == Role::Header) mark_ways();
  if (role == Role::Table) tables_.pop_back();
  open_.pop_back();
}

// A few ways stand in the header of a narrower page; the figures are those of web/style.css.
void Ui::mark_ways() {
  size_t ways = 0, letters = 0;
  Node* nav = nullptr;
  for (const int id : top().children) {
    if (at(id).role == Role::Nav) {
      nav = &at(id);
      ways = nav->children.size();
    }
    if (at(id).role == Role::Tools)
      for (const int tool : at(id).children) letters += at(tool).text.size();
  }
  constexpr size_t kShortName = 2 * 14;  // bytes of Cyrillic
  if (nav != nullptr && letters <= kShortName) nav->flags |= ways <= 3 ? kFirst : ways == 4 ? kCompact : 0u;
}

bool Ui::inside(Role role) const {
  for (const Open& one : open_)
    if (tree_[static_cast<size_t>(one.node)].role == role) return true;
  return false;
}

const Event* Ui::take(EventKind kind, const std::string& key) {
  const Event* last = nullptr;
  for (const Event& event : events_)
    if (event.kind == kind && event.key == key) last = &event;
  if (last != nullptr) consumed_ = true;
  return last;
}

}  // namespace pochin::ui
