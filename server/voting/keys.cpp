#include "server/voting/keys.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include "shared/base/tr.h"
#include "shared/voting/receipt.h"

namespace pochin::server {
namespace {

using File = std::unique_ptr<std::FILE, decltype([](std::FILE* file) { std::fclose(file); })>;
using Signing = std::unique_ptr<EVP_MD_CTX, decltype([](EVP_MD_CTX* context) { EVP_MD_CTX_free(context); })>;
using Key = std::unique_ptr<EVP_PKEY, decltype([](EVP_PKEY* key) { EVP_PKEY_free(key); })>;

Key read_pem(const std::string& path) {
  const File file(std::fopen(path.c_str(), "r"));
  return Key(file ? PEM_read_PrivateKey(file.get(), nullptr, nullptr, nullptr) : nullptr);
}

Key make_pem(const std::string& path) {
  Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const File file(fd < 0 ? nullptr : fdopen(fd, "w"));
  if (!key || !file || PEM_write_PrivateKey(file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
      std::fflush(file.get()) != 0 || fsync(fd) != 0)
    return nullptr;
  return key;
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

Bytes keyed_bytes(const SubjectKey& key, std::string_view text) {
  const Digest digest = voting::digest_from_hex(keyed_hash(key, text)).value();
  return {digest.begin(), digest.end()};
}

Bytes random_key_bytes() {
  Bytes bytes(32);
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) throw std::runtime_error("no random bytes");
  return bytes;
}

CampaignKeys campaign_keys(const SubjectKey& master, std::string_view campaign, const Bytes& salt) {
  const auto derived = [&](std::string_view purpose) {
    std::string text(purpose);
    text += '\0';
    text += campaign;
    text += '\0';
    text.append(salt.begin(), salt.end());
    return keyed_bytes(master, text);
  };
  return {derived("participation"), derived("ballot"), derived("draft")};
}

Result<HeadSigner> HeadSigner::open(const std::string& path) {
  std::error_code none;
  const bool there = std::filesystem::exists(path, none);
  Key key = there ? read_pem(path) : make_pem(path);
  if (!key)
    return there ? fail("key_format", tr("Файл {} — не закрытый ключ в формате PEM.", path), path)
                 : fail("storage", tr("Не удалось записать ключ {}: проверьте место и права.", path), path);
  HeadSigner signer;
  std::size_t size = 32;
  signer.public_.resize(size);
  if (EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519 ||
      EVP_PKEY_get_raw_public_key(key.get(), signer.public_.data(), &size) != 1)
    return fail("key_format", tr("В файле {} ключ не Ed25519.", path), path);
  signer.key_ = std::shared_ptr<void>(key.release(), [](void* k) { EVP_PKEY_free(static_cast<EVP_PKEY*>(k)); });
  return signer;
}

Bytes HeadSigner::sign(std::string_view text) const {
  const Signing context(EVP_MD_CTX_new());
  Bytes signature(64);
  std::size_t size = signature.size();
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, static_cast<EVP_PKEY*>(key_.get())) != 1 ||
      EVP_DigestSign(context.get(), signature.data(), &size, bytes_of(text), text.size()) != 1)
    throw std::runtime_error("a tree head could not be signed");
  return signature;
}

bool verify_head(const Bytes& public_key, std::string_view text, const Bytes& signature) {
  const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, public_key.data(), public_key.size()));
  const Signing context(EVP_MD_CTX_new());
  return key && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), signature.data(), signature.size(), bytes_of(text), text.size()) == 1;
}

Result<VotingKeys> open_voting_keys(const std::string& folder, bool has_votes) {
  const std::string path = folder + "/voting.key";
  std::error_code none;
  const bool make = !has_votes && !std::filesystem::exists(path, none);
  auto master = make ? make_subject_key(path) : read_subject_key(path);
  if (!master) return std::unexpected(master.error());
  auto signer = HeadSigner::open(folder + "/voting-heads.pem");
  if (!signer) return std::unexpected(signer.error());
  return VotingKeys{*std::move(master), *std::move(signer)};
}

std::string base64(const Bytes& bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

}  // namespace pochin::server
