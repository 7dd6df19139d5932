// Each screen as a person who listens gets it. POCHIN_UPDATE_GOLDEN=1 writes the files anew; read the difference.
// POCHIN_GOLDEN_HTML=folder: its HTML is written there, for tests/e2e/faces.test.mjs.
#pragma once
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <span>

#include "client/ui/html.h"
#include "tests/unit/client/screens/person.h"

namespace pochin::fake {

using Device = std::map<std::string, std::string>;

// A screen in a state: who looks at which address, what the server has, what the person does before looking.
struct Golden {
  std::string name, role, path;
  void (*prepare)(Server&);
  void (*act)(Person&);
};

inline void nothing(Server&) {}
inline void still(Person&) {}

inline void compare(const std::string& name, const Person& person) {
  const std::string path = std::string(POCHIN_ROOT) + "/tests/unit/client/screens/golden/" + name + ".txt";
  const std::string now = written(person.tree);
  if (const char* folder = std::getenv("POCHIN_GOLDEN_HTML"))
    std::ofstream(std::string(folder) + "/" + name + ".html", std::ios::binary) << ui::to_html(person.tree);
  if (std::getenv("POCHIN_UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << now;
  INFO(name);
  CHECK(file_text(path) == now);
}

inline bool in_dialog(const ui::Tree& tree, const ui::Node& node) {
  for (int at = node.parent; at > 0; at = tree[static_cast<size_t>(at)].parent) {
    if (tree[static_cast<size_t>(at)].role == ui::Role::Dialog) return true;
  }
  return false;
}

// A screen has one h1, no repeated key, no label missing on a control and no line that ends in a short word.
inline void sound(const ui::Tree& tree) {
  std::map<std::string, int> keys;
  int titles = 0, primaries = 0;
  for (const ui::Node& node : tree) {
    if (!node.key.empty() && ++keys[node.key] > 1) FAIL_CHECK("two nodes of the key " << node.key);
    titles += node.role == ui::Role::Heading && node.level == 1 ? 1 : 0;
    const std::string_view role = role_name(node.role);
    const bool control = role == "textbox" || role == "textarea" || role == "combobox" || role == "checkbox" ||
                         role == "radio" || role == "file" || role == "button" || role == "link";
    if (control && name_of(tree, node).empty()) FAIL_CHECK("no name: " << node.key);
    if (node.role == ui::Role::Button && node.has(ui::kDisabled) && node.described_by.empty())
      FAIL_CHECK("disabled without a reason: " << node.text);
    for (const std::string_view loose : {" в ", " с ", " и ", " на ", " не ", " до ", " — ", "№ ", " ₽", " %"}) {
      const bool typed = node.role == ui::Role::TextArea || node.role == ui::Role::Input;
      if (!typed && node.text.find(loose) != std::string::npos)
        FAIL_CHECK("a line may break after «" << loose << "» in: " << node.text);
    }
    if (in_dialog(tree, node)) continue;
    primaries += (node.role == ui::Role::Button && node.kind == ui::ButtonKind::Primary) ||
                         (node.role == ui::Role::Link && node.has(ui::kPrimary))
                     ? 1
                     : 0;
  }
  CHECK(titles == 1);
  CHECK(primaries <= 1);
}

inline void say_what_they_said(std::span<const Golden> screens) {
  for (const Golden& one : screens) {
    DYNAMIC_SECTION(one.name) {
      Server server;
      server.role = one.role;
      one.prepare(server);
      Device device;
      Person person(server, device, one.path);
      one.act(person);
      compare(one.name, person);
      sound(person.tree);
    }
  }
}

}  // namespace pochin::fake
