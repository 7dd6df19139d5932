#include <algorithm>
#include <set>

#include "server/voting/verify_state.h"
#include "shared/base/tr.h"
#include "shared/voting/merkle.h"
#include "shared/voting/receipt.h"
#include "shared/voting/tree_head.h"

namespace pochin::server {
namespace {

std::string say(std::string_view text) { return std::string(tr(text)); }

// The text is hashed as it stands: who changes a letter of it has another hash than the heads have signed.
void read_terms(VerifyState& state, const Json& log) {
  const bool named =
      std::ranges::any_of(get_array(log, "heads"), [](const Json& head) { return head.contains("terms"); });
  const Json& text = get(log, "terms");
  state.out.format = text.is_string() || named ? 2 : 1;
  if (!state.signed_terms())
    return state.unchecked("terms", say("Журнал старого вида: список проектов, их стоимости, правила бюллетеня и "
                                        "подсчёта в нём не подписаны, сверить их не с чем."));
  if (!text.is_string())
    return state.wrong("terms", say("В журнале нет условий голосования, а его подписи их называют."));
  state.terms_hash = voting::terms_hash(text.get_ref<const std::string&>());
  auto terms = voting::terms_from_text(text.get_ref<const std::string&>());
  if (!terms)
    return state.wrong(
        "terms", tr("Условия голосования в журнале не читаются ({}): {}.", terms.error().place, terms.error().message));
  state.terms = *std::move(terms);
  state.out.title = state.terms.title;
  if (state.terms.campaign != state.campaign) state.wrong("terms", say("Условия в журнале — другого голосования."));
}

void read_leaves(VerifyState& state, const Json& log, voting::MerkleTree& tree) {
  std::set<Digest> seen;
  for (const Json& each : get_array(log, "leaves")) {
    const auto leaf = each.is_string() ? voting::digest_from_hex(each.get<std::string>()) : std::nullopt;
    if (!leaf) {
      state.wrong("file", tr("Запись {} журнала не читается.", state.leaves.size() + 1));
      continue;
    }
    if (!seen.insert(*leaf).second) state.wrong("log_twice", tr("Запись {} стоит в журнале дважды.", hex(*leaf)));
    tree.add(voting::leaf_hash(voting::bytes_of(*leaf)));
    state.leaves.push_back(*leaf);
  }
  state.out.leaves = state.leaves.size();
}

void check_head(VerifyState& state, const Json& json, const voting::MerkleTree& tree) {
  const std::int64_t size = get_int(json, "size", -1);
  const auto root = voting::digest_from_hex(get_string(json, "root"));
  const std::string at = get_string(json, "at"), key = get_string(json, "key"), terms = get_string(json, "terms");
  if (size < 0 || !root || !parse_instant(at))
    return state.wrong("file", tr("Вершина журнала {} не читается.", state.out.heads));
  if (static_cast<std::uint64_t>(size) > tree.size())
    return state.wrong("log_end", tr("Вершина подписывает {} записей, а в журнале их {}.", size, tree.size()));
  if (tree.root(static_cast<std::uint64_t>(size)) != *root)
    state.wrong("head_root", tr("Журнал из {} записей не тот, что был подписан.", size));
  if (!voting::head_holds(state.campaign, {size, hex(*root), at, terms}, get_string(json, "signature"), key))
    state.wrong("head_signature", tr("Подпись вершины из {} записей неверна.", size));
  if (state.signed_terms() && terms != state.terms_hash)
    state.wrong("head_terms", tr("Вершина из {} записей подписана при других условиях голосования: список проектов, "
                                 "стоимости или правила изменены.",
                                 size));
  if (key != state.key || (state.files.key && *state.files.key != key))
    state.wrong("head_key", tr("Вершина из {} записей подписана другим ключом.", size));
  if (state.out.heads > 1 && size <= state.last_size)
    state.wrong("head_order", tr("Вершина из {} записей стоит не на своём месте или повторена.", size));
  state.last_size = std::max(state.last_size, size);
  state.last_root = hex(*root);
}

}  // namespace

void verify_log(VerifyState& state, const Json& log) {
  state.campaign = get_string(log, "campaign");
  state.out.campaign = state.campaign;
  read_terms(state, log);
  voting::MerkleTree tree;
  read_leaves(state, log, tree);
  const Json& heads = get_array(log, "heads");
  if (!heads.empty()) state.key = get_string(heads.front(), "key");
  for (const Json& head : heads) {
    ++state.out.heads;
    check_head(state, head, tree);
  }
  if (heads.empty()) state.wrong("log_end", say("В журнале нет ни одной подписи."));
  if (state.last_size != std::ssize(state.leaves))
    state.wrong("log_end", tr("Подписано {} записей, а в журнале их {}.", state.last_size, state.leaves.size()));
  if (!state.files.key)
    state.unchecked("key", tr("Ключ подписи не сравнивался: журнал мог быть подписан заново другим ключом. Сравните "
                              "ключ {} с протоколом открытия, страницей голосования или квитанцией и назовите его: "
                              "--key.",
                              state.key));
}

}  // namespace pochin::server
