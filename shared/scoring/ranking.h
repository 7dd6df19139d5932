// The rating: order, ties, the money line. A total order: it does not depend on the order of the input.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/instant.h"
#include "shared/base/money.h"
#include "shared/base/ratio.h"

namespace pochin::scoring {

enum class TieBreak { submitted_at, extra_budget_share, beneficiaries, meeting, number };
std::optional<TieBreak> tie_break_from(std::string_view code);
std::string_view code_of(TieBreak tie);

struct RankingRules {
  std::vector<TieBreak> tie_chain;
  std::optional<Money> available;  // the envelope
  enum class Border { stop, skip };
  Border border = Border::stop;  // a project that does not fit: nobody below it is taken / the next that fits is
  std::optional<Ratio> pass_mark;
};

struct Contender {
  std::string id;
  std::string number;
  Ratio total;
  Ratio plus, minus;  // by hand, with a reason kept elsewhere
  std::optional<Instant> submitted_at;
  Ratio extra_budget_share, beneficiaries, meeting;
  Money subsidy;
  bool admitted = true;
};

struct Ranked {
  std::size_t index = 0;  // in the input
  int rank = 0;           // 1, 2, 3 …
  Ratio final;            // total + plus − minus
  bool funded = false;
  std::string tie;  // «Балл равен с № 2: подана раньше»; empty when nothing was tied
};

struct Ranking {
  std::vector<Ranked> rows;
  Money used;
  int cut_after = 0;  // the rank of the last funded row of an unbroken run from the top
};

Ranking rank(const std::vector<Contender>& contenders, const RankingRules& rules);

}  // namespace pochin::scoring
