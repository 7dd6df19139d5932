// Roles → tags, classes and attributes.
#include "client/ui/html.h"

#include <algorithm>
#include <array>

#include "client/ui/icons.h"

namespace pochin::ui {
namespace {

struct Face {
  std::string_view tag, name;  // name: the class
};

// In the order of enum Role.
constexpr std::array kFaces = {
    Face{"div", ""},  // Root
    Face{"a", "skip css"},
    Face{"header", "head"},
    Face{"a", "brand"},
    Face{"p", "region"},
    Face{"nav", "nav"},
    Face{"button", "ib menu"},
    Face{"div", "tools"},
    Face{"main", "main"},
    Face{"footer", "foot"},
    Face{"nav", "crumbs"},
    Face{"span", "crumb"},
    Face{"div", "split"},
    Face{"div", "col smain"},
    Face{"aside", "aside"},
    Face{"div", "col"},
    Face{"div", "row"},
    Face{"div", "grid"},
    Face{"div", "pair"},
    Face{"section", "sec"},
    Face{"div", "card"},
    Face{"ul", "list"},
    Face{"li", "item"},
    Face{"div", "note"},
    Face{"p", "nt"},
    Face{"details", "dis"},
    Face{"div", "dbody"},
    Face{"summary", "sum"},
    Face{"dialog", "dialog css"},
    Face{"div", "dhead"},
    Face{"div", "sticky css"},
    Face{"form", "form"},
    Face{"fieldset", "group"},
    Face{"legend", "legend"},
    Face{"table", "table"},
    Face{"div", "tw css"},
    Face{"tbody", ""},
    Face{"tr", ""},
    Face{"th", ""},
    Face{"td", ""},
    Face{"span", "cl"},
    Face{"span", "txt"},
    Face{"td", "cut"},
    Face{"dl", "facts"},
    Face{"div", "fact"},
    Face{"dt", ""},
    Face{"dd", ""},
    Face{"h2", ""},
    Face{"p", "p"},
    Face{"span", "badge"},
    Face{"div", "stat"},
    Face{"p", "figure"},
    Face{"p", "p sm sec"},
    Face{"div", "prog"},
    Face{"progress", "bar"},
    Face{"div", "steps"},
    Face{"div", "bars"},
    Face{"i", ""},
    Face{"ol", "timeline"},
    Face{"li", "stage"},
    Face{"div", "weights"},
    Face{"progress", "bar"},
    Face{"div", "pic"},
    Face{"div", "skel"},
    Face{"i", ""},
    Face{"div", "empty"},
    Face{"div", "vh"},
    Face{"button", "btn"},
    Face{"button", "ib"},
    Face{"a", "link"},
    Face{"div", "summary"},
    Face{"div", "chips"},
    Face{"button", "chip"},
    Face{"nav", "pages"},
    Face{"div", "field"},
    Face{"label", "label"},
    Face{"p", "hint"},
    Face{"p", "err"},
    Face{"p", "warn"},
    Face{"div", "inbox"},
    Face{"span", "unit"},
    Face{"input", "in"},
    Face{"textarea", "in area"},
    Face{"select", "in sel"},
    Face{"option", ""},
    Face{"div", "choice"},
    Face{"label", "cho"},
    Face{"input", "box"},
    Face{"input", "box"},
    Face{"label", "btn pick"},
    Face{"input", "file"},
    Face{"ul", "files"},
    Face{"li", "fileitem"},
};
static_assert(kFaces.size() == static_cast<size_t>(Role::File) + 1);

const Node& parent_of(const Tree& tree, const Node& node) {
  return tree[static_cast<size_t>(std::max(0, node.parent))];
}

std::string_view tag_of(const Tree& tree, const Node& node) {
  static constexpr std::array<std::string_view, 5> kHeadings = {"h1", "h1", "h2", "h3", "h4"};
  switch (node.role) {
    case Role::Heading:
      return kHeadings[std::min<size_t>(node.level, 4)];
    case Role::Card:
      return parent_of(tree, node).role == Role::List ? "li" : "div";
    case Role::Rows:
      return node.has(kHead) ? "thead" : "tbody";
    // Inside a <ul> of its own nothing else may stand.
    case Role::Item:
      return parent_of(tree, node).role == Role::List ? "li" : "div";
    default:
      return kFaces[static_cast<size_t>(node.role)].tag;
  }
}

void add_class(std::string& out, std::string_view name) {
  if (name.empty()) return;
  if (!out.empty()) out += ' ';
  out += name;
}

void add_text_classes(std::string& out, const Node& node) {
  static constexpr std::array<std::string_view, 5> kSizes = {"sm", "", "lead", "fig", "disp"};
  static constexpr std::array<std::string_view, 5> kTones = {"", "t-accent", "t-ok", "t-warn", "t-error"};
  add_class(out, kSizes[static_cast<size_t>(node.size)]);
  add_class(out, kTones[static_cast<size_t>(node.tone)]);
  if (node.has(kBold)) add_class(out, "b");
  if (node.has(kSecondary)) add_class(out, "sec");
}

std::string class_of(const Node& node) {
  std::string out(kFaces[static_cast<size_t>(node.role)].name);
  const auto when = [&](uint32_t flag, std::string_view name) {
    if (node.has(flag)) add_class(out, name);
  };
  switch (node.role) {
    case Role::Column:
      add_class(out, "g" + std::to_string(node.gap));
      break;
    case Role::Row:
      add_class(out, "g" + std::to_string(node.gap));
      if (node.justify != Justify::Start) add_class(out, node.justify == Justify::Between ? "between" : "end");
      break;
    case Role::Grid:
      add_class(out, "m" + std::to_string(node.gap));
      when(kLined, "stats");
      break;
    case Role::Main:
      when(kNarrowPage, "narrow");
      break;
    case Role::Card:
      when(kSelected, "sel");
      when(kHasPicture, "haspic");
      break;
    case Role::List:
      when(kLined, "lined");
      break;
    case Role::Stat:
      if (!node.has(kLined)) add_class(out, "one");
      break;
    case Role::Group:
      when(kStrong, "radios");
      break;
    case Role::HeaderCell:
    case Role::Cell:
      when(kNumber, "num");
      when(kFrozen, "frozen");
      break;
    case Role::TableRow:
      when(kSelected, "cutrow");
      break;
    case Role::Value:
      when(kButtonLike, "act");
      break;
    case Role::StepBar:
    case Role::Stage:
      add_class(out, node.state == StageState::Past ? "past" : node.state == StageState::Now ? "now" : "");
      break;
    case Role::SkeletonBar:
      add_class(out, "s" + std::to_string(node.amount));
      break;
    case Role::Weight:
      add_class(out, "w" + std::to_string(std::clamp((node.most + 2) / 5 * 5, 5, 50)));
      break;
    case Role::Picture:
      add_class(out, "p-" + node.value);
      break;
    case Role::Hint:
      when(kStrong, "no");
      break;
    case Role::Disclosure:
    case Role::SummaryButton:
      when(kCompact, "sm");
      break;
    case Role::IconButton:
      when(kClose, "x");
      break;
    case Role::Button:
      if (node.kind != ButtonKind::Secondary)
        add_class(out, node.kind == ButtonKind::Primary ? "primary"
                       : node.kind == ButtonKind::Plain ? "plain-btn"
                                                        : "danger");
      when(kCompact, "compact");
      when(kWide, "wide");
      break;
    case Role::Link:
      if (node.has(kButtonLike)) out = node.has(kPrimary) ? "btn primary" : "btn";
      break;
    case Role::Input:
    case Role::InputBox:
      when(kNumber, "num");
      when(kHasUnit, "u");
      when(kMoneyWidth, "money");
      when(kDateWidth, "date");
      break;
    default:
      break;
  }
  switch (node.role) {
    case Role::Card:
    case Role::Notice:
    case Role::NoticeTitle:
    case Role::TableRow:
    case Role::Divider:
    case Role::Paragraph:
    case Role::Badge:
    case Role::CellText:
    case Role::Value:
    case Role::Heading:
    case Role::Link:
      add_text_classes(out, node);
      break;
    default:
      break;
  }
  if (node.icon != Icon::None) add_class(out, "i-" + std::string(icon_name(node.icon)));
  return out;
}

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
  if (node.max_length > 0) set("maxlength", std::to_string(node.max_length));
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
  const bool labelled = !node.label.empty() && node.role != Role::Picture;
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
    case Role::Live:
      set("role", "status");
      break;
    case Role::Button:
    case Role::IconButton:
    case Role::Chip:
      set("type", node.type.empty() ? "button" : node.type);
      if (node.role == Role::Chip) set("aria-pressed", node.has(kSelected) ? "true" : "false");
      if (node.has(kClose)) set("data-close", "");
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
