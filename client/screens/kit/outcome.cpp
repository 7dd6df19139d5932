#include "client/screens/kit/outcome.h"

#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {
namespace {

// Of a batch: «Лист № 3: », «Голосующий № 4: ».
std::string where(std::string_view field) {
  const bool sheet = field.starts_with("ballots/"), voter = field.starts_with("voters/");
  if (!sheet && !voter) return {};
  int number = 0;
  for (const char c : field.substr(field.find('/') + 1)) {
    if (c < '0' || c > '9') break;
    number = number * 10 + (c - '0');
  }
  return (sheet ? say("Лист № ") : say("Голосующий № ")) + std::to_string(number + 1) + ": ";
}

}  // namespace

const app::Post* posted(const View& view, std::string_view name) {
  const auto found = view.state.posts.find(name);
  return found == view.state.posts.end() ? nullptr : &found->second;
}
bool sending(const View& view, std::string_view name) {
  const app::Post* post = posted(view, name);
  return post != nullptr && post->sending;
}

void post_outcome(const View& view, std::string_view name, const std::string& done) {
  const app::Post* last = posted(view, name);
  if (last == nullptr || last->sending) return;
  const app::Post& post = *last;
  const std::string said = post.done ? done : say("Не получилось");
  view.ui.live("said", said);
  const auto notice = view.ui.notice(post.done ? "done" : "refused", post.done ? ui::Tone::Ok : ui::Tone::Error, said);
  if (!post.error.empty()) view.ui.paragraph("text", typeset(post.error));
  int index = 0;
  for (const form::Problem& problem : post.problems)
    view.ui.paragraph("e" + std::to_string(index++), where(problem.field) + typeset(problem.message));
  if (!post.login.empty() && view.ui.button("login", say("Подтвердить вход"))) view.wish(app::LoginWanted{post.login});
}

}  // namespace pochin::screens
