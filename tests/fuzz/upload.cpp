#include "server/http/url.h"
#include "server/media/uploads.h"
#include "tests/fuzz/fuzz.h"

namespace pochin::fuzz {

using namespace pochin::server;

void upload(std::string_view bytes) {
  const std::string kind = sniff_kind(bytes);
  if (!kind.empty()) promise(media_type_of(kind) != "text/html" && media_type_of(kind).find('/') != std::string::npos);
  if (bytes.starts_with('<')) promise(kind.empty());
  const auto name = clean_file_name(bytes);
  (void)kind_of_name(bytes);
  (void)check_declared(bytes, static_cast<int64_t>(bytes.size()), {});
  if (!name) return;
  promise(!name->empty() && valid_utf8(*name) && name->size() <= 800);
  promise(name->find_first_of("/\\\r\n") == std::string::npos && *name != "." && *name != "..");
  promise(clean_file_name(*name) == name);
}

}  // namespace pochin::fuzz
