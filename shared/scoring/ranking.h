// The rating: windows, order, ties, the money, the reserve. A total order: it does not depend on the order of the
// input. Precondition: ids are unique. O(n log n).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/instant.h"
#include "shared/base/money.h"
#include "shared/base/ratio.h"
#include "shared/form/environment.h"

namespace pochin::scoring {

// domain.md §4.8. Times are compared to the second, as the acts do; the lot is SHA-256(seed ‖ id), the smaller first:
// whoever knows the published seed computes it again. Without a seed the lot is not drawn and decides nothing.
enum class TieBreak { submitted_at, extra_budget_share, beneficiaries, meeting, number, votes, lot };
std::optional<TieBreak> tie_break_from(std::string_view code);
std::string_view code_of(TieBreak tie);
std::string lot_of(std::string_view seed, std::string_view id);  // hexadecimal

// A ranking of its own within the contest: окно, номинация (domain.md §4.9).
struct Window {
  std::string code;
  std::string title;
  formula::Formula when;           // the first window whose condition holds takes the application; empty = always
  std::optional<Money> available;  // its own envelope; none = what the contest has left
  std::optional<Ratio> pass_mark;  // none = the contest's
  std::optional<int64_t> reserve;  // none = the contest's
};

struct MunicipalityLimit {
  std::string municipality;
  int64_t most = 0;
};

struct RankingRules {
  std::vector<TieBreak> tie_chain;
  std::optional<Money> available;  // the envelope of the whole contest
  // A project that does not fit: nobody below it is taken / the next that fits is / it gets the rest if it agrees.
  // With `part`, who has not been asked yet holds the place: nothing is decided below; who refuses is skipped.
  enum class Border { stop, skip, part };
  Border border = Border::stop;
  std::optional<Ratio> pass_mark;

  std::vector<Window> windows = {};  // filled in this order
  enum class Order { points, votes };
  Order order = Order::points;
  std::optional<Ratio> least_votes = {};         // Волгоград: not fewer than 500
  std::optional<int64_t> reserve = {};           // how long the reserve list of a window is; none = there is no list
  std::optional<int64_t> per_municipality = {};  // winners of one municipality in the whole contest
  std::vector<MunicipalityLimit> exceptions = {};
  // A second round among those not selected, over all windows, with the money that remains (Тверь).
  struct Additional {
    std::optional<Ratio> pass_mark;
    Border border = Border::skip;
  };
  std::optional<Additional> additional = {};
  std::string seed = {};  // of the lot, published before it is used
};

struct Contender {
  std::string id;
  std::string number;
  Ratio total;
  Ratio plus, minus;  // by hand, with a reason kept elsewhere (adjustment.h)
  std::optional<Instant> submitted_at;
  Ratio extra_budget_share, beneficiaries, meeting;
  Money subsidy;
  bool admitted = true;
  std::string window = {};  // code; ignored when the rules have no windows
  std::string municipality = {};
  std::optional<Ratio> votes = {};          // unknown = not counted
  std::optional<bool> agrees_to_part = {};  // none = not asked yet
  std::string not_counted = {};             // why its points are not known; empty = they are
  bool sum_known = true;                    // false: nobody knows how much it asks for
};

enum class Place {
  funded,
  part,     // gets the rest of the money
  offered,  // the rest is offered, the answer is awaited
  reserve,
  no_money,
  below_pass_mark,
  few_votes,
  municipality_limit,
  bad_sum,      // the requested sum is below zero or not known
  not_counted,  // its points, or the votes that decide, are not known
  no_window,
  not_admitted
};
std::string_view code_of(Place place);

struct Ranked {
  std::size_t index = 0;  // in the input
  int rank = 0;           // 1, 2, 3 … within its window
  Ratio final;            // total + plus − minus
  bool funded = false;    // wholly or in part
  std::string tie;        // «Балл равен с № 2: подана раньше»; empty when nothing was tied
  std::string window = {};
  Place place = Place::no_money;
  Money granted = {};  // 0 unless funded; for `offered` the sum on offer is in `offer`
  Money offer = {};
  int round = 0;         // the round that funded it: 1, 2; 0 = none
  int64_t reserve = 0;   // its number in the reserve list; 0 = not in it
  std::string why = {};  // one sentence
};

struct WindowTotal {
  std::string code, title;
  std::optional<Money> available;  // none = no limit
  Money used;                      // in the first round
  int64_t funded = 0;
  int cut_after = 0;
};

struct RoundTotal {
  int number = 1;
  std::optional<Money> available;
  Money used;
  int64_t funded = 0;
};

struct Ranking {
  std::vector<Ranked> rows;  // window by window, each by rank; those of no window last
  Money used;
  int cut_after = 0;  // of the only (or first) window: the rank of the last funded row of an unbroken run from the top
  std::vector<WindowTotal> windows = {};  // one with an empty code when the rules have none
  std::vector<RoundTotal> rounds = {};
};

Ranking rank(const std::vector<Contender>& contenders, const RankingRules& rules);

// The code of the first window that takes the application; "" when none does or there are none.
std::string window_of(const RankingRules& rules, const form::Environment& environment);

}  // namespace pochin::scoring
