// Whose answer it is. A filter, a shield or the page of somebody's Wi-Fi answers in the portal's place, often with 200:
// what ends a wait is JSON of the portal that names what was sent. Anything else is the weather, and what waits goes on
// waiting.
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/parts.h"

namespace pochin::app {
namespace {

// Every answer of the API is JSON, its refusals have a code; 204 has no body, 304 neither. What the proxy before a
// portal that is down says comes with 5xx.
bool of_portal(const Response& response) {
  if (response.status == 0 || response.status == 304 || response.status >= 500) return true;
  const size_t first = response.body.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return response.status == 204;
  if (response.body[first] != '{' && response.body[first] != '[') return false;
  return response.status < 400 || !text(parse(response.body), "code").empty();
}

}  // namespace

Response from_portal(State& state, const Response& response) {
  if (!of_portal(response)) {
    state.foreign = true;
    return {response.id, kForeign};
  }
  if (response.status != 0 && response.status < 500 && !response.kept) state.foreign = false;
  return response;
}

int believed(Store store, const Response& response, bool named) {
  if (named || response.status < 200 || response.status >= 300) return response.status;
  store.state.foreign = true;
  return kForeign;
}

}  // namespace pochin::app
