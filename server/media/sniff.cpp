#include <algorithm>
#include <array>

#include "server/http/url.h"
#include "server/media/kinds.h"
#include "server/media/uploads.h"
#include "server/text/clean.h"
#include "shared/base/file_kinds.h"
#include "shared/base/text.h"

namespace pochin::server {
namespace {

using namespace std::string_view_literals;

struct Kind {
  std::string_view name;
  std::string_view type;
};

constexpr std::array<Kind, 13> kKinds{{
    {"pdf", "application/pdf"},
    {"jpg", "image/jpeg"},
    {"png", "image/png"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"odt", "application/vnd.oasis.opendocument.text"},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {"doc", "application/msword"},
    {"xls", "application/vnd.ms-excel"},
    {"heic", "image/heic"},
    {"avif", "image/avif"},
    {"sig", "application/pkcs7-signature"},
    {"zip", "application/zip"},
}};

// Whether a member of the zip has this name: names stand in the local headers, uncompressed.
bool zip_names(std::string_view bytes, std::string_view name) {
  for (size_t at = bytes.find("PK\x03\x04"sv); at != std::string_view::npos; at = bytes.find("PK\x03\x04"sv, at + 4)) {
    constexpr size_t kNameAt = 30;
    if (bytes.size() >= at + kNameAt && bytes.substr(at + kNameAt).starts_with(name)) return true;
  }
  // Without room for all local headers in the first bytes the central directory may still be there.
  for (size_t at = bytes.find("PK\x01\x02"sv); at != std::string_view::npos; at = bytes.find("PK\x01\x02"sv, at + 4)) {
    constexpr size_t kNameAt = 46;
    if (bytes.size() >= at + kNameAt && bytes.substr(at + kNameAt).starts_with(name)) return true;
  }
  return false;
}

// Scanners and mail programs put lines before the header; readers look for it in the first kilobyte (ISO 32000-1,
// annex H.3.4.1). A page with it inside is no document.
bool is_pdf(std::string_view bytes) {
  constexpr size_t kWithin = 1024;
  const size_t at = bytes.substr(0, kWithin).find("%PDF-");
  return at != std::string_view::npos && bytes.substr(0, at).find('<') == std::string_view::npos;
}

// The brands of the first box of ISO/IEC 14496-12: what it is, then what it can be read as. Phones write any of these
// first. Without the box's short size «<!--ftypheic» would be a picture and a page.
std::string_view kind_of_brands(std::string_view bytes) {
  if (bytes.size() < 12 || !bytes.starts_with("\0\0"sv) || bytes.substr(4, 4) != "ftyp") return {};
  const size_t size = static_cast<unsigned char>(bytes[2]) * 256u + static_cast<unsigned char>(bytes[3]);
  std::string_view kind;
  for (size_t at = 8; at + 4 <= std::min(std::max<size_t>(size, 12), bytes.size()); at += 4) {
    if (at == 12) continue;  // the version
    const std::string_view brand = bytes.substr(at, 4);
    for (const std::string_view heic : {"heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"})
      if (brand == heic) return "heic";
    if (brand == "avif" || brand == "avis") kind = "avif";
    if (kind.empty() && (brand == "mif1" || brand == "msf1" || brand == "mif2") && at == 8) kind = "heic";
  }
  return kind;
}

// What six bits of base64 a letter holds; -1 for another.
int six_bits(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

// A detached signature: SignedData of PKCS #7 (RFC 5652), in DER, in base64 or between PEM's lines.
bool is_signature_of_something(std::string_view bytes) {
  if (bytes.starts_with("-----BEGIN PKCS7-----") || bytes.starts_with("-----BEGIN CMS-----")) return true;
  std::string der(bytes.substr(0, 24));
  if (bytes.starts_with("MI")) {
    der.clear();
    unsigned bits = 0;
    int held = 0;
    for (const char c : bytes.substr(0, 34)) {
      const int six = six_bits(c);
      if (six < 0) break;
      bits = bits << 6 | static_cast<unsigned>(six);
      if ((held += 6) >= 8) der += static_cast<char>(bits >> (held -= 8));
    }
  }
  return der.starts_with('\x30') && der.find("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"sv) <= 8;
}

std::string extensions_of(const UploadLimits& limits) {
  std::string list;
  for (const Kind& k : kKinds) {
    const bool named =
        std::ranges::any_of(limits.kinds, [&](const std::string& each) { return kind_of_extension(each) == k.name; });
    if (limits.kinds.empty() || named) list += (list.empty() ? "" : ", ") + std::string(k.name);
  }
  return list;
}

}  // namespace

std::string sniff_kind(std::string_view bytes) {
  if (bytes.starts_with("\xff\xd8\xff")) return "jpg";
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return "png";
  if (bytes.starts_with("PK\x03\x04"sv) && bytes.size() > 30) {
    // ODF puts its media type first, uncompressed (OpenDocument 1.3 part 2 §3.3).
    if (bytes.substr(30).starts_with("mimetypeapplication/vnd.oasis.opendocument.text")) return "odt";
    if (bytes.substr(30).starts_with("mimetypeapplication/vnd.oasis.opendocument.spreadsheet")) return "ods";
    if (zip_names(bytes, "word/")) return "docx";
    if (zip_names(bytes, "xl/")) return "xlsx";
    return "zip";
  }
  if (bytes.starts_with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv)) return "doc";
  if (bytes.starts_with("PK\x05\x06"sv)) return "zip";  // an empty one
  if (const auto picture = kind_of_brands(bytes); !picture.empty()) return std::string(picture);
  if (is_signature_of_something(bytes)) return "sig";
  return is_pdf(bytes) ? "pdf" : "";
}

std::string_view media_type_of(std::string_view kind) {
  for (const Kind& k : kKinds)
    if (k.name == kind) return k.type;
  return "application/octet-stream";
}

std::string_view kind_of_media_type(std::string_view type) {
  for (const Kind& k : kKinds)
    if (k.type == type) return k.name;
  return {};
}

std::string kind_of_name(std::string_view name) {
  const std::string extension = extension_of(name);
  for (const Kind& k : kKinds)
    if (k.name == kind_of_extension(extension)) return std::string(k.name);
  return {};
}

std::optional<std::string> clean_file_name(std::string_view name) {
  if (!valid_utf8(name)) return std::nullopt;
  // What a browser on Windows sends of a path is of no interest.
  const size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string whole = clean(name);
  std::erase(whole, '\n');
  while (!whole.empty() && (whole.front() == ' ' || whole.front() == '.')) whole.erase(0, 1);
  while (!whole.empty() && (whole.back() == ' ' || whole.back() == '.')) whole.pop_back();
  if (is_blank(whole)) return std::nullopt;
  constexpr size_t kMost = 200, kExtension = 10;
  if (count_code_points(whole) <= kMost) return whole;
  // The middle goes, not the extension: by it people and programs know what the file is.
  const size_t dot = whole.rfind('.');
  const std::string end = dot == std::string::npos ? std::string() : whole.substr(dot);
  const size_t tail = count_code_points(end);
  if (end.empty() || tail > kExtension) return std::string(first_code_points(whole, kMost));
  return std::string(trim(first_code_points(whole, kMost - tail))) + end;
}

bool wants(const UploadLimits& limits, std::string_view kind) { return takes_kind(limits.kinds, kind); }

std::string with_extension(std::string_view name, std::string_view kind) {
  const std::string promised = kind_of_name(name);
  if (kind.empty() || promised == kind) return std::string(name);
  const size_t stem = promised.empty() ? name.size() : name.rfind('.');
  return std::string(name.substr(0, stem)) + "." + std::string(kind);
}

Problem wrong_content(const UploadLimits& limits, std::string_view seen, std::string_view promised) {
  std::string named(promised);
  for (char& c : named) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  const std::string what = seen.empty() && !named.empty() ? "Это не " + named + ", хотя файл так называется."
                           : seen.empty()                 ? "Не понять, что это за файл."
                                          : "На самом деле это " + std::string(seen) + ".";
  return invalid("name", "file_content", what + " Можно: " + extensions_of(limits) + ".");
}

std::optional<Problem> check_declared(std::string_view name, int64_t size, const UploadLimits& limits) {
  std::vector<FieldError> errors;
  if (!clean_file_name(name)) {
    errors.push_back({"name", "file_name", "У файла должно быть имя."});
  } else {
    // A name without an extension says nothing: the bytes will.
    const std::string kind = kind_of_name(name);
    const bool unsaid = extension_of(*clean_file_name(name)).empty();
    if (!unsaid && (kind.empty() || !wants(limits, kind)))
      errors.push_back({"name", "file_kind", "Такие файлы не принимаются. Можно: " + extensions_of(limits) + "."});
  }
  if (size <= 0) errors.push_back({"size", "file_empty", "Файл пуст."});
  if (size > limits.max_bytes) {
    const int64_t megabytes = limits.max_bytes / (1024 * 1024);
    const std::string most =
        megabytes > 0 ? std::to_string(megabytes) + " МБ" : std::to_string(limits.max_bytes / 1024) + " КБ";
    errors.push_back({"size", "file_size", "Файл слишком большой: можно до " + most + "."});
  }
  if (errors.empty()) return std::nullopt;
  return invalid(std::move(errors));
}

}  // namespace pochin::server
