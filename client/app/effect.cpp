#include "client/app/effect.h"

#include <nlohmann/json.hpp>

namespace pochin::app {
namespace {

using Json = nlohmann::json;

Json wire(const Fetch& fetch) {
  Json headers = Json::object();
  for (const auto& [name, value] : fetch.headers) headers[name] = value;
  return {{"kind", "fetch"},    {"id", fetch.id},     {"method", fetch.method},
          {"path", fetch.path}, {"headers", headers}, {"body", fetch.body}};
}
Json wire(const Put& put) { return {{"kind", "put"}, {"key", put.key}, {"value", put.value}}; }
Json wire(const Get& get) { return {{"kind", "get"}, {"key", get.key}}; }
Json wire(const Delete& remove) { return {{"kind", "delete"}, {"key", remove.key}}; }
Json wire(const Go& go) {
  Json out = {{"kind", "go"}, {"path", go.path}, {"replace", go.replace}};
  if (go.stay) out["stay"] = true;
  return out;
}
Json wire(const Leave& leave) { return {{"kind", "leave"}, {"href", leave.href}, {"replace", leave.replace}}; }
Json wire(const SendFile& upload) {
  return {{"kind", "upload"},      {"handle", upload.handle}, {"url", upload.url},
          {"chunk", upload.chunk}, {"offset", upload.offset}, {"csrf", upload.csrf}};
}
Json wire(const Drop& drop) { return {{"kind", "drop"}, {"handle", drop.handle}}; }
Json wire(const ApplySettings& settings) {
  return {{"kind", "settings"},
          {"theme", settings.theme},
          {"text_percent", settings.text_percent},
          {"letter_spacing", settings.wide_letters},
          {"line_spacing", settings.wide_lines},
          {"plain", settings.plain},
          {"canvas", settings.canvas}};
}
Json wire(const Timer& timer) { return {{"kind", "timer"}, {"key", timer.key}, {"ms", timer.ms}}; }
Json wire(const Focus& focus) { return {{"kind", "focus"}, {"key", focus.key}}; }

Json wire(const DrawQr& qr) { return {{"kind", "qr"}, {"text", qr.text}}; }
Json wire(const CountAgain& count) {
  return {{"kind", "recount"}, {"ballots", count.ballots}, {"announced", count.announced}};
}
Json wire(const Give& give) { return {{"kind", give.how}, {"name", give.name}, {"text", give.text}}; }

}  // namespace

std::string to_json(const Effect& effect) {
  return std::visit([](const auto& one) { return wire(one).dump(-1, ' ', false, Json::error_handler_t::replace); },
                    effect);
}

}  // namespace pochin::app
