// Which element and which class of the style sheet each role is.
#include "client/ui/faces.h"

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
    Face{"img", "image"},
};
static_assert(kFaces.size() == static_cast<size_t>(Role::Image) + 1);

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

}  // namespace

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
    // A landmark "complementary" may not lie in another landmark, as a named section is.
    case Role::Aside:
      for (int at = node.parent; at > 0; at = tree[static_cast<size_t>(at)].parent)
        if (tree[static_cast<size_t>(at)].role == Role::Section) return "div";
      return "aside";
    // Inside a <ul> of its own nothing else may stand.
    case Role::Item:
      return parent_of(tree, node).role == Role::List ? "li" : "div";
    default:
      return kFaces[static_cast<size_t>(node.role)].tag;
  }
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
    case Role::Nav:
      when(kFirst, "n3");
      when(kCompact, "n4");
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

}  // namespace pochin::ui
