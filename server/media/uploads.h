// Files people send: in pieces, onto the disk beside the database, named by their SHA-256 when complete.
// Rows about files (who, which field, which name) are the store's business; this room knows bytes.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/problem.h"
#include "server/http/response.h"

namespace pochin::server {

inline constexpr int64_t kUploadChunk = 256 * 1024;  // told to the client; the last may be shorter

// What the declared name, type and size must satisfy. Kinds are extensions: "pdf", "jpg" (and "jpeg"), "png", "heic",
// "docx", "xlsx", "odt", "ods", "doc", "xls", "zip"; others are never taken; empty = all of these.
struct UploadLimits {
  std::vector<std::string> kinds;
  int64_t max_bytes = 20 * 1024 * 1024;
};

struct CompleteFile {
  std::string sha256;  // hex; also where the file lies
  std::string kind;    // by its first bytes: "pdf", "jpg"…
  std::string type;    // its media type
  int64_t size = 0;
};

// The kind of a file by its bytes; empty when it is none of the kinds we take. docx and xlsx are zips that hold the
// parts of an Office document; "doc" stands for old Excel files too, which begin alike.
std::string sniff_kind(std::string_view first_bytes);
std::string_view media_type_of(std::string_view kind);
// The kind its extension promises; empty when it is none of ours.
std::string kind_of_name(std::string_view name);

// A name as data: valid UTF-8, no path, no control characters, no marks that turn the direction of writing, at most 200
// characters; nothing when nothing is left.
std::optional<std::string> clean_file_name(std::string_view name);

// 422 naming "name", "type" or "size" when what is declared cannot be accepted.
std::optional<Problem> check_declared(std::string_view name, int64_t size, const UploadLimits& limits);

class Uploads {
 public:
  // Makes the folders; `folder` is Config::uploads().
  static std::expected<Uploads, std::string> open(const std::string& folder);

  // `id` is the upload's id: letters, digits, "_" and "-" only.
  Checked<void> begin(std::string_view id, int64_t size);
  // How many bytes are there; 404 when there is no such upload.
  Checked<int64_t> offset(std::string_view id) const;
  // Appends at `offset`: 409 code "offset" with {"offset":n} when it is another; 413 past the declared size.
  // The new offset; the bytes are on the disk (fsync) when it returns.
  Checked<int64_t> append(std::string_view id, int64_t offset, std::string_view bytes, int64_t size);
  // All bytes are there: looks at what they are, moves them to their final name. 422 when their kind is not allowed
  // or does not fit the name; the upload is then gone. Repeating it after a crash is harmless.
  Checked<CompleteFile> complete(std::string_view id, std::string_view name, int64_t size, const UploadLimits& limits);
  void drop(std::string_view id) const;

  // The file's answer: attachment (images and PDF: inline when `inline_view`), nosniff, CSP sandbox. 404 when lost.
  Response download(std::string_view sha256, std::string_view name, std::string_view type,
                    bool inline_view = false) const;
  bool exists(std::string_view sha256) const;
  // Removes the bytes; the caller knows that no row names them any more.
  void erase(std::string_view sha256) const;
  // Removes unfinished uploads not touched for `hours`, until `over` (asked before each); how many.
  int sweep(int hours, const std::function<bool()>& over = {}) const;

 private:
  explicit Uploads(std::string folder) : folder_(std::move(folder)) {}
  std::string part(std::string_view id) const;
  std::string place(std::string_view sha256) const;
  std::string folder_;
};

}  // namespace pochin::server
