#include "shared/finance/payment.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/unit/shared/finance/payments_fixture.h"

namespace pochin::finance {
namespace {

std::string refusal(PaymentRegister& payments, Payment payment) {
  const auto added = payments.add(std::move(payment));
  if (added) return "ok";
  CHECK_FALSE(added.error().message.empty());
  return added.error().code + " " + added.error().place;
}

std::string refusal(Payment payment) {
  PaymentRegister payments;
  return refusal(payments, std::move(payment));
}

Payment correction(std::string id, std::string corrects, int64_t kopecks) {
  Payment payment = citizen_pays(std::move(id), "c1", kopecks);
  payment.corrects = std::move(corrects);
  payment.reason = "опечатка в сумме";
  return payment;
}

PaymentRegister filled() {
  PaymentRegister payments;
  REQUIRE(payments.add(citizen_pays("p1", "c1", 100'000)));
  REQUIRE(payments.add(citizen_pays("p2", "c2", 50'000)));
  REQUIRE(payments.add(company_pays("p3", "o1", 700'000)));
  return payments;
}

}  // namespace

TEST_CASE("the register gives the totals by who paid") {
  const Totals totals = filled().totals();
  CHECK(totals.all == Money{850'000});
  CHECK(totals.by_kind == std::map<std::string, Money>{{"citizen", {150'000}}, {"organisation", {700'000}}});
  CHECK(totals.payments == 3);
  CHECK(totals.payers == 3);
}

TEST_CASE("a correction is a new record: the old one stays and no longer counts") {
  PaymentRegister payments = filled();
  REQUIRE(payments.add(correction("p4", "p1", 10'000)));
  CHECK(payments.records().size() == 4);
  CHECK(payments.records()[0].sum == Money{100'000});
  CHECK(payments.is_replaced("p1"));
  CHECK(payments.totals().all == Money{760'000});
  CHECK(payments.in_force().front()->id == "p4");
  REQUIRE(payments.add(correction("p5", "p4", 20'000)));
  CHECK(payments.totals().all == Money{770'000});
  CHECK(payments.totals().payments == 3);
}

TEST_CASE("a payment that was none is corrected to zero and counts no more") {
  PaymentRegister payments = filled();
  REQUIRE(payments.add(correction("p4", "p1", 0)));
  CHECK(payments.totals().payments == 2);
  CHECK(payments.totals().payers == 2);
  CHECK(refusal(citizen_pays("p1", "c1", 0)) == "payment_sum sum");
}

TEST_CASE("a correction names a record of the same project that nobody has corrected yet, and its reason") {
  PaymentRegister payments = filled();
  CHECK(refusal(payments, correction("p4", "p9", 1)) == "payment_corrects corrects");
  Payment silent = correction("p4", "p1", 1);
  silent.reason = " ";
  CHECK(refusal(payments, silent) == "payment_reason reason");
  Payment elsewhere = correction("p4", "p1", 1);
  elsewhere.project = "77";
  CHECK(refusal(payments, elsewhere) == "payment_corrects corrects");
  REQUIRE(payments.add(correction("p4", "p1", 1)));
  CHECK(refusal(payments, correction("p5", "p1", 2)) == "payment_corrects corrects");
  CHECK(payments.records().size() == 4);
}

TEST_CASE("a payer is who they say: the INN fits its control digits and its kind") {
  CHECK(refusal(citizen_pays("p1", "c1", 1)) == "ok");
  Payment payment = company_pays("p1", "o1", 1);
  payment.payer.inn = "7602000019";
  CHECK(refusal(payment) == "inn_control payer/inn");
  payment.payer.inn = "760200001249";
  CHECK(refusal(payment) == "payment_inn payer/inn");
  payment.payer.inn.clear();
  CHECK(refusal(payment) == "payment_inn payer/inn");
  payment.payer.kind = PayerKind::entrepreneur;
  payment.payer.inn = "760200001249";
  CHECK(refusal(payment) == "ok");
  payment.payer.inn = "7602000018";
  CHECK(refusal(payment) == "payment_inn payer/inn");
  payment.payer.name = " ";
  CHECK(refusal(payment) == "payment_payer payer/name");
}

TEST_CASE("a payment says what for, how much and by which code") {
  Payment payment = citizen_pays("p1", "c1", -1);
  CHECK(refusal(payment) == "payment_sum sum");
  payment = citizen_pays("p1", "c1", 1);
  payment.purpose.clear();
  CHECK(refusal(payment) == "payment_purpose purpose");
  payment = citizen_pays("p1", "c1", 1);
  payment.kbk = "123";
  CHECK(refusal(payment) == "kbk_length kbk");
  payment = citizen_pays("p1", "c1", 1);
  payment.project.clear();
  CHECK(refusal(payment) == "payment_project project");
  PaymentRegister payments = filled();
  CHECK(refusal(payments, citizen_pays("p1", "c1", 1)) == "payment_id id");
}

TEST_CASE("the register holds no sum that does not fit, and stays as it was") {
  PaymentRegister payments = filled();
  CHECK(refusal(payments, citizen_pays("p9", "c1", INT64_MAX)) == "payment_range sum");
  CHECK(payments.records().size() == 3);
  CHECK(payments.totals().all == Money{850'000});
  REQUIRE(payments.add(citizen_pays("p9", "c1", INT64_MAX - 850'000)));
  CHECK(payments.totals().all == Money{INT64_MAX});
}

TEST_CASE("one payment entered twice is flagged, and flagged harder with the same payment order") {
  PaymentRegister payments = filled();
  Payment again = citizen_pays("p4", "c1", 100'000);
  REQUIRE(payments.add(again));
  CHECK(payments.duplicates() == std::vector<Duplicate>{{"p1", "p4", false}});
  again.id = "p5";
  again.document = "15";
  REQUIRE(payments.add(again));
  again.id = "p6";
  REQUIRE(payments.add(again));
  CHECK(payments.duplicates().back() == Duplicate{"p5", "p6", true});
  Payment gone = again;
  gone.id = "p7";
  gone.corrects = "p6";
  gone.reason = "внесён дважды";
  gone.sum = Money{};
  REQUIRE(payments.add(gone));
  CHECK(payments.duplicates().size() == 2);
}

TEST_CASE("a double is known by what a payment is, whatever ids the records were given") {
  const auto doubles = [](Payment first, Payment second) {
    PaymentRegister payments;
    REQUIRE(payments.add(std::move(first)));
    REQUIRE(payments.add(std::move(second)));
    return payments.duplicates();
  };
  const Payment company = company_pays("p1", "z-made-up-1", 700'000);
  Payment again = company_pays("p2", "z-made-up-2", 700'000);
  CHECK(doubles(company, again) == std::vector<Duplicate>{{"p1", "p2", false}});
  again.payer.name = "ООО ЛЕС";  // the INN tells
  CHECK(doubles(company, again).size() == 1);
  Payment person = citizen_pays("p1", "z-1", 5), same = citizen_pays("p2", "z-2", 5);
  same.payer.name = " иванова  Анна Петровна.";
  CHECK(doubles(person, same).size() == 1);
  same.payer.name = "Иванова Анна Павловна";
  CHECK(doubles(person, same).empty());
  person.document = same.document = "№ 15";
  CHECK(doubles(person, same) == std::vector<Duplicate>{{"p1", "p2", true}});
  same.date = add_days(same.date, 1);
  CHECK(doubles(person, same).empty());
}

TEST_CASE("a КБК and an INN are taken with spaces, and kept without") {
  Payment payment = company_pays("p1", "o1", 1);
  payment.payer.inn = "7602 000018";
  payment.kbk = "909 1 17 15030 10 0001 150";
  PaymentRegister payments;
  REQUIRE(payments.add(payment));
  CHECK(payments.records()[0].payer.inn == "7602000018");
  CHECK(payments.records()[0].kbk == "90911715030100001150");
  CHECK(payments.known_payer(payments.records()[0].payer)->id == "o1");
  CHECK(payments.known_payer(Payer{}) == nullptr);
}

TEST_CASE("money comes after the law and not after today") {
  const Date today = *make_date(2027, 3, 15);
  const auto code = [&](int year, unsigned month, unsigned day) {
    const auto fine = check_paid_on(*make_date(year, month, day), today);
    return fine ? std::string("ok") : fine.error().code;
  };
  CHECK(code(2027, 3, 15) == "ok");
  CHECK(code(2021, 1, 1) == "ok");
  CHECK(code(2020, 12, 31) == "date_early");
  CHECK(code(1900, 1, 1) == "date_early");
  CHECK(code(2027, 3, 16) == "date_future");
  CHECK(code(2126, 3, 15) == "date_future");
}

TEST_CASE("namesakes are two payers; one payer's payments add up") {
  PaymentRegister payments;
  REQUIRE(payments.add(citizen_pays("p1", "c2", 5)));
  REQUIRE(payments.add(citizen_pays("p2", "c1", 7)));
  REQUIRE(payments.add(citizen_pays("p3", "c1", 1)));
  const auto payers = payments.payers();
  REQUIRE(payers.size() == 2);
  CHECK(payers[0].payer.id == "c1");
  CHECK(payers[0].sum == Money{8});
  CHECK(payers[1].sum == Money{5});
  CHECK(payers[0].payer.name == payers[1].payer.name);
}

TEST_CASE("the register comes back from its JSON with all its records, and is checked again") {
  PaymentRegister payments = filled();
  REQUIRE(payments.add(correction("p4", "p1", 10'000)));
  auto json = to_json(payments);
  const auto read = register_from_json(json, "/payments");
  REQUIRE(read);
  CHECK(read->records() == payments.records());
  CHECK(read->totals() == payments.totals());
  json[3]["corrects"] = "p7";
  CHECK(register_from_json(json, "/payments").error().place == "/payments/3/corrects");
}

}  // namespace pochin::finance
