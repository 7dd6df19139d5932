// The description of this API (OpenAPI 3.1): every row of api_routes() as an operation (operation.h) and every schema
// that they name (schemas.h). server/api/openapi.json is this text, kept so that differences are read.
#pragma once
#include <string>

#include "server/api/handling/route.h"

namespace pochin::server {

std::string describe_api();  // ends with a line feed; some milliseconds

std::span<const Route> openapi_routes();

}  // namespace pochin::server
