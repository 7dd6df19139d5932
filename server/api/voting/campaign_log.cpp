// GET /api/v1/campaigns/{id}/log/…: the public log, its heads and proofs. Queries name receipts and are not logged.
#include <charconv>

#include "server/api/handling/text.h"
#include "server/api/voting/campaign_json.h"
#include "server/api/voting/voting.h"

namespace pochin::server {
namespace {

constexpr std::int64_t kMostLeaves = 10'000;

Checked<std::int64_t> number(const Request& request, std::string_view name, std::int64_t least, std::int64_t most,
                             std::optional<std::int64_t> otherwise = {}) {
  const auto text = request.query_value(name);
  if (!text && otherwise) return *otherwise;
  std::int64_t value = 0;
  const auto read = text ? std::from_chars(text->data(), text->data() + text->size(), value) : std::from_chars_result{};
  if (!text || read.ec != std::errc() || read.ptr != text->data() + text->size() || value < least || value > most)
    return std::unexpected(
        invalid(std::string(name), "out_of_range", tr("Нужно целое число от {} до {}.", least, most)));
  return value;
}

Json path_json(const std::vector<Digest>& path) {
  Json list = Json::array();
  for (const Digest& each : path) list.push_back(hex(each));
  return list;
}

using Answer = Checked<Json> (*)(Db&, Context&, const LiveCampaign&, const Request&);

Checked<TreeHeadRow> newest_head(Db& db, const LiveCampaign& it) {
  if (auto head = it.approved ? last_tree_head(db, it.id) : std::nullopt) return *head;
  return std::unexpected(not_found(say("В журнале ещё нет ни одной подписанной вершины.")));
}

Checked<Json> head(Db& db, Context& context, const LiveCampaign& it, const Request&) {
  const auto newest = newest_head(db, it);
  if (!newest) return std::unexpected(newest.error());
  return head_json(context, it, *newest);
}

Checked<Json> heads(Db& db, Context& context, const LiveCampaign& it, const Request&) {
  Json list = Json::array();
  if (it.approved)
    for (const TreeHeadRow& each : tree_heads(db, it.id)) list.push_back(head_json(context, it, each));
  return Json{{"heads", std::move(list)}};
}

Problem not_sealed(const Context& context) {
  Problem waits = conflict("not_sealed", say("Голос принят и ждёт: в журнал голоса попадают пачками, чтобы по журналу "
                                             "нельзя было узнать время. Проверьте позже."));
  return waits.with_members({{"seal_seconds", context.config.voting.seal_seconds}});
}

Checked<Json> proof(Db& db, Context& context, const LiveCampaign& it, const Request& request) {
  const auto newest = newest_head(db, it);
  const auto leaf = bytes_from_hex(request.query_value("leaf").value_or(""));
  if (!leaf) return std::unexpected(invalid("leaf", "hex", say("Квитанция — это 64 шестнадцатеричные цифры.")));
  if (it.approved && is_pending(db, it.id, *leaf)) return std::unexpected(not_sealed(context));
  const auto index = it.approved ? log_position(db, it.id, *leaf) : std::nullopt;
  if (!index)
    return std::unexpected(not_found(say("Такой квитанции в журнале нет. Проверьте, что код введён целиком.")));
  if (!newest) return std::unexpected(newest.error());
  const auto size = number(request, "size", *index + 1, newest->size, newest->size);
  if (!size) return std::unexpected(size.error());
  const auto path =
      context.voting->log.inclusion(db, it.id, static_cast<std::uint64_t>(*index), static_cast<std::uint64_t>(*size));
  return Json{{"index", *index}, {"size", *size}, {"path", path_json(path)}};
}

Checked<Json> consistency(Db& db, Context& context, const LiveCampaign& it, const Request& request) {
  const auto newest = newest_head(db, it);
  if (!newest) return std::unexpected(newest.error());
  const auto to = number(request, "to", 0, newest->size, newest->size);
  if (!to) return std::unexpected(to.error());
  const auto from = number(request, "from", 0, *to);
  if (!from) return std::unexpected(from.error());
  const auto path =
      context.voting->log.consistency(db, it.id, static_cast<std::uint64_t>(*from), static_cast<std::uint64_t>(*to));
  return Json{{"path", path_json(path)}};
}

Checked<Json> leaves(Db& db, Context&, const LiveCampaign& it, const Request& request) {
  const auto from = number(request, "from", 0, INT64_MAX, 0);
  if (!from) return std::unexpected(from.error());
  const auto limit = number(request, "limit", 1, kMostLeaves, kMostLeaves);
  if (!limit) return std::unexpected(limit.error());
  Json list = Json::array();
  if (it.approved)
    for (const Bytes& leaf : log_entries(db, it.id, *from, *limit)) list.push_back(hex_of(leaf));
  return Json{{"leaves", std::move(list)}};
}

template <Answer make>
Response answer(Context& context, const Request& request) {
  const auto made = look(context, [&](Db& db) -> Checked<Json> {
    const auto campaign = campaign_of(db, context, request.param("id"));
    if (!campaign) return std::unexpected(campaign.error());
    return make(db, context, **campaign, request);
  });
  return made ? Response::json(*made) : Response::of(made.error());
}

}  // namespace

std::span<const Route> campaign_log_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/campaigns/{id}/log/head", "Последняя подписанная вершина журнала", anybody,
          {Object::voting_campaign, Action::read}, answer<head>, {.answers = {"TreeHead"}}),
      get("/api/v1/campaigns/{id}/log/heads", "Все подписанные вершины", anybody,
          {Object::voting_campaign, Action::read}, answer<heads>, {.answers = {"TreeHeadList"}}),
      get("/api/v1/campaigns/{id}/log/proof", "Доказательство, что запись лежит в журнале", anybody,
          {Object::voting_campaign, Action::read}, answer<proof>,
          {.queries = {{.name = "leaf", .required = true}, {.name = "size", .whole = true}},
           .answers = {"LogProof"},
           .refusals = {{409}}}),
      get("/api/v1/campaigns/{id}/log/consistency", "Доказательство, что журнал только рос", anybody,
          {Object::voting_campaign, Action::read}, answer<consistency>,
          {.queries = {{.name = "from", .whole = true, .required = true}, {.name = "to", .whole = true}},
           .answers = {"LogConsistency"}}),
      get("/api/v1/campaigns/{id}/log/leaves", "Записи журнала", anybody, {Object::voting_campaign, Action::read},
          answer<leaves>,
          {.queries = {{.name = "from", .whole = true}, {.name = "limit", .whole = true}}, .answers = {"LogLeaves"}}),
  };
  return kRoutes;
}

}  // namespace pochin::server
