// Which look each role has.
#include <algorithm>
#include <cmath>

#include "client/ui/paint/painter.h"

namespace pochin::ui {
namespace {

Color tone_color(Tone tone, Color otherwise) {
  switch (tone) {
    case Tone::Accent:
      return Color::Accent;
    case Tone::Ok:
      return Color::Ok;
    case Tone::Warn:
      return Color::Warn;
    case Tone::Error:
      return Color::Error;
    case Tone::Neutral:
      break;
  }
  return otherwise;
}

Color soft_color(Tone tone, Color otherwise) {
  switch (tone) {
    case Tone::Accent:
      return Color::AccentSoft;
    case Tone::Ok:
      return Color::OkSoft;
    case Tone::Warn:
      return Color::WarnSoft;
    case Tone::Error:
      return Color::ErrorSoft;
    case Tone::Neutral:
      break;
  }
  return otherwise;
}

constexpr float kIconGap = 8;

}  // namespace

void Painter::words(const Node& node) const {
  const TextStyle text_style = style(node);
  const Rect& r = node.rect;
  Color tint = tone_color(node.tone, node.has(kSecondary) ? Color::Text2 : Color::Text);
  float left = 0, align = 0, top = r.y;
  switch (node.role) {
    case Role::Region:
      fill({r.x, r.y, 1, r.h}, Color::Line);
      left = 17;
      tint = Color::Text2;
      break;
    case Role::Term:
    case Role::Caption:
    case Role::Hint:
    case Role::CellLabel:
    case Role::Unit:
      tint = Color::Text2;
      break;
    case Role::FieldError:
      tint = Color::Error;
      break;
    case Role::Warning:
      tint = Color::Warn;
      break;
    case Role::NoticeTitle:
      tint = node.tone == Tone::Error ? Color::Error : Color::Text;
      break;
    case Role::HeaderCell:
      tint = Color::Text2;
      break;
    default:
      break;
  }
  const Role around = parent(node).role;
  if (around == Role::Empty) align = 0.5f;
  if (node.role == Role::CellText && node.has(kNumber) && view.width >= 640 * view.scale) align = 1;
  float width = r.w;
  if (node.role == Role::HeaderCell) {
    const bool first = node.has(kFirst), last = parent(node).children.back() == static_cast<int>(&node - tree.data());
    left = first ? 0.f : 8.f;
    width -= left + (last ? 0.f : 8.f);
    top += std::floor((r.h - text_style.line * static_cast<float>(node.lines.size())) / 2);
    if (node.has(kNumber)) align = 1;
  }
  if (node.role == Role::ChoiceLabel) {
    left = 36;
    top += 12;
  }
  if (node.role == Role::Heading && node.tone == Tone::Error) tint = Color::Text;
  if (node.icon != Icon::None && node.role != Role::HeaderCell) {
    const float side = text_style.size * 1.25f;
    icon(node.icon, r.x, top + std::floor((text_style.line - side) / 2), side,
         color(node.role == Role::Heading ? Color::Error : tint));
    left += side + kIconGap;
  }
  lines(node, r.x + left, top, width - (node.role == Role::HeaderCell ? 0 : left), align, text_style, color(tint));
  if (node.has(kRequired) && !node.lines.empty()) {
    const float end = r.x + left + node.lines.back().width;
    const float star = measure("*", text_style.size, text_style.bold) + text_style.letter;
    text("*", end - star, top + text_style.line * static_cast<float>(node.lines.size() - 1), text_style,
         color(Color::Error));
  }
}

void Painter::icon_button(const Node& node) const {
  if (hovered(node)) fill(node.rect, Color::AccentSoft, 8);
  icon(node.icon, node.rect.x + 12, node.rect.y + 12, node.rect.w - 24, color(Color::Text), 2);
}

void Painter::button(const Node& node) const {
  if (icon_only(tree, node, view.width, {view.scale, view.wide_letters, view.wide_lines})) {
    return icon_button(node);
  }
  const bool off = node.has(kDisabled),
             over = !off && (hovered(node) || (!node.children.empty() && hovered(at(node.children[0]))));
  const bool primary = node.kind == ButtonKind::Primary,
             plain = node.role == Role::Button && node.kind == ButtonKind::Plain;
  const bool danger = node.role == Role::Button && node.kind == ButtonKind::Danger;
  Color tint = danger ? Color::Error : Color::Accent;
  const Rect& r = node.rect;
  if (off) {
    fill(r, Color::Disabled, 8);
    if (contrast()) stroke(r, Color::DisabledText, 8, 2);
    tint = Color::DisabledText;
  } else if (primary) {
    fill(r, over ? Color::AccentHover : Color::Accent, 8);
    tint = Color::OnAccent;
  } else if (plain) {
    if (over) fill(r, Color::AccentSoft, 8);
  } else {
    fill(r, over ? (danger ? Color::ErrorSoft : Color::AccentSoft) : Color::Surface, 8);
    stroke(r, danger ? Color::Error : Color::Accent, 8, border());
  }
  const TextStyle text_style = style(node);
  const float side = node.icon != Icon::None ? text_style.size * 1.25f : 0, gap = side > 0 ? kIconGap : 0;
  float widest = 0;
  for (const Line& line : node.lines) widest = std::max(widest, line.width);
  const float left = r.x + std::max(0.f, (r.w - widest - side - gap) / 2);
  const float top = r.y + std::floor((r.h - text_style.line * static_cast<float>(node.lines.size())) / 2);
  if (side > 0) icon(node.icon, left, top + std::floor((text_style.line - side) / 2), side, color(tint));
  lines(node, left + side + gap, top, widest, 0.5f, text_style, color(tint));
  if (is_quiet(tree, node)) underline(node, left + side + gap, top, text_style, tint);
}

void Painter::underline(const Node& node, float left, float top, const TextStyle& text_style, Color tint) const {
  float y = top + text_style.line / 2 + text_style.size * 0.35f + 3;
  for (const Line& line : node.lines) {
    fill({left, std::round(y), line.width - text_style.letter, hovered(node) ? 2.f : 1.f}, tint);
    y += text_style.line;
  }
}

void Painter::link(const Node& node) const {
  if (node.has(kButtonLike)) return button(node);
  const TextStyle text_style = style(node);
  const Rect& r = node.rect;
  if (parent(node).role == Role::Nav) {
    if (hovered(node)) fill(r, Color::AccentSoft, 8);
    if (node.has(kCurrent)) fill({r.x, r.y + r.h - 3, r.w, 3}, Color::Accent);
    lines(node, r.x + 12, r.y + 12, r.w - 24, 0, text_style, color(Color::Text));
    return;
  }
  const Color tint = node.tone == Tone::Error ? Color::Error : hovered(node) ? Color::AccentHover : Color::Accent;
  float left = r.x;
  const float top = r.y + 4;
  if (node.icon != Icon::None) {
    const float side = text_style.size * 1.25f;
    icon(node.icon, left, top + std::floor((text_style.line - side) / 2), side, color(tint));
    left += side + kIconGap;
  }
  lines(node, left, top, r.w, 0, text_style, color(tint));
  underline(node, left, top, text_style, tint);
}

void Painter::container(const Node& node) const {
  const Rect& r = node.rect;
  switch (node.role) {
    case Role::Header:
      fill(r, Color::Surface);
      fill({r.x, r.y + r.h - 1, r.w, 1}, Color::Line);
      break;
    case Role::Footer:
      fill(r, Color::Surface);
      fill({r.x, r.y, r.w, 1}, Color::Line);
      break;
    case Role::Card: {
      if (view.theme == Theme::Light) {
        for (int i = 3; i > 0; --i) {
          const auto spread = static_cast<float>(i);
          list->AddRectFilled(point(r.x - spread, r.y - spread + 2), point(r.x + r.w + spread, r.y + r.h + spread + 1),
                              0x06331f0bu, 12 + spread);
        }
      }
      fill(r, node.has(kSelected) ? Color::AccentSoft : Color::Surface, 12);
      stroke(r, node.has(kSelected) ? Color::Accent : tone_color(node.tone, Color::Line), 12,
             node.has(kSelected) ? 2 : border());
      break;
    }
    case Role::Notice: {
      fill(r, soft_color(node.tone, Color::Sunken), 12);
      if (contrast()) stroke(r, Color::Line, 12, 2);
      const float side = 24, left = view.width < 760 * view.scale ? 16.f : 20.f;
      const float line = 24 * view.scale * (view.wide_lines ? kWideLine : 1);
      icon(node.icon, r.x + left, r.y + 16 + std::floor((line - side) / 2), side,
           color(tone_color(node.tone, Color::Text2)));
      break;
    }
    case Role::ErrorSummary:
      fill(r, Color::Surface, 12);
      list->AddRectFilled(point(r.x, r.y), point(r.x + 12, r.y + r.h), color(Color::Error), 12,
                          ImDrawFlags_RoundCornersLeft);
      list->AddRectFilled(point(r.x + 6, r.y + 2), point(r.x + 14, r.y + r.h - 2), color(Color::Surface), 6,
                          ImDrawFlags_RoundCornersLeft);
      stroke(r, Color::Error, 12, 2);
      break;
    case Role::Empty: {
      fill(r, Color::Sunken, 12);
      if (contrast()) stroke(r, Color::Line, 12, 2);
      icon(node.icon, r.x + std::floor((r.w - 40) / 2), r.y + 28, 40, color(Color::Text2));
      break;
    }
    case Role::TableScroll:
      fill(r, Color::Surface, 12);
      break;
    case Role::Grid:
      if (node.has(kLined)) fill({r.x, r.y + r.h - 1, r.w, 1}, Color::Line);
      break;
    case Role::Stat:
      if (!node.has(kLined)) break;
      fill({r.x, r.y, r.w, 1}, Color::Line);
      if (r.x > parent(node).rect.x + 1) fill({r.x, r.y, 1, r.h}, Color::Line);
      break;
    case Role::Item:
      if (node.has(kLined) && !node.has(kFirst)) fill({r.x, r.y, r.w, 1}, Color::Line);
      break;
    case Role::File:
      fill({r.x, r.y, r.w, 1}, Color::Line);
      break;
    case Role::Fact:
      if (!node.has(kFirst)) fill({r.x, r.y, r.w, 1}, Color::Line);
      break;
    case Role::TableRow:
      if (node.tone != Tone::Neutral && !node.has(kSelected)) fill(r, soft_color(node.tone, Color::Surface));
      fill({r.x, r.y + r.h - 1, r.w, 1}, node.has(kHead) ? Color::Field : Color::Line);
      break;
    case Role::Divider: {
      const TextStyle text_style = style(node);
      fill({r.x, r.y, r.w, 2}, tone_color(node.tone, Color::Accent));
      lines(node, r.x + 8, r.y + 12, r.w, 0, text_style, color(tone_color(node.tone, Color::Accent)));
      break;
    }
    case Role::Crumb:
      if (node.icon != Icon::None) {
        const float side = 16 * 1.25f * view.scale;
        icon(node.icon, r.x, r.y + std::floor((r.h - side) / 2), side, color(Color::Text2));
      }
      break;
    case Role::SkeletonBar:
      fill(r, Color::StepOff, 8);
      break;
    default:
      break;
  }
}

void Painter::node(const Node& node) const {
  switch (node.role) {
    case Role::Heading:
    case Role::Paragraph:
    case Role::CellText:
    case Role::Term:
    case Role::Caption:
    case Role::Figure:
    case Role::Hint:
    case Role::FieldError:
    case Role::Warning:
    case Role::Label:
    case Role::Legend:
    case Role::NoticeTitle:
    case Role::Region:
    case Role::CellLabel:
    case Role::Unit:
    case Role::ChoiceLabel:
      words(node);
      break;
    case Role::Value:
    case Role::HeaderCell:
      if (!node.text.empty()) words(node);
      break;
    case Role::Button:
    case Role::FilePick:
      button(node);
      break;
    case Role::IconButton:
    case Role::MenuButton:
      icon_button(node);
      break;
    case Role::Link:
      link(node);
      break;
    case Role::Badge:
    case Role::Chip:
    case Role::SummaryButton:
      chart(node);
      break;
    case Role::Input:
    case Role::TextArea:
    case Role::Select:
      field(node);
      break;
    case Role::Checkbox:
    case Role::Radio:
      box(node);
      break;
    case Role::ProgressBar:
    case Role::Weight:
    case Role::StepBar:
      chart(node);
      break;
    case Role::Stage:
      stage(node);
      break;
    case Role::Picture:
      picture(node);
      break;
    case Role::Brand:
      brand(node);
      break;
    default:
      container(node);
  }
  if (pointer.ring && node.key == pointer.focused && node.role != Role::Main && node.role != Role::Heading) ring(node);
}

void Painter::ring(const Node& node) const {
  const Node& shown = node.role == Role::FileInput ? parent(node) : node;
  Rect r = shown.rect;
  // The small summary touches the field under it: its ring keeps to its own line and leaves the words room.
  if (node.role == Role::SummaryButton && node.has(kCompact)) r = {r.x - 4, r.y + 5, r.w + 8, r.h - 10};
  const float radius = node.role == Role::Link && !node.has(kButtonLike) ? 4.f : node.role == Role::Radio ? 12.f : 8.f;
  stroke({r.x - 5, r.y - 5, r.w + 10, r.h + 10}, Color::Focus, radius + 5, 3);
  stroke({r.x - 2, r.y - 2, r.w + 4, r.h + 4}, Color::FocusIn, radius + 2, 2);
}

void paint(const Tree& tree, const View& view, const Pointer& pointer) {
  ImDrawList* list = ImGui::GetBackgroundDrawList();
  list->_FringeScale = 1 / view.dpr;  // anti-aliasing one device pixel wide, not one CSS pixel
  ImGui::GetStyle().CircleTessellationMaxError = 0.3f / view.dpr;
  ImGui::GetStyle().CurveTessellationTol = 0.6f / view.dpr;
  const Painter painter{tree, view, pointer, list};
  painter.fill({0, view.top, view.width, view.height}, Color::Bg);
  for (const Node& node : tree) {
    const Rect& r = node.rect;
    if (r.w >= 0 && r.y < view.top + view.height + 8 && r.y + r.h > view.top - 8) painter.node(node);
  }
}

}  // namespace pochin::ui
