// What is pressed: buttons, links, chips, pages.
#include "client/ui/ui.h"
#include "shared/base/tr.h"

namespace pochin::ui {

bool Ui::button(std::string_view key, std::string_view text, const ButtonOptions& options) {
  const bool in_form = inside(Role::Form);
  const int id = leaf(Role::Button, key, text);
  Node& node = at(id);
  node.kind = options.kind;
  node.icon = options.icon;
  node.label = options.label;
  node.type = in_form && options.kind == ButtonKind::Primary ? "submit" : "button";
  if (options.compact) node.flags |= kCompact;
  if (options.wide) node.flags |= kWide;
  const bool pressed = clicked(node.key);
  if (!options.disabled) return pressed;
  node.flags |= kDisabled;
  if (!options.reason.empty()) {
    const std::string reason = node.key + ":why";
    node.described_by = reason;
    leaf_with_key(Role::Hint, reason, options.reason);
  }
  return false;
}

bool Ui::icon_button(std::string_view key, Icon icon, std::string_view label) {
  Node& node = at(leaf(Role::IconButton, key));
  node.icon = icon;
  node.label = label;
  return clicked(node.key);
}

bool Ui::link(std::string_view key, std::string_view text, std::string_view href, const LinkOptions& options) {
  return clicked(anchor(key, text, href, options));
}

// A link nobody waits for: its click is left to the program, which opens the address.
std::string Ui::anchor(std::string_view key, std::string_view text, std::string_view href, const LinkOptions& options) {
  Node& node = at(leaf(Role::Link, key, text));
  node.href = href;
  node.icon = options.icon;
  if (options.current) node.flags |= kCurrent;
  if (options.strong) node.flags |= kBold;
  if (options.button || options.primary) node.flags |= kButtonLike;
  if (options.primary) node.flags |= kPrimary;
  if (options.download) node.flags |= kDownload;
  node.kind = options.primary ? ButtonKind::Primary : ButtonKind::Secondary;
  return node.key;
}

void Ui::breadcrumbs(std::string_view key, std::span<const ui::Link> links, std::string_view current) {
  open_labelled(Role::Crumbs, key, tr("Вы здесь"));
  int index = 0;
  for (const ui::Link& one : links) {
    const int id = open(Role::Crumb, "c" + std::to_string(index));
    if (index++ != 0) at(id).icon = Icon::ChevronRight;
    anchor("a", one.text, one.href, {});
    at(top().children.back()).size = TextSize::Small;
    close();
  }
  const int id = open(Role::Crumb, "here");
  if (index != 0) at(id).icon = Icon::ChevronRight;
  Node& here = at(leaf(Role::CellText, "text", current));
  here.size = TextSize::Small;
  here.flags |= kSecondary | kCurrent;
  close();
  close();
}

void Ui::back_link(std::string_view key, std::string_view text, std::string_view href) {
  anchor(key, text, href, {.icon = Icon::ChevronLeft});
}

void Ui::error_summary(std::string_view key, std::string_view title,
                       std::span<const std::pair<std::string, std::string>> field_and_message) {
  if (field_and_message.empty()) return;
  open(Role::ErrorSummary, key);
  heading(2, "title", title);
  Node& sign = at(top().children.back());
  sign.icon = Icon::Alert;
  sign.tone = Tone::Error;
  open(Role::List, "list");
  int index = 0;
  for (const auto& [field, message] : field_and_message) {
    open(Role::Item, "e" + std::to_string(index++));
    Node& anchor = at(leaf(Role::Link, "a", message));
    anchor.target = field;
    anchor.href = "#" + field;
    anchor.tone = Tone::Error;
    anchor.flags |= kBold;
    close();
  }
  close();
  close();
}

std::optional<std::string> Ui::chips(std::string_view key, std::string_view label, std::span<const ui::Choice> choices,
                                     std::string_view value) {
  std::optional<std::string> chosen;
  const int id = open(Role::Chips, key);
  const std::string title = at(id).key + ":l";
  at(id).described_by = title;
  leaf_with_key(Role::CellText, title, label);
  at(top().children.back()).flags |= kBold;
  open_inner(Role::Row, ":row");
  top().gap = 8;
  int index = 0;
  for (const ui::Choice& choice : choices) {
    Node& chip = at(leaf(Role::Chip, choice.value.empty() ? "o" + std::to_string(index) : choice.value, choice.text));
    ++index;
    if (choice.value == value) {
      chip.flags |= kSelected;
      chip.icon = Icon::Check;
    }
    if (clicked(chip.key)) chosen = choice.value;
  }
  close();
  close();
  return chosen;
}

std::optional<int> Ui::pages(std::string_view key, std::string_view label, int page, int count) {
  if (count <= 1) return std::nullopt;
  std::optional<int> to;
  open_labelled(Role::Pages, key, label);
  if (page > 1 && button("back", tr("Назад"), {.icon = Icon::ChevronLeft})) to = page - 1;
  paragraph("now", tr("Страница {} из\u00A0{}", page, count));
  if (page < count && button("next", tr("Дальше"), {.icon = Icon::ChevronRight})) to = page + 1;
  close();
  return to;
}

}  // namespace pochin::ui
