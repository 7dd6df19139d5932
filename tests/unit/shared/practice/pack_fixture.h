// The shipped pack, and applications made for its criteria.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "shared/practice/lint.h"
#include "shared/practice/pack.h"
#include "shared/scoring/advice.h"
#include "shared/scoring/score.h"

namespace pochin::practice {

inline std::string file_text(const std::string& path) {
  std::ifstream file(POCHIN_ROOT "/" + path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

inline std::string pack_text(const std::string& name = "ppmi") { return file_text("web/packs/" + name + ".json"); }

inline const Pack& ppmi() {
  static const Pack pack = parse_pack(std::string_view(pack_text())).value();
  return pack;
}

inline form::Facts place(const std::string& kind, int64_t population) {
  return {{"municipality.kind", form::fact(kind)},
          {"municipality.population", form::fact(population)},
          {"settlement.population", form::fact(population)},
          {"cycle.year", form::fact(int64_t{2027})},
          {"today", form::fact(*make_date(2026, 12, 1))}};
}

// domain.md §4.2, the test vector.
inline form::Answers vector_answers() {
  form::Answers answers;
  answers["source_municipal"] = "300 000";
  answers["source_people"] = "60 000";
  answers["source_legal"] = "40 000";
  answers["source_region"] = "1 600 000";
  answers["cost_repair"] = "2 000 000";
  answers["users_count"] = "500";
  answers["meeting_count"] = "60";
  answers["participation"] = form::Rows{{"r1", {{"what", "Уборка участка"}}}};
  answers["upkeep_costs"] = form::Rows{{"r1", {{"what", "Покос травы"}, {"budget", "12 000"}}}};
  answers["upkeep_participation"] = form::Rows{{"r1", {{"what", "Полив цветов"}}}};
  answers["discussion_files"] = form::Files{{"f1", "анкеты.pdf", "application/pdf", 100}};
  answers["media"] = "1";
  answers["media_links"] = form::Rows{{"r1", {{"url", "https://example.ru/1"}}}};
  return answers;
}

// Everything the applicant must give: the form is ready to be submitted.
inline form::Answers full_answers() {
  form::Answers answers = vector_answers();
  const form::Files file = {{"f1", "скан.pdf", "application/pdf", 100}};
  answers["name"] = "Ремонт водопровода по улице Лесной";
  answers["settlement"] = "с. Заречье";
  answers["typology"] = "utilities";
  answers["problem"] =
      std::string("Водопровод проложен полвека назад, трубы проржавели, воды нет по неделям каждое лето.");
  answers["results"] =
      std::string("Будет заменено 420 метров труб, вода появится в 60 домах, аварии прекратятся надолго.");
  answers["cost_repair_note"] = "Замена труб";
  answers["legal_payers"] = form::Rows{{"p1", {{"name", "ООО «Берег»"}, {"sum", "40 000"}}}};
  answers["guarantee_letters"] = file;
  answers["property_extract"] = file;
  answers["estimate"] = file;
  answers["estimator_certificate"] = file;
  answers["users_who"] = "Жители улиц Лесной и Садовой";
  answers["meeting_date"] = "12.10.2026";
  answers["meeting_minutes"] = file;
  answers["start"] = "01.06.2027";
  answers["term"] = "30.09.2027";
  answers["plan"] = form::Rows{{"s1", {{"stage", "Закупка"}, {"due", "15.05.2027"}, {"who", "Соколова А. В."}}}};
  answers["head_name"] = "Петров Иван Ильич";
  answers["head_phone"] = "8 800 555-35-35";
  answers["executor"] = "Ёлкин Пётр";
  answers["executor_phone"] = "+7 921 123-45-67";
  return answers;
}

inline scoring::Score score_of(const form::Answers& answers, const form::Facts& facts) {
  return scoring::score(ppmi().criteria, form::Environment(ppmi().form, answers, facts));
}

inline const scoring::CriterionScore& item(const scoring::Score& score, std::string_view code) {
  for (const auto& each : score.items)
    if (each.code == code) return each;
  throw std::out_of_range(std::string(code));
}

}  // namespace pochin::practice
