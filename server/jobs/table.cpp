#include "server/jobs/table.h"

#include <algorithm>

#include "server/api/api.h"
#include "server/api/oversight/clockwork.h"
#include "server/api/oversight/oversight.h"
#include "server/jobs/due.h"
#include "server/jobs/ideas.h"

namespace pochin::server {
namespace {

using namespace std::chrono_literals;

constexpr int kUnfinishedUploadHours = 7 * 24;
constexpr std::chrono::seconds kSoon{2};  // how soon an imported practice is seen, and a clock that tests set

JobDone sweep_uploads(Context& context, const JobTime& time) {
  return {.done = context.uploads->sweep(kUnfinishedUploadHours, [&] { return time.over(); })};
}

JobDone forget(Api& api) {
  const auto gone = api.forget_overdue();
  return gone ? JobDone{.done = *gone} : JobDone{.trouble = {gone.error()}};
}

JobDone take_news(Api& api) {
  const auto news = api.take_news();
  return news ? JobDone{} : JobDone{.trouble = {news.error()}};
}

JobDone look_at_proxy(const Context& context) {
  const std::string trouble = proxy_trouble(context);
  if (trouble.empty()) return {};
  return {.trouble = {tr("предупреждение: trusted_proxies: {}", trouble)}};
}

}  // namespace

std::vector<Job> portal_jobs(Api& api, const Config& config) {
  Context& context = api.context();
  const auto row = [&](std::string_view name, std::function<JobDone(const JobTime&)> run) {
    const ClockJob& job = *std::ranges::find(clock_jobs(), name, &ClockJob::name);
    const bool at_once = config.test_clock && job.every < 1h;
    return Job{
        .name = std::string(name), .every = at_once ? kSoon : job.every, .budget = job.budget, .run = std::move(run)};
  };
  return {
      {.name = "news",
       .every = kSoon,
       .budget = 20s,
       .of_installation = false,
       .run = [&](const JobTime&) { return take_news(api); }},
      {.name = "proxy",
       .every = kSoon,
       .budget = kSoon,
       .of_installation = false,
       .run = [&](const JobTime&) { return look_at_proxy(context); }},
      row("moves", [&](const JobTime& time) { return make_due_moves(context, time); }),
      row("ideas", [&](const JobTime& time) { return expire_ideas(context, time); }),
      row("uploads", [&](const JobTime& time) { return sweep_uploads(context, time); }),
      row("retention", [&](const JobTime&) { return forget(api); }),
  };
}

}  // namespace pochin::server
