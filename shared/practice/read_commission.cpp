#include <algorithm>
#include <charconv>

#include "shared/base/tr.h"
#include "shared/practice/read.h"

namespace pochin::practice {
namespace {

constexpr int64_t kMembers = 1'000;

// "2/3" or "1".
std::optional<Ratio> parse_share(std::string_view text) {
  const auto whole = [](std::string_view part) -> std::optional<int64_t> {
    int64_t number = 0;
    const auto read = std::from_chars(part.data(), part.data() + part.size(), number);
    if (part.empty() || read.ec != std::errc() || read.ptr != part.data() + part.size()) return std::nullopt;
    return number;
  };
  const std::size_t bar = text.find('/');
  const auto top = whole(text.substr(0, bar));
  const auto bottom = bar == std::string_view::npos ? std::optional<int64_t>(1) : whole(text.substr(bar + 1));
  if (!top || !bottom || *bottom <= 0 || *top < 0 || *top > *bottom) return std::nullopt;
  return Ratio::make(*top, *bottom);
}

std::optional<Ratio> read_share(Object& object, std::string_view key) {
  const std::string text = object.text(key);
  if (text.empty()) return std::nullopt;
  auto share = parse_share(text);
  if (!share) object.wrong(key, "bad_share", tr("Запишите долю дробью от 0 до 1, например 1/2"));
  return share;
}

void read_composition(Object& object, review::CompositionRule& rule) {
  rule.representative_share = read_share(object, "representative_share");
  rule.least_members = object.number("least_members", 0, kMembers, 0);
  if (object.has("most_members")) rule.most_members = object.number("most_members", 1, kMembers, kMembers);
  rule.excluded_traits = object.texts("excluded_traits");
  rule.secretary_votes = object.flag("secretary_votes", true);
  rule.norm = object.text("norm");
  object.ignore("source");
  object.ignore("note");
}

void read_quorum(Object& object, review::QuorumRule& rule) {
  object.need("share");
  rule.share = read_share(object, "share").value_or(Ratio{1});
  rule.more_than = object.flag("more_than");
  rule.recused_counted = object.flag("recused_counted");
  rule.norm = object.text("norm");
  object.ignore("source");
  object.ignore("note");
}

void read_majority(Object& object, review::MajorityRule& rule) {
  const std::string of = object.text("of");
  if (of == "present")
    rule.of = review::MajorityOf::present;
  else if (of == "members")
    rule.of = review::MajorityOf::members;
  else if (!of.empty() && of != "voted")
    object.wrong("of", "unknown_word", tr("Бывает voted, present или members"));
  object.need("share");
  rule.share = read_share(object, "share").value_or(Ratio{1});
  rule.more_than = object.flag("more_than", true);
  rule.chair_casts = object.flag("chair_casts", true);
  rule.norm = object.text("norm");
  object.ignore("source");
  object.ignore("note");
}

}  // namespace

void read_commission(Object& pack, Pack& read) {
  pack.with("commission", [&](Object& object) {
    CommissionRules& rules = read.commission.emplace();
    object.with("composition", [&](Object& inner) { read_composition(inner, rules.protocol.composition); });
    object.need("quorum");
    object.with("quorum", [&](Object& inner) { read_quorum(inner, rules.protocol.quorum); });
    object.need("majority");
    object.with("majority", [&](Object& inner) { read_majority(inner, rules.protocol.majority); });
    rules.protocol.all_sign = object.flag("all_sign");
    rules.binds = object.texts("binds");
    rules.opinion_term = object.text("opinion_term");
    if (!rules.opinion_term.empty() &&
        std::ranges::find(read.terms, rules.opinion_term, &NamedTerm::id) == read.terms.end())
      object.wrong("opinion_term", "unknown_term", tr("В terms нет срока «{}»", rules.opinion_term));
    object.ignore("source");
    object.ignore("note");
  });
}

}  // namespace pochin::practice
