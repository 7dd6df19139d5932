// Text and signs: what is read and not pressed.
#include <algorithm>

#include "client/ui/ui.h"
#include "shared/base/tr.h"

namespace pochin::ui {

void Ui::title(std::string_view text, TextSize size) {
  Node& node = at(leaf(Role::Heading, "title", text));
  node.level = 1;
  node.size = size;
}

void Ui::heading(int level, std::string_view key, std::string_view text) {
  at(leaf(Role::Heading, key, text)).level = static_cast<uint8_t>(std::clamp(level, 1, 4));
}

void Ui::paragraph(std::string_view key, std::string_view text, const TextOptions& options) {
  if (text.empty()) return;
  Node& node = at(leaf(Role::Paragraph, key, text));
  node.size = options.size;
  node.tone = options.tone;
  node.icon = options.icon;
  if (options.bold) node.flags |= kBold;
  if (options.secondary) node.flags |= kSecondary;
}

void Ui::badge(std::string_view key, std::string_view text, Tone tone, Icon icon) {
  Node& node = at(leaf(Role::Badge, key, text));
  node.tone = tone;
  node.icon = icon;
}

// Figures in a grid are a band with lines; one alone stands large beside its caption.
void Ui::stat(std::string_view key, std::string_view figure, std::string_view caption) {
  const bool banded = top().role == Role::Grid;
  if (banded) top().flags |= kLined;
  open(Role::Stat, key);
  if (banded) top().flags |= kLined;
  const uint32_t look = banded ? 0u : kStrong;
  at(leaf(Role::Figure, "figure", figure)).flags |= look;
  at(leaf(Role::Caption, "caption", caption)).flags |= look;
  close();
}

void Ui::progress(std::string_view key, std::string_view label, int value, int max) {
  open(Role::Progress, key);
  Node& text = at(leaf(Role::Paragraph, "label", label));
  text.size = TextSize::Small;
  text.flags |= kBold;
  const std::string labelled = text.key;
  Node& bar = at(leaf(Role::ProgressBar, "bar"));
  bar.described_by = labelled;
  bar.most = static_cast<int16_t>(std::max(1, max));
  bar.amount = static_cast<int16_t>(std::clamp(value, 0, std::max(1, max)));
  close();
}

void Ui::steps(std::string_view key, int current, int total, std::string_view title, std::string_view detail) {
  constexpr int kMostBars = 12;
  total = std::clamp(total, 1, kMostBars);
  open(Role::Steps, key);
  open(Role::StepBars, "bars");
  for (int i = 1; i <= total; ++i) {
    Node& bar = at(leaf(Role::StepBar, std::to_string(i)));
    bar.state = i < current ? StageState::Past : i == current ? StageState::Now : StageState::Future;
    bar.amount = static_cast<int16_t>(i);
  }
  close();
  open(Role::Column, "words");
  top().gap = 0;
  const std::string number = tr("Этап {} из\u00A0{}", current, total);
  paragraph("number", number, {.size = TextSize::Small, .bold = true});
  paragraph("title", title, {.size = TextSize::Small});
  paragraph("detail", detail, {.size = TextSize::Small, .secondary = true});
  close();
  close();
}

void Ui::timeline(std::string_view key, std::string_view label, std::span<const ui::Stage> stages) {
  open_labelled(Role::Timeline, key, label);
  int index = 0;
  for (const ui::Stage& stage : stages) {
    const int id = open(Role::Stage, "s" + std::to_string(index));
    at(id).state = stage.state;
    if (index++ == 0) at(id).flags |= kFirst;
    if (static_cast<size_t>(index) == stages.size()) at(id).flags |= kCurrent;  // the last: no line goes on from it
    open(Role::Row, "head");
    top().gap = 8;
    top().justify = Justify::Between;
    paragraph("title", stage.title, {.bold = true});
    if (!stage.event && stage.state == StageState::Now) {
      badge("state", stage.badge.empty() ? tr("Идёт сейчас") : stage.badge, Tone::Warn, Icon::Clock);
    } else if (!stage.event && (!stage.badge.empty() || stage.state == StageState::Past)) {
      const std::string_view said = stage.badge.empty() ? tr("Завершён") : std::string_view(stage.badge);
      paragraph("state", said, {.size = TextSize::Small, .secondary = true});
    }
    close();
    paragraph("dates", stage.dates);
    paragraph("text", stage.text, {.secondary = true});
    if (!stage.source.empty() && !stage.source_href.empty()) {
      link("source", stage.source, stage.source_href, {.icon = Icon::Document});
      at(top().children.back()).size = TextSize::Small;
    } else {
      paragraph("source", stage.source, {.size = TextSize::Small, .secondary = true, .icon = Icon::Document});
    }
    close();
  }
  close();
}

void Ui::weights(std::string_view key, std::string_view label, std::span<const Segment> segments) {
  open_labelled(Role::Weights, key, label);
  int index = 0;
  for (const Segment& segment : segments) {
    Node& node = at(leaf(Role::Weight, "w" + std::to_string(index++)));
    node.most = static_cast<int16_t>(std::clamp(segment.weight, 1, 1000));
    node.amount = static_cast<int16_t>(std::clamp(segment.earned_percent, 0, 100));
  }
  close();
}

void Ui::image(std::string_view key, std::string_view alt, std::string_view source) {
  Node& node = at(leaf(Role::Image, key));
  node.label = alt;
  node.href = source;
}

void Ui::picture(std::string_view key, std::string_view kind, std::string_view alt) {
  if (top().role == Role::Card && top().children.empty()) top().flags |= kHasPicture;
  Node& node = at(leaf(Role::Picture, key));
  node.value = kind;
  node.label = alt;
}

void Ui::skeleton(std::string_view key, int lines) {
  open(Role::Skeleton, key);
  leaf(Role::Live, "said", tr("Загружается…"));
  for (int i = 0; i < lines; ++i)
    at(leaf(Role::SkeletonBar, "b" + std::to_string(i))).amount = static_cast<int16_t>(i % 3);
  close();
}

void Ui::empty(std::string_view key, Icon icon, std::string_view title, std::string_view text) {
  Node& node = at(open(Role::Empty, key));
  node.icon = icon;
  paragraph("title", title, {.bold = true});
  paragraph("text", text, {.secondary = true});
  close();
}

void Ui::live(std::string_view key, std::string_view text) { leaf(Role::Live, key, text); }

}  // namespace pochin::ui
