// Fields: a label that is an argument, hint, help, error, the native control.
#include <algorithm>

#include "client/ui/ui.h"
#include "shared/base/clean.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::ui {
namespace {

uint32_t control_flags(const FieldOptions& options) {
  return (options.required ? kRequired : 0u) | (options.error.empty() ? 0u : kInvalid) |
         (options.disabled ? kDisabled : 0u);
}

// To control() alone: a button beside the field opens the system's calendar.
constexpr uint32_t kCalendar = 1u << 31;

struct Count {
  std::string text;
  bool over = false;
};

// Nothing is cut while one types or pastes: below the field stands what is too much, in the last fifth what is left.
std::optional<Count> count_of(std::string_view value, int64_t most) {
  const auto length = static_cast<int64_t>(count_code_points(trim(value)));
  if (most <= 0 || length * 5 < most * 4) return std::nullopt;
  const int64_t left = most - length, count = left < 0 ? -left : left;
  const std::string signs =
      group_digits(count) + kNoBreakSpace + std::string(plural(count, tr("знак"), tr("знака"), tr("знаков")));
  if (left >= 0) return Count{tr("Осталось {}", signs)};
  return Count{tr("{} {}", plural(count, tr("Лишний"), tr("Лишние"), tr("Лишних")), signs), true};
}

}  // namespace

FieldEvent Ui::answered(const std::string& id) {
  FieldEvent result;
  if (const Event* event = take(EventKind::Input, id)) {
    result.changed = true;
    result.value = clean_text(event->value);
  }
  result.left = take(EventKind::Blur, id) != nullptr;
  return result;
}

// Two half fields one after the other share a line where there is room.
void Ui::open_field(const std::string& id, bool half) {
  int depth_of_pair = -1;
  if (half) {
    const std::vector<int>& before = top().children;
    const bool joins =
        !before.empty() && at(before.back()).role == Role::Pair && at(before.back()).children.size() == 1;
    depth_of_pair = joins ? before.back() : leaf_with_key(Role::Pair, id + ":p");
    open_.push_back({depth_of_pair, open_.back().prefix});
  }
  const int field = leaf_with_key(Role::Field, id + ":f");
  const std::string prefix = open_.back().prefix;
  if (half) open_.pop_back();
  open_.push_back({field, prefix});
}

void Ui::help_note(const std::string& id, std::string_view text) {
  if (text.empty()) return;
  const std::string key = id + ":n", button = key + "s";
  if (clicked(button) && shown_help_.erase(key) == 0) shown_help_.insert(key);
  const bool shown = shown_help_.contains(key);
  const int note = leaf_with_key(Role::Disclosure, key);
  at(note).flags |= kCompact | (shown ? kOpen : 0u);
  const std::string prefix = open_.back().prefix;
  open_.push_back({note, prefix});
  Node& summary = at(leaf_with_key(Role::SummaryButton, button, tr("Как заполнить")));
  summary.icon = shown ? Icon::ChevronUp : Icon::ChevronDown;
  summary.flags |= kCompact;
  open_.push_back({leaf_with_key(Role::DisclosureBody, key + "b"), prefix});
  leaf_with_key(Role::Hint, key + "t", text);
  close();
  close();
}

// Hint, help and messages come before the control, so that they are read on the way to it. Returns what describes it.
std::string Ui::describe_field(const std::string& id, std::string_view label, const FieldOptions& options,
                               Role label_role) {
  if (!options.number.empty()) {
    Node& number = at(leaf_with_key(Role::Hint, id + ":no", options.number));
    number.flags |= kStrong;
  }
  Node& title = at(leaf_with_key(label_role, id + ":l", label));
  if (options.required) title.flags |= kRequired;
  if (label_role == Role::Label) title.target = id;
  std::string described;
  const auto add = [&](Role role, std::string_view suffix, std::string_view text, Icon icon) {
    if (text.empty()) return;
    Node& node = at(leaf_with_key(role, id + std::string(suffix), text));
    node.icon = icon;
    if (!described.empty()) described += ' ';
    described += node.key;
  };
  add(Role::Hint, ":h", options.hint, Icon::None);
  help_note(id, options.help);
  // Many fields of a page have one: who hears a list of buttons is told whose it is.
  if (!options.help.empty()) {
    const auto summary =
        std::find_if(tree_.rbegin(), tree_.rend(), [&](const Node& node) { return node.key == id + ":ns"; });
    if (summary != tree_.rend()) summary->label = tr("{}: {}", summary->text, label);
  }
  add(Role::FieldError, ":e", options.error, Icon::Alert);
  add(Role::Warning, ":w", options.warning, Icon::Info);
  return described;
}

Node& Ui::add_control(Role role, const std::string& id, std::string_view value, const FieldOptions& options,
                      uint32_t flags) {
  Node& node = at(leaf_with_key(role, id));
  node.name = id;
  node.value = value;
  node.flags = flags | control_flags(options);
  node.autocomplete = options.autocomplete;
  node.placeholder = options.placeholder;
  return node;
}

FieldEvent Ui::control(Role role, std::string_view key, std::string_view label, std::string_view value,
                       const FieldOptions& options, std::string_view type, std::string_view mode, uint32_t flags,
                       std::span<const ui::Choice> choices) {
  const std::string id = path(key);
  FieldEvent result = answered(id);
  open_field(id, options.half);
  const std::string described = describe_field(id, label, options, Role::Label);
  const bool calendar = (flags & kCalendar) != 0 && !options.disabled, boxed = calendar || !options.unit.empty();
  flags &= ~kCalendar;
  if (boxed) {
    const int box = leaf_with_key(Role::InputBox, id + ":b");
    at(box).flags |= flags & (kMoneyWidth | kDateWidth);
    open_.push_back({box, open_.back().prefix});
    flags |= kHasUnit;
  }
  Node& node = add_control(role, id, result.changed ? std::string_view(result.value) : value, options, flags);
  node.type = type;
  node.input_mode = options.input_mode.empty() ? mode : options.input_mode;
  node.described_by = described;
  if (role == Role::Select) {
    const std::string chosen = node.value;
    open_.push_back({static_cast<int>(tree_.size()) - 1, id});
    int index = 0;
    for (const ui::Choice& choice : choices) {
      Node& option = at(leaf_with_key(Role::Option, id + ":o" + std::to_string(index++), choice.text));
      option.value = choice.value;
      if (choice.value == chosen) option.flags |= kSelected;
    }
    close();
  }
  if (calendar) {
    Node& button = at(leaf_with_key(Role::IconButton, id + ":c"));
    button.icon = Icon::Calendar;
    button.label = tr("Выбрать в календаре: {}", label);
    button.target = id;
  } else if (boxed) {
    leaf_with_key(Role::Unit, id + ":u", options.unit);
  }
  if (boxed) close();
  if (const auto count = count_of(result.changed ? std::string_view(result.value) : value, options.max_length))
    at(leaf_with_key(count->over ? Role::FieldError : Role::Hint, id + ":count", count->text)).icon =
        count->over ? Icon::Alert : Icon::None;
  close();
  return result;
}

FieldEvent Ui::text_field(std::string_view key, std::string_view label, std::string_view value,
                          const FieldOptions& options) {
  return control(Role::Input, key, label, value, options, "text", "");
}
FieldEvent Ui::text_area(std::string_view key, std::string_view label, std::string_view value,
                         const FieldOptions& options) {
  return control(Role::TextArea, key, label, value, options, "", "");
}
FieldEvent Ui::number_field(std::string_view key, std::string_view label, std::string_view value,
                            const FieldOptions& options) {
  return control(Role::Input, key, label, value, options, "text", "numeric", kDateWidth);
}
FieldEvent Ui::money_field(std::string_view key, std::string_view label, std::string_view value,
                           const FieldOptions& options) {
  return control(Role::Input, key, label, value, options, "text", "decimal", kMoneyWidth | kNumber);
}
FieldEvent Ui::date_field(std::string_view key, std::string_view label, std::string_view value,
                          const FieldOptions& options) {
  return control(Role::Input, key, label, value, options, "text", "numeric", kDateWidth | kCalendar);
}
FieldEvent Ui::phone_field(std::string_view key, std::string_view label, std::string_view value,
                           const FieldOptions& options) {
  return control(Role::Input, key, label, value, options, "tel", "tel", kMoneyWidth);
}
FieldEvent Ui::email_field(std::string_view key, std::string_view label, std::string_view value,
                           const FieldOptions& options) {
  return control(Role::Input, key, label, value, options, "email", "email");
}
FieldEvent Ui::search_field(std::string_view key, std::string_view label, std::string_view value,
                            const FieldOptions& options) {
  return control(Role::Input, key, label, value, options, "search", "search");
}
FieldEvent Ui::select(std::string_view key, std::string_view label, std::string_view value,
                      std::span<const ui::Choice> choices, const FieldOptions& options) {
  return control(Role::Select, key, label, value, options, "", "", 0, choices);
}

FieldEvent Ui::bare(std::string_view key, std::string_view label, std::string_view value, const FieldOptions& options,
                    std::string_view mode, uint32_t flags) {
  const std::string id = path(key);
  FieldEvent result = answered(id);
  std::string described;
  if (!options.error.empty()) {
    Node& error = at(leaf_with_key(Role::FieldError, id + ":e", options.error));
    error.icon = Icon::Alert;
    described = error.key;
  }
  const bool boxed = !options.unit.empty();
  if (boxed) {
    open_.push_back({leaf_with_key(Role::InputBox, id + ":b"), open_.back().prefix});
    flags |= kHasUnit;
  }
  Node& node = add_control(Role::Input, id, result.changed ? std::string_view(result.value) : value, options, flags);
  node.type = "text";
  node.label = label;
  node.input_mode = options.input_mode.empty() ? mode : options.input_mode;
  node.described_by = described;
  if (boxed) {
    leaf_with_key(Role::Unit, id + ":u", options.unit);
    close();
  }
  return result;
}

FieldEvent Ui::money_cell(std::string_view key, std::string_view label, std::string_view value,
                          const FieldOptions& options) {
  return bare(key, label, value, options, "decimal", kNumber);
}
FieldEvent Ui::text_cell_field(std::string_view key, std::string_view label, std::string_view value,
                               const FieldOptions& options) {
  return bare(key, label, value, options, "", 0);
}

Ui::Scope Ui::question(std::string_view key, std::string_view label, const FieldOptions& options) {
  const std::string id = path(key);
  open(Role::Group, key);
  const int group = open_.back().node;
  at(group).flags |= kStrong;
  const std::string described = describe_field(id, label, options, Role::Legend);
  at(group).described_by = described;
  return Scope(*this);
}

FieldEvent Ui::radio_group(std::string_view key, std::string_view label, std::string_view value,
                           std::span<const ui::Choice> choices, const FieldOptions& options) {
  FieldEvent result;
  const std::string group = path(key);
  for (const ui::Choice& choice : choices) {
    const std::string id = group + "/" + choice.value;
    if (take(EventKind::Input, id) != nullptr) result = {.changed = true, .left = true, .value = choice.value};
    if (take(EventKind::Blur, id) != nullptr) result.left = true;
  }
  const std::string_view chosen = result.changed ? std::string_view(result.value) : value;
  const Scope scope = question(key, label, options);
  for (const ui::Choice& choice : choices) {
    const std::string id = group + "/" + choice.value;
    open_.push_back({leaf_with_key(Role::Choice, id + ":f"), group});
    Node& radio = at(leaf_with_key(Role::Radio, id));
    radio.name = group;
    radio.value = choice.value;
    radio.flags = (options.disabled ? kDisabled : 0u) | (options.error.empty() ? 0u : kInvalid) |
                  (choice.value == chosen ? kChecked : 0u);
    if (!choice.hint.empty()) radio.described_by = id + ":h";
    at(leaf_with_key(Role::ChoiceLabel, id + ":l", choice.text)).target = id;
    if (!choice.hint.empty()) leaf_with_key(Role::Hint, id + ":h", choice.hint);
    close();
  }
  return result;
}

FieldEvent Ui::checkbox(std::string_view key, std::string_view label, bool value, const FieldOptions& options) {
  const std::string id = path(key);
  FieldEvent result = answered(id);
  const bool checked = result.changed ? result.value == "1" : value;
  open_.push_back({leaf_with_key(Role::Field, id + ":f"), open_.back().prefix});
  std::string described;
  if (!options.error.empty()) {
    Node& error = at(leaf_with_key(Role::FieldError, id + ":e", options.error));
    error.icon = Icon::Alert;
    described = error.key;
  }
  open_.push_back({leaf_with_key(Role::Choice, id + ":c"), open_.back().prefix});
  if (!options.hint.empty()) {
    if (!described.empty()) described += ' ';
    described += id + ":h";
  }
  Node& box = add_control(Role::Checkbox, id, "1", options, checked ? kChecked : 0u);
  box.described_by = described;
  Node& title = at(leaf_with_key(Role::ChoiceLabel, id + ":l", label));
  title.target = id;
  if (options.required) title.flags |= kRequired;
  if (!options.hint.empty()) leaf_with_key(Role::Hint, id + ":h", options.hint);
  close();
  close();
  return result;
}

}  // namespace pochin::ui
