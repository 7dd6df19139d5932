// GET /api/v1/campaigns/{id}/results, ballots.csv, ballots.json, ballots.pb, log.json, opening: what is published after
// the vote, and nothing of it a moment earlier.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "server/api/handling/open_answer.h"
#include "server/api/handling/text.h"
#include "server/api/handling/viewer.h"
#include "server/api/voting/campaign_acts.h"
#include "server/api/voting/campaign_count.h"
#include "server/api/voting/campaign_json.h"
#include "server/api/voting/voting.h"
#include "server/store/audit.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

Problem not_published(const LiveCampaign& campaign, Instant now) {
  if (campaign.state(now) == CampaignState::annulled)
    return conflict("annulled", say("Голосование отменено счётной комиссией: итогов нет."));
  return conflict("not_published", say("Итоги ещё не опубликованы."));
}

Checked<Json> running_totals(Db& db, Context& context, const LiveCampaign& campaign) {
  const CampaignState state = campaign.state(context.now());
  const bool counts = state == CampaignState::open || state == CampaignState::closed || state == CampaignState::frozen;
  if (campaign.rules.running_totals != voting::RunningTotals::open || !counts)
    return std::unexpected(not_published(campaign, context.now()));
  return results_json(db, campaign, counted_ballots(db, campaign, campaign.id), campaign.id, {}, state);
}

using File = std::unique_ptr<std::FILE, decltype([](std::FILE* file) { std::fclose(file); })>;

// Writes beside and renames: whoever comes at the same time finds the old file or the new one. What `write` refuses
// leaves no file.
Checked<bool> write_file(const std::string& path, const std::function<Checked<bool>(const Put&)>& write) {
  const std::string beside = path + "." + random_text(6);
  File file(std::fopen(beside.c_str(), "wb"));
  bool fine = file != nullptr;
  const auto written = write([&](std::string_view text) {
    fine = fine && std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
  });
  fine = fine && std::fflush(file.get()) == 0;
  file.reset();
  if (fine && written && std::rename(beside.c_str(), path.c_str()) == 0) return true;
  std::remove(beside.c_str());
  return written ? Checked<bool>(std::unexpected(storage_problem({"storage", "", ""}))) : written;
}

// Of the files: those that an earlier program made in another form are not given any more.
constexpr std::string_view kForm = "2";

struct Export {
  std::string_view name, type;  // "csv", its Content-Type
};
constexpr Export kCsv{"csv", "text/csv; charset=utf-8"}, kJson{"json", "application/json"},
    kPabulib{"pb", "text/plain; charset=utf-8"};

Checked<std::string> make_export(Db& db, Context& context, const LiveCampaign& campaign, std::string_view kind,
                                 const std::string& district) {
  const auto result = last_campaign_result(db, campaign.id);
  if (!result) return std::unexpected(not_published(campaign, context.now()));
  const std::string folder = context.config.data + "/exports/" + std::string(kForm);
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  const std::string path = folder + "/" + campaign.id + "-" + std::to_string(result->seq) +
                           (district.empty() ? "" : "-" + district) + "." + std::string(kind);
  if (std::filesystem::exists(path, failed)) return path;
  const auto ballots = counted_ballots(db, campaign, result->seed);
  const Json body = stored_json(result->body);
  const std::string list = district.empty() ? lists_of(campaign).front() : district;
  const std::string lot = get_string(body.at("tally"), "seed");
  const auto written = write_file(path, [&](const Put& put) -> Checked<bool> {
    if (kind == "json") return write_ballots_json(campaign, ballots, result->seed, lot, district, put);
    if (kind == "pb") return write_ballots_pb(context, campaign, ballots, list, lot, put);
    write_ballots_csv(campaign, ballots, district, put);
    return true;
  });
  if (!written) return std::unexpected(written.error());
  return path;
}

template <const Export& format>
Response get_export(Context& context, const Request& request) {
  const std::string district(request.query_value("district").value_or(""));
  const auto path = look(context, [&](Db& db) -> Checked<std::string> {
    const auto found = campaign_of(db, context, request.param("id"));
    if (!found) return std::unexpected(found.error());
    const LiveCampaign& campaign = **found;
    if (!campaign.published || campaign.annulled) return std::unexpected(not_published(campaign, context.now()));
    const auto lists = lists_of(campaign);
    if (!district.empty() && std::ranges::find(lists, district) == lists.end())
      return std::unexpected(invalid("district", "unknown", say("Такого района в голосовании нет.")));
    if (format.name == "pb" && district.empty() && lists.size() > 1)
      return std::unexpected(invalid("district", "required", say("Назовите район: в файле .pb один список.")));
    return make_export(db, context, campaign, format.name, district);
  });
  if (!path) return Response::of(path.error());
  Response response;
  response.type = format.type;
  std::error_code failed;
  response.body = FileBody{*path, std::filesystem::file_size(*path, failed)};
  response.set("Cache-Control", "no-cache");
  response.set("Content-Disposition",
               "attachment; filename=\"" + std::filesystem::path(*path).filename().string() + "\"");
  return response;
}

Response get_log_file(Context& context, const Request& request) {
  const auto text = look(context, [&](Db& db) -> Checked<std::string> {
    const auto found = campaign_of(db, context, request.param("id"));
    if (!found) return std::unexpected(found.error());
    const LiveCampaign& campaign = **found;
    Json heads = Json::array();
    if (campaign.approved)
      for (const TreeHeadRow& head : tree_heads(db, campaign.id)) heads.push_back(head_json(context, campaign, head));
    std::string out = "{\"campaign\":" + Json(campaign.id).dump();
    if (!campaign.terms_text.empty()) out += ",\"terms\":" + Json(campaign.terms_text).dump();
    out += ",\"heads\":" + heads.dump() + ",\"leaves\":[";
    for (const Bytes& leaf : log_entries(db, campaign.id, 0, INT64_MAX)) {
      out += out.back() == '[' ? "\n\"" : ",\n\"";
      out += hex_of(leaf) + "\"";
    }
    return out + "]}\n";
  });
  return text ? Response::json_text(*text) : Response::of(text.error());
}

Response get_opening(Context& context, const Request& request, const Viewer& viewer) {
  const auto text = change(context, [&](Db& db) -> Checked<std::string> {
    const auto campaign = campaign_of(db, context, request.param("id"));
    if (!campaign) return std::unexpected(campaign.error());
    if (!access::allowed(viewer.access_actor(), access::Action::decide, annulment_target(db, **campaign)))
      return std::unexpected(forbidden(say("Файл вскрытия получает счётная комиссия.")));
    if (auto fresh = require_fresh(context, viewer); !fresh) return std::unexpected(fresh.error());
    if (!(*campaign)->published) return std::unexpected(not_published(**campaign, context.now()));
    audit(db, {.kind = "campaign.opening", .actor = viewer.id, .object = (*campaign)->id, .at = context.login_now()});
    return opening_text(db, **campaign);
  });
  return text ? Response::json_text(*text) : Response::of(text.error());
}

Checked<Json> campaign_results_json(Context& context, std::string_view id) {
  return look(context, [&](Db& db) -> Checked<Json> {
    const auto campaign = campaign_of(db, context, id);
    if (!campaign) return std::unexpected(campaign.error());
    if (!(*campaign)->published || (*campaign)->annulled) return running_totals(db, context, **campaign);
    const auto result = last_campaign_result(db, id);
    if (!result) return std::unexpected(not_published(**campaign, context.now()));
    Json json = stored_json(result->body);
    if (json.contains("signature")) return json;  // of format 2: as it was signed
    json["published_at"] = wire_time(result->at);
    json["opening_hash"] = result->opening_hash;
    json["recounts"] = result->seq - 1;
    return json;
  });
}

Response get_results(Context& context, const Request& request) {
  // Whatever stands behind «?»: counting all ballots again is dear.
  return context.cache.get("results " + std::string(request.param("id")), [&] {
    const auto made = campaign_results_json(context, request.param("id"));
    if (!made) return Response::of(made.error());
    return Response::json(*made).set("Cache-Control", "no-cache");
  });
}

}  // namespace

std::span<const Route> campaign_result_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/campaigns/{id}/results", "Итоги", anybody, {Object::voting_campaign, Action::read}, get_results,
          {.answers = {"CampaignResults"}, .refusals = {{409}}}),
      get("/api/v1/campaigns/{id}/ballots.csv", "Опубликованные бюллетени, CSV", anybody,
          {Object::voting_campaign, Action::read}, get_export<kCsv>,
          {.queries = {{.name = "district"}}, .answers = {.type = "text/csv"}, .refusals = {{409}, {422}}}),
      get("/api/v1/campaigns/{id}/ballots.json", "Опубликованные бюллетени, JSON", anybody,
          {Object::voting_campaign, Action::read}, get_export<kJson>,
          {.queries = {{.name = "district"}}, .answers = {"PublishedBallots"}, .refusals = {{409}, {422}}}),
      get("/api/v1/campaigns/{id}/ballots.pb", "Опубликованные бюллетени, .pb", anybody,
          {Object::voting_campaign, Action::read}, get_export<kPabulib>,
          {.queries = {{.name = "district"}}, .answers = {.type = "text/plain"}, .refusals = {{409}, {422}}}),
      get("/api/v1/campaigns/{id}/log.json", "Открытый журнал целиком", anybody,
          {Object::voting_campaign, Action::read}, get_log_file, {.answers = {"LogFile"}}),
      get("/api/v1/campaigns/{id}/opening", "Файл вскрытия для счётной комиссии", logged_in,
          {Object::vote_annulment, Action::decide}, get_opening,
          {.answers = {"OpeningFile"}, .refusals = {{409}}, .log = "campaign.opening"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
