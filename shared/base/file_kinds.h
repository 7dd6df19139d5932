// Kinds of files by their names: several extensions are one kind. What a file really is its bytes tell (server/media).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pochin {

// «pdf» of «Протокол.PDF», in lower case; "" when the name has none.
std::string extension_of(std::string_view file_name);
// The kind that an extension in lower case stands for: "jpg" for jpeg, jpe, jfif; "heic" for heif, hif; "sig" for p7s,
// sgn; itself otherwise.
std::string_view kind_of_extension(std::string_view extension);
// Whether a place for files of these extensions takes this kind. HEIC's younger brother AVIF goes where HEIC goes, and
// a detached signature beside every document. No extensions: everything.
bool takes_kind(const std::vector<std::string>& extensions, std::string_view kind);
// The same by the name; a name without an extension may be anything.
bool takes_name(const std::vector<std::string>& extensions, std::string_view file_name);
bool is_signature(std::string_view file_name);

}  // namespace pochin
