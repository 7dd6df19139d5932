#include <algorithm>
#include <array>

#include "server/http/url.h"
#include "server/media/uploads.h"

namespace pochin::server {
namespace {

using namespace std::string_view_literals;

struct Kind {
  std::string_view name;
  std::string_view type;
  std::array<std::string_view, 3> extensions;
};

constexpr std::array<Kind, 11> kKinds{{
    {"pdf", "application/pdf", {"pdf"}},
    {"jpg", "image/jpeg", {"jpg", "jpeg"}},
    {"png", "image/png", {"png"}},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", {"docx"}},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {"xlsx"}},
    {"odt", "application/vnd.oasis.opendocument.text", {"odt"}},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet", {"ods"}},
    {"doc", "application/msword", {"doc"}},
    {"xls", "application/vnd.ms-excel", {"xls"}},
    {"heic", "image/heic", {"heic", "heif"}},
    {"zip", "application/zip", {"zip"}},
}};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool has_extension(const Kind& kind, std::string_view extension) {
  return !extension.empty() &&
         std::find(kind.extensions.begin(), kind.extensions.end(), extension) != kind.extensions.end();
}

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

}  // namespace

std::string sniff_kind(std::string_view bytes) {
  if (bytes.starts_with("%PDF-")) return "pdf";
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
  // The first box of ISO/IEC 14496-12 is short; without its size «<!--ftypheic» would be a picture and a page.
  if (bytes.size() >= 12 && bytes.starts_with("\0\0"sv) && bytes.substr(4, 4) == "ftyp") {
    const std::string_view brand = bytes.substr(8, 4);
    for (const std::string_view heic : {"heic", "heix", "heim", "heis", "mif1", "msf1", "hevc"})
      if (brand == heic) return "heic";
  }
  return {};
}

std::string_view media_type_of(std::string_view kind) {
  for (const Kind& k : kKinds)
    if (k.name == kind) return k.type;
  return "application/octet-stream";
}

std::string kind_of_name(std::string_view name) {
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return {};
  std::string extension(name.substr(dot + 1));
  std::transform(extension.begin(), extension.end(), extension.begin(), lower);
  for (const Kind& k : kKinds)
    if (has_extension(k, extension)) return std::string(k.name);
  return {};
}

std::optional<std::string> clean_file_name(std::string_view name) {
  if (!valid_utf8(name)) return std::nullopt;
  // What a browser on Windows sends of a path is of no interest.
  const size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string clean;
  size_t characters = 0;
  for (size_t i = 0; i < name.size(); ++i) {
    const auto byte = static_cast<unsigned char>(name[i]);
    const bool continues = (byte & 0xc0) == 0x80;
    // Control characters, and the marks that turn the direction of writing: "cod.exe" must not look like "exe.doc".
    const std::string_view rest = name.substr(i);
    const bool turns = rest.starts_with("\u202a") || rest.starts_with("\u202b") || rest.starts_with("\u202c") ||
                       rest.starts_with("\u202d") || rest.starts_with("\u202e") || rest.starts_with("\u2066") ||
                       rest.starts_with("\u2067") || rest.starts_with("\u2068") || rest.starts_with("\u2069") ||
                       rest.starts_with("\u200e") || rest.starts_with("\u200f");
    if (turns) {
      i += 2;
      continue;
    }
    if (byte < 0x20 || byte == 0x7f ||
        (rest.starts_with("\xc2") && rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0xa0)) {
      if (byte == 0xc2) ++i;
      continue;
    }
    if (!continues && ++characters > 200) break;
    clean += name[i];
  }
  while (!clean.empty() && (clean.front() == ' ' || clean.front() == '.')) clean.erase(0, 1);
  while (!clean.empty() && (clean.back() == ' ' || clean.back() == '.')) clean.pop_back();
  if (clean.empty()) return std::nullopt;
  return clean;
}

std::optional<Problem> check_declared(std::string_view name, int64_t size, const UploadLimits& limits) {
  std::vector<FieldError> errors;
  if (!clean_file_name(name)) {
    errors.push_back({"name", "file_name", "У файла должно быть имя."});
  } else {
    const std::string kind = kind_of_name(name);
    const bool wanted =
        limits.kinds.empty() || std::find(limits.kinds.begin(), limits.kinds.end(), kind) != limits.kinds.end() ||
        (kind == "jpg" && std::find(limits.kinds.begin(), limits.kinds.end(), "jpeg") != limits.kinds.end());
    if (kind.empty() || !wanted) {
      std::string list;
      for (const Kind& k : kKinds) {
        if (!limits.kinds.empty() && std::find(limits.kinds.begin(), limits.kinds.end(), k.name) == limits.kinds.end())
          continue;
        list += (list.empty() ? "" : ", ") + std::string(k.name);
      }
      errors.push_back({"name", "file_kind", "Такие файлы не принимаются. Можно: " + list + "."});
    }
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
