#include "shared/voting/shares.h"

#include <algorithm>
#include <limits>

namespace pochin::voting {
namespace {

constexpr uint32_t kNothing = 1;  // the history of those who have nothing left
constexpr uint32_t kNone = UINT32_MAX;
constexpr int64_t kUnknown = std::numeric_limits<int64_t>::max();
constexpr int kBits = 61;
constexpr std::size_t kMostDoubts = 24;  // more of them, and the two runs are too far apart

// Σ people · amount for up to 2^31 people, without a product of 128 bits: that is a call of a function in WebAssembly.
struct Sum {
  int64_t high = 0, low = 0;  // high · 2^31 + low

  void add(int64_t people, int64_t amount) {
    high += people * (amount >> 31);
    low += people * (amount & 0x7fffffff);
  }
  Int128 value() const { return (Int128(high) << 31) + low; }
};

Int128 start_of(const Contest& contest, int64_t extra, int64_t voters) {
  return Int128(contest.election.budget) + Int128(extra) * voters;
}

int bits_of(Int128 value) {
  int bits = 0;
  for (; value > 0; value >>= 1) ++bits;
  return bits;
}

}  // namespace

Shares::Shares(const Contest& contest, const std::vector<uint32_t>& candidates, int64_t extra)
    : contest_(&contest), extra_(extra), ledger_(0, 1), history_of_(contest.election.groups.size()) {
  const int64_t voters = contest.election.voters();
  const Int128 start = start_of(contest, extra, voters);
  ledger_ = Ledger(start, voters);
  shift_ = std::max(0, kBits - bits_of(start / voters + 1));
  const Int128 fixed = (start << shift_) / voters;
  const bool whole = (start << shift_) % voters == 0;
  amounts_low_ = {static_cast<int64_t>(fixed), 0};
  amounts_high_ = {static_cast<int64_t>(fixed + (whole ? 0 : 1)), 0};
  parent_ = {kNone, kNone};
  round_ = {0, 0};
  points_ = {0, 0};
  for (const uint32_t p : candidates) {
    const Int128 least = (Int128(contest.cost(p)) << shift_) / contest.support.weight(p);
    candidates_.push_back({p, static_cast<int64_t>(std::min<Int128>(least, kUnknown - 1)), kUnknown});
  }
}

Int128 Shares::value_of(uint32_t project) const {
  return contest_->parameters.utility == Utility::cost ? contest_->cost(project) : 1;
}

bool Shares::cheaper(int64_t a, uint32_t project_a, int64_t b, uint32_t project_b) const {
  return a * value_of(project_b) < b * value_of(project_a);
}

void Shares::sort_candidates() {
  std::ranges::sort(candidates_, [&](const Candidate& a, const Candidate& b) {
    if (cheaper(a.low, a.project, b.low, b.project)) return true;
    if (cheaper(b.low, b.project, a.low, a.project)) return false;
    return contest_->ties.before(a.project, b.project);
  });
}

void Shares::gather(uint32_t project) {
  if (gathered_ == project) return;
  gathered_ = project;
  lumps_.clear();
  ++stamp_;
  heads_.resize(amounts_low_.size());
  const auto supporters = contest_->support.of(project);
  lump_of_.resize(supporters.size());
  for (std::size_t i = 0; i < supporters.size(); ++i) {
    const Supporter& each = supporters[i];
    const uint32_t history = history_of_[each.group];
    Head& head = heads_[history];
    if (head.stamp != stamp_) head = {stamp_, kNone};
    uint32_t at = head.lump;
    while (at != kNone && lumps_[at].points != each.points) at = lumps_[at].next;
    if (at == kNone) {
      at = static_cast<uint32_t>(lumps_.size());
      lumps_.push_back({history, each.points, 0, head.lump});
      head.lump = at;
    }
    lumps_[at].people += each.people;
    lump_of_[i] = at;
  }
}

// The level at which the supporters with these amounts pay the cost together; nothing when they have too little.
std::optional<Int128> Shares::solve(uint32_t project, const std::vector<int64_t>& amounts, bool up) {
  Int128 rest = Int128(contest_->cost(project)) << shift_, weight = 0;
  rich_.clear();
  for (uint32_t i = 0; i < lumps_.size(); ++i) {
    if (lumps_[i].history == kNothing) continue;
    rich_.push_back(i);
    weight += Int128(lumps_[i].people) * lumps_[i].points;
  }
  while (weight > 0) {
    const Int128 level = rest / weight, over = rest - level * weight;
    const auto one = static_cast<int64_t>(std::min<Int128>(level + (over != 0 ? 1 : 0), kUnknown));
    const auto is_rich = [&](uint32_t i) {
      const Lump& lump = lumps_[i];
      if (lump.points == 1) return amounts[lump.history] >= one;
      return amounts[lump.history] >= level * lump.points + (over * lump.points + weight - 1) / weight;
    };
    const auto poor = std::partition(rich_.begin(), rich_.end(), is_rich);
    if (poor == rich_.end()) return level + (up && over != 0 ? 1 : 0);
    Sum gone;
    Int128 points = 0;
    for (auto at = poor; at != rich_.end(); ++at) {
      const Lump& lump = lumps_[*at];
      gone.add(lump.people, amounts[lump.history]);
      points += lump.people * lump.points;
    }
    rest -= gone.value();
    weight -= points;
    rich_.erase(poor, rich_.end());
  }
  return std::nullopt;
}

// Renews the bounds of its level. Lumps stay those of this candidate.
Shares::Means Shares::look(Candidate& candidate) {
  gather(candidate.project);
  Sum lows, highs;
  for (const Lump& lump : lumps_) {
    lows.add(lump.people, amounts_low_[lump.history]);
    highs.add(lump.people, amounts_high_[lump.history]);
  }
  const Int128 low = lows.value(), high = highs.value();
  const Int128 cost = Int128(contest_->cost(candidate.project)) << shift_;
  if (high < cost) return Means::short_of;
  const auto least = solve(candidate.project, amounts_high_, false);
  if (least && *least > candidate.low) candidate.low = static_cast<int64_t>(*least);
  const auto most = low < cost ? std::nullopt : solve(candidate.project, amounts_low_, true);
  candidate.high = most && *most < kUnknown ? static_cast<int64_t>(*most) : kUnknown;
  return low < cost ? Means::unsure : Means::enough;
}

void Shares::add_amount(Form& form, uint32_t history, Int128 times) const {
  if (history == kNothing) return;
  form.start += times;
  for (; parent_[history] != kNone; history = parent_[history])
    form.add_level(round_[history], -times * points_[history]);
}

// Precondition: gathered.
bool Shares::affordable(uint32_t project) {
  Form missing;
  missing.money = contest_->cost(project);
  for (const Lump& lump : lumps_) add_amount(missing, lump.history, -Int128(lump.people));
  return ledger_.sign(missing) <= 0;
}

// Precondition: gathered and affordable; the level lies between low and high.
Fraction Shares::exact_level(uint32_t project, int64_t low, int64_t high) {
  Fraction level{{}, 0};
  level.form.money = contest_->cost(project);
  std::vector<const Lump*> open;
  for (const Lump& lump : lumps_) {
    if (lump.history == kNothing) continue;
    if (amounts_high_[lump.history] < Int128(low) * lump.points) {
      add_amount(level.form, lump.history, -Int128(lump.people));
      continue;
    }
    level.divisor += Int128(lump.people) * lump.points;
    if (high == kUnknown || amounts_low_[lump.history] <= Int128(high) * lump.points) open.push_back(&lump);
  }
  std::ranges::sort(open, [&](const Lump* a, const Lump* b) {  // the poorest for a point first
    const Int128 a_low = Int128(amounts_low_[a->history]) * b->points,
                 a_high = Int128(amounts_high_[a->history]) * b->points;
    const Int128 b_low = Int128(amounts_low_[b->history]) * a->points,
                 b_high = Int128(amounts_high_[b->history]) * a->points;
    if (a_high < b_low || b_high < a_low) return a_high < b_low;
    Form difference;
    add_amount(difference, a->history, b->points);
    add_amount(difference, b->history, -Int128(a->points));
    return ledger_.sign(difference) < 0;
  });
  for (const Lump* lump : open) {
    Form spare;  // amount·divisor − points·form
    add_amount(spare, lump->history, level.divisor);
    spare.add(level.form, -Int128(lump->points));
    if (ledger_.sign(spare) >= 0) break;
    add_amount(level.form, lump->history, -Int128(lump->people));
    level.divisor -= Int128(lump->people) * lump->points;
  }
  return level;
}

// Of contenders whose bounds overlap: those with the exactly lowest price, the first of the chain in front.
std::vector<uint32_t> Shares::cheapest(std::vector<Candidate>& contenders) {
  std::vector<uint32_t> best;
  Fraction lowest;
  for (const Candidate& each : contenders) {
    Fraction price;
    if (contenders.size() > 1) {
      gather(each.project);
      price = exact_level(each.project, each.low, each.high);
      price.divisor *= value_of(each.project);
    }
    const int way = best.empty() ? -1 : Ledger::compare(ledger_, price, ledger_, lowest);
    if (way < 0) best.clear(), lowest = std::move(price);
    if (way <= 0) best.push_back(each.project);
  }
  std::ranges::sort(best, [&](uint32_t a, uint32_t b) { return contest_->ties.before(a, b); });
  return best;
}

void Shares::run() {
  while (true) {
    sort_candidates();
    std::vector<Candidate> contenders;
    std::vector<uint32_t> gone;
    const Candidate* best = nullptr;  // the lowest upper bound
    for (Candidate& each : candidates_) {
      if (best && cheaper(best->high, best->project, each.low, each.project)) break;
      const Means means = look(each);
      if (means == Means::short_of || (means == Means::unsure && !affordable(each.project))) {
        gone.push_back(each.project);
        continue;
      }
      contenders.push_back(each);
      if (each.high != kUnknown && (!best || cheaper(each.high, each.project, best->high, best->project))) best = &each;
    }
    if (best)
      std::erase_if(contenders,
                    [&](const Candidate& each) { return cheaper(best->high, best->project, each.low, each.project); });
    if (contenders.empty()) {
      candidates_.clear();
      return;
    }
    auto tied = cheapest(contenders);
    const Candidate winner = *std::ranges::find(contenders, tied.front(), &Candidate::project);
    for (const uint32_t p : gone) drop(p);
    buy(winner, std::move(tied));
  }
}

void Shares::drop(uint32_t project) {
  std::erase_if(candidates_, [&](const Candidate& each) { return each.project == project; });
}

void Shares::buy(const Candidate& candidate, std::vector<uint32_t> tied) {
  const uint32_t project = candidate.project;
  gather(project);
  Purchase purchase{project,
                    {candidate.low, candidate.high, exact_level(project, candidate.low, candidate.high)},
                    0,
                    std::move(tied)};
  std::vector<uint32_t> becomes;
  for (const Lump& lump : lumps_) becomes.push_back(pay(lump, purchase.level, purchase.poor));
  const auto supporters = contest_->support.of(project);
  for (std::size_t i = 0; i < supporters.size(); ++i) history_of_[supporters[i].group] = becomes[lump_of_[i]];
  gathered_ = kNone;
  ledger_.add_round(purchase.level.exact);
  path_.push_back(std::move(purchase));
  drop(project);
  for (const uint32_t rival : contest_->rivals(project)) drop(rival);
}

// The history of these supporters after they have paid.
uint32_t Shares::pay(const Lump& lump, const Level& level, int64_t& poor) {
  if (lump.history == kNothing) {
    poor += lump.people;
    return kNothing;
  }
  const int64_t low = amounts_low_[lump.history], high = amounts_high_[lump.history];
  int way = high < Int128(level.low) * lump.points ? -1 : 0;
  if (level.high != kUnknown && low > Int128(level.high) * lump.points) way = 1;
  if (way == 0) {
    Form spare;
    add_amount(spare, lump.history, level.exact.divisor);
    spare.add(level.exact.form, -Int128(lump.points));
    way = ledger_.sign(spare);
  }
  if (way < 0) poor += lump.people;
  if (way <= 0) return kNothing;
  const Int128 most = level.high == kUnknown ? Int128(low) : Int128(level.high) * lump.points;
  amounts_low_.push_back(static_cast<int64_t>(std::max<Int128>(low - most, 0)));
  amounts_high_.push_back(static_cast<int64_t>(high - Int128(level.low) * lump.points));
  parent_.push_back(lump.history);
  round_.push_back(static_cast<uint32_t>(path_.size()));
  points_.push_back(lump.points);
  return static_cast<uint32_t>(parent_.size() - 1);
}

// Whether the project bought at this level by `nearer` stays better than `other`.
bool Shares::stays_dearer(Candidate& other, uint32_t project, const Level& level, Shares& nearer) {
  const Int128 value = value_of(project), others = value_of(other.project);
  const auto in_mine = [&](int64_t fixed) { return Int128(fixed) << nearer.shift_ >> shift_; };
  const auto surely = [&] { return level.high != kUnknown && level.high * others < in_mine(other.low) * value; };
  if (surely()) return true;
  const Means means = look(other);
  if (means == Means::short_of || surely()) return true;
  if (means == Means::unsure && !affordable(other.project)) return true;
  if (other.high != kUnknown && (in_mine(other.high) + 1) * value < level.low * others) return false;
  Fraction mine = exact_level(other.project, other.low, other.high), theirs = level.exact;
  mine.divisor *= others;
  theirs.divisor *= value;
  const int way = Ledger::compare(nearer.ledger_, theirs, ledger_, mine);
  return contest_->ties.before(project, other.project) ? way <= 0 : way < 0;
}

bool Shares::stays_beyond(Candidate& other) {
  const Means means = look(other);
  return means == Means::short_of || (means == Means::unsure && !affordable(other.project));
}

bool Shares::retrace(Shares& nearer, bool here, const std::vector<Doubt>* only, std::vector<Doubt>& left) {
  const std::size_t rounds = nearer.path_.size();
  for (std::size_t round = 0; round <= rounds; ++round) {
    const Purchase* bought = round < rounds ? &nearer.path_[round] : nullptr;
    Level level;
    if (bought) {
      const auto same = std::ranges::find(candidates_, bought->project, &Candidate::project);
      if (same == candidates_.end() || look(*same) == Means::short_of) return false;
      level = here ? Level{same->low, same->high, exact_level(same->project, same->low, same->high)} : bought->level;
    }
    for (Candidate& each : candidates_) {
      if (bought && each.project == bought->project) continue;
      const auto asked = [&](const Doubt& doubt) { return doubt.round == round && doubt.project == each.project; };
      if (only && std::ranges::none_of(*only, asked)) continue;
      const bool holds =
          bought ? stays_dearer(each, bought->project, level, here ? *this : nearer) : stays_beyond(each);
      if (holds) continue;
      left.push_back({round, each.project});
      if (here || left.size() > kMostDoubts) return false;
    }
    if (!bought) continue;
    const auto same = std::ranges::find(candidates_, bought->project, &Candidate::project);
    if (look(*same) == Means::short_of) return false;
    buy(*same, bought->tied);
  }
  return true;
}

bool Shares::follow(Shares& nearer, const std::vector<Doubt>* only, std::vector<Doubt>& left) {
  return retrace(nearer, false, only, left);
}

bool Shares::repeats(Shares& nearer, const std::vector<Doubt>& only) {
  std::vector<Doubt> left;
  return retrace(nearer, true, &only, left);
}

int64_t Shares::means(uint32_t project) {
  gather(project);
  Int128 sum = 0;
  for (const Lump& lump : lumps_) sum += Int128(lump.people) * amounts_low_[lump.history];
  return static_cast<int64_t>(sum >> shift_);
}

}  // namespace pochin::voting
