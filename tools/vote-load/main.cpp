// Virtual residents vote against a running server: one ballot each, over keep-alive connections of one thread. Prints
// what was acknowledged, how fast and how late, then checks that every receipt is in the public log and that the counts
// agree. tools/load runs it.
//
//   vote-load --url http://127.0.0.1:8080 --campaign spb.2027-city --voters FILE [--connections 64] [--seal-wait 60]
//
// FILE: lines «cookie csrf», as `pochin voters` prints them. Only loopback addresses are loaded.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tools/vote-load/storm.h"

namespace {

using nlohmann::json;
using namespace pochin::load;

int fail(const std::string& text) {
  std::fprintf(stderr, "vote-load: %s\n", text.c_str());
  return 2;
}

std::vector<Voter> read_voters(const std::string& path) {
  std::vector<Voter> voters;
  std::ifstream file(path);
  for (Voter each; file >> each.cookie >> each.csrf;) voters.push_back(each);
  return voters;
}

json ask(const Address& address, const std::string& path) {
  const Answer answer = get(address, path);
  return answer.status == 200 ? json::parse(answer.body, nullptr, false) : json();
}

// One project for each voter in turn, or as many as the least ballot holds.
std::vector<std::string> make_bodies(const json& campaign, const json& projects) {
  std::vector<std::string> bodies;
  const auto& list = projects.at("projects");
  const auto least = std::max<std::size_t>(1, campaign.at("ballot").at("min").get<std::size_t>());
  for (std::size_t i = 0; i < list.size(); ++i) {
    json choices = json::array();
    for (std::size_t j = 0; j < least && j < list.size(); ++j)
      choices.push_back({{"project", list[(i + j) % list.size()].at("id")}});
    json body{{"choices", choices}};
    const std::string district = list[i].value("district", "");
    if (!district.empty()) body["district"] = district;
    bodies.push_back(body.dump());
  }
  return bodies;
}

std::set<std::string> read_log(const Address& address, const std::string& base) {
  std::set<std::string> leaves;
  for (;;) {
    const json page = ask(address, base + "/log/leaves?from=" + std::to_string(leaves.size()) + "&limit=10000");
    if (!page.is_object() || page.at("leaves").empty()) return leaves;
    for (const json& leaf : page.at("leaves")) leaves.insert(leaf.get<std::string>());
  }
}

struct Checked {
  std::size_t missing = 0, twice = 0, in_log = 0;
  std::int64_t turnout = -1;
};

// Waits until the log holds what was acknowledged; what never comes is missing.
Checked check(const Address& address, const std::string& base, std::vector<std::string> receipts, int seconds) {
  Checked found;
  std::ranges::sort(receipts);
  found.twice = static_cast<std::size_t>(receipts.end() - std::ranges::unique(receipts).begin());
  std::set<std::string> log;
  for (int waited = 0; waited <= seconds; ++waited) {
    log = read_log(address, base);
    found.missing = static_cast<std::size_t>(
        std::ranges::count_if(receipts, [&](const std::string& each) { return !log.contains(each); }));
    const json page = ask(address, base);
    if (page.is_object() && page.at("turnout").is_number()) found.turnout = page.at("turnout");
    if (found.missing == 0 && found.turnout >= static_cast<std::int64_t>(receipts.size())) break;
    std::this_thread::sleep_for(std::chrono::seconds(1));
  }
  found.in_log = log.size();
  return found;
}

double at(const std::vector<double>& sorted, double share) {
  return sorted.empty() ? 0
                        : sorted[std::min(sorted.size() - 1,
                                          static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

}  // namespace

int main(int count, char** values) {
  std::map<std::string, std::string> given{{"--connections", "64"}, {"--seal-wait", "60"}};
  for (int i = 1; i + 1 < count; i += 2) given[values[i]] = values[i + 1];
  const auto address = loopback(given["--url"]);
  if (!address) return fail("--url must be http://127.0.0.1:PORT");
  const std::vector<Voter> voters = read_voters(given["--voters"]);
  if (voters.empty()) return fail("--voters names no file with lines «cookie csrf»");
  const std::string base = "/api/v1/campaigns/" + given["--campaign"];
  const json campaign = ask(*address, base), projects = ask(*address, base + "/projects");
  if (!campaign.is_object() || !projects.is_object()) return fail("there is no campaign " + given["--campaign"]);
  if (campaign.at("state") != "open") return fail("the campaign is not open");

  const Storm storm = run_storm(*address, base + "/ballots", voters, make_bodies(campaign, projects),
                                std::max(1, std::atoi(given["--connections"].c_str())));
  std::vector<double> late = storm.milliseconds;
  std::ranges::sort(late);
  const Checked found = check(*address, base, storm.receipts, std::atoi(given["--seal-wait"].c_str()));
  const bool fine = found.missing == 0 && found.twice == 0 && storm.lost == 0 &&
                    found.turnout >= static_cast<std::int64_t>(storm.receipts.size());
  json report{{"voters", voters.size()},
              {"acknowledged", storm.receipts.size()},
              {"seconds", storm.seconds},
              {"per_second", static_cast<double>(storm.receipts.size()) / storm.seconds},
              {"p50_ms", at(late, 0.50)},
              {"p99_ms", at(late, 0.99)},
              {"max_ms", late.empty() ? 0.0 : late.back()},
              {"errors", storm.errors},
              {"lost_connections", storm.lost},
              {"log", found.in_log},
              {"turnout", found.turnout},
              {"missing_receipts", found.missing},
              {"repeated_receipts", found.twice},
              {"ok", fine}};
  std::printf("%s\n", report.dump(1).c_str());
  return fine ? 0 : 1;
}
