// One table from roles to HTML serves the server's page and the live document.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "client/ui/tree.h"

namespace pochin::ui {

struct Element {
  std::string_view tag;
  std::vector<std::pair<std::string_view, std::string>> attributes;  // "id" first
};
Element describe(const Tree&, const Node&);

// The children of the root as HTML: no inline style, no script.
std::string to_html(const Tree&);

// Remembers what the document holds and writes what has to change, as a JSON array:
//   {"k":key,"t":tag,"a":{…},"x":text,"v":value,"c":checked,"s":selected,"r":[x,y,w,h]}  create or update
//   {"d":key}                                                                            remove
//   {"o":key,"c":[keys]}                                                                 children in this order
// Rectangles are relative to the parent element's.
class Differ {
 public:
  std::string changes(const Tree&);
  void forget() { seen_.clear(); }

 private:
  struct Seen {
    uint64_t content = 0, children = 0;
    uint32_t frame = 0;
  };
  std::unordered_map<std::string, Seen> seen_;
  uint32_t frame_ = 0;
};

void append_json(std::string& out, std::string_view text);
// A length in px, to the thousandth: «12», «-0.5».
void append_number(std::string& out, float number);

}  // namespace pochin::ui
