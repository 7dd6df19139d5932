// Files: a native input, what was given to it, how far each has been sent.
#include "client/ui/ui.h"
#include "shared/base/json.h"
#include "shared/base/tr.h"

namespace pochin::ui {
namespace {

std::vector<PickedFile> parse_picked(const std::string& text) {
  std::vector<PickedFile> out;
  const auto list = parse_json(text);
  if (!list || !list->is_array()) return out;
  for (const Json& one : *list) {
    PickedFile file{get_string(one, "handle"), get_string(one, "name"), get_string(one, "type"), get_int(one, "size"),
                    get_int(one, "modified")};
    if (!file.handle.empty()) out.push_back(std::move(file));
  }
  return out;
}

}  // namespace

void Ui::file_row(const FileItem& file, FileEvent& result, bool disabled) {
  open(Role::File, file.id);
  if (!file.error.empty()) top().flags |= kInvalid;
  open_inner(Role::Row, ":row");
  top().gap = 8;
  top().justify = Justify::Between;
  open_inner(Role::Column, ":words");
  top().gap = 0;
  if (file.href.empty()) {
    paragraph("name", file.name, {.icon = Icon::Document});
  } else {
    link("name", file.name, file.href, {.icon = Icon::Document, .download = true});
  }
  paragraph("detail", file.detail, {.size = TextSize::Small, .secondary = true});
  close();
  if (!disabled) {
    open_inner(Role::Row, ":acts");
    top().gap = 8;
    // What can never pass has no way to go: only its bytes that wait are sent again.
    if (!file.error.empty() && file.progress) {
      if (button("retry", tr("Повторить"), {.icon = Icon::Return, .compact = true})) result.retried = file.id;
      at(top().children.back()).label = tr("Повторить: {}", file.name);
    }
    if (button("remove", tr("Убрать"), {.icon = Icon::Trash, .compact = true})) result.removed = file.id;
    at(top().children.back()).label = tr("Убрать: {}", file.name);
    close();
  }
  close();
  if (file.progress) progress("sent", tr("Отправлено {}\u00A0%", std::to_string(*file.progress)), *file.progress, 100);
  if (!file.error.empty()) at(leaf(Role::FieldError, "error", file.error)).icon = Icon::Alert;
  close();
}

FileEvent Ui::file_field(std::string_view key, std::string_view label, std::span<const FileItem> files,
                         const FileOptions& options) {
  FileEvent result;
  const std::string id = path(key);
  if (const Event* event = take(EventKind::Files, id)) result.picked = parse_picked(event->value);
  open_.push_back({leaf_with_key(Role::Field, id + ":f"), id});
  const std::string described = describe_field(id, label,
                                               {.hint = options.hint,
                                                .help = options.help,
                                                .error = options.error,
                                                .number = options.number,
                                                .required = options.required},
                                               Role::Label);
  if (!files.empty()) {
    Node& list = at(leaf_with_key(Role::Files, id + ":list"));
    list.label = tr("Загруженные файлы: {}", label);
    open_.push_back({static_cast<int>(tree_.size()) - 1, id});
    for (const FileItem& file : files) file_row(file, result, options.disabled);
    close();
  }
  if (!options.disabled && (options.multiple || files.empty())) {
    const std::string_view said = options.camera ? tr("Выбрать или сфотографировать") : tr("Выбрать файл");
    const int pick = leaf_with_key(Role::FilePick, id + ":pick", said);
    at(pick).icon = Icon::Upload;
    at(pick).target = id;
    open_.push_back({pick, id});
    Node& input = at(leaf_with_key(Role::FileInput, id));
    input.name = id;
    input.type = options.accept;
    input.described_by = described;
    input.flags = (options.multiple ? kMultiple : 0u) | (options.error.empty() ? 0u : kInvalid);
    close();
  }
  close();
  return result;
}

}  // namespace pochin::ui
