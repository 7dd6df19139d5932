// What a screen describes: nodes in reading order, each with a role, a stable key and what is read and drawn.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace pochin::ui {

enum class Tone : uint8_t { Neutral, Accent, Ok, Warn, Error };
enum class TextSize : uint8_t { Small, Body, Lead, Figure, Display };
enum class ButtonKind : uint8_t { Secondary, Primary, Plain, Danger };
enum class PageWidth : uint8_t { Column, Page };
enum class Justify : uint8_t { Start, Between, End };
enum class StageState : uint8_t { Past, Now, Future };
enum class Icon : uint8_t {
  None,
  Check,
  Clock,
  Alert,
  Info,
  Cloud,
  CloudOff,
  Upload,
  Download,
  Pencil,
  Plus,
  Close,
  Menu,
  Search,
  Eye,
  Person,
  Document,
  Phone,
  Pin,
  ChevronLeft,
  ChevronRight,
  ChevronDown,
  ChevronUp,
  Trash,
  Lock,
  Chat,
  Calendar,
  Print,
  Exit,
  Return,
  Ruble,
};

// One role is one row of the table in faces.cpp (tag and class) and one case in layout.cpp (how it is arranged).
enum class Role : uint8_t {
  Root,
  Skip,
  Header,
  Brand,
  Region,
  Nav,
  MenuButton,
  Tools,
  Main,
  Footer,
  Crumbs,
  Crumb,
  Split,
  SplitMain,
  Aside,
  Column,
  Row,
  Grid,
  Pair,
  Section,
  Card,
  List,
  Item,
  Notice,
  NoticeTitle,
  Disclosure,
  DisclosureBody,
  SummaryButton,
  Dialog,
  DialogHead,
  Sticky,
  Form,
  Group,
  Legend,
  Table,
  TableScroll,
  Rows,
  TableRow,
  HeaderCell,
  Cell,
  CellLabel,
  CellText,
  Divider,
  Facts,
  Fact,
  Term,
  Value,
  Heading,
  Paragraph,
  Badge,
  Stat,
  Figure,
  Caption,
  Progress,
  ProgressBar,
  Steps,
  StepBars,
  StepBar,
  Timeline,
  Stage,
  Weights,
  Weight,
  Picture,
  Skeleton,
  SkeletonBar,
  Empty,
  Live,
  Button,
  IconButton,
  Link,
  ErrorSummary,
  Chips,
  Chip,
  Pages,
  Field,
  Label,
  Hint,
  FieldError,
  Warning,
  InputBox,
  Unit,
  Input,
  TextArea,
  Select,
  Option,
  Choice,
  ChoiceLabel,
  Checkbox,
  Radio,
  FilePick,
  FileInput,
  Files,
  File,
  Image,
};

// Bits of Node::flags.
enum Flag : uint32_t {
  kRequired = 1u << 0,
  kDisabled = 1u << 1,
  kInvalid = 1u << 2,
  kChecked = 1u << 3,
  kSelected = 1u << 4,
  kNumber = 1u << 5,
  kCurrent = 1u << 6,
  kBold = 1u << 7,
  kSecondary = 1u << 8,
  kStrong = 1u << 9,
  kCompact = 1u << 10,
  kWide = 1u << 11,
  kOpen = 1u << 12,
  kFrozen = 1u << 13,
  kDownload = 1u << 14,
  kHasPicture = 1u << 15,
  kLined = 1u << 16,
  kFirst = 1u << 17,
  kMultiple = 1u << 18,
  kCamera = 1u << 19,
  kHasUnit = 1u << 20,
  kButtonLike = 1u << 21,
  kPrimary = 1u << 22,
  kHiddenLabel = 1u << 23,
  kNarrowPage = 1u << 24,
  kHead = 1u << 25,
  kDateWidth = 1u << 26,
  kMoneyWidth = 1u << 27,
  kClose = 1u << 28,
};

struct Rect {
  float x = 0, y = 0, w = -1, h = 0;
};  // CSS pixels from the top left of the document; w < 0: none
struct Line {
  uint32_t begin = 0, end = 0;
  float width = 0;
};  // bytes of Node::text

struct Node {
  Role role{};
  Tone tone = Tone::Neutral;
  Icon icon = Icon::None;
  TextSize size = TextSize::Body;
  ButtonKind kind = ButtonKind::Secondary;
  Justify justify = Justify::Start;
  StageState state = StageState::Future;
  uint8_t level = 0;             // of a heading
  int16_t gap = -1;              // of a column or row, px; the least width of a grid's column
  int16_t amount = 0, most = 0;  // of a progress; a segment's fill and weight; a column's weight
  int16_t rows = 0;
  uint32_t flags = 0;
  int parent = -1;
  std::vector<int> children = {};
  std::string key = {};   // explicit path, stable across frames and languages; also the element's id
  std::string text = {};  // what is read and drawn
  std::string value = {}, href = {}, target = {}, described_by = {}, name = {}, label = {};
  std::string type = {}, input_mode = {}, autocomplete = {}, placeholder = {};
  Rect rect = {};
  std::vector<Line> lines = {};

  [[nodiscard]] bool has(uint32_t bits) const { return (flags & bits) != 0; }
};

using Tree = std::vector<Node>;  // in reading order; [0] is the root

}  // namespace pochin::ui
