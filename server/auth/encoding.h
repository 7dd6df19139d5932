#pragma once
#include <openssl/crypto.h>

#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Octets and their spellings on ЕСИА's wire.
namespace pochin::auth {

using Bytes = std::vector<std::uint8_t>;

// Wipes what it gives back, so that a grown or dropped token leaves no copy behind.
template <class T>
struct CleansingAllocator {
  using value_type = T;
  CleansingAllocator() = default;
  template <class U>
  explicit CleansingAllocator(const CleansingAllocator<U>&) {}
  T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T))); }
  void deallocate(T* memory, std::size_t count) {
    OPENSSL_cleanse(memory, count * sizeof(T));
    ::operator delete(memory);
  }
  friend bool operator==(const CleansingAllocator&, const CleansingAllocator&) { return true; }
};

// Codes, tokens and what was computed from them. The short form kept inside the object is wiped by `wipe`.
using SecretString = std::basic_string<char, std::char_traits<char>, CleansingAllocator<char>>;

void wipe(std::string& text);
void wipe(SecretString& text);

// Moves the text into a secret and wipes the source.
SecretString take_secret(std::string& text);

std::string base64url(const std::uint8_t* data, std::size_t size);  // no padding
inline std::string base64url(const Bytes& bytes) { return base64url(bytes.data(), bytes.size()); }

// Nothing for padding, white space, characters outside the alphabet, an impossible length or stray bits.
std::optional<Bytes> strict_base64url(std::string_view text);

// For what an external signer prints: either alphabet, padding and line ends allowed.
std::optional<Bytes> lenient_base64(std::string_view text);

std::string hex_upper(const Bytes& bytes);
std::string sha256_hex(std::string_view text);
bool equal_in_constant_time(std::string_view a, std::string_view b);

Bytes random_bytes(std::size_t count);
std::string random_uuid();
bool is_uuid4(std::string_view text);

using Fields = std::vector<std::pair<std::string, std::string>>;

// application/x-www-form-urlencoded, everything outside RFC 3986's unreserved set as %XX.
std::string percent_encode(std::string_view text);
std::string form_encode(const Fields& fields);

}  // namespace pochin::auth
