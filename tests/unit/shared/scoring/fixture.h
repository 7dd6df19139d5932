// A contest without a pack: values come as facts, so that a test says only what it is about.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "shared/scoring/contest.h"

namespace pochin::scoring {

inline formula::Formula formula_of(std::string_view text) { return formula::parse(text).value(); }
inline Ratio decimal(std::string_view text) { return parse_decimal(text).value(); }

inline const form::Form& empty_form() {
  static const form::Form form = [] {
    form::Form made;
    form::prepare(made);
    return made;
  }();
  return form;
}

inline form::Environment world(const form::Facts& facts) {
  static const form::Answers nothing;
  return form::Environment(empty_form(), nothing, facts);
}

inline form::Environment with_x(std::string_view x) {
  return world({{"x", x.empty() ? form::unknown_fact() : formula::Value(decimal(x))}});
}

inline Criterion criterion_of(Shape shape, std::string_view value = "x") {
  Criterion made;
  made.code = "c";
  made.title = "Критерий";
  made.shape = shape;
  made.weight = Ratio(1);
  made.max = Ratio(100);
  if (shape != Shape::expert) made.value = formula_of(value);
  made.unknown = "значение не указано";
  return made;
}

// Applications whose environments live as long as the contest.
class Contest {
 public:
  Contest& add(std::string id, form::Facts facts, std::string window = {}, std::vector<Mark> marks = {},
               bool takes_part = true) {
    kept_.push_back({std::move(id), std::move(window), std::move(marks), world(facts)});
    const Kept& last = kept_.back();
    subjects_.push_back({last.id, &last.environment, last.window, last.marks, takes_part});
    return *this;
  }
  Contest& add_x(std::string id, std::string_view x, std::string window = {}) {
    return add(std::move(id), {{"x", x.empty() ? form::unknown_fact() : formula::Value(decimal(x))}},
               std::move(window));
  }
  const std::vector<Subject>& subjects() const { return subjects_; }
  std::vector<Score> score(const Criteria& criteria) const { return score_contest(criteria, subjects_); }

 private:
  struct Kept {
    std::string id, window;
    std::vector<Mark> marks;
    form::Environment environment;
  };
  std::deque<Kept> kept_;
  std::vector<Subject> subjects_;
};

// A sequence that looks random and is the same on every machine.
class Sequence {
 public:
  explicit Sequence(uint64_t seed) : state_(seed) {}
  int64_t below(int64_t limit) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<int64_t>((state_ >> 33) % static_cast<uint64_t>(limit));
  }
  template <class Item>
  void shuffle(std::vector<Item>& items) {
    for (std::size_t i = items.size(); i > 1; --i)
      std::swap(items[i - 1], items[static_cast<std::size_t>(below(static_cast<int64_t>(i)))]);
  }

 private:
  uint64_t state_;
};

}  // namespace pochin::scoring
