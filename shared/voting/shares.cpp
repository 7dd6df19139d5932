#include "shared/voting/shares.h"

#include <algorithm>

namespace pochin::voting {
namespace {

constexpr uint32_t kNever = UINT32_MAX;
constexpr int kBits = 61;
constexpr int64_t kNarrow = 0xffffffff;  // times 2^31 people is still no overflow
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

int bits_of(Int128 value) {
  int bits = 0;
  for (; value > 0; value >>= 1) ++bits;
  return bits;
}

}  // namespace

Shares::Shares(const Contest& contest, const std::vector<uint32_t>& candidates, int64_t extra)
    : contest_(&contest),
      extra_(extra),
      ledger_(0, 1),
      round_of_(contest.election.projects.size(), kNever),
      spent_(contest.election.groups.size()) {
  const int64_t voters = contest.voters;
  const Int128 start = Int128(contest.election.budget) + Int128(extra) * voters;
  ledger_ = Ledger(start, voters);
  shift_ = std::max(0, kBits - bits_of(start / voters + 1));
  start_ = static_cast<int64_t>((start << shift_) / voters);
  purses_.assign(contest.election.groups.size(), {start_, start_ + ((start << shift_) % voters == 0 ? 0 : 1)});
  for (const uint32_t p : candidates) {
    const Int128 least = (Int128(contest.cost(p)) << shift_) / contest.support.weight(p);
    candidates_.push_back({p, static_cast<int64_t>(std::min<Int128>(least, kUnknown - 1)), kUnknown});
  }
}

int64_t Shares::value_of(uint32_t project) const {
  return contest_->parameters.utility == Utility::cost ? contest_->cost(project) : 1;
}

bool Shares::cheaper(int64_t a, uint32_t project_a, int64_t b, uint32_t project_b) const {
  return Int128(a) * value_of(project_b) < Int128(b) * value_of(project_a);
}

bool Shares::goes_before(const Candidate& a, const Candidate& b) const {
  if (cheaper(a.low, a.project, b.low, b.project)) return true;
  if (cheaper(b.low, b.project, a.low, a.project)) return false;
  return contest_->ties.before(a.project, b.project);
}

// The supporters parted by whether a point of theirs has the level by the lower bound: weight of the rich, what the
// poor have together by the lower bounds, and by how much that may be more.
struct Shares::Sums {
  int64_t weight = 0;
  Int128 poor = 0, wide = 0;
};

Shares::Sums Shares::sums(uint32_t project, int64_t level) const {
  const bool points = contest_->support.people(project) != contest_->support.weight(project);
  int64_t weight = 0, wide = 0;
  Sum poor, wider;
  for (const Supporter& each : contest_->support.of(project)) {
    const Purse& purse = purses_[each.group];
    const bool rich = (points ? purse.low / each.points : purse.low) >= level;
    weight += rich ? int64_t{each.people} * each.points : 0;
    const int64_t people = rich ? 0 : each.people;
    poor.add(people, purse.low);
    if (widest_ <= kNarrow)
      wide += people * (purse.high - purse.low);
    else
      wider.add(people, purse.high - purse.low);
  }
  return {weight, poor.value(), wide + wider.value()};
}

// By Newton's steps from below: what is paid together is a concave function of the level, so that no step passes the
// level of the lower bounds, and where one ends, it is enough. However the supporters are parted, the rich pay the
// level and the poor no more than they have: that bounds it from below.
Shares::Means Shares::look(Candidate& candidate, const Candidate* best) const {
  const Int128 cost = Int128(contest_->cost(candidate.project)) << shift_;
  candidate.high = kUnknown;
  for (int64_t level = candidate.low;;) {
    const Sums found = sums(candidate.project, level);
    if (found.weight == 0) return found.poor + found.wide < cost ? Means::short_of : Means::unsure;
    const Int128 least = (cost - found.poor - found.wide) / found.weight;
    if (least > candidate.low) candidate.low = static_cast<int64_t>(std::min<Int128>(least, kUnknown - 1));
    if (best && cheaper(best->high, best->project, candidate.low, candidate.project)) return Means::beaten;
    const Int128 next = (cost - found.poor + found.weight - 1) / found.weight;
    if (next <= level) {
      candidate.high = level;
      return Means::enough;
    }
    level = static_cast<int64_t>(std::min<Int128>(next, kUnknown - 1));
  }
}

void Shares::run(const Shares* likely) {
  const auto order = [&](const Candidate& a, const Candidate& b) { return goes_before(a, b); };
  std::ranges::sort(candidates_, order);
  std::vector<Candidate> looked, contenders;
  while (true) {
    looked.clear();
    contenders.clear();
    std::optional<Candidate> best;  // the lowest upper bound
    const auto consider = [&](Candidate each) {
      const Means means = look(each, best ? &*best : nullptr);
      if (means == Means::short_of || (means == Means::unsure && !affordable(each.project))) return;
      looked.push_back(each);
      if (means == Means::beaten) return;
      contenders.push_back(each);
      if (each.high != kUnknown && (!best || cheaper(each.high, each.project, best->high, best->project))) best = each;
    };
    if (likely && path_.size() < likely->path_.size())
      if (const Candidate* first = find(likely->path_[path_.size()].project)) {
        const Candidate each = *first;
        drop(each.project);
        consider(each);
      }
    std::size_t next = 0;
    for (; next < candidates_.size(); ++next) {
      const Candidate& each = candidates_[next];
      if (best && cheaper(best->high, best->project, each.low, each.project)) break;
      consider(each);
    }
    if (best)
      std::erase_if(contenders,
                    [&](const Candidate& each) { return cheaper(best->high, best->project, each.low, each.project); });
    candidates_.erase(candidates_.begin(), candidates_.begin() + static_cast<std::ptrdiff_t>(next));
    if (contenders.empty()) return candidates_.clear();
    for (const Candidate& each : looked) candidates_.insert(std::ranges::upper_bound(candidates_, each, order), each);
    auto tied = cheapest(contenders);
    const Candidate winner = *std::ranges::find(contenders, tied.front(), &Candidate::project);
    buy(winner, std::move(tied));
  }
}

Shares::Candidate* Shares::find(uint32_t project) {
  const auto found = std::ranges::find(candidates_, project, &Candidate::project);
  return found == candidates_.end() ? nullptr : &*found;
}

void Shares::drop(uint32_t project) {
  std::erase_if(candidates_, [&](const Candidate& each) { return each.project == project; });
}

void Shares::buy(const Candidate& candidate, std::vector<uint32_t> tied) {
  const uint32_t project = candidate.project;
  const Level level{candidate.low, candidate.high};
  const int64_t poor = settle(project, level);
  round_of_[project] = static_cast<uint32_t>(path_.size());
  path_.push_back({project, level, poor, std::move(tied)});
  drop(project);
  for (const uint32_t rival : contest_->rivals(project)) drop(rival);
}

// `way`: what a point of the supporter has, to the level.
void Shares::pay(const Supporter& supporter, const Level& level, int way) {
  Purse& purse = purses_[supporter.group];
  if (way <= 0) {
    purse = {};
    spent_[supporter.group] = {static_cast<uint32_t>(path_.size()), way == 0};
    return;
  }
  const Int128 most = level.high == kUnknown ? Int128(purse.low) : Int128(level.high) * supporter.points;
  purse.low = static_cast<int64_t>(std::max<Int128>(purse.low - most, 0));
  purse.high = static_cast<int64_t>(purse.high - Int128(level.low) * supporter.points);
  widest_ = std::max(widest_, purse.high - purse.low);
}

// By the bounds alone; nothing is changed and nothing returned when they do not tell about somebody.
std::optional<int64_t> Shares::settle_surely(uint32_t project, const Level& level) {
  const auto supporters = contest_->support.of(project);
  const auto round = static_cast<uint32_t>(path_.size());
  if (level.high == kUnknown) return std::nullopt;
  before_.resize(supporters.size());
  int64_t poor = 0;
  std::size_t done = 0;
  for (; done < supporters.size(); ++done) {
    const Supporter& each = supporters[done];
    Purse& purse = purses_[each.group];
    before_[done] = purse;
    if (each.points > 1 && bits_of(level.high) + bits_of(each.points) > kBits + 1) break;
    const int64_t least = level.low * each.points, most = level.high * each.points;
    if (purse.high < least) {
      poor += each.people;
      if (purse.high > 0) spent_[each.group] = {round, false};
      purse = {};
    } else if (purse.low > most) {
      purse = {purse.low - most, purse.high - least};
      widest_ = std::max(widest_, purse.high - purse.low);
    } else {
      break;
    }
  }
  if (done == supporters.size()) return poor;
  for (std::size_t i = 0; i < done; ++i) {
    purses_[supporters[i].group] = before_[i];
    if (before_[i].high > 0) spent_[supporters[i].group] = {};
  }
  return std::nullopt;
}

int64_t Shares::settle(uint32_t project, const Level& level) {
  if (const auto poor = settle_surely(project, level)) return *poor;
  std::vector<std::pair<uint32_t, int>> unsure;  // group → way
  const Fraction exact = exact_level(project, level);
  for (const Class& each : classes(project, level)) {
    const int way = compare(each, exact);
    for (const uint32_t group : each.groups) unsure.emplace_back(group, way);
  }
  std::ranges::sort(unsure);
  int64_t poor = 0;
  for (const Supporter& each : contest_->support.of(project)) {
    const Purse& purse = purses_[each.group];
    const bool empty = purse.high == 0;
    int way = purse.high < Int128(level.low) * each.points ? -1 : 1;
    const auto found = std::ranges::lower_bound(unsure, each.group, {}, &std::pair<uint32_t, int>::first);
    if (found != unsure.end() && found->first == each.group) way = found->second;
    if (empty || way < 0) poor += each.people;
    if (!empty) pay(each, level, way);
  }
  return poor;
}

// Whether the project bought at this level in a round of `payer` stays better than `other`.
bool Shares::stays_dearer(Candidate& other, uint32_t project, std::size_t round, const Level& level, Shares& payer) {
  const Int128 value = value_of(project), others = value_of(other.project);
  const auto in_mine = [&](int64_t fixed) { return Int128(fixed) << payer.shift_ >> shift_; };
  const auto surely = [&] { return level.high != kUnknown && level.high * others < in_mine(other.low) * value; };
  if (surely()) return true;
  const Means means = look(other);
  if (means == Means::short_of || surely()) return true;
  if (means == Means::unsure && !affordable(other.project)) return true;
  if (other.high != kUnknown && (in_mine(other.high) + 1) * value < level.low * others) return false;
  Fraction mine = exact_level(other.project, {other.low, other.high});
  Fraction theirs = &payer == this ? exact_level(project, level) : payer.level_of(round);
  mine.divisor *= others;
  theirs.divisor *= value;
  const int way = Ledger::compare(payer.ledger(), theirs, ledger(), mine);
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
    Candidate same;
    if (bought) {
      Candidate* const known = find(bought->project);
      if (!known || look(*known) == Means::short_of) return false;
      same = *known;
    }
    const Level level = bought && !here ? bought->level : Level{same.low, same.high};
    for (Candidate& each : candidates_) {
      if (bought && each.project == bought->project) continue;
      const auto asked = [&](const Doubt& doubt) { return doubt.round == round && doubt.project == each.project; };
      if (only && std::ranges::none_of(*only, asked)) continue;
      const bool holds =
          bought ? stays_dearer(each, bought->project, round, level, here ? *this : nearer) : stays_beyond(each);
      if (holds) continue;
      left.push_back({round, each.project});
      if (here || left.size() > kMostDoubts) return false;
    }
    if (bought) buy(same, bought->tied);
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

int64_t Shares::means(uint32_t project) const {
  Int128 sum = 0;
  for (const Supporter& each : contest_->support.of(project)) sum += Int128(each.people) * purses_[each.group].low;
  return static_cast<int64_t>(sum >> shift_);
}

}  // namespace pochin::voting
