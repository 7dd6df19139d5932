// The tree as HTML, and what changed in it since the last time.
#include <cmath>

#include "client/ui/html.h"

namespace pochin::ui {
namespace {

constexpr uint64_t kSeed = 1469598103934665603ull;

uint64_t fnv(uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return (hash ^ 0xff) * 1099511628211ull;  // so that "ab","c" is not "a","bc"
}

template <class Value>
uint64_t fnv_of(uint64_t hash, Value value) {
  return fnv(hash, {reinterpret_cast<const char*>(&value), sizeof value});
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

bool is_void(Role role) {
  return role == Role::Input || role == Role::Checkbox || role == Role::Radio || role == Role::FileInput;
}
bool has_value(Role role) { return role == Role::Input || role == Role::TextArea || role == Role::Select; }

void append_html(const Tree& tree, const Node& node, std::string& out) {
  const Element element = describe(tree, node);
  out += '<';
  out += element.tag;
  for (const auto& [name, value] : element.attributes) {
    out += ' ';
    out += name;
    if (value.empty()) continue;
    out += "=\"";
    append_escaped(out, value);
    out += '"';
  }
  if (node.role == Role::Input && !node.value.empty()) {
    out += " value=\"";
    append_escaped(out, node.value);
    out += '"';
  }
  if (node.has(kChecked)) out += " checked";
  if (node.role == Role::Option && node.has(kSelected)) out += " selected";
  out += '>';
  if (is_void(node.role)) return;
  // The parser drops one line break after <textarea>.
  if (node.role == Role::TextArea && node.value.starts_with('\n')) out += '\n';
  append_escaped(out, node.role == Role::TextArea ? node.value : node.text);
  for (const int child : node.children) append_html(tree, tree[static_cast<size_t>(child)], out);
  out += "</";
  out += element.tag;
  out += '>';
}

// A rectangle relative to the parent's, so that what moves as a whole changes once.
Rect relative(const Tree& tree, const Node& node) {
  Rect out = node.rect;
  if (out.w < 0 || node.parent <= 0) return out;
  const Rect& parent = tree[static_cast<size_t>(node.parent)].rect;
  if (parent.w < 0) return out;
  out.x -= parent.x;
  out.y -= parent.y;
  return out;
}

uint64_t content_of(const Node& node, const Rect& rect) {
  uint64_t hash = kSeed;
  for (const std::string* text : {&node.text, &node.value, &node.href, &node.target, &node.described_by, &node.name,
                                  &node.label, &node.type, &node.input_mode, &node.autocomplete, &node.placeholder})
    hash = fnv(hash, *text);
  hash = fnv_of(hash, node.flags & ~static_cast<uint32_t>(kFirst));  // only painted
  for (const auto small : {static_cast<int>(node.tone), static_cast<int>(node.icon), static_cast<int>(node.size),
                           static_cast<int>(node.kind), static_cast<int>(node.justify), static_cast<int>(node.state),
                           static_cast<int>(node.level), static_cast<int>(node.gap), static_cast<int>(node.amount),
                           static_cast<int>(node.most)})
    hash = fnv_of(hash, small);
  for (const float side : {rect.x, rect.y, rect.w, rect.h}) hash = fnv_of(hash, side);
  return hash;
}

void append_upsert(const Tree& tree, const Node& node, const Rect& rect, std::string& out) {
  const Element element = describe(tree, node);
  out += out.empty() ? "{\"k\":" : ",{\"k\":";
  append_json(out, node.key);
  out += ",\"t\":\"";
  out += element.tag;
  out += "\",\"a\":{";
  bool first = true;
  for (const auto& [name, value] : element.attributes) {
    if (name == "id") continue;
    if (!first) out += ',';
    first = false;
    append_json(out, name);
    out += ':';
    append_json(out, value);
  }
  out += '}';
  if (!node.text.empty() || node.role == Role::Live) {
    out += ",\"x\":";
    append_json(out, node.text);
  }
  if (has_value(node.role)) {
    out += ",\"v\":";
    append_json(out, node.value);
  }
  if (node.role == Role::Checkbox || node.role == Role::Radio) out += node.has(kChecked) ? ",\"c\":1" : ",\"c\":0";
  if (node.role == Role::Option && node.has(kSelected)) out += ",\"s\":1";
  if (rect.w >= 0) {
    out += ",\"r\":[";
    append_number(out, rect.x);
    for (const float side : {rect.y, rect.w, rect.h}) {
      out += ',';
      append_number(out, side);
    }
    out += ']';
  }
  out += '}';
}

}  // namespace

void append_number(std::string& out, float number) {
  const auto size = static_cast<int64_t>(std::round(std::fabs(number) * 1000));
  if (number < 0 && size > 0) out += '-';
  out += std::to_string(size / 1000);
  if (size % 1000 == 0) return;
  out += '.';
  for (int64_t rest = size % 1000, place = 100; rest > 0; rest %= place, place /= 10)
    out += static_cast<char>('0' + rest / place);
}

void append_json(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += c < 0x10 ? "\\u000" : "\\u001";
      out += "0123456789abcdef"[c & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

std::string to_html(const Tree& tree) {
  std::string out;
  for (const int child : tree[0].children) append_html(tree, tree[static_cast<size_t>(child)], out);
  return out;
}

std::string Differ::changes(const Tree& tree) {
  ++frame_;
  std::string out, order;
  for (const Node& node : tree) {
    const Rect rect = relative(tree, node);
    const uint64_t content = content_of(node, rect);
    uint64_t children = kSeed;
    for (const int child : node.children) children = fnv(children, tree[static_cast<size_t>(child)].key);
    Seen& seen = seen_[node.key];
    if (seen.content != content) {
      seen.content = content;
      append_upsert(tree, node, rect, out);
    }
    if (seen.children != children && !(node.children.empty() && seen.children == 0)) {
      order += ",{\"o\":";
      append_json(order, node.key);
      order += ",\"c\":[";
      for (size_t i = 0; i < node.children.size(); ++i) {
        if (i != 0) order += ',';
        append_json(order, tree[static_cast<size_t>(node.children[i])].key);
      }
      order += "]}";
    }
    seen.children = children;
    seen.frame = frame_;
  }
  for (auto it = seen_.begin(); it != seen_.end();) {
    if (it->second.frame == frame_) {
      ++it;
      continue;
    }
    order += ",{\"d\":";
    append_json(order, it->first);
    order += '}';
    it = seen_.erase(it);
  }
  if (out.empty() && !order.empty()) order.erase(0, 1);
  return "[" + out + order + "]";
}

}  // namespace pochin::ui
