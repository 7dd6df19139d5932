// Roles → attributes.
#include "client/ui/html.h"

#include "client/ui/faces.h"

namespace pochin::ui {
namespace {

bool is_route(const Node& node) {
  return node.href.starts_with('/') && !node.has(kDownload) && !node.href.starts_with("/auth/") &&
         !node.href.starts_with("/api/");
}

void add_control_attributes(const Node& node, std::vector<std::pair<std::string_view, std::string>>& out) {
  const auto set = [&](std::string_view name, std::string_view value) { out.emplace_back(name, value); };
  if (node.role == Role::Input) set("type", node.type);
  if (node.role == Role::Checkbox) set("type", "checkbox");
  if (node.role == Role::Radio) set("type", "radio");
  if (node.role == Role::Checkbox || node.role == Role::Radio) set("value", node.value);
  if (node.role == Role::TextArea) set("rows", "5");
  if (node.role == Role::FileInput) {
    set("type", "file");
    if (!node.type.empty()) set("accept", node.type);
    if (node.has(kMultiple)) set("multiple", "");
  }
  if (!node.input_mode.empty()) set("inputmode", node.input_mode);
  if (!node.autocomplete.empty())
    set("autocomplete", node.autocomplete);
  else if (node.role == Role::Input)
    set("autocomplete", "off");
  if (!node.placeholder.empty()) set("placeholder", node.placeholder);
  if (node.role == Role::Input && (!node.input_mode.empty() || !node.autocomplete.empty())) set("spellcheck", "false");
  if (!node.described_by.empty()) set("aria-describedby", node.described_by);
  if (node.has(kInvalid)) set("aria-invalid", "true");
  if (node.has(kRequired)) set("required", "");
  if (node.has(kDisabled)) set("disabled", "");
}

}  // namespace

Element describe(const Tree& tree, const Node& node) {
  Element out{tag_of(tree, node), {}};
  const auto set = [&](std::string_view name, std::string_view value) { out.attributes.emplace_back(name, value); };
  set("id", node.key);
  if (const std::string name = class_of(node); !name.empty()) set("class", name);
  if (!node.name.empty()) set("name", node.name);
  const bool labelled = !node.label.empty() && node.role != Role::Picture && node.role != Role::Image;
  if (labelled) set("aria-label", node.label);
  switch (node.role) {
    case Role::Skip:
      set("href", "#" + node.target);
      set("data-focus", node.target);
      break;
    case Role::Brand:
      set("href", node.href);
      set("data-route", "");
      break;
    case Role::Nav:
      if (parent_of(tree, node).role == Role::Header) set("popover", "");
      break;
    case Role::Aside:
      if (out.tag == "div") set("role", "group");
      break;
    case Role::MenuButton:
      set("type", "button");
      set("popovertarget", node.target);
      break;
    case Role::Main:
      set("tabindex", "-1");
      break;
    case Role::Section:
    case Role::Dialog:
    case Role::ProgressBar:
    case Role::Chips:
      if (node.role == Role::Chips) set("role", "group");
      if (node.role == Role::ProgressBar) {
        set("value", std::to_string(node.amount));
        set("max", std::to_string(node.most));
      }
      set("aria-labelledby", node.described_by);
      break;
    case Role::List:
    case Role::Files:
    case Role::Timeline:
      set("role", "list");
      break;
    case Role::Sticky:
      set("role", "region");
      break;
    case Role::Disclosure:
      if (node.has(kOpen)) set("open", "");
      break;
    case Role::Form:
      set("method", "post");
      set("novalidate", "");
      break;
    case Role::Group:
      if (!node.described_by.empty()) set("aria-describedby", node.described_by);
      break;
    case Role::Label:
    case Role::ChoiceLabel:
    case Role::FilePick:
      set("for", node.target);
      break;
    // Explicit roles: positioned cells lose those of the table's layout.
    case Role::TableScroll:
      set("role", "region");
      set("tabindex", "0");
      break;
    case Role::Table:
      set("role", "table");
      break;
    case Role::Rows:
      set("role", "rowgroup");
      break;
    case Role::TableRow:
      set("role", "row");
      break;
    case Role::HeaderCell:
      set("role", node.type == "col" ? "columnheader" : "rowheader");
      set("scope", node.type);
      break;
    case Role::Cell:
      set("role", "cell");
      break;
    case Role::Divider:
      set("role", "cell");
      set("colspan", std::to_string(node.most));
      break;
    case Role::Skeleton:
      set("aria-busy", "true");
      break;
    case Role::CellLabel:
    case Role::StepBars:
    case Role::SkeletonBar:
      set("aria-hidden", "true");
      break;
    case Role::Heading:
      if (node.level == 1) set("tabindex", "-1");
      break;
    case Role::CellText:
      if (node.has(kCurrent)) set("aria-current", "page");
      break;
    case Role::Weights:
      set("role", "img");
      break;
    case Role::Weight:
      set("value", std::to_string(node.amount));
      set("max", "100");
      set("aria-hidden", "true");
      break;
    case Role::Picture:
      if (node.label.empty())
        set("aria-hidden", "true");
      else {
        set("role", "img");
        set("aria-label", node.label);
      }
      break;
    case Role::Image:
      set("src", node.href);
      set("alt", node.label);
      break;
    case Role::Live:
      set("role", "status");
      break;
    case Role::Button:
    case Role::IconButton:
    case Role::Chip:
      set("type", node.type.empty() ? "button" : node.type);
      if (node.role == Role::Chip) set("aria-pressed", node.has(kSelected) ? "true" : "false");
      if (node.has(kClose)) set("data-close", "");
      if (!node.target.empty()) set("data-calendar", node.target);
      if (!node.described_by.empty()) set("aria-describedby", node.described_by);
      if (node.has(kDisabled)) set("aria-disabled", "true");
      break;
    case Role::Link:
      set("href", node.href);
      if (!node.target.empty())
        set("data-focus", node.target);
      else if (is_route(node))
        set("data-route", "");
      if (node.has(kDownload)) set("download", "");
      if (node.has(kCurrent)) set("aria-current", "page");
      break;
    case Role::ErrorSummary:
      set("role", "alert");
      set("tabindex", "-1");
      break;
    case Role::Option:
      set("value", node.value);
      break;
    case Role::Input:
    case Role::TextArea:
    case Role::Select:
    case Role::Checkbox:
    case Role::Radio:
    case Role::FileInput:
      add_control_attributes(node, out.attributes);
      break;
    default:
      break;
  }
  if (node.has(kRequired) && (node.role == Role::Label || node.role == Role::Legend || node.role == Role::ChoiceLabel))
    set("data-required", "");
  return out;
}

}  // namespace pochin::ui
