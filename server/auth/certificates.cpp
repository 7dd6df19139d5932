#include "server/auth/certificates.h"

#include <algorithm>
#include <filesystem>
#include <optional>

namespace pochin::auth {
namespace {

namespace fs = std::filesystem;

std::vector<fs::directory_entry> certificate_files(const std::string& folder) {
  std::vector<fs::directory_entry> files;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string extension = it->path().extension().string();
    if (extension == ".cer" || extension == ".crt" || extension == ".pem" || extension == ".der") files.push_back(*it);
  }
  std::ranges::sort(files, {}, [](const fs::directory_entry& file) { return file.path(); });
  return files;
}

std::string fingerprint_of(const std::vector<fs::directory_entry>& files) {
  std::string out = "folder";
  for (const fs::directory_entry& file : files) {
    std::error_code error;
    const auto time = file.last_write_time(error).time_since_epoch().count();
    const auto size = file.file_size(error);
    out += '\n' + file.path().filename().string() + ' ' + std::to_string(time) + ' ' + std::to_string(size);
  }
  return out;
}

PinnedCertificates read_files(const std::vector<fs::directory_entry>& files) {
  PinnedCertificates out;
  for (const fs::directory_entry& file : files) {
    const std::string name = file.path().filename().string();
    const auto content = read_small_file(file.path().string());
    Certificate certificate = content ? read_certificate(*content) : nullptr;
    if (!certificate) {
      out.unreadable.push_back(name);
      continue;
    }
    const KeyKind kind = kind_of(X509_get0_pubkey(certificate.get()));
    const auto from = not_before(certificate.get());
    const auto until = not_after(certificate.get());
    out.items.push_back({name, std::move(certificate), kind, from, until});
  }
  return out;
}

}  // namespace

PinnedCertificates read_certificates(const std::string& folder) { return read_files(certificate_files(folder)); }

std::shared_ptr<const PinnedCertificates> CertificateFolder::current() const {
  const auto files = certificate_files(folder_);
  std::string fingerprint = fingerprint_of(files);
  const std::lock_guard lock(mutex_);
  if (!certificates_ || fingerprint != fingerprint_) {
    certificates_ = std::make_shared<const PinnedCertificates>(read_files(files));
    fingerprint_ = std::move(fingerprint);
  }
  return certificates_;
}

}  // namespace pochin::auth
