#include "shared/finance/sources.h"

#include <algorithm>
#include <array>

#include "shared/base/record.h"
#include "shared/base/tr.h"

namespace pochin::finance {

constexpr auto fields(const SourceMoney*) {
  return std::tuple{
      record::needed("source", &SourceMoney::source),  record::maybe("title", &SourceMoney::title),
      record::maybe("planned", &SourceMoney::planned), record::maybe("committed", &SourceMoney::committed),
      record::maybe("paid", &SourceMoney::paid),       record::maybe("spent", &SourceMoney::spent)};
}

constexpr auto fields(const Funding*) { return std::tuple{record::needed("sources", &Funding::sources)}; }

namespace {

constexpr std::array kPhases = {Phase::planned, Phase::committed, Phase::paid, Phase::spent};

struct Problems {
  std::vector<form::Problem> items;

  void add(Source source, Phase phase, std::string code, std::string message) {
    form::Problem problem;
    problem.field = field_of(source, phase);
    problem.code = std::move(code);
    problem.message = std::move(message);
    items.push_back(std::move(problem));
  }
};

void check_order(Problems& problems, const SourceMoney& each) {
  if (each.paid > each.committed)
    problems.add(each.source, Phase::paid, "source_paid_over",
                 tr("Внесено {}, а по соглашению только {}. Проверьте сумму или заключите дополнительное соглашение",
                    format_roubles(each.paid), format_roubles(each.committed)));
  if (each.spent > each.paid)
    problems.add(each.source, Phase::spent, "source_spent_over",
                 tr("Потрачено {}, а внесено только {}. Проверьте обе суммы", format_roubles(each.spent),
                    format_roubles(each.paid)));
}

bool same(const SourceMoney& a, const SourceMoney& b) {
  return a.source == b.source && (a.source != Source::other || a.title == b.title);
}

}  // namespace

std::span<const Name<Source>> names(Source) {
  static constexpr Name<Source> kNames[] = {{Source::region, "region", tr("бюджет региона")},
                                            {Source::municipality, "municipality", tr("местный бюджет")},
                                            {Source::people, "people", tr("жители")},
                                            {Source::organisations, "organisations", tr("организации и ИП")},
                                            {Source::other, "other", tr("другие источники")}};
  return kNames;
}

std::span<const Name<Phase>> names(Phase) {
  static constexpr Name<Phase> kNames[] = {{Phase::planned, "planned", tr("запланировано")},
                                           {Phase::committed, "committed", tr("по соглашению")},
                                           {Phase::paid, "paid", tr("внесено")},
                                           {Phase::spent, "spent", tr("потрачено")}};
  return kNames;
}

Money at(const SourceMoney& money, Phase phase) {
  switch (phase) {
    case Phase::planned:
      return money.planned;
    case Phase::committed:
      return money.committed;
    case Phase::paid:
      return money.paid;
    case Phase::spent:
      return money.spent;
  }
  return {};
}

std::optional<Money> total(const Funding& funding, Phase phase) {
  std::optional<Money> all = Money{};
  for (const SourceMoney& each : funding.sources)
    if (all) all = checked_add(*all, at(each, phase));
  return all;
}

std::optional<Money> sum_of(const Funding& funding, Source source, Phase phase) {
  std::optional<Money> all = Money{};
  for (const SourceMoney& each : funding.sources)
    if (all && each.source == source) all = checked_add(*all, at(each, phase));
  return all;
}

std::optional<Ratio> share(const Funding& funding, Source source, Phase phase) {
  const auto part = sum_of(funding, source, phase), whole = total(funding, phase);
  return part && whole ? Ratio::make(part->kopecks, whole->kopecks) : std::nullopt;
}

std::string field_of(Source source, Phase phase) {
  return std::string(code_of(source)) + "." + std::string(code_of(phase));
}

std::vector<form::Problem> check(const Funding& funding) {
  Problems problems;
  for (auto each = funding.sources.begin(); each != funding.sources.end(); ++each) {
    for (Phase phase : kPhases)
      if (at(*each, phase) < Money{})
        problems.add(
            each->source, phase, "source_negative",
            tr("Сумма «{}, {}» меньше нуля. Укажите ноль или больше", title_of(each->source), title_of(phase)));
    if (std::any_of(funding.sources.begin(), each, [&](const SourceMoney& other) { return same(other, *each); }))
      problems.add(each->source, Phase::planned, "source_twice",
                   tr("Источник «{}» указан дважды. Сложите суммы в одной строке", title_of(each->source)));
    check_order(problems, *each);
  }
  for (Phase phase : kPhases)
    if (!total(funding, phase))
      problems.add(Source::other, phase, "source_range",
                   tr("Сумма по графе «{}» слишком велика. Проверьте, нет ли лишних нулей", title_of(phase)));
  return problems.items;
}

Result<Funding> funding_from_json(const Json& json, const std::string& place) {
  return record::read<Funding>(json, place);
}

Json to_json(const Funding& funding) { return record::write(funding); }

}  // namespace pochin::finance
