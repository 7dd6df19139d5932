// The code of a receipt, the recount and the acts of the staff.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/parts.h"
#include "shared/voting/receipt.h"

namespace pochin::app {
namespace {

void forget_post(State& state, const std::string& name) {
  const std::string fields = name + ".";
  std::erase_if(state.inputs, [&](const auto& entry) { return entry.first.starts_with(fields); });
}

}  // namespace

// The picture is made by a program that only a voter's receipt needs.
void want_qr(Store store) {
  State& state = store.state;
  if (state.route.screen != Screen::Receipt) return;
  const Resource* me = state.find(my_vote_path(state.route.id));
  const std::string leaf =
      me == nullptr || !me->usable() ? std::string{} : text(shown_receipt(store.state, *me->body), "leaf");
  if (leaf.empty()) return;
  std::string code = voting::receipt_qr(state.route.id, leaf);
  if (code == state.qr_text) return;
  state.qr_text = code;
  state.qr_picture.clear();
  store.out.emplace_back(DrawQr{std::move(code)});
}

void want_recount(Store store, const RecountWanted& wish) {
  const Resource* results = store.state.find(results_path(wish.campaign));
  if (results == nullptr || !results->usable()) return;
  Recount recount;
  recount.campaign = wish.campaign;
  recount.district = wish.district;
  store.state.recount = recount;
  std::string address = campaign_path(wish.campaign) + "/ballots.pb";
  if (!wish.district.empty()) address += "?district=" + encode_component(wish.district);
  store.out.emplace_back(CountAgain{std::move(address), child(*results->body, "tally").dump()});
}

void recounted(Store store, const Recounted& news) {
  auto& recount = store.state.recount;
  if (!recount) return;
  recount->received = std::max(recount->received, news.received);
  recount->total = news.total > 0 ? news.total : recount->total;
  recount->stage = recount->total > 0 && recount->received >= recount->total ? Recount::Stage::Counting
                                                                             : Recount::Stage::Downloading;
  if (news.failed) recount->stage = Recount::Stage::Failed;
  if (news.result.empty()) return;
  recount->result = std::make_shared<const Json>(parse(news.result));
  recount->stage = flag(*recount->result, "ok") ? Recount::Stage::Done : Recount::Stage::Failed;
}

void post(Store store, const Posted& wish) {
  Post& post = store.state.posts[wish.name];
  if (post.sending) return;
  if (post.key.empty() || post.body != wish.body) post.key = next_key(store.state, "vote-work");
  post.path = wish.path;
  post.body = wish.body;
  post.method = wish.method;
  post.sending = true;
  post.done = false;
  post.error.clear();
  post.login.clear();
  post.problems.clear();
  send_post(store, wish.name);
}

void send_post(Store store, const std::string& name) {
  const Post& post = store.state.posts[name];
  Headers headers = unsafe_headers(store.state);
  headers.emplace_back("Idempotency-Key", post.key);
  request(store, {Pending::Kind::Post, name, {}}, post.method, post.path, std::move(headers), post.body);
}

void post_answered(Store store, const std::string& name, const Response& response) {
  Post& post = store.state.posts[name];
  const Json body = parse(response.body);
  // Nothing is said of what is no more.
  const bool gone = response.status == 204 && (post.method == "DELETE" || post.path.starts_with("/auth/"));
  const int status = believed(store, response, gone || body.is_object());
  if (transient(status)) {
    store.out.emplace_back(Timer{"post/" + name, backoff_ms(++post.attempt, response.retry_after)});
    return;
  }
  post.sending = false;
  post.attempt = 0;
  post.status = status;
  post.done = status >= 200 && status < 300;
  post.answer = std::make_shared<const Json>(body);
  if (post.done) {
    post.key.clear();
    forget_post(store.state, name);
    if (name.starts_with("account.")) account_changed(store, name);
    return want_route(store);  // what it was about has changed
  }
  post.error = problem_detail(response);
  post.login = text(body, "login");
  post.problems = problems_of(body);
  if (status == 401) refresh(store, session_path());
}

}  // namespace pochin::app
