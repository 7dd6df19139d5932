#include "shared/practice/locate.h"

#include <nlohmann/json.hpp>
#include <set>

#include "shared/base/json.h"
#include "shared/practice/reader.h"

namespace pochin::practice {
namespace {

// The byte after the character of a quoted text that begins at `at`: an escape is one character.
std::size_t after_character(std::string_view text, std::size_t at) {
  if (text[at] == '\\') return at + (at + 1 < text.size() && text[at + 1] == 'u' ? 6 : 2);
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

}  // namespace

Locator::Locator(std::string_view text) : text_(text) { value(""); }

Position Locator::find(std::string_view pointer, int offset) const {
  auto found = starts_.find(pointer);
  while (found == starts_.end() && !pointer.empty()) {
    pointer = pointer.substr(0, pointer.rfind('/'));
    found = starts_.find(pointer);
    offset = 0;
  }
  if (found == starts_.end()) return {};
  std::size_t byte = found->second;
  if (offset > 0 && byte < text_.size() && text_[byte] == '"') {
    ++byte;
    for (int i = 1; i < offset && byte < text_.size() && text_[byte] != '"'; ++i) byte = after_character(text_, byte);
  }
  return position_of(text_, byte);
}

void Locator::blanks() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
    ++at_;
}

void Locator::value(const std::string& pointer) {
  blanks();
  if (at_ >= text_.size()) return;
  starts_.insert_or_assign(pointer, at_);
  if (text_[at_] == '{') return object(pointer);
  if (text_[at_] == '[') return array(pointer);
  if (text_[at_] == '"') {
    string();
    return;
  }
  while (at_ < text_.size() && std::string_view(",]} \n\t\r").find(text_[at_]) == std::string_view::npos) ++at_;
}

void Locator::object(const std::string& pointer) {
  ++at_;
  std::set<std::string> seen;
  for (blanks(); at_ < text_.size() && text_[at_] != '}'; blanks()) {
    if (text_[at_] == ',') {
      ++at_;
      continue;
    }
    const std::string key = string();
    blanks();
    ++at_;  // the colon
    const std::string place = step(pointer, key);
    if (!seen.insert(key).second) repeated_.push_back(place);
    value(place);
  }
  ++at_;
}

void Locator::array(const std::string& pointer) {
  ++at_;
  std::size_t index = 0;
  for (blanks(); at_ < text_.size() && text_[at_] != ']'; blanks()) {
    if (text_[at_] == ',') {
      ++at_;
      continue;
    }
    value(step(pointer, index++));
  }
  ++at_;
}

std::string Locator::string() {
  const std::size_t open = at_++;
  while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
  ++at_;
  const auto parsed = parse_json(text_.substr(open, at_ - open));
  return parsed && parsed->is_string() ? parsed->get<std::string>() : std::string();
}

}  // namespace pochin::practice
