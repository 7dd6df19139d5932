#include "tests/unit/shared/voting/elections.h"

namespace pochin::voting {
namespace {

// a 5 votes, b 4, c 3, d 2; 100 to give.
Draft town() {
  Draft draft;
  draft.budget = 100;
  draft.project("a", 60).project("b", 50).project("c", 30).project("d", 10);
  return draft.voters(2, "ab").voters(2, "abc").voters(1, "acd").voters(1, "d");
}

const Row& row(const Outcome& outcome, std::size_t index) { return outcome.rows[index]; }

}  // namespace

TEST_CASE("greedy skips what does not fit and gives the money to the next") {
  const Election election = town().election();
  const Outcome outcome = counted(election, by(Rule::greedy));
  CHECK(winners(election, outcome) == Ids{"a", "c", "d"});
  CHECK(outcome.total_cost == 100);
  CHECK(row(outcome, 1).verdict == Verdict::no_money);
  CHECK(row(outcome, 1).lacked == 10);
  CHECK(row(outcome, 1).why ==
        "4\u00A0голоса, стоит 50. Осталось 40, не хватает 10: не помещается в остаток, очередь следующего.");
  CHECK(outcome.rounds.size() == 4);
  CHECK(outcome.rounds[0].text == "№ a: 5\u00A0голосов, стоит 60. Проходит: после него остаётся 40.");
}

TEST_CASE("greedy_stop ends at the first that does not fit, the rest learn at which") {
  const Election election = town().election();
  const Outcome outcome = counted(election, by(Rule::greedy_stop));
  CHECK(winners(election, outcome) == Ids{"a"});
  CHECK(row(outcome, 1).verdict == Verdict::no_money);
  CHECK(row(outcome, 2).verdict == Verdict::after_stop);
  CHECK(row(outcome, 2).why == "3\u00A0голоса, стоит 30. Распределение остановилось раньше, на проекте № b.");
}

TEST_CASE("a project below the threshold is told how many votes it lacked") {
  const Election election = town().election();
  const Outcome outcome = counted(election, {.rule = Rule::greedy_threshold, .threshold = 4});
  CHECK(winners(election, outcome) == Ids{"a"});
  CHECK(row(outcome, 3).verdict == Verdict::below_threshold);
  CHECK(row(outcome, 3).lacked == 2);
  CHECK(row(outcome, 3).why == "2\u00A0голоса при пороге 4: не хватило 2.");
}

TEST_CASE("by votes for each rouble the cheap go first") {
  CHECK(winners(town(), by(Rule::greedy_per_cost)) == Ids{"d", "c", "a"});
}

TEST_CASE("the last project of the per-rouble rule gets what is left") {
  const Election election = town().election();
  const Outcome outcome = counted(election, by(Rule::knapsack_per_rouble));
  CHECK(winners(election, outcome) == Ids{"a"});
  CHECK(row(outcome, 1).verdict == Verdict::part);
  CHECK(row(outcome, 1).granted == 40);
  CHECK(outcome.granted == 100);
  CHECK(row(outcome, 2).verdict == Verdict::after_stop);
}

TEST_CASE("where all projects fit together all are funded, and that is said") {
  Draft draft = town();
  draft.budget = 150;
  draft.voters(3, "");
  for (const Parameters& parameters : all_parameters()) {
    INFO(label(parameters));
    if (parameters.threshold > 2 || (parameters.rule == Rule::mes && parameters.completion == Completion::none))
      continue;
    if (parameters.rule == Rule::plurality) continue;  // approvals of several projects name no favourite
    const Election election = draft.election();
    const Outcome outcome = counted(election, parameters);
    CHECK(outcome.winners.size() == 4);
    CHECK(outcome.all_fit);
    CHECK(outcome.summary.find("вместе помещаются в бюджет") != std::string::npos);
  }
}

TEST_CASE("whom nobody wanted gets nothing, whatever is left") {
  Draft draft = town();
  draft.budget = 1000;
  draft.project("z", 1);
  for (const Parameters& parameters : all_parameters()) {
    const Election election = draft.election();
    const Outcome outcome = counted(election, parameters);
    CHECK(outcome.rows.back().verdict == Verdict::no_votes);
    CHECK(outcome.rows.back().granted == 0);
  }
}

TEST_CASE("a withdrawn project stands aside, its voters still count") {
  Draft draft = town();
  draft.projects[0].withdrawn = true;
  CHECK(winners(draft, by(Rule::greedy)) == Ids{"b", "c", "d"});
}

TEST_CASE("of two incompatible projects the first funded excludes the other") {
  Draft draft = town();
  draft.incompatible = {{"c", "a"}};
  for (const Rule rule : {Rule::greedy, Rule::greedy_stop, Rule::greedy_per_cost, Rule::phragmen, Rule::mes}) {
    const Election election = draft.election();
    const Outcome outcome = counted(election, by(rule));
    const bool a = outcome.rows[0].verdict == Verdict::funded, c = outcome.rows[2].verdict == Verdict::funded;
    INFO(code_of(rule));
    CHECK_FALSE((a && c));
    if (a) CHECK(outcome.rows[2].verdict == Verdict::incompatible);
  }
  const Outcome outcome = counted(draft.election(), by(Rule::greedy));
  CHECK(outcome.rows[2].why == "Несовместим с победившим проектом № a.");
}

TEST_CASE("ranked ballots: the first of m places gives m points, the m-th one") {
  Draft draft;
  draft.kind = BallotKind::ranked;
  draft.budget = 10;
  draft.project("a", 10).project("b", 10).project("c", 10);
  draft.voters(3, "abc").voters(2, "bca").voters(2, "cba");
  Election election = draft.election();
  CHECK(counted(election, by(Rule::borda)).rows[1].score == 16);  // 3·2 + 2·3 + 2·2
  CHECK(counted(election, by(Rule::borda)).rows[0].score == 13);
  CHECK(winners(draft, by(Rule::borda)) == Ids{"b"});
  CHECK(winners(draft, by(Rule::plurality)) == Ids{"a"});
  election.places = 2;
  CHECK(counted(election, by(Rule::borda)).rows[0].score == 6);
  CHECK(counted(election, by(Rule::plurality)).rows[2].score == 2);
}

TEST_CASE("points are summed: cumulative, scores, pluses less minuses, the number of yes") {
  const auto score = [](BallotKind kind, std::vector<CastBallot> ballots) {
    Draft draft;
    draft.kind = kind;
    draft.budget = 10;
    draft.project("a", 10).project("b", 20);
    draft.ballots = std::move(ballots);
    return counted(draft.election(), by(Rule::greedy)).rows;
  };
  CHECK(score(BallotKind::cumulative, {{{"a", 7}, {"b", 3}}, {{"a", 2}}})[0].score == 9);
  CHECK(score(BallotKind::scores, {{{"a", 5}}, {{"a", 4}, {"b", 1}}})[0].score == 9);
  const auto against = score(BallotKind::plus_minus, {{{"a", 1}, {"b", -1}}, {{"a", 1}}, {{"b", 1}}, {{"b", -1}}});
  CHECK(against[0].score == 2);
  CHECK(against[1].score == -1);
  CHECK(against[1].people == 1);
  CHECK(against[1].why == "Голосов против больше, чем за.");
  CHECK(score(BallotKind::yes_no, {{{"a", 1}, {"b", 0}}, {{"a", 0}}})[0].score == 1);
}

TEST_CASE("a sum that fits to the last kopeck is funded") {
  Draft draft;
  draft.budget = 153'271'763;
  draft.project("a", 153'271'762).project("b", 1).voters(2, "a").voters(1, "b");
  CHECK(winners(draft, by(Rule::greedy)) == Ids{"a", "b"});
}

TEST_CASE("sums that do not fit and costs below zero are refused") {
  Draft draft = town();
  Election election = draft.election();
  election.projects[0].cost = -1;
  CHECK(tally(election, by(Rule::greedy)).error().code == "tally_range");
  election.projects[0].cost = INT64_MAX;
  CHECK(tally(election, by(Rule::mes)).error().code == "tally_range");
}

}  // namespace pochin::voting
