// What a file really is, and the name under which programs open it. Kinds are those of UploadLimits, and "avif", "sig".
#pragma once

#include <string>
#include <string_view>

#include "server/media/uploads.h"

namespace pochin::server {

std::string_view kind_of_media_type(std::string_view type);  // "" when it is none of ours
// Whether a field takes it: also what goes together with its kinds (shared/base/file_kinds.h).
bool wants(const UploadLimits& limits, std::string_view kind);
// «scan.jpg» that is a PDF becomes «scan.pdf».
std::string with_extension(std::string_view name, std::string_view kind);
// 422 naming "name": the bytes are of no kind that is taken here. `seen` and `promised` are kinds, "" = none of ours.
Problem wrong_content(const UploadLimits& limits, std::string_view seen, std::string_view promised);

}  // namespace pochin::server
