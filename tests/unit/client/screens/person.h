// A person at the screen without a browser: finds widgets by role and name in the tree, presses and types, and reads
// the tree as text.
#pragma once
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "client/screens/screens.h"
#include "client/ui/ui.h"
#include "tests/unit/client/app/fake_server.h"

namespace pochin::fake {

inline std::string_view role_name(ui::Role role) {
  using ui::Role;
  switch (role) {
    case Role::Header:
      return "banner";
    case Role::Nav:
      return "navigation";
    case Role::Main:
      return "main";
    case Role::Footer:
      return "contentinfo";
    case Role::Crumbs:
      return "breadcrumbs";
    case Role::Aside:
      return "complementary";
    case Role::Section:
      return "section";
    case Role::Card:
      return "card";
    case Role::List:
      return "list";
    case Role::Item:
      return "item";
    case Role::Notice:
      return "notice";
    case Role::Dialog:
      return "dialog";
    case Role::Form:
      return "form";
    case Role::Group:
      return "group";
    case Role::Table:
      return "table";
    case Role::TableRow:
      return "row";
    case Role::HeaderCell:
      return "columnheader";
    case Role::Cell:
      return "cell";
    case Role::Heading:
      return "heading";
    case Role::Button:
    case Role::IconButton:
    case Role::MenuButton:
    case Role::SummaryButton:
      return "button";
    case Role::Chip:
      return "chip";
    case Role::Link:
      return "link";
    case Role::Input:
      return "textbox";
    case Role::TextArea:
      return "textarea";
    case Role::Select:
      return "combobox";
    case Role::Option:
      return "option";
    case Role::Checkbox:
      return "checkbox";
    case Role::Radio:
      return "radio";
    case Role::FileInput:
      return "file";
    case Role::ErrorSummary:
      return "alert";
    case Role::FieldError:
      return "error";
    case Role::Warning:
      return "warning";
    case Role::Hint:
      return "hint";
    case Role::Badge:
      return "badge";
    case Role::ProgressBar:
    case Role::Progress:
      return "progress";
    case Role::Weights:
      return "weights";
    case Role::Skeleton:
      return "skeleton";
    case Role::Live:
      return "status";
    case Role::Picture:
      return "picture";
    default:
      return "text";
  }
}

inline std::string name_of(const ui::Tree& tree, const ui::Node& node) {
  for (const ui::Node& one : tree) {
    if (!node.key.empty() && one.target == node.key && !one.text.empty() &&
        (one.role == ui::Role::Label || one.role == ui::Role::ChoiceLabel))
      return one.text;
  }
  return node.label.empty() ? node.text : node.label;
}

// No-break spaces are spaces to who looks for a name.
inline std::string plain(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("\u00a0")) {
      out += ' ';
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

inline void write_node(const ui::Tree& tree, const ui::Node& node, int depth, std::string& out) {
  const std::string_view role = role_name(node.role);
  const std::string name = name_of(tree, node);
  const bool control = role == "textbox" || role == "textarea" || role == "combobox" || role == "checkbox" ||
                       role == "radio" || role == "file";
  const bool label = node.role == ui::Role::Label || node.role == ui::Role::ChoiceLabel;
  const bool container = role != "text" && name.empty() && !control;
  const bool shown = !label && (!name.empty() || control || (container && role != "cell"));
  if (shown) {
    out.append(static_cast<size_t>(depth) * 2, ' ');
    out += role;
    if (node.role == ui::Role::Heading) out += std::to_string(node.level);
    if (!name.empty()) out += " \"" + name + "\"";
    if (control && !node.value.empty()) out += " = \"" + node.value + "\"";
    if (node.has(ui::kChecked)) out += " checked";
    if (node.has(ui::kCurrent)) out += " current";
    if (node.has(ui::kDisabled)) out += " disabled";
    if (node.has(ui::kInvalid)) out += " invalid";
    if (node.has(ui::kRequired)) out += " required";
    if (!node.href.empty()) out += " -> " + node.href;
    out += '\n';
  }
  for (const int child : node.children)
    write_node(tree, tree[static_cast<size_t>(child)], depth + (shown ? 1 : 0), out);
}

inline std::string written(const ui::Tree& tree) {
  std::string out;
  for (const int child : tree[0].children) write_node(tree, tree[static_cast<size_t>(child)], 0, out);
  return out;
}

// Before a window of any kind.
template <typename At>
class Reader {
 public:
  explicit Reader(At at) : tab(std::move(at)) { look(); }

  At tab;
  ui::Tree tree;

  // Runs the screen until nothing changes, as a platform does.
  void look(std::vector<ui::Event> events = {}) {
    for (int turn = 0; turn < 8; ++turn) {
      app::Intents wishes;
      ui_.begin(events);
      screens::draw(tab.state, ui_, wishes);
      tree = ui_.end();
      // A link that no screen waits for.
      const bool follows = !events.empty() && events.front().kind == ui::EventKind::Click &&
                           !events.front().value.empty() && !ui_.consumed();
      if (follows) tab.wish(app::Opened{events.front().value});
      events.clear();
      if (wishes.empty() && !ui_.consumed() && !follows) return;
      for (const app::Intent& wish : wishes) tab.wish(wish);
    }
    throw std::runtime_error("the screen never settles");
  }

  [[nodiscard]] const ui::Node* find(std::string_view role, std::string_view name) const {
    for (const ui::Node& node : tree) {
      if (role_name(node.role) == role && plain(name_of(tree, node)) == name) return &node;
    }
    return nullptr;
  }
  [[nodiscard]] const ui::Node& get(std::string_view role, std::string_view name) const {
    const ui::Node* found = find(role, name);
    if (found == nullptr)
      throw std::runtime_error("no " + std::string(role) + " \"" + std::string(name) + "\" in\n" + written(tree));
    return *found;
  }
  [[nodiscard]] bool sees(std::string_view text) const { return plain(written(tree)).find(text) != std::string::npos; }

  void press(std::string_view role, std::string_view name) {
    const ui::Node& node = get(role, name);
    if (node.has(ui::kDisabled)) throw std::runtime_error("disabled: " + std::string(name));
    look({{ui::EventKind::Click, node.key, {}}});
  }
  void type(std::string_view name, const std::string& text) {
    for (const std::string_view role : {"textbox", "textarea", "combobox"}) {
      if (const ui::Node* node = find(role, name); node != nullptr) {
        const std::string key = node->key;
        look({{ui::EventKind::Input, key, text}});
        look({{ui::EventKind::Blur, key, {}}});
        return;
      }
    }
    throw std::runtime_error("no field \"" + std::string(name) + "\" in\n" + written(tree));
  }
  void tick(std::string_view name) {
    const std::string key = get("checkbox", name).key;
    look({{ui::EventKind::Input, key, "1"}});
  }
  void choose(std::string_view name) {
    const std::string key = get("radio", name).key;
    look({{ui::EventKind::Input, key, "1"}});
  }
  void open(const std::string& path) {
    tab.wish(app::Opened{path});
    look();
  }
  void wait() {
    tab.pass();
    look();
  }

 private:
  ui::Ui ui_;
};

class Person : public Reader<Tab> {
 public:
  Person(Server& server, std::map<std::string, std::string>& device, const std::string& path)
      : Reader(Tab(server, device, path, "seed" + std::to_string(server.seen.size()))) {}
};

// Answers that pass Level::submit for the demonstration pack.
inline Json full_answers() {
  return Json::parse(file_text(std::string(POCHIN_ROOT) + "/tests/unit/client/screens/full_answers.json"));
}

}  // namespace pochin::fake
