#include "server/media/uploads.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "server/http/url.h"
#include "server/media/kinds.h"
#include "shared/base/bytes.h"

namespace pochin::server {
namespace {

namespace fs = std::filesystem;

constexpr size_t kBuffer = 256 * 1024;
constexpr size_t kSniffed = 256 * 1024;  // from the beginning, and from the end, where a zip lists its members

// A file descriptor that closes itself.
struct File {
  int handle = -1;
  File(const std::string& path, int flags) : handle(open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600)) {}
  ~File() {
    if (handle >= 0) close(handle);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  explicit operator bool() const { return handle >= 0; }
};

bool write_all(int handle, std::string_view bytes, int64_t offset) {
  while (!bytes.empty()) {
    const ssize_t put = pwrite(handle, bytes.data(), bytes.size(), offset);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(put));
    offset += put;
  }
  return true;
}

// Holds an unfinished upload against every other request for it: what is digested must be what is kept.
class Hold {
 public:
  explicit Hold(const std::string& path) : file_(path, O_RDWR) {
    struct stat opened {
    }, there{};
    held_ = file_ && flock(file_.handle, LOCK_EX) == 0 && fstat(file_.handle, &opened) == 0 &&
            stat(path.c_str(), &there) == 0 &&
            opened.st_ino == there.st_ino;  // while we waited another may have finished and moved it
    size_ = opened.st_size;
  }
  explicit operator bool() const { return held_; }
  int handle() const { return file_.handle; }
  int64_t size() const { return size_; }

 private:
  File file_;
  bool held_ = false;
  int64_t size_ = 0;
};

// A new or renamed file survives a power cut only when its folder is on the disk too.
bool sync_folder(const std::string& folder) {
  const File handle(folder, O_RDONLY | O_DIRECTORY);
  return handle && fsync(handle.handle) == 0;
}

bool is_plain_id(std::string_view id) {
  return !id.empty() && id.size() <= 100 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

bool is_digest(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

struct Digested {
  std::string sha256;
  std::string seen;  // bytes to look at
  int64_t size = 0;
};

std::optional<Digested> digest(int handle) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (!context || lseek(handle, 0, SEEK_SET) != 0 || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1)
    return std::nullopt;
  Digested out;
  std::string buffer(kBuffer, '\0');
  for (;;) {
    const ssize_t got = read(handle, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    const std::string_view piece(buffer.data(), static_cast<size_t>(got));
    EVP_DigestUpdate(context.get(), piece.data(), piece.size());
    if (out.seen.size() < kSniffed) out.seen.append(piece.substr(0, kSniffed - out.seen.size()));
    out.size += got;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  if (EVP_DigestFinal_ex(context.get(), bytes.data(), &length) != 1) return std::nullopt;
  if (out.size > static_cast<int64_t>(kSniffed)) {
    const ssize_t got = pread(handle, buffer.data(), std::min(buffer.size(), kSniffed),
                              std::max<int64_t>(kSniffed, out.size - static_cast<int64_t>(kSniffed)));
    if (got > 0) out.seen.append(buffer.data(), static_cast<size_t>(got));
  }
  out.sha256 = to_hex(std::span(bytes).first(length));
  return out;
}

Problem no_such_upload() { return not_found("Такой загрузки нет: начните её заново."); }
Problem disk_trouble() {
  return problem(500, "storage", "Файл не записать: на сервере кончилось место или сломался диск.");
}

// A document renamed to .zip is harmless, so it counts as a zip. Old Word and Excel files begin alike.
bool fits(std::string_view seen, std::string_view promised) {
  const bool zipped = seen == "docx" || seen == "xlsx" || seen == "odt" || seen == "ods";
  return seen == promised || (promised == "zip" && zipped) || (promised == "xls" && seen == "doc");
}

}  // namespace

std::expected<Uploads, std::string> Uploads::open(const std::string& folder) {
  std::error_code wrong;
  for (const char* inner : {"/parts", "/kept"}) {
    fs::create_directories(folder + inner, wrong);
    if (wrong) return std::unexpected("не создать папку " + folder + inner + ": " + wrong.message());
  }
  chmod(folder.c_str(), 0700);
  if (access(folder.c_str(), W_OK | X_OK) != 0) return std::unexpected("в папку " + folder + " нельзя писать");
  return Uploads(folder);
}

std::string Uploads::part(std::string_view id) const { return folder_ + "/parts/" + std::string(id) + ".part"; }
std::string Uploads::place(std::string_view sha256) const {
  return folder_ + "/kept/" + std::string(sha256.substr(0, 2)) + "/" + std::string(sha256);
}

Checked<void> Uploads::begin(std::string_view id, int64_t) {
  if (!is_plain_id(id)) return std::unexpected(not_found());
  const File file(part(id), O_WRONLY | O_CREAT | O_EXCL);
  if (!file && errno == EEXIST) return {};
  if (!file || !sync_folder(folder_ + "/parts")) return std::unexpected(disk_trouble());
  return {};
}

Checked<int64_t> Uploads::offset(std::string_view id) const {
  struct stat about {};
  if (!is_plain_id(id) || stat(part(id).c_str(), &about) != 0) return std::unexpected(no_such_upload());
  return int64_t{about.st_size};
}

Checked<int64_t> Uploads::append(std::string_view id, int64_t offset, std::string_view bytes, int64_t size) {
  if (!is_plain_id(id)) return std::unexpected(no_such_upload());
  const Hold hold(part(id));
  if (!hold) return std::unexpected(no_such_upload());
  if (offset != hold.size()) {
    Problem other = conflict("offset", "Продолжайте с байта " + std::to_string(hold.size()) + ".");
    other.with_error("offset", "offset", "Ожидается " + std::to_string(hold.size()) + ".");
    return std::unexpected(other.with_members({{"offset", hold.size()}}));
  }
  if (bytes.empty()) return std::unexpected(bad_request("Порция файла пуста."));
  if (static_cast<int64_t>(bytes.size()) > size - offset)
    return std::unexpected(
        problem(413, "too_large", "Пришло больше, чем было объявлено: " + std::to_string(size) + " байт."));
  if (!write_all(hold.handle(), bytes, offset) || fsync(hold.handle()) != 0) {
    // Half a piece would shift the offset the client knows.
    [[maybe_unused]] const int ignored = ftruncate(hold.handle(), offset);
    return std::unexpected(disk_trouble());
  }
  return offset + static_cast<int64_t>(bytes.size());
}

Checked<CompleteFile> Uploads::complete(std::string_view id, std::string_view name, int64_t size,
                                        const UploadLimits& limits) {
  if (!is_plain_id(id)) return std::unexpected(no_such_upload());
  const Hold hold(part(id));
  if (!hold) return std::unexpected(no_such_upload());
  if (hold.size() != size) {
    Problem early =
        conflict("incomplete", "Пришло " + std::to_string(hold.size()) + " байт из " + std::to_string(size) + ".");
    return std::unexpected(early.with_members({{"offset", hold.size()}}));
  }
  auto seen = digest(hold.handle());
  if (!seen) return std::unexpected(disk_trouble());
  const std::string kind = sniff_kind(seen->seen);
  const std::string promised = kind_of_name(name);
  if (auto refused = check_declared(name, size, limits)) {
    drop(id);
    return std::unexpected(std::move(*refused));
  }
  // The content decides what it is: a photo called .png by a phone is a photo all the same.
  const std::string real = fits(kind, promised) ? promised : kind;
  if (kind.empty() || !wants(limits, real)) {
    drop(id);
    return std::unexpected(wrong_content(limits, kind, promised));
  }
  const std::string final_place = place(seen->sha256);
  const std::string folder = fs::path(final_place).parent_path().string();
  std::error_code wrong;
  fs::create_directories(folder, wrong);
  if (wrong || rename(part(id).c_str(), final_place.c_str()) != 0 || !sync_folder(folder) ||
      !sync_folder(folder_ + "/kept"))
    return std::unexpected(disk_trouble());
  return CompleteFile{seen->sha256, real, std::string(media_type_of(real)), size};
}

void Uploads::drop(std::string_view id) const {
  if (is_plain_id(id)) unlink(part(id).c_str());
}

bool Uploads::exists(std::string_view sha256) const {
  return is_digest(sha256) && access(place(sha256).c_str(), R_OK) == 0;
}

void Uploads::erase(std::string_view sha256) const {
  if (is_digest(sha256)) unlink(place(sha256).c_str());
}

Response Uploads::download(std::string_view sha256, std::string_view name, std::string_view type,
                           bool inline_view) const {
  struct stat about {};
  if (!is_digest(sha256) || stat(place(sha256).c_str(), &about) != 0) return Response::of(not_found("Файл не найден."));
  const bool shown = inline_view && (type == "application/pdf" || type == "image/jpeg" || type == "image/png");
  Response response;
  response.type = std::string(type);
  response.body = FileBody{place(sha256), static_cast<uint64_t>(about.st_size)};
  response.compressible = false;
  response.etag('"' + std::string(sha256.substr(0, 32)) + '"');
  response.set("Cache-Control", "no-store");  // the next to sit at this computer finds no scans
  // RFC 6266: the name as data, in UTF-8; the plain one for clients that know no other.
  const std::string given = with_extension(name, kind_of_media_type(type)), kind = kind_of_name(given);
  response.set("Content-Disposition", std::string(shown ? "inline" : "attachment") + "; filename=\"file" +
                                          (kind.empty() ? "" : "." + kind) + "\"; filename*=UTF-8''" +
                                          percent_encode(given));
  response.set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
  return response;
}

int Uploads::sweep(int hours, const std::function<bool()>& over) const {
  int removed = 0;
  std::error_code wrong;
  const auto oldest = fs::file_time_type::clock::now() - std::chrono::hours(hours);
  for (const auto& file : fs::directory_iterator(folder_ + "/parts", wrong)) {
    std::error_code of_this;
    if (over && over()) break;
    if (file.last_write_time(of_this) >= oldest || of_this) continue;
    if (fs::remove(file.path(), of_this)) ++removed;
  }
  return removed;
}

}  // namespace pochin::server
