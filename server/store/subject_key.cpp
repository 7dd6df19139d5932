#include "server/store/subject_key.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "shared/base/bytes.h"
#include "shared/base/tr.h"

namespace pochin::server {
namespace {

constexpr std::size_t kKeySize = 32;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

bool on_disk(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const Descriptor directory(open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return directory.get() >= 0 && fsync(directory.get()) == 0;
}

}  // namespace

Result<SubjectKey> read_subject_key(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return fail("key_missing", tr("Нет файла ключа {} или его не прочитать.", path), path);
  struct stat about {};
  if (fstat(file.get(), &about) != 0 || (about.st_mode & 077) != 0)
    return fail("key_open", tr("Файл ключа {} доступен не только владельцу: выполните chmod 600.", path), path);
  SubjectKey key(kKeySize + 1);
  const ssize_t size = read(file.get(), key.data(), key.size());
  if (size != static_cast<ssize_t>(kKeySize))
    return fail("key_format", tr("В файле ключа {} должно быть ровно 32 байта.", path), path);
  key.resize(kKeySize);
  return key;
}

Result<SubjectKey> make_subject_key(const std::string& path) {
  SubjectKey key(kKeySize);
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (file.get() < 0 || RAND_bytes(key.data(), static_cast<int>(key.size())) != 1 ||
      write(file.get(), key.data(), key.size()) != static_cast<ssize_t>(key.size()) || fsync(file.get()) != 0 ||
      !on_disk(path))
    return fail("storage", tr("Не удалось записать файл ключа {}.", path), path);
  return key;
}

std::string keyed_hash(const SubjectKey& key, std::string_view text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
       text.size(), digest, &size);
  return to_hex(std::span(digest).first(size));
}

}  // namespace pochin::server
