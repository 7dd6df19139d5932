#include "shared/practice/arrange.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"
#include "shared/practice/format.h"

namespace pochin::practice {
namespace {

class Writer {
 public:
  explicit Writer(std::string& text) : text_(text) {}

  void value(const Json& json, const Shape* shape, std::size_t depth) {
    if (json.is_object() && !json.empty())
      object(json, shape, depth);
    else if (json.is_array() && !json.empty())
      array(json, shape, depth);
    else
      text_ += json.dump();
  }

 private:
  void object(const Json& json, const Shape* shape, std::size_t depth) {
    text_ += '{';
    bool first = true;
    const auto write = [&](const std::string& name, const Json& item, const Shape* inner) {
      text_ += first ? "\n" : ",\n";
      first = false;
      text_.append(2 * (depth + 1), ' ');
      text_ += Json(name).dump() + ": ";
      value(item, inner, depth + 1);
    };
    if (shape)
      for (const Key& key : shape->keys)
        if (const auto found = json.find(key.name); found != json.end())
          write(std::string(key.name), *found, key.shape);
    for (const auto& [name, item] : json.items()) {
      const bool known = shape && std::ranges::find(shape->keys, name, &Key::name) != shape->keys.end();
      if (!known) write(name, item, nullptr);
    }
    close('}', depth);
  }

  void array(const Json& json, const Shape* shape, std::size_t depth) {
    // Words stand on one line: ["author", "municipal_operator"].
    const bool words = std::ranges::all_of(json, [](const Json& each) { return each.is_string(); });
    text_ += '[';
    for (std::size_t i = 0; i < json.size(); ++i) {
      if (i > 0) text_ += words ? ", " : ",";
      if (!words) {
        text_ += '\n';
        text_.append(2 * (depth + 1), ' ');
      }
      value(json[i], shape, depth + 1);
    }
    if (words)
      text_ += ']';
    else
      close(']', depth);
  }

  void close(char bracket, std::size_t depth) {
    text_ += '\n';
    text_.append(2 * depth, ' ');
    text_ += bracket;
  }

  std::string& text_;
};

}  // namespace

std::string arranged(const Json& pack) {
  std::string text;
  Writer(text).value(pack, &pack_shape(), 0);
  return text + '\n';
}

}  // namespace pochin::practice
