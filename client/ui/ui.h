// The widgets a screen is written with. Each call adds nodes to a tree (tree.h) and answers from the queue of
// events; layout.h gives the nodes rectangles, paint.h draws them, html.h turns them into elements.
//
// Keys are explicit, stable across frames and languages, unique among siblings; the full key of a node is the path
// of keys from the outermost container ("main/money/src_people") and is the id of its element.
// Labels are arguments: no widget has its label beside it. Complexity: O(1) for each call, plus the events of a frame.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/ui/tree.h"

namespace pochin::ui {

enum class EventKind : uint8_t { Input, Click, Focus, Blur, Hover, Files };

// Files: `value` is JSON, [{"handle","name","type","size","modified"}] of what the native file input was given.
struct Event {
  EventKind kind{};
  std::string key, value;
};

struct TextOptions {
  TextSize size = TextSize::Body;
  Tone tone = Tone::Neutral;
  bool bold = false, secondary = false;
  Icon icon = Icon::None;
};

struct ButtonOptions {
  ButtonKind kind = ButtonKind::Secondary;
  Icon icon = Icon::None;
  bool disabled = false;
  std::string_view reason = {};  // why it is disabled and what to do; shown beside it and read with it
  bool compact = false;          // 40 px, for tables of the staff only
  bool wide = false;             // as wide as its column
  std::string_view label = {};   // what is read when the words on it say too little
};

struct LinkOptions {
  Icon icon = Icon::None;
  bool current = false;   // the page one is on
  bool strong = false;    // bold
  bool button = false;    // looks like a secondary button, stays a link
  bool primary = false;   // looks like the primary button, stays a link
  bool download = false;  // leaves the client: the browser follows it
};

struct FieldOptions {
  std::string_view hint = {};          // under the label, always visible
  std::string_view help = {};          // a disclosure «Как заполнить» under the hint
  std::string_view error = {};         // what is wrong and what to do
  std::string_view warning = {};       // does not stop
  std::string_view unit = {};          // drawn inside the field, e.g. "₽"
  std::string_view autocomplete = {};  // HTML autofill token
  std::string_view input_mode = {};    // HTML inputmode
  std::string_view placeholder = {};
  std::string_view number = {};  // the number of the item in the official form, "10.2"
  bool required = false, half = false, disabled = false;
  int max_length = 0;
};

struct FieldEvent {
  bool changed = false, left = false;
  std::string value = {};  // the new value when changed
};

struct Choice {
  std::string value, text, hint = {};
};

struct Column {
  std::string text;
  bool number = false;  // right-aligned, one-width figures
  bool frozen = false;  // stays in view when the table scrolls sideways
  int weight = 1;       // share of the free width
};

struct FileItem {
  std::string id, name, detail;  // detail: "PDF, 1,2 МБ"
  std::string error = {};
  std::optional<int> progress = {};  // 0..100 while it is being sent
  std::string href = {};
};

struct PickedFile {
  std::string handle, name, type;
  int64_t size = 0, modified = 0;  // modified: milliseconds since 1970
};

struct FileOptions {
  std::string_view hint = {}, help = {}, error = {}, number = {};
  std::string_view accept = {};  // HTML accept
  bool required = false, multiple = true, camera = false, disabled = false;
};

struct FileEvent {
  std::vector<PickedFile> picked = {};
  std::string removed = {};  // id of the file whose «Убрать» was pressed
  std::string retried = {};
};

struct Segment {
  int weight = 1;          // width
  int earned_percent = 0;  // 0..100 filled
};

struct Stage {
  std::string title, dates, text, source, source_href;
  StageState state{};
  std::string badge = {};
  bool event = false;  // has happened: no word of its state beside it
};

struct Link {
  std::string text, href;
};

class Ui {
 public:
  class Scope {
   public:
    explicit Scope(Ui& ui, int depth = 1) : ui_(&ui), depth_(depth) {}
    Scope(Scope&& other) noexcept : ui_(std::exchange(other.ui_, nullptr)), depth_(other.depth_) {}
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    Scope& operator=(Scope&&) = delete;
    ~Scope();

   private:
    Ui* ui_;
    int depth_;
  };

  void begin(std::span<const Event> events);
  Tree end();

  // ---- the page ----
  // Wordmark «Почин» with two lines of what this is; the children are one nav() and one tools(). On a phone the nav
  // opens from a menu button.
  [[nodiscard]] Scope header(std::string_view key, std::string_view line1, std::string_view line2,
                             std::string_view home_href);
  [[nodiscard]] Scope nav(std::string_view key, std::string_view label);
  [[nodiscard]] Scope tools(std::string_view key);
  [[nodiscard]] Scope main(std::string_view key, PageWidth width = PageWidth::Page);
  [[nodiscard]] Scope footer(std::string_view key);
  void breadcrumbs(std::string_view key, std::span<const Link> links, std::string_view current);
  void back_link(std::string_view key, std::string_view text, std::string_view href);

  // ---- arranging ----
  // Main column and side panel; the panel goes below the column where the page is narrower than 1040 px.
  [[nodiscard]] Scope split(std::string_view key);
  [[nodiscard]] Scope aside(std::string_view key, std::string_view label);
  [[nodiscard]] Scope column(std::string_view key, int gap = 16);
  [[nodiscard]] Scope row(std::string_view key, int gap = 12, Justify justify = Justify::Start);  // wraps
  [[nodiscard]] Scope grid(std::string_view key, int min_width = 300);                            // equal heights
  [[nodiscard]] Scope section(std::string_view key, std::string_view title, int level = 2);
  [[nodiscard]] Scope card(std::string_view key, Tone tone = Tone::Neutral, bool selected = false);
  [[nodiscard]] Scope list(std::string_view key, std::string_view label);
  [[nodiscard]] Scope item(std::string_view key);  // of a list; lists in cards have lines between the items
  [[nodiscard]] Scope notice(std::string_view key, Tone tone, std::string_view title);
  // `open` is the caller's state; `toggled` tells that the summary was pressed.
  [[nodiscard]] Scope disclosure(std::string_view key, std::string_view summary, bool open, bool* toggled = nullptr);
  // A modal dialog: a CSS element above the page, not painted. `closed` tells Escape, the cross or the backdrop.
  [[nodiscard]] Scope dialog(std::string_view key, std::string_view title, bool* closed);
  // Stays at the bottom of the window while the page scrolls: a CSS element, not painted.
  [[nodiscard]] Scope sticky(std::string_view key, std::string_view label);
  [[nodiscard]] Scope form(std::string_view key, std::string_view label);
  [[nodiscard]] Scope group(std::string_view key, std::string_view legend, std::string_view hint = {},
                            std::string_view error = {});
  [[nodiscard]] Scope question(std::string_view key, std::string_view label, const FieldOptions&);  // of several fields

  // A table; on a phone each row becomes a card of «column: value». `cells` of a row are given in the columns' order.
  [[nodiscard]] Scope table(std::string_view key, std::string_view label, std::span<const Column> columns,
                            bool wide = false);
  [[nodiscard]] Scope table_row(std::string_view key, Tone tone = Tone::Neutral);
  [[nodiscard]] Scope cell(std::string_view key);
  void cell_text(std::string_view key, std::string_view text, const TextOptions& = {});
  void table_divider(std::string_view key, std::string_view text, Tone tone);  // the drawn funding cut

  // Pairs of term and value, with at most one action («Изменить»).
  [[nodiscard]] Scope facts(std::string_view key);
  void fact(std::string_view key, std::string_view term, std::string_view value, const TextOptions& = {});
  void fact_link(std::string_view key, std::string_view term, std::string_view value, std::string_view action,
                 std::string_view href, std::string_view error = {});

  // ---- text and signs ----
  // The h1; takes the focus when the screen is opened. Display is for the home page.
  void title(std::string_view text, TextSize size = TextSize::Body);
  void heading(int level, std::string_view key, std::string_view text);
  void paragraph(std::string_view key, std::string_view text, const TextOptions& = {});
  void badge(std::string_view key, std::string_view text, Tone tone, Icon icon = Icon::None);
  void stat(std::string_view key, std::string_view figure, std::string_view caption);
  void progress(std::string_view key, std::string_view label, int value, int max);
  void steps(std::string_view key, int current, int total, std::string_view title,
             std::string_view detail);  // «Этап 3 из 8»
  void timeline(std::string_view key, std::string_view label, std::span<const Stage> stages);
  void weights(std::string_view key, std::string_view label, std::span<const Segment> segments);
  void picture(std::string_view key, std::string_view kind,
               std::string_view alt);  // drawn: "yard", "light", "play", "bridge", "spring", "road"
  // A picture made by the browser, square: it lies in the document, the canvas leaves its place free.
  void image(std::string_view key, std::string_view alt, std::string_view source);
  void skeleton(std::string_view key, int lines);  // «Загружается…» for who listens
  void empty(std::string_view key, Icon icon, std::string_view title, std::string_view text);
  void live(std::string_view key, std::string_view text);  // said when it changes; not drawn when empty

  // ---- doing ----
  bool button(std::string_view key, std::string_view text, const ButtonOptions& = {});
  bool icon_button(std::string_view key, Icon icon, std::string_view label);
  // True when pressed without a modifier; the caller then navigates. With one the browser opens the address itself.
  bool link(std::string_view key, std::string_view text, std::string_view href, const LinkOptions& = {});
  // Links to fields: pressing one moves the focus to the field. The whole takes the focus when it appears.
  void error_summary(std::string_view key, std::string_view title,
                     std::span<const std::pair<std::string, std::string>> field_and_message);
  std::optional<std::string> chips(std::string_view key, std::string_view label, std::span<const Choice> choices,
                                   std::string_view value);
  std::optional<int> pages(std::string_view key, std::string_view label, int page, int count);

  // ---- fields ----
  FieldEvent text_field(std::string_view key, std::string_view label, std::string_view value, const FieldOptions& = {});
  FieldEvent text_area(std::string_view key, std::string_view label, std::string_view value, const FieldOptions& = {});
  FieldEvent number_field(std::string_view key, std::string_view label, std::string_view value,
                          const FieldOptions& = {});  // counts
  FieldEvent money_field(std::string_view key, std::string_view label, std::string_view value,
                         const FieldOptions& = {});
  FieldEvent date_field(std::string_view key, std::string_view label, std::string_view value,
                        const FieldOptions& = {});  // typed дд.мм.гггг
  FieldEvent phone_field(std::string_view key, std::string_view label, std::string_view value,
                         const FieldOptions& = {});
  FieldEvent email_field(std::string_view key, std::string_view label, std::string_view value,
                         const FieldOptions& = {});
  FieldEvent search_field(std::string_view key, std::string_view label, std::string_view value,
                          const FieldOptions& = {});
  FieldEvent select(std::string_view key, std::string_view label, std::string_view value,
                    std::span<const Choice> choices, const FieldOptions& = {});
  FieldEvent radio_group(std::string_view key, std::string_view label, std::string_view value,
                         std::span<const Choice> choices, const FieldOptions& = {});
  FieldEvent checkbox(std::string_view key, std::string_view label, bool value, const FieldOptions& = {});  // "1" or ""
  // A field in a table cell or a card row: the label is read, not drawn.
  FieldEvent money_cell(std::string_view key, std::string_view label, std::string_view value, const FieldOptions& = {});
  FieldEvent text_cell_field(std::string_view key, std::string_view label, std::string_view value,
                             const FieldOptions& = {});
  FileEvent file_field(std::string_view key, std::string_view label, std::span<const FileItem> files,
                       const FileOptions& = {});

  // The full key of a child of the open container; what focus and error links point at.
  [[nodiscard]] std::string path(std::string_view key) const;
  // Whether any widget answered an event: the screen is then run again.
  [[nodiscard]] bool consumed() const { return consumed_; }

 private:
  struct Open {
    int node;
    std::string prefix;  // of the keys of its children
  };
  struct TableState {
    std::vector<Column> columns;
    int next_column = 0;
    bool wide = false;
  };

  int leaf(Role, std::string_view key, std::string_view text = {});
  int leaf_with_key(Role, std::string full_key, std::string_view text = {});
  int open(Role, std::string_view key);
  int open_labelled(Role, std::string_view key, std::string_view label);
  int open_inner(Role, std::string_view suffix);  // children keep the keys of the container around it
  void close();
  void mark_ways();
  Node& at(int id) { return tree_[static_cast<size_t>(id)]; }
  Node& top() { return at(open_.back().node); }
  [[nodiscard]] bool inside(Role role) const;
  const Event* take(EventKind, const std::string& key);
  std::string anchor(std::string_view key, std::string_view text, std::string_view href, const LinkOptions&);
  bool clicked(const std::string& key) { return take(EventKind::Click, key) != nullptr; }

  void open_field(const std::string& id, bool half);
  void help_note(const std::string& id, std::string_view text);
  std::string describe_field(const std::string& id, std::string_view label, const FieldOptions&, Role label_role);
  FieldEvent answered(const std::string& id);
  Node& add_control(Role, const std::string& id, std::string_view value, const FieldOptions&, uint32_t flags);
  FieldEvent control(Role, std::string_view key, std::string_view label, std::string_view value, const FieldOptions&,
                     std::string_view type, std::string_view mode, uint32_t flags = 0,
                     std::span<const Choice> choices = {});
  FieldEvent bare(std::string_view key, std::string_view label, std::string_view value, const FieldOptions&,
                  std::string_view mode, uint32_t flags);
  Node& new_cell(std::string_view key);
  void file_row(const FileItem&, FileEvent&, bool disabled);

  Tree tree_;
  std::vector<Open> open_;
  std::vector<TableState> tables_;
  std::span<const Event> events_;
  std::set<std::string> shown_help_;  // «Как заполнить» that a person has opened; outlives begin()
  std::string menu_of_;               // key of the navigation that the menu button opens
  bool consumed_ = false;
};

}  // namespace pochin::ui
