#include "server/api/application/funding.h"

#include <algorithm>

#include "server/store/money.h"

namespace pochin::server {

namespace {

void add_records(Db& db, std::string_view application, finance::Funding& funding) {
  for (const MoneyRecord& each : money_of(db, application)) apply(funding, each);
  const auto payments = payments_of(db, application);
  for (const finance::Payment* each : payments.in_force())
    line_of(funding, source_of(each->payer.kind), {}).paid.kopecks += each->sum.kopecks;
}

}  // namespace

finance::Source source_of(finance::PayerKind kind) {
  return kind == finance::PayerKind::citizen ? finance::Source::people : finance::Source::organisations;
}

finance::SourceMoney& line_of(finance::Funding& funding, finance::Source source, const std::string& title) {
  const auto same = [&](const finance::SourceMoney& each) {
    return each.source == source && (source != finance::Source::other || each.title == title);
  };
  const auto found = std::ranges::find_if(funding.sources, same);
  if (found != funding.sources.end()) return *found;
  funding.sources.push_back({source, title, {}, {}, {}, {}});
  return funding.sources.back();
}

void apply(finance::Funding& funding, const MoneyRecord& record) {
  finance::SourceMoney& line = line_of(funding, record.source, record.title);
  switch (record.phase) {
    case finance::Phase::planned:
      return;
    case finance::Phase::committed:
      line.committed = record.sum;
      return;
    case finance::Phase::paid:
      line.paid.kopecks += record.sum.kopecks;
      return;
    case finance::Phase::spent:
      line.spent.kopecks += record.sum.kopecks;
      return;
  }
}

std::int64_t kopecks(const finance::Funding& funding, finance::Phase phase) {
  return total(funding, phase).value_or(Money{}).kopecks;
}

std::vector<finance::RefundRow> not_repaid(Db& db, std::string_view application, const finance::Refund& refund) {
  return finance::outstanding(refund, repayments_of(db, application)).value();
}

Json sources_json(const finance::Funding& funding) {
  Json list = Json::array();
  for (const finance::SourceMoney& each : funding.sources)
    list.push_back({{"source", code_of(each.source)},
                    {"title", each.title.empty() ? std::string(title_of(each.source)) : each.title},
                    {"planned_kopecks", each.planned.kopecks},
                    {"committed_kopecks", each.committed.kopecks},
                    {"paid_kopecks", each.paid.kopecks},
                    {"spent_kopecks", each.spent.kopecks}});
  return list;
}

finance::Funding funding_of(Db& db, const Projection& projection) {
  finance::Funding funding;
  for (const auto& each : projection.sources)
    line_of(funding, each.kind, each.kind == finance::Source::other ? each.title : std::string()).planned.kopecks +=
        each.kopecks.value_or(0);
  add_records(db, projection.row.id, funding);
  return funding;
}

void add_money_facts(Db& db, std::string_view application, form::Facts& facts) {
  finance::Funding funding;
  add_records(db, application, funding);
  const auto roubles = [&](finance::Phase phase) { return formula::Value(to_roubles({kopecks(funding, phase)})); };
  facts["money.committed"] = roubles(finance::Phase::committed);
  facts["money.paid"] = roubles(finance::Phase::paid);
  facts["money.spent"] = roubles(finance::Phase::spent);
  facts["payments.paid"] = to_roubles(payments_of(db, application).totals().all);
  facts["payments.left"] = form::unknown_fact();
  const auto refund = refund_of(db, application);
  if (!refund) return;
  Money left;
  for (const finance::RefundRow& each : not_repaid(db, application, refund->refund)) left.kopecks += each.due.kopecks;
  facts["payments.left"] = to_roubles(left);
}

Json money_summary(Db& db, const Projection& projection) {
  const finance::Funding funding = funding_of(db, projection);
  const auto totals = payments_of(db, projection.row.id).totals();
  return {{"planned_kopecks", kopecks(funding, finance::Phase::planned)},
          {"committed_kopecks", kopecks(funding, finance::Phase::committed)},
          {"paid_kopecks", kopecks(funding, finance::Phase::paid)},
          {"spent_kopecks", kopecks(funding, finance::Phase::spent)},
          {"payments_kopecks", totals.all.kopecks},
          {"payers", totals.payers},
          {"in_kind_kopecks", finance::worth(in_kind_of(db, projection.row.id)).value_or(Money{}).kopecks},
          {"sources", sources_json(funding)}};
}

}  // namespace pochin::server
