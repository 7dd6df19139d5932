// Payments as a clerk of a village enters them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "shared/finance/payment.h"

namespace pochin::finance {

inline Payment citizen_pays(std::string id, std::string payer, int64_t kopecks) {
  Payment payment;
  payment.id = std::move(id);
  payment.project = "12";
  payment.payer = {std::move(payer), PayerKind::citizen, "Иванова Анна Петровна", ""};
  payment.date = *make_date(2027, 3, 15);
  payment.sum = Money{kopecks};
  payment.purpose = "Инициативный платёж, детская площадка в с. Заречье";
  payment.kbk = "90911715030100001150";
  payment.recorded_at = Instant{1'800'000'000'000};
  payment.recorded_by = "soko";
  return payment;
}

inline Payment company_pays(std::string id, std::string payer, int64_t kopecks) {
  Payment payment = citizen_pays(std::move(id), {}, kopecks);
  payment.payer = {std::move(payer), PayerKind::organisation, "ООО «Лес»", "7602000018"};
  return payment;
}

}  // namespace pochin::finance
