#pragma once
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/auth/openssl.h"

// ЕСИА's certificates, put into a folder by the operator. They change about once a year and tokens do not say which
// one signed them, so several are valid at once (esia.md §0.5).
namespace pochin::auth {

struct PinnedCertificate {
  std::string file;
  Certificate certificate;
  KeyKind kind = KeyKind::other;
  std::chrono::sys_seconds not_before{};
  std::chrono::sys_seconds not_after{};

  [[nodiscard]] bool valid_at(std::chrono::sys_seconds now) const { return not_before <= now && now <= not_after; }
};

struct PinnedCertificates {
  std::vector<PinnedCertificate> items;
  std::vector<std::string> unreadable;  // names of files that are not certificates
};

// Reads *.cer, *.crt, *.pem and *.der, in the order of their names. A folder that is not there has no certificates.
PinnedCertificates read_certificates(const std::string& folder);

// Gives the folder's certificates as they are now: looks at names, sizes and times at each use and reads again only
// after a change. Safe to call from several threads.
class CertificateFolder {
 public:
  explicit CertificateFolder(std::string folder) : folder_(std::move(folder)) {}
  [[nodiscard]] std::shared_ptr<const PinnedCertificates> current() const;

 private:
  std::string folder_;
  mutable std::mutex mutex_;
  mutable std::string fingerprint_;
  mutable std::shared_ptr<const PinnedCertificates> certificates_;
};

}  // namespace pochin::auth
