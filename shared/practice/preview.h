// What a resident sees of a practice at a moment: for the project centre, before the rules are published.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/instant.h"
#include "shared/base/result.h"
#include "shared/practice/pack.h"

namespace pochin::practice {

struct Preview {
  Instant at;
  std::string moment;  // «15 января 2027 года, 12:00 (МСК+1)»
  StageNow stage;      // points into the pack
  bool takes_applications = false;
  std::string intake;  // «Заявки принимают до …», «Приём заявок закончился …»
  int64_t days_left = 0;  // whole days until the open stage ends, or until the next begins; 0 = today or nothing
  std::string detail;     // what the stage is about
  std::string button;     // «Подать заявку»; empty = none
  struct Action {
    std::string title;  // «Подать заявку»
    std::string states;  // «Черновик, Возвращена на доработку»: where the application must be
    std::string why_not;  // «приём заявок закрыт»; empty = it can be done
  };
  std::vector<Action> actions;  // of the applicant
  struct Line {
    std::string title, text;
  };
  std::vector<Line> limits;  // «Городской округ» — «до 5 000 000 ₽, не больше 75 %
                             // стоимости»
  struct Vote {
    std::string title, moment;  // «Голосование города» — «Идёт до 15 февраля …»
    bool open = false;          // a ballot can be cast, once the list of projects is approved
    std::vector<Line> rules;    // «Кто голосует» — «Жители региона, которым …»
  };
  std::vector<Vote> votes;
  std::vector<Line> next;  // stages to come: «Рейтинг и комиссия» — «с 1 февраля …»
};

// Whether applications are taken, of the open intake, else the next one, else the last: «Заявки принимают до …»,
// «Приём заявок начнётся …», «Приём заявок закончился в конце 11 декабря 2026 года (МСК)».
std::string intake_text(const Pack& pack, Instant at);

// The pack must outlive the preview. O(size of the pack).
Preview preview(const Pack& pack, Instant at);
nlohmann::json to_json(const Preview& preview);

// "2027-01-15" (noon of that day) or "2027-01-15T18:00" by the clock of the region. Error: bad_date.
Result<Instant> parse_day(const Pack& pack, std::string_view text);

}  // namespace pochin::practice
