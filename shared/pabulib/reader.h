// How a .pb file is read, section by section: the parts of read.cpp.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "shared/pabulib/csv.h"
#include "shared/pabulib/fields.h"
#include "shared/pabulib/read.h"

namespace pochin::pabulib {

using Row = std::vector<std::string_view>;

// Where each known column of a section stands.
class Columns {
 public:
  // Reads the header; faults: unknown, repeated, missing fields, a wrong order.
  void read(const Row& header, std::span<const Field> fields, int64_t line, Faults& faults);
  bool has(std::string_view name) const { return at(name) != kAbsent; }
  std::size_t at(std::string_view name) const;
  std::size_t count() const { return shapes_.size(); }
  // Checks the number of columns, spaces, the shape of each value; values lose the spaces at their ends.
  void check(Row& row, int64_t line, Faults& faults) const;

  static constexpr std::size_t kAbsent = SIZE_MAX;

 private:
  std::vector<const Field*> shapes_;  // nullptr for an unknown column
};

struct Limits {
  std::optional<int64_t> min_length, max_length, min_points, max_points, min_sum_points, max_sum_points;
  std::optional<Decimal> min_sum_cost, max_sum_cost;
};

class Reader {
 public:
  explicit Reader(std::string_view text) : records_(text, out_.faults) {}
  Reading read();

 private:
  enum class Section { none, meta, projects, votes };
  struct ProjectRow {
    int64_t line = 0;
    Decimal cost;
    std::optional<int64_t> votes, score;
  };

  Reading out_;
  Records records_;
  voting::Election election_;
  bool countable_ = true;  // so far nothing forbids to count
  Section section_ = Section::none;
  bool seen_[4] = {}, headed_ = false;
  Columns columns_;
  std::unordered_map<std::string_view, uint32_t> index_;
  std::unordered_set<std::string_view> voters_, meta_keys_;
  std::vector<ProjectRow> rows_;
  std::size_t voter_at_ = 0, vote_at_ = 0, points_at_ = 0;
  Decimal budget_;
  Limits limits_;
  int64_t budget_line_ = 0, ballots_ = 0;
  bool with_points_ = false, choose_one_ = false;
  std::vector<int64_t> people_, chosen_in_;         // by project: its ballots; the last ballot that named it
  std::vector<std::string_view> choices_, points_;  // of the ballot being read

  void fault(Kind kind, std::string message, int64_t line = -1);
  void uncountable(Kind kind, std::string message, int64_t line = -1);

  bool begin_section(const Row& row);
  void read_header(const Row& row);
  void read_meta(const Row& row);
  void read_project(Row& row);
  void read_vote(Row& row);

  void finish_meta();
  void read_limits();
  void read_incompatible();
  void check_order(std::string_view least, std::string_view most);
  void finish_projects();
  int64_t scaled(const Decimal& number) const;
  bool read_points(int64_t& sum, std::size_t at, int32_t& points);
  void check_ballot(int64_t points_sum);

  void finish();
  void check_counts();
  void check_money();
};

// The parts of a list divided by commas; an empty text has none.
void split(std::string_view list, std::vector<std::string_view>& parts);

}  // namespace pochin::pabulib
