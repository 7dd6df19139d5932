// The entry points that web/recount.js calls: bytes in, bytes out.
#include <emscripten.h>

#include <string>
#include <string_view>

#include "client/recount/recount.h"

namespace {

// The last answer, kept until the next: JavaScript copies it at once.
std::string& answer() {
  static std::string only;
  return only;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void recount(const char* ballots, std::size_t size, const char* parameters, std::size_t length) {
  answer() = pochin::recount::recount({ballots, size}, {parameters, length});
}

EMSCRIPTEN_KEEPALIVE const char* answer_text() { return answer().data(); }
EMSCRIPTEN_KEEPALIVE std::size_t answer_size() { return answer().size(); }
}
