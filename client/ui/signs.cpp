// Text, signs and what is pressed.
#include <charconv>

#include "client/ui/ui.h"
#include "shared/base/tr.h"

namespace pochin::ui {

void Ui::title(std::string_view text) { leaf(Role::Heading, "title", text).level = 1; }

void Ui::heading(int level, std::string_view key, std::string_view text) {
  leaf(Role::Heading, key, text).level = static_cast<uint8_t>(level);
}

void Ui::paragraph(std::string_view key, std::string_view text, const TextOptions& o) {
  Node& n = leaf(Role::Paragraph, key, text, (o.bold ? kBold : 0) | (o.secondary ? kSecondary : 0));
  n.size = o.size;
  n.tone = o.tone;
  n.icon = o.icon;
}

void Ui::badge(std::string_view key, std::string_view text, Tone tone, Icon icon) {
  Node& n = leaf(Role::Badge, key, text);
  n.tone = tone;
  n.icon = icon;
}

void Ui::stat(std::string_view key, std::string_view figure, std::string_view caption) {
  auto box = column(key, 0);
  paragraph("figure", figure, {.size = TextSize::Figure, .bold = true});
  paragraph("caption", caption, {.size = TextSize::Small, .secondary = true});
}

void Ui::progress(std::string_view key, std::string_view label, int value, int max) {
  Node& n = leaf(Role::Progress, key);
  n.label = label;
  n.value_now = value;
  n.value_max = max;
}

void Ui::steps(std::string_view key, int current, int total, std::string_view title, std::string_view detail) {
  auto box = row(key, 12);
  Node& bars = leaf(Role::Bars, "bars");
  bars.value_now = current;
  bars.value_max = total;
  auto words = column("words", 0);
  paragraph("n", tr("Этап {} из {}", current, total), {.size = TextSize::Small, .bold = true});
  if (!title.empty()) paragraph("title", title, {.bold = true});
  if (!detail.empty()) paragraph("detail", detail, {.size = TextSize::Small});
}

void Ui::timeline(std::string_view key, std::string_view label, std::span<const Stage> stages) {
  auto all = list(key, label);
  int i = 0;
  for (const Stage& s : stages) {
    auto one = item(std::to_string(i++));
    tree_[static_cast<std::size_t>(open_.back())].flags |= kWide;
    Node& mark = leaf(Role::Marker, "mark");
    mark.value_now = static_cast<int>(s.state) + 1;
    mark.icon = s.state == StageState::Past ? Icon::Check : Icon::None;
    auto words = column("words", 4);
    {
      auto head = row("head", 8, Justify::Between);
      paragraph("title", s.title, {.size = TextSize::Lead, .bold = true});
      if (!s.badge.empty()) badge("badge", s.badge, s.state == StageState::Now ? Tone::Warn : Tone::Neutral, s.state == StageState::Now ? Icon::Clock : Icon::None);
    }
    if (!s.dates.empty()) paragraph("dates", s.dates);
    if (!s.text.empty()) paragraph("text", s.text, {.secondary = true});
    if (!s.source.empty() && !s.source_href.empty())
      link("source", s.source, s.source_href, {.icon = Icon::Document});
    else if (!s.source.empty())
      paragraph("source", s.source, {.size = TextSize::Small, .secondary = true, .icon = Icon::Document});
  }
}

void Ui::weights(std::string_view key, std::string_view label, std::span<const Segment> segments) {
  Node& n = leaf(Role::Weights, key);
  n.label = label;
  for (const Segment& s : segments) {
    n.numbers.push_back(s.weight);
    n.numbers.push_back(s.earned_percent);
  }
}

void Ui::picture(std::string_view key, std::string_view kind, std::string_view alt) {
  Node& n = leaf(Role::Picture, key);
  n.type = kind;
  n.label = alt;
}

void Ui::skeleton(std::string_view key, int lines) {
  Node& n = leaf(Role::Skeleton, key, tr("Загружается…"));
  n.value_max = lines;
}

void Ui::empty(std::string_view key, Icon icon, std::string_view title, std::string_view text) {
  Node& box = open(Role::Column, key, kCentre);
  box.gap = 8;
  leaf(Role::Marker, "i", {}, kCentre).icon = icon;
  paragraph("title", title, {.size = TextSize::Lead, .bold = true});
  if (!text.empty()) paragraph("text", text, {.secondary = true});
  close();
}

void Ui::live(std::string_view key, std::string_view text) { leaf(Role::Live, key, text); }

bool Ui::button(std::string_view key, std::string_view text, const ButtonOptions& o) {
  uint32_t flags = (o.disabled ? kDisabled : 0) | (o.compact ? kCompact : 0) | (o.wide ? kWide : 0);
  if (o.kind == ButtonKind::Primary) flags |= kPrimary;
  if (o.kind == ButtonKind::Plain) flags |= kPlain;
  if (o.kind == ButtonKind::Danger) flags |= kDanger;
  Node& n = leaf(Role::Button, key, text, flags);
  n.icon = o.icon;
  const std::string id = n.key;
  if (o.disabled && !o.reason.empty()) {
    const std::string why = id + ":why";
    n.described_by = why;
    leaf(Role::Hint, std::string(key) + ":why", o.reason);
  }
  return take(EventKind::Click, id) != nullptr && !o.disabled;
}

bool Ui::icon_button(std::string_view key, Icon icon, std::string_view label) {
  Node& n = leaf(Role::Button, key, label, kIconOnly | kPlain);
  n.icon = icon;
  const std::string id = n.key;
  return take(EventKind::Click, id) != nullptr;
}

bool Ui::link(std::string_view key, std::string_view text, std::string_view href, const LinkOptions& o) {
  uint32_t flags = (o.current ? kCurrent : 0) | (o.strong ? kBold : 0) | (o.download ? kExternal : 0);
  if (o.button || o.primary) flags |= kButtonLook;
  if (o.primary) flags |= kPrimary;
  Node& n = leaf(Role::Link, key, text, flags);
  n.icon = o.icon;
  n.href = href;
  const std::string id = n.key;
  return take(EventKind::Click, id) != nullptr;
}

void Ui::error_summary(std::string_view key, std::string_view title,
                       std::span<const std::pair<std::string, std::string>> field_and_message) {
  if (field_and_message.empty()) return;
  open(Role::Notice, key, kInvalid).tone = Tone::Error;
  Node& h = leaf(Role::Heading, "title", title);
  h.level = 2;
  h.icon = Icon::Alert;
  h.tone = Tone::Error;
  open(Role::List, "list").label = title;
  for (const auto& [field, message] : field_and_message) {
    open(Role::Item, "to:" + field);
    Node& n = leaf(Role::Link, "a", message, kBold);
    n.tone = Tone::Error;
    n.target = field;
    n.href = "#" + field;
    close();
  }
  close();
  close();
}

std::optional<std::string> Ui::chips(std::string_view key, std::string_view label, std::span<const Choice> choices,
                                     std::string_view value) {
  std::optional<std::string> picked;
  Node& box = open(Role::Row, key);
  box.gap = 8;
  box.label = label;
  for (const Choice& c : choices) {
    const bool on = c.value == value;
    Node& n = leaf(Role::Chip, c.value.empty() ? "all" : c.value, c.text, on ? kSelected : 0);
    n.icon = on ? Icon::Check : Icon::None;
    const std::string id = n.key;
    if (take(EventKind::Click, id)) picked = c.value;
  }
  close();
  return picked;
}

std::optional<int> Ui::pages(std::string_view key, std::string_view label, int page, int count) {
  if (count < 2) return std::nullopt;
  std::optional<int> wanted;
  Node& box = open(Role::Row, key);
  box.gap = 12;
  box.label = label;
  if (button("back", tr("Предыдущая"), {.icon = Icon::ChevronLeft, .disabled = page <= 1})) wanted = page - 1;
  paragraph("now", tr("{} из {}", page, count));
  if (button("next", tr("Следующая"), {.icon = Icon::ChevronRight, .disabled = page >= count})) wanted = page + 1;
  close();
  return wanted;
}

}  // namespace pochin::ui
