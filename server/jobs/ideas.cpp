#include "server/jobs/ideas.h"

#include "server/api/ideas/idea_support.h"
#include "server/store/ideas.h"

namespace pochin::server {
namespace {

using application::Idea;
using application::IdeaState;

bool support_over(const Context& context, const Idea& idea) {
  const auto end = idea.state == IdeaState::published ? support_end(context, idea.published_at) : std::nullopt;
  return end && *end <= context.now();
}

Checked<bool> expire(Db& db, const Context& context, const std::string& id) {
  auto found = idea(db, id);
  if (!found) return std::unexpected(problem(503, "damaged", say("История идеи повреждена в хранилище.")));
  if (!support_over(context, *found)) return false;
  const auto event = application::decide_idea(*found, application::clock_actor(), "expire", {}, {}, context.now());
  if (!event) return false;
  application::apply(*found, *event);
  return store_idea(db, *found, *event, idea_author(db, id));
}

}  // namespace

JobDone expire_ideas(Context& context, const JobTime& time) {
  JobDone made;
  const auto open = look(context, [](Db& db) -> Checked<std::vector<PublishedIdea>> { return published_ideas(db); });
  if (!open) {
    made.trouble.push_back(open.error().detail);
    return made;
  }
  std::int64_t tried = 0;
  for (const PublishedIdea& each : *open) {
    const auto end = support_end(context, each.published);
    if (!end || context.now() < *end) break;  // those behind were published later
    if ((made.more = time.ends_after(tried++))) break;
    const auto done = change(context, [&](Db& db) { return expire(db, context, each.id); });
    if (!done)
      made.trouble.push_back(tr("идея {}: {} ({})", each.id, done.error().detail, done.error().code));
    else if (*done)
      ++made.done;
  }
  if (made.done > 0) context.cache.changed();
  return made;
}

}  // namespace pochin::server
